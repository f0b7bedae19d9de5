"""The log of a call's events: a line of JSON an event, for replay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from coolhead.adapters.formats.lines import raw_lines
from coolhead.call.codec import decode_envelope, encode_envelope
from coolhead.call.events import Envelope, InputCut
from coolhead.errors import InputError, StorageError


class EventLog(Iterator[Envelope]):
    """The events of a log, one by one; ``cut`` says afterwards whether its last line was whole.

    A process that is killed while writing leaves half a line at the end. It is left out and
    ``cut`` tells of it; anything else that cannot be read raises ``InputError``.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.cut: InputCut | None = None
        self._envelopes = self._read()

    def __next__(self) -> Envelope:
        return next(self._envelopes)

    def _read(self) -> Iterator[Envelope]:
        source, latest, seen = str(self.path), 0.0, False
        try:
            stream = self.path.open("rb")
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise InputError(f"cannot be opened: {reason}", file=source) from error
        with stream:
            for number, line in raw_lines(stream, source):
                if not line.strip():
                    continue
                try:
                    envelope = _decode(line, source, number)
                except InputError:
                    # A log of half a line alone is more likely no log at all.
                    if line.endswith(b"\n") or not seen:
                        raise
                    what = f"Line {number} of {source} was written in part only and is left out."
                    self.cut = InputCut(at=latest, what=what)
                    return
                seen, latest = True, max(latest, envelope.event.at)
                yield envelope
        if not seen:
            raise InputError("there is no event in this file", file=source)


def read_events(path: Path) -> EventLog:
    """Return the events of a log in the order of the file, read as they are asked for."""
    return EventLog(path)


def write_events(path: Path, envelopes: Iterable[Envelope]) -> int:
    """Write the events to a new log, each as soon as it comes; return how many there were.

    Raises ``StorageError`` if that fails.
    """
    count = 0
    try:
        with path.open("wb") as stream:
            for envelope in envelopes:
                stream.write(encode_envelope(envelope) + b"\n")
                stream.flush()
                count += 1
    except OSError as error:
        raise StorageError(
            f"{path}: cannot be written: {error.strerror or error}",
            hint="Is there room, and may you write there?",
        ) from error
    return count


def is_event_log(head: bytes) -> bool:
    """Whether the first line of a file is an event in its envelope."""
    try:
        decode_envelope(head.split(b"\n", 1)[0])
    except (InputError, RecursionError):
        return False
    return True


def _decode(line: bytes, source: str, number: int) -> Envelope:
    try:
        return decode_envelope(line, file=source, number=number)
    except RecursionError as error:
        raise InputError("nested too deeply to be an event", file=source, line=number) from error
