"""What is finished of a run, so that a run that was ended in any way can be gone on with.

A database of SQLite in the results folder: a call is in it once its record is on disk. It is on
disk itself as soon as ``finish`` returns, as far as the death of the process is concerned. Rows
are looked up there and not held in memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from types import TracebackType
from typing import Any, Final

import msgspec

from coolhead.errors import StorageError
from coolhead.services.scoring import CallRow

FILE: Final = "progress.sqlite"
# Changed whenever what is kept changes its form: an older one is begun anew.
_FORM: Final = 1
_TABLE: Final = """
CREATE TABLE call (
    source TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    record TEXT NOT NULL,
    size INTEGER NOT NULL,
    agent TEXT,
    row BLOB NOT NULL,
    run INTEGER NOT NULL
) WITHOUT ROWID
"""


class Finished(msgspec.Struct, frozen=True):
    """A call that is finished.

    ``key`` is a digest of all that its result depends on, ``record`` the file's name, ``size``
    that file's length in bytes.
    """

    source: str
    key: str
    record: str
    size: int
    agent: str | None
    row: CallRow


class Progress:
    """The finished calls of a results folder; one run at a time.

    Raises ``StorageError`` where another run uses the folder, or where the file is damaged.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._encode = msgspec.json.Encoder().encode
        self._decode = msgspec.json.Decoder(CallRow).decode
        with self._told():
            # Another run holds the folder till its end, so there is nothing to wait for.
            self._base = sqlite3.connect(self.path, isolation_level=None, timeout=0.2)
            # Exclusive first: then the log needs no shared memory, which network drives lack.
            self._base.execute("PRAGMA locking_mode=EXCLUSIVE")
            self._base.execute("PRAGMA journal_mode=WAL")
            self._base.execute("PRAGMA synchronous=NORMAL")
            self._base.execute("BEGIN EXCLUSIVE")
            self._begin()
            self._base.execute("COMMIT")

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._base.close()

    def find(self, source: str) -> Finished | None:
        """What is finished of a call, in this run or an earlier one."""
        with self._told():
            found = self._base.execute(
                "SELECT source, key, record, size, agent, row FROM call WHERE source = ?", (source,)
            ).fetchone()
            return None if found is None else self._finished(found)

    def finish(self, call: Finished) -> None:
        """Note a call as finished."""
        with self._told():
            self._base.execute(
                "INSERT OR REPLACE INTO call VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    call.source,
                    call.key,
                    call.record,
                    call.size,
                    call.agent,
                    self._encode(call.row),
                    self._run,
                ),
            )

    def seen(self, source: str) -> None:
        """Note that a finished call is in the archive still."""
        with self._told():
            self._base.execute("UPDATE call SET run = ? WHERE source = ?", (self._run, source))

    def gone(self) -> Iterator[Finished]:
        """The calls that this run did not meet, each forgotten once the next is asked for."""
        query = (
            "SELECT source, key, record, size, agent, row FROM call "
            "WHERE source > ? AND run != ? ORDER BY source LIMIT 1"
        )
        source = ""
        while True:
            with self._told():
                found = self._base.execute(query, (source, self._run)).fetchone()
            if found is None:
                return
            source = found[0]
            with self._told():
                call = self._finished(found)
            yield call
            with self._told():
                self._base.execute("DELETE FROM call WHERE source = ?", (source,))

    def _finished(self, found: tuple[Any, ...]) -> Finished:
        source, key, record, size, agent, row = found
        if PurePath(record).name != record:  # it is opened and removed under this name
            raise ValueError(f"'{record}' is no name of a record")
        return Finished(source, key, record, size, agent, self._decode(row))

    def _begin(self) -> None:
        form = self._base.execute("PRAGMA user_version").fetchone()[0]
        if form != _FORM:
            self._base.execute("DROP TABLE IF EXISTS call")
            self._base.execute(_TABLE)
            self._base.execute(f"PRAGMA user_version = {_FORM}")
        self._run = 1 + self._base.execute("SELECT coalesce(max(run), 0) FROM call").fetchone()[0]

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise StorageError(
                    f"{self.path.parent}: another run is writing its results there",
                    hint="Wait until it has ended, or give another folder with --out.",
                ) from error
            raise StorageError(
                f"{self.path}: cannot be read or written: {error}",
                hint="Is there room, and may you write there?",
            ) from error
        except (sqlite3.DatabaseError, msgspec.DecodeError, ValueError) as error:
            raise StorageError(
                f"{self.path}: is damaged: {error}",
                hint="Delete this file, and the calls are run again from the first.",
            ) from error
