"""The folders and marks on the disk: where a file is, and what has become of its content.

    <path>/                 files are put here
    <path>/done/            taken
    <path>/failed/          could not be taken; why stands in <name>.error.txt beside
    <path>/.coolhead/       taking/ (at work on it), known/ (a mark for each content), lock

Every step is a rename or a synced write, so that a process that is killed finds its way again.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import stat
from pathlib import Path
from typing import Final, Literal

import msgspec

from coolhead.adapters.folder.settings import FolderSource
from coolhead.errors import ConfigError, InputError

State = Literal["opening", "taken"]

# The longest name that file systems take, in bytes (POSIX NAME_MAX on Linux and macOS).
_LONGEST_NAME: Final = 255
_ERROR: Final = ".error.txt"


class Mark(msgspec.Struct, frozen=True):
    """What is known of a content: the call that it became, or is becoming."""

    call: str
    state: State


class Filing:
    """The files of one watched folder; holds it against others until closed.

    Raises ``ConfigError`` where the folder cannot be used or another watches it.
    """

    def __init__(self, source: FolderSource) -> None:
        own = source.path / ".coolhead"
        self._source = source
        self._taking, self._known = own / "taking", own / "known"
        self._done, self._failed = source.path / "done", source.path / "failed"
        try:
            if not source.path.is_dir():
                raise NotADirectoryError(f"{source.path} is no folder")
            for folder in (own, self._taking, self._known, self._done, self._failed):
                folder.mkdir(mode=0o700, exist_ok=True)
            self._lock = os.open(own / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        except OSError as error:
            raise ConfigError(
                f"{source.path}: the folder cannot be watched: {error.strerror or error}",
                hint="Name a folder that is there and that the server's user may write in.",
            ) from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._lock)
            raise ConfigError(
                f"{source.path}: another server watches this folder",
                hint="Give each server a folder of its own.",
            ) from error

    def close(self) -> None:
        """Let another have the folder."""
        os.close(self._lock)

    def left_over(self) -> list[Path]:
        """Files that a process before this one was at work on."""
        return sorted(self._taking.iterdir())

    def claim(self, name: str) -> Path | None:
        """Take a file out of reach of who put it there; None where it is gone."""
        path = _free(self._taking, name)
        try:
            (self._source.path / name).rename(path)
        except FileNotFoundError:
            return None
        return path

    def digest(self, path: Path) -> str:
        """What names the content of a file (SHA-256); raises ``InputError`` for no plain file."""
        try:
            number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError as error:
            raise InputError(
                "this is no plain file, or cannot be read",
                file=path.name,
                hint="Copy the file itself into the folder; links are not followed.",
            ) from error
        with os.fdopen(number, "rb") as file:
            if not stat.S_ISREG(os.fstat(number).st_mode):
                raise InputError("this is no plain file", file=path.name)
            return hashlib.file_digest(file, "sha256").hexdigest()

    def mark_of(self, digest: str) -> Mark | None:
        """What is known of a content; a mark that is not whole was never made."""
        try:
            return msgspec.json.decode((self._known / digest).read_bytes(), type=Mark)
        except (FileNotFoundError, msgspec.DecodeError):
            return None

    def mark(self, digest: str, call: str, state: State) -> None:
        """Note what becomes of a content, so that it outlives the process."""
        path = self._known / digest
        beside = path.with_suffix(".new")
        with beside.open("wb") as file:
            file.write(msgspec.json.encode(Mark(call, state)))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        _sync(self._known)

    def done(self, path: Path) -> None:
        """The file was taken."""
        if self._source.keep_done:
            path.rename(_free(self._done, path.name))
        else:
            path.unlink()

    def failed(self, path: Path, why: str) -> None:
        """The file cannot be taken; ``why`` is put beside it."""
        moved = _free(self._failed, path.name)
        path.rename(moved)
        (self._failed / _fitting(moved.name, _ERROR)).write_text(why, encoding="utf-8")


def _free(folder: Path, name: str) -> Path:
    """A path in the folder that nothing has, nor what stands beside it."""
    number, path = 1, folder / _fitting(name, "")
    while os.path.lexists(path) or os.path.lexists(folder / _fitting(path.name, _ERROR)):
        number += 1
        plain = Path(name)
        path = folder / _fitting(plain.stem, f"-{number}{plain.suffix}")
    return path


def _fitting(name: str, ending: str) -> str:
    """The name with this ending, shortened so that ``.error.txt`` still fits behind it."""
    room = _LONGEST_NAME - len(os.fsencode(ending)) - (0 if ending == _ERROR else len(_ERROR))
    return os.fsdecode(os.fsencode(name)[:room]) + ending


def _sync(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
