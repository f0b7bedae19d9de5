"""Which files of a folder are complete: nobody has touched them for a while."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, NamedTuple

# What copying programs and browsers call a file that is not complete yet.
UNFINISHED: Final = (".part", ".partial", ".tmp", ".temp", ".filepart", ".crdownload", "~")


class _Look(NamedTuple):
    """A file as it was when it was looked at; ``inode`` changes when another takes its place."""

    size: int
    changed_ns: int
    inode: int


class Settling:
    """Remembers how files looked, and since when they have looked so."""

    def __init__(self, settle_s: float, settle_empty_s: float) -> None:
        self._settle_s = settle_s
        self._settle_empty_s = settle_empty_s
        self._seen: dict[str, tuple[_Look, float]] = {}

    def __len__(self) -> int:
        """How many files are not complete yet."""
        return len(self._seen)

    def ready(self, folder: Path, now: float) -> list[str]:
        """The names of files that are complete, the oldest first; raises ``OSError``.

        ``now`` is seconds that pass evenly. Hidden files, folders and what is called unfinished
        are passed over; links and other oddities are not: they are to be refused.
        """
        looks = _looks(folder)
        self._seen = {
            name: known if (known := self._seen.get(name)) and known[0] == look else (look, now)
            for name, look in looks.items()
        }
        names = [
            name for name, (look, since) in self._seen.items() if now >= since + self._of(look)
        ]
        for name in names:
            del self._seen[name]
        return sorted(names, key=lambda name: (looks[name].changed_ns, name))

    def _of(self, look: _Look) -> float:
        return self._settle_s if look.size else self._settle_empty_s


def _looks(folder: Path) -> dict[str, _Look]:
    looks = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith(".") or name.lower().endswith(UNFINISHED):
                continue
            try:
                if entry.is_dir(follow_symlinks=False):
                    continue
                stat = entry.stat(follow_symlinks=False)
            except FileNotFoundError:  # gone between the list and the look
                continue
            looks[name] = _Look(stat.st_size, stat.st_mtime_ns, stat.st_ino)
    return looks
