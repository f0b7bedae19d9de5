from pathlib import Path

import pytest

from coolhead.adapters.formats.event_log import is_event_log, read_events, write_events
from coolhead.adapters.formats.reading import read_call
from coolhead.call.codec import encode_envelope
from coolhead.call.events import CallStarted, Envelope, Event, TimeAdvanced, UtteranceHeard
from coolhead.call.utterance import Utterance
from coolhead.errors import InputError, StorageError

EVENTS: tuple[Event, ...] = (
    CallStarted(at=0.0, call="c"),
    UtteranceHeard(
        at=2.0, utterance=Utterance(party="customer", start=1.0, end=2.0, text="Café?", id="u0")
    ),
    TimeAdvanced(at=3.0),
)
LOG = [Envelope("default", "default", "c", seq, event) for seq, event in enumerate(EVENTS)]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "events.jsonl"
    write_events(path, LOG)
    return path


def test_what_is_written_is_read_back(log: Path) -> None:
    events = read_events(log)
    assert list(events) == LOG
    assert events.cut is None


def test_half_a_line_at_the_end_is_left_out_and_told(log: Path) -> None:
    whole = log.read_bytes()
    for lost in range(1, len(encode_envelope(LOG[2]))):
        log.write_bytes(whole[: -1 - lost])
        events = read_events(log)
        assert list(events) == LOG[:2]
        assert events.cut is not None
        assert events.cut.at == 2.0
        assert "Line 3" in events.cut.what


def test_a_line_cut_within_a_character_is_left_out_too(log: Path) -> None:
    whole = log.read_bytes()
    log.write_bytes(whole[: whole.index("é".encode()) + 1])
    events = read_events(log)
    assert list(events) == LOG[:1]
    assert events.cut is not None


def test_a_whole_last_line_needs_no_end(log: Path) -> None:
    log.write_bytes(log.read_bytes().rstrip(b"\n"))
    events = read_events(log)
    assert list(events) == LOG
    assert events.cut is None


def test_a_broken_line_elsewhere_is_an_error_with_its_number(log: Path) -> None:
    lines = log.read_bytes().split(b"\n")
    lines[1] = lines[1][:-5]
    log.write_bytes(b"\n".join(lines))
    with pytest.raises(InputError) as caught:
        list(read_events(log))
    assert caught.value.line == 2


@pytest.mark.parametrize("content", [b"", b"\n\n", b"[" * 100_000 + b"\n", b"half a line"])
def test_what_is_no_log_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "log"
    path.write_bytes(content)
    with pytest.raises(InputError):
        list(read_events(path))


def test_a_missing_log_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        list(read_events(tmp_path / "none"))


def test_a_log_that_cannot_be_written_is_a_storage_error(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        write_events(tmp_path / "none" / "log", LOG)


def test_a_log_is_told_from_a_transcript(log: Path) -> None:
    assert is_event_log(log.read_bytes())
    assert not is_event_log(b'{"party": "agent", "start": 0, "end": 1, "text": "Hi"}\n')
    with pytest.raises(InputError, match="log of events"):
        read_call(log)
