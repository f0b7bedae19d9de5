"""Where batches wait while the database is away: a file of lines, each with its checksum.

What is in it has outlived the process already: a line is on the disk (fsync) before its batch
counts as kept. A line that was being written when the process died is left out on reading: it was
never acknowledged.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from coolhead.adapters.storage.rows import batch_from, batch_line
from coolhead.call.events import Envelope, UtteranceRedacted
from coolhead.call.rewriting import rewritten
from coolhead.errors import StorageError
from coolhead.services.live.store import Batch
from coolhead.services.live.summary import CallKey

_NAME: Final = "waiting.jsonl"
_CHECKSUM_CHARS: Final = 8

Waiting = tuple[Batch, float]
"""A batch that waits, and when it was kept (seconds since 1970)."""


class Spool:
    """One spool; used by one task at a time. ``most_bytes`` is all the room that it may take."""

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self.path = folder / _NAME
        self._most_bytes = most_bytes
        self._file: int | None = None
        self.size = 0
        self.count = 0

    def open(self) -> int:
        """Open the spool; returns how many batches wait in it. Raises ``StorageError``."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.path.with_suffix(".new").unlink(missing_ok=True)
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            # Half a line at the end must not run into the next one.
            whole = sum(len(line) for line in self._whole_lines())
            os.ftruncate(self._file, whole)
            self.size = whole
            self.count = sum(1 for _ in self._whole_lines())
        except OSError as error:
            raise _unusable(self.path, error) from error
        return self.count

    def add(self, batches: list[Waiting]) -> None:
        """Put batches at the end, on the disk when it returns, all or none of them.

        A batch that redacts an utterance rewrites what waits of it. Raises ``StorageError``.
        """
        file = self._opened()
        lines = b"".join(_line(batch, kept_at) for batch, kept_at in batches)
        if self.size + len(lines) > self._most_bytes:
            raise StorageError(
                "the spool is full",
                hint="Bring the database back, or give the spool more room (spool_megabytes).",
            )
        try:
            written = 0
            while written < len(lines):
                written += os.write(file, lines[written:])
            os.fsync(file)
        except OSError as error:
            with contextlib.suppress(OSError):
                os.ftruncate(file, self.size)
            raise _unusable(self.path, error) from error
        self.size += len(lines)
        self.count += len(batches)
        for batch, _ in batches:
            for envelope in batch.envelopes:
                if isinstance(envelope.event, UtteranceRedacted):
                    self._redact(batch.key, envelope.event)

    def batches(self) -> Iterator[Waiting]:
        """What waits, in order. Raises ``StorageError``."""
        for line in self._whole_lines():
            yield batch_from(line[_CHECKSUM_CHARS + 1 : -1])

    def of(self, key: CallKey) -> list[Waiting]:
        """What waits of a call, in order."""
        if not self.count:
            return []
        # A cheap look first: most lines are of other calls.
        mark = msgspec.json.encode(key.call)
        return [
            batch_from(line[_CHECKSUM_CHARS + 1 : -1])
            for line in self._whole_lines()
            if mark in line
        ]

    def clear(self) -> None:
        """Nothing waits any longer. Raises ``StorageError``."""
        try:
            os.ftruncate(self._opened(), 0)
            os.fsync(self._opened())
        except OSError as error:
            raise _unusable(self.path, error) from error
        self.size = self.count = 0

    def close(self) -> None:
        """Let go of the file; what waits in it is there at the next start."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _redact(self, key: CallKey, redacted: UtteranceRedacted) -> None:
        """Write the file anew without the words that had to go."""
        waiting = list(self.batches())
        own = [e for batch, _ in waiting if batch.key == key for e in batch.envelopes]
        changed = {each.seq: each for each in rewritten(own, redacted)}
        if not changed:
            return
        anew = b"".join(
            _line(_with(batch, changed) if batch.key == key else batch, kept_at)
            for batch, kept_at in waiting
        )
        beside = self.path.with_suffix(".new")
        try:
            with os.fdopen(
                os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb"
            ) as f:
                f.write(anew)
                f.flush()
                os.fsync(f.fileno())
            old = os.open(self.path, os.O_WRONLY)
            try:
                beside.replace(self.path)
                _sync_folder(self.path.parent)
                # Only now, that nothing of it is needed: what it held is overwritten.
                os.pwrite(old, b"\0" * self.size, 0)
                os.fsync(old)
            finally:
                os.close(old)
            os.close(self._opened())
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            self.size = len(anew)
        except OSError as error:
            raise _unusable(self.path, error) from error

    def _whole_lines(self) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            for line in file:
                check, _, rest = line.partition(b" ")
                if not line.endswith(b"\n") or check != _checksum(rest[:-1]):
                    return
                yield line

    def _opened(self) -> int:
        if self._file is None:
            raise StorageError("the spool is not open")
        return self._file


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _with(batch: Batch, changed: dict[int, Envelope]) -> Batch:
    return msgspec.structs.replace(
        batch, envelopes=tuple(changed.get(each.seq, each) for each in batch.envelopes)
    )


def _line(batch: Batch, kept_at: float) -> bytes:
    body = batch_line(batch, kept_at)
    return _checksum(body) + b" " + body + b"\n"


def _checksum(body: bytes) -> bytes:
    return f"{zlib.crc32(body):08x}".encode()


def _unusable(path: Path, error: OSError) -> StorageError:
    return StorageError(
        f"{path}: the spool cannot be used: {error.strerror or error}",
        hint="Is there room on its disk, and may the server's user write there?",
    )
