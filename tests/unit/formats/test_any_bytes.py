"""Whatever stands in a file: a call that keeps its promises, or an ``InputError``."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coolhead.adapters.formats.event_log import read_events
from coolhead.adapters.formats.reading import read_call
from coolhead.adapters.formats.timeline import timeline
from coolhead.call.codec import encode_envelope
from coolhead.call.events import CallStarted, Envelope, Event, UtteranceHeard
from coolhead.call.utterance import Utterance
from coolhead.errors import InputError

TRANSCRIPT = b"\n".join(
    json.dumps(line).encode()
    for line in (
        {"call": {"id": "c", "started_at": "2026-03-02T10:15:00+01:00", "stake": "deal"}},
        {"party": "customer", "start": 0.5, "end": 2.0, "text": "Hello?", "id": "x"},
        {"party": "agent", "start": 2.0, "end": 4, "text": "Hi.", "words": [
            {"w": "Hi.", "start": 2.0, "end": 4}], "confidence": 0.5, "pitch_hz": 120},
    )
)  # fmt: skip
PLAIN = b"Agent: Good morning.\n[00:03] Customer: Hello?\nwell\n(0:10) Agent: Yes - [sic]: yes."
EVENTS: tuple[Event, ...] = (
    CallStarted(at=0.0, call="c"),
    UtteranceHeard(at=1.0, utterance=Utterance(party="agent", start=0, end=1, text="Hi", id="u0")),
)
LOG = b"\n".join(
    encode_envelope(Envelope("w", "t", "c", seq, event)) for seq, event in enumerate(EVENTS)
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from([10**400, "customer", "agent", 1.0, "Europe/London", "Europe", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
KEYS = st.sampled_from(
    ["party", "start", "end", "text", "id", "words", "confidence", "loudness_dbfs", "pitch_hz",
     "call", "event"]
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, whole: bytes) -> bytes:
    """The bytes with a few stretches replaced, left out or doubled."""
    content = whole
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        upto = min(len(content), at + draw(st.integers(0, 12)))
        middle = draw(st.binary(max_size=4) | st.just(content[at:upto] * 2))
        content = content[:at] + middle + content[upto:]
    return content


@pytest.fixture(scope="module")
def path() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "any"


def holds(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    try:
        call = read_call(path)
    except InputError as error:
        assert error.file == str(path)  # noqa: PT017 - either outcome is fine, this one has a place
        return
    assert call.utterances
    assert all(u.id and u.text and 0 <= u.start <= u.end for u in call.utterances)
    assert sum(isinstance(e, UtteranceHeard) for e in timeline(call)) == len(call.utterances)


@settings(deadline=None)
@given(content=st.binary(max_size=300))
def test_random_bytes(path: Path, content: bytes) -> None:
    holds(path, content)


@settings(deadline=None)
@given(content=mutated(TRANSCRIPT))
def test_a_transcript_with_damage(path: Path, content: bytes) -> None:
    holds(path, content)


@settings(deadline=None)
@given(lines=st.lists(st.dictionaries(KEYS, VALUES, max_size=8), max_size=4))
def test_json_of_any_shape(path: Path, lines: list[dict[str, object]]) -> None:
    holds(path, "\n".join(json.dumps(line) for line in lines).encode())


@settings(deadline=None)
@given(change=st.dictionaries(KEYS, VALUES, max_size=2))
def test_an_utterance_with_values_of_any_kind(path: Path, change: dict[str, object]) -> None:
    line = {"party": "agent", "start": 0, "end": 1, "text": "Hi"}
    holds(path, json.dumps({**line, **change}).encode())


@settings(deadline=None)
@given(
    header=st.dictionaries(
        st.sampled_from(["id", "started_at", "time_zone", "customer_time_zone", "stake", "agent"]),
        VALUES,
    )
)
def test_a_header_with_values_of_any_kind(path: Path, header: dict[str, object]) -> None:
    line = {"party": "agent", "start": 0, "end": 1, "text": "Hi"}
    holds(path, (json.dumps({"call": header}) + "\n" + json.dumps(line)).encode())


@settings(deadline=None)
@given(content=mutated(PLAIN) | st.text(alphabet="AC: 01[]\n-x", max_size=60).map(str.encode))
def test_plain_text_with_damage(path: Path, content: bytes) -> None:
    holds(path, content)


@settings(deadline=None)
@given(content=mutated(LOG) | st.binary(max_size=200))
def test_a_log_with_damage(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    events = read_events(path)
    try:
        read = list(events)
    except InputError as error:
        assert error.file == str(path)  # noqa: PT017 - either outcome is fine, this one has a place
        return
    assert read
