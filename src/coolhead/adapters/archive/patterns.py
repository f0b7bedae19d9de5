"""Names with ``*``, ``?``, ``[…]`` and ``**`` in them, and what they stand for, in order."""

from __future__ import annotations

import os
from itertools import dropwhile
from pathlib import Path
from typing import Final

from coolhead.errors import InputError

_MAGIC: Final = frozenset("*?[")


def is_pattern(name: str) -> bool:
    """Whether the name is a pattern, and no file that happens to be called so."""
    return not _MAGIC.isdisjoint(name) and not os.path.lexists(name)


def matching(pattern: str) -> list[str]:
    """The files and folders that the pattern stands for, sorted.

    Links to folders are not followed by ``**``: a circle of them would never end. Hidden names
    match only what asks for hidden names. Raises ``InputError`` for what is no pattern.
    """
    path = Path(pattern)
    root = Path(path.anchor)
    parts = path.parts[1:] if path.anchor else path.parts
    try:
        # Kept as text, which takes a fifth of the memory.
        found = [str(each) for each in root.glob(str(Path(*parts)))]
    except (ValueError, NotImplementedError, OSError) as error:
        raise InputError(f"this is no pattern: {error}", file=pattern) from error
    wild = list(dropwhile(_MAGIC.isdisjoint, path.parts))
    if not any(part.startswith(".") for part in wild):
        literal = len(path.parts) - len(wild)
        found = [each for each in found if not _is_hidden(Path(each).parts[literal:])]
    return sorted(found)


def _is_hidden(parts: tuple[str, ...]) -> bool:
    return any(part.startswith(".") for part in parts)
