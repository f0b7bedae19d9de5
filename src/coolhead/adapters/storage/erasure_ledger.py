"""Which calls were erased, in a file beside the database and not in it.

A database that is restored from a backup has the calls back that were erased since; its own
tombstones of them are gone with the rest. This file is no part of that backup: at the next start
the calls that it names are erased again. It holds ids and times, nothing that was said.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from coolhead.errors import StorageError
from coolhead.services.live.store import ErasedCall

_NAME = "erased.jsonl"


class ErasureLedger:
    """The file in a data folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / _NAME

    def add(self, erased: Iterable[ErasedCall]) -> None:
        """Note what was erased, on the disk when it returns. Raises ``StorageError``."""
        lines = b"".join(msgspec.json.encode(each) + b"\n" for each in erased)
        try:
            file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(file, lines)
                os.fsync(file)
            finally:
                os.close(file)
        except OSError as error:
            raise _unusable(self.path, error) from error

    def read(self) -> list[ErasedCall]:
        """What was ever erased; a line that was written in part only is left out."""
        try:
            lines = self.path.read_bytes().splitlines()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise _unusable(self.path, error) from error
        found = []
        for line in lines:
            try:
                found.append(msgspec.json.decode(line, type=ErasedCall))
            except msgspec.DecodeError:
                continue
        return found


def _unusable(path: Path, error: OSError) -> StorageError:
    return StorageError(
        f"{path}: cannot be used: {error.strerror or error}",
        hint="Is there room, and may the server's user write there?",
    )
