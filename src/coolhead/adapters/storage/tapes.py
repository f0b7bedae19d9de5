"""``Tapes`` in a folder: a WAV file for each call that has sound.

Files are sparse: only what was said takes room. Everything is done by one thread, in order, so
that nothing is written after it was erased.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import struct
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

import structlog

from coolhead.call.vocabulary import Party
from coolhead.errors import StorageError
from coolhead.services.live.summary import CallKey
from coolhead.services.live.tapes import TAPE_RATE_HZ

_LOG: Final = structlog.get_logger("coolhead.storage")
Done = TypeVar("Done")

_SIDES: Final[dict[Party, int]] = {"customer": 0, "agent": 1}
_SAMPLE: Final = 2
_FRAME: Final = _SAMPLE * len(_SIDES)
_HEADER: Final = struct.Struct("<4sI4s4sIHHIIHH4sI")
# A WAV file's length is a 32-bit number; this is a day and a half.
_LONGEST: Final = 2**32 - 1 - _HEADER.size
_BLOCK: Final = bytes(2**16)


class FolderTapes:
    """Tapes in one folder, which nobody else may read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._thread = ThreadPoolExecutor(1, "tapes")

    def tape(self, key: CallKey) -> FolderTape:
        """See ``Tapes.tape``."""
        return FolderTape(self._path(key), self._later)

    async def find(self, key: CallKey) -> Path | None:
        """See ``Tapes.find``."""
        path = self._path(key)
        return await self._now(lambda: path if path.is_file() else None)

    async def erase(self, keys: Iterable[CallKey]) -> int:
        """See ``Tapes.erase``."""
        paths = [self._path(key) for key in keys]
        return await self._now(lambda: sum(map(_wipe, paths)))

    async def expire(self, before: datetime, *, but: Iterable[CallKey] = ()) -> int:
        """See ``Tapes.expire``."""
        kept, limit = {self._path(key) for key in but}, before.timestamp()

        def expired() -> int:
            found = [path for path in self._folder.glob("*.wav") if path not in kept]
            return sum(_wipe(path) for path in found if path.stat().st_mtime < limit)

        return await self._now(expired)

    async def close(self) -> None:
        """Write what waits, and stop."""
        await asyncio.to_thread(self._thread.shutdown)

    async def _now(self, work: Callable[[], Done]) -> Done:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except OSError as error:
            raise StorageError(
                f"kept sound cannot be read or removed: {error.strerror or error}",
                hint=f"Look at the folder {self._folder}; then do the same again.",
            ) from error

    def _later(self, work: Callable[[], None]) -> None:
        with contextlib.suppress(RuntimeError):  # the server has stopped
            self._thread.submit(work)

    def _path(self, key: CallKey) -> Path:
        name = hashlib.sha256(f"{key.workspace}\0{key.call}".encode()).hexdigest()
        return self._folder / f"{name}.wav"


class FolderTape:
    """See ``Tape``. The file is there from the first sound on."""

    def __init__(self, path: Path, later: Callable[[Callable[[], None]], None]) -> None:
        self._path = path
        self._later = later
        self._given_up = False

    def put(self, party: Party, at: float, sound: bytes) -> None:
        """See ``Tape.put``."""
        self._later(lambda: self._tried(lambda: self._write(party, at, sound)))

    def silence(self, party: Party, start: float, end: float) -> None:
        """See ``Tape.silence``."""
        start = max(0.0, start)
        length = max(0, round((end - start) * TAPE_RATE_HZ)) * _SAMPLE
        self._later(lambda: self._tried(lambda: self._overwrite(party, start, length)))

    def discard(self) -> None:
        """See ``Tape.discard``."""
        self._later(lambda: self._tried(lambda: _wipe(self._path)))

    def _overwrite(self, party: Party, start: float, length: int) -> None:
        if self._path.is_file():
            self._write(party, start, bytes(length), grow=False)

    def _write(self, party: Party, at: float, sound: bytes, *, grow: bool = True) -> None:
        first = max(0, round(at * TAPE_RATE_HZ)) * _FRAME
        with _opened(self._path) as file:
            size = max(0, file.seek(0, os.SEEK_END) - _HEADER.size)
            most = (_LONGEST if grow else size) - first
            frames = min(len(sound) // _SAMPLE, max(0, most) // _FRAME)
            file.seek(_HEADER.size + first)
            both = bytearray(file.read(frames * _FRAME))
            both.extend(bytes(frames * _FRAME - len(both)))
            for byte in range(_SAMPLE):
                place = _SIDES[party] * _SAMPLE + byte
                both[place::_FRAME] = sound[byte : frames * _SAMPLE : _SAMPLE]
            file.seek(_HEADER.size + first)
            file.write(both)
            file.seek(0)
            file.write(_header(max(size, first + len(both))))

    def _tried(self, work: Callable[[], object]) -> None:
        if self._given_up:
            return
        try:
            work()
        except OSError as error:
            self._given_up = True  # a tape with holes that nobody knows of is worse than none
            _LOG.warning("a call's sound is not kept", reason=error.strerror or str(error))
            with contextlib.suppress(OSError):
                _wipe(self._path)


def _opened(path: Path) -> BinaryIO:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Neither "r+b" (there must be a file) nor "w+b" (which empties it) will do.
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600), "r+b")


def _header(length: int) -> bytes:
    channels, rate = len(_SIDES), TAPE_RATE_HZ
    return _HEADER.pack(
        b"RIFF", length + _HEADER.size - 8, b"WAVE", b"fmt ", 16, 1, channels, rate,
        rate * _FRAME, _FRAME, 8 * _SAMPLE, b"data", length,
    )  # fmt: skip


def _wipe(path: Path) -> bool:
    """Overwrite a file and remove it; false where there was none."""
    try:
        file = path.open("r+b")
    except FileNotFoundError:
        return False
    with file:
        left = file.seek(0, os.SEEK_END)
        file.seek(0)
        while left > 0:
            left -= file.write(_BLOCK[:left])
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    return True
