"""What ``--out`` leaves behind: the log of events and the record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from coolhead.adapters.whole_files import write_whole
from coolhead.call.codec import encode_envelope
from coolhead.call.events import Envelope
from coolhead.errors import StorageError
from coolhead.record.markdown import record_markdown
from coolhead.record.record import Record

EVENTS: Final = "events.jsonl"
# What a call that broke off leaves: a log that can be listened to like a whole one.
UNFINISHED: Final = "events.jsonl.part"


class Results:
    """Writes a call's events as they come, and its record at the end, into ``folder``.

    The log has its name only when the call is complete: until then it is ``events.jsonl.part``,
    so that neither half a call nor a log that is just being read is taken for the whole. Raises
    ``StorageError``, at once where nothing can be written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with self._writing():
            folder.mkdir(parents=True, exist_ok=True)
            self._log = (folder / UNFINISHED).open("wb")

    def __enter__(self) -> Results:
        return self

    def __exit__(self, *exc: object) -> None:
        with self._writing():
            self._log.close()

    def keep(self, envelope: Envelope) -> None:
        """Write an event; it is with the system when this returns, not in a buffer of ours."""
        with self._writing():
            self._log.write(encode_envelope(envelope) + b"\n")
            self._log.flush()

    def finish(self, record: Record) -> None:
        """Write ``record.json`` and ``record.md``, and give the log its name."""
        pretty = msgspec.json.format(msgspec.json.encode(record), indent=2)
        with self._writing():
            self._log.close()
            write_whole(self.folder / "record.json", pretty + b"\n")
            write_whole(self.folder / "record.md", record_markdown(record).encode())
            (self.folder / UNFINISHED).replace(self.folder / EVENTS)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StorageError(
                f"{self.folder}: cannot be written: {error.strerror or error}",
                hint="Give another folder with --out, or make room.",
            ) from error
