"""The results folder: a table of calls as CSV and JSON lines, what was refused, and the records.

    calls.csv  calls.jsonl  refused.csv  summary.json  records/<id>-<digest>.json  progress.sqlite

The tables have their names when a run is complete; until then each has ``.part`` behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from coolhead.adapters.archive.names import record_name
from coolhead.adapters.archive.progress import FILE as PROGRESS
from coolhead.adapters.archive.progress import Finished, Progress
from coolhead.adapters.archive.tables import CsvRows, JsonRows, RowWriter
from coolhead.adapters.archive.tasks import Found, Refused, Scored
from coolhead.adapters.whole_files import write_whole
from coolhead.errors import ConfigError, StorageError
from coolhead.services.scoring import CallRow, Summary

RECORDS: Final = "records"
CALLS_CSV: Final = "calls.csv"
CALLS_JSONL: Final = "calls.jsonl"
REFUSED_CSV: Final = "refused.csv"
SUMMARY: Final = "summary.json"
_TABLES: Final = (CALLS_CSV, CALLS_JSONL, REFUSED_CSV)


class Results:
    """Writes the results of a run into ``folder``: the rows in the order of the archive.

    Raises ``StorageError`` where that cannot be done, ``ConfigError`` where the folder holds
    tables that are not of such a run.
    """

    def __init__(self, folder: Path, named: Iterable[str] = ()) -> None:
        """Begin or go on; ``named`` are the files and folders that the calls are taken from."""
        self.folder = folder
        self._records = folder / RECORDS
        self._open = ExitStack()
        self.kept = 0
        with self._writing():
            folder.mkdir(parents=True, exist_ok=True)
            if any(Path(name).is_dir() and folder.samefile(name) for name in named):
                raise ConfigError(
                    f"{folder} holds the calls, so the results must go elsewhere",
                    hint="Give another folder with --out; one in it will do.",
                )
            foreign = [name for name in _TABLES if (folder / name).exists()]
            if foreign and not (folder / PROGRESS).exists():
                raise ConfigError(
                    f"{folder} holds a {foreign[0]} that is of no run of `coolhead score`",
                    hint="Give another folder with --out; nothing was changed there.",
                )
            self._records.mkdir(exist_ok=True)
        with ExitStack() as opened:
            self._progress = opened.enter_context(Progress(folder))
            self._tables: list[tuple[BinaryIO, RowWriter]] = [
                self._table(opened, CALLS_CSV, CsvRows(CallRow)),
                self._table(opened, CALLS_JSONL, JsonRows()),
            ]
            self._refused = self._table(opened, REFUSED_CSV, CsvRows(Refused, without=("size",)))
            self._open = opened.pop_all()

    def __enter__(self) -> Results:
        return self

    def __exit__(self, *exc: object) -> None:
        with self._writing():
            self._open.close()

    def known(self, found: Found) -> str | None:
        """The key of a call that is finished, if its record is there as it was written."""
        before = self._progress.find(found.source)
        if before is None or self._size_of(before.record) != before.size:
            return None
        return before.key

    def unchanged(self, source: str) -> tuple[CallRow, str | None]:
        """Write the row of a call that was finished before; return it with its agent."""
        before = self._progress.find(source)
        if before is None:
            raise StorageError(f"{self.folder}: {source} is finished no more")
        self._progress.seen(source)
        self._write(before.row)
        self.kept += 1
        return before.row, before.agent

    def keep(self, call: Scored) -> None:
        """Keep a call's record and note the call as finished, in whatever order they come."""
        before = self._progress.find(call.source)
        row = self._row(call)
        assert row.record is not None  # noqa: S101 - it was just given
        self._write_record(row.record, call.record)
        self._progress.finish(
            Finished(call.source, call.key, row.record, len(call.record), call.agent, row)
        )
        if before is not None and before.record != row.record:
            self._remove(before.record)

    def scored(self, call: Scored) -> CallRow:
        """Write the row of a call that is kept; return the row."""
        row = self._row(call)
        self._write(row)
        return row

    def refused(self, refused: Refused) -> None:
        """Note a call that could not be run."""
        stream, writer = self._refused
        with self._writing():
            stream.write(writer.line(refused))

    def complete(self, summary: Summary) -> int:
        """Give the tables their names; records of calls that are in the archive no more go.

        Returns how many those were. Where not one call was scored (a folder's name was misspelt, a
        drive is not there), what an earlier run left stays as it is, but for ``refused.csv``.
        """
        with self._writing():
            for stream, _ in (*self._tables, self._refused):
                stream.close()
            if not summary.all.calls:
                for name in (CALLS_CSV, CALLS_JSONL):
                    self._part(name).unlink()
                self._part(REFUSED_CSV).replace(self.folder / REFUSED_CSV)
                return 0
        gone = 0
        for call in self._progress.gone():
            self._remove(call.record)
            gone += 1
        pretty = msgspec.json.format(msgspec.json.encode(summary), indent=2)
        with self._writing():
            self._part(SUMMARY).write_bytes(pretty + b"\n")
            for name in (*_TABLES, SUMMARY):
                self._part(name).replace(self.folder / name)
        return gone

    def _part(self, name: str) -> Path:
        return self.folder / f"{name}.part"

    def _table(self, opened: ExitStack, name: str, writer: RowWriter) -> tuple[BinaryIO, RowWriter]:
        with self._writing():
            stream = opened.enter_context(self._part(name).open("wb"))
            stream.write(writer.head())
        return stream, writer

    def _write(self, row: CallRow) -> None:
        with self._writing():
            for stream, writer in self._tables:
                stream.write(writer.line(row))

    def _row(self, call: Scored) -> CallRow:
        return msgspec.structs.replace(call.row, record=record_name(call.row.id, call.source))

    def _write_record(self, name: str, content: bytes) -> None:
        with self._writing():
            write_whole(self._records / name, content)

    def _remove(self, name: str) -> None:
        with self._writing():
            (self._records / name).unlink(missing_ok=True)

    def _size_of(self, name: str) -> int | None:
        try:
            return (self._records / name).stat().st_size
        except OSError:
            return None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StorageError(
                f"{self.folder}: cannot be written: {error.strerror or error}",
                hint="Make room or give another folder with --out. What is finished is kept: the "
                "same command goes on from there.",
            ) from error
