"""Files that are there whole or not at all, whatever ends the process while they are written."""

from __future__ import annotations

from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write beside ``path`` and move there: a reader finds what was there before, or all of this.

    Where ``path`` is a link, what it leads to is written; a pipe or a device is written to as it
    is. Raises ``OSError``; nothing of what was begun is left then.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    beside = path.with_name(f".{path.name[:100]}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
