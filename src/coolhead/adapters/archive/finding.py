"""The calls of an archive, one after another, in an order that is the same every time."""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final, cast

from coolhead.adapters.archive.looking import kind_of
from coolhead.adapters.archive.many_calls import STANDARD_INPUT, calls_in, too_long
from coolhead.adapters.archive.patterns import is_pattern, matching
from coolhead.adapters.archive.tasks import Found, Refused, refusal
from coolhead.adapters.formats.reading import HEAD_BYTES
from coolhead.errors import ConfigError, InputError

STDIN: Final = "-"
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Archive:
    """What the user named: files, folders, patterns, and ``-`` for calls on standard input.

    In a folder (and its folders, sorted by name) every file whose content is a call is one; what
    is hidden, and folders with a file called ``holds_results``, are not looked into.
    ``recordings`` and ``others`` count what is passed over, the latter as far as that is known
    without reading whole files.
    """

    def __init__(
        self,
        named: Sequence[str],
        *,
        recordings: bool = False,
        holds_results: str = "",
    ) -> None:
        if named.count(STDIN) > 1:
            raise ConfigError("standard input can be read only once", hint="Give - once.")
        self._named = list(named)
        self._take_recordings = recordings
        self._holds_results = holds_results
        self._once = len(self._named) > 1 or any(is_pattern(name) for name in self._named)
        self._seen: set[str] = set()
        self.recordings = 0
        self.others = 0

    def __iter__(self) -> Iterator[Found]:
        """The calls; a folder that cannot be read and the like come as ``Found.problem``."""
        for name in self._named:
            if name == STDIN:
                yield from self._stdin()
                continue
            for file, named in self._files_of(name):
                if isinstance(file, Found):
                    yield file
                else:
                    yield from self._calls_in(file, named=named)

    def size(self) -> int | None:
        """How many bytes there are to read, by the files' sizes; None where that is not known."""
        if STDIN in self._named:
            return None
        again = Archive(self._named, holds_results=self._holds_results)
        files = (file for name in self._named for file, _ in again._files_of(name))
        return sum(_size(file) for file in files if isinstance(file, Path))

    def _files_of(self, name: str) -> Iterator[tuple[Path | Found, bool]]:
        """The files that a name stands for; with whether the user named this very file."""
        if not is_pattern(name):
            yield from self._files_at(Path(name), named=True)
            return
        try:
            found = matching(name)
        except InputError as error:
            yield _problem(name, error), True
            return
        for path in found:
            yield from self._files_at(Path(path), named=False)
        if not found:
            hint = "Put the pattern in quotes, and look at what is there with ls."
            yield _problem(name, InputError("no file has a name like this", hint=hint)), True

    def _files_at(self, path: Path, *, named: bool) -> Iterator[tuple[Path | Found, bool]]:
        """The file itself, or those of a folder."""
        if not path.is_dir():
            if self._is_new(path):
                yield path, named
            return
        broken: list[OSError] = []
        for folder, folders, files in os.walk(path, onerror=broken.append):
            here = Path(folder)
            if self._holds_results and self._holds_results in files:
                folders.clear()
                continue
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                if not name.startswith(".") and self._is_new(here / name):
                    yield here / name, False
        for error in broken:
            reason = f"cannot be opened: {error.strerror or error}"
            yield _problem(str(error.filename or path), InputError(reason)), True

    def _is_new(self, path: Path) -> bool:
        if not self._once:
            return True
        key = os.path.abspath(path)  # noqa: PTH100 - `resolve` would follow links, a look-up each
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

    def _calls_in(self, path: Path, *, named: bool) -> Iterator[Found]:
        name = shown(path)
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):
                if named:
                    yield _problem(name, InputError("this is no file but a device or a pipe"))
                else:
                    self.others += 1
                return
            with path.open("rb") as stream:
                head = stream.read(HEAD_BYTES)
                kind = kind_of(head, path.name)
                if kind == "many calls":
                    stream.seek(0)
                    yield from _calls_of(stream, name, str(path))
                    return
        except FileNotFoundError:
            yield _problem(name, InputError("there is no such file", hint="Check the name."))
            return
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name
            reason = getattr(error, "strerror", None) or error
            yield _problem(name, InputError(f"cannot be opened: {reason}"))
            return
        if kind == "recording" and not self._take_recordings:
            self.recordings += 1
        elif kind == "other" and not named:
            self.others += 1
        else:
            yield Found(file=name, path=str(path), named=named, size=status.st_size)

    def _stdin(self) -> Iterator[Found]:
        if sys.stdin is None:
            raise InputError("there is no standard input", hint="Name files instead.")
        stream = io.BufferedReader(cast("io.RawIOBase", sys.stdin.buffer), HEAD_BYTES)
        try:
            yield from _calls_of(cast("BinaryIO", stream), STANDARD_INPUT, "")
        finally:
            stream.detach()  # the process's own is not ours to close


def shown(path: Path) -> str:
    """The path as it stands in rows: with strokes, and printable UTF-8 whatever its bytes are."""
    name = path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", name)


def _calls_of(stream: BinaryIO, name: str, path: str) -> Iterator[Found]:
    number = 0
    try:
        for number, content in calls_in(stream):
            if content is None:
                yield _problem(name, too_long(name, number), number)
                continue
            yield Found(
                file=name, path=path, line=number, content=content, named=True, size=len(content)
            )
    except OSError as error:
        reason = f"cannot be read further: {error.strerror or error}"
        yield _problem(name, InputError(reason), number + 1)


def _problem(name: str, error: InputError, line: int | None = None) -> Found:
    found = Found(file=shown(Path(name)), line=line, named=True)
    problem: Refused = refusal(found, error)
    return Found(file=found.file, line=line, named=True, problem=problem)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0
