"""Events to lines and back, of every type, also from the past and from the future."""

from __future__ import annotations

import json
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coolhead.call import codec
from coolhead.call.codec import decode_envelope, encode_envelope
from coolhead.call.events import (
    SCHEMA_VERSION,
    AgentMarked,
    AlertAcknowledged,
    CallEnded,
    CallLent,
    CallStarted,
    ConsentChanged,
    CueAnswered,
    DetectorFailed,
    DisputeAnswered,
    Envelope,
    Event,
    FaultSet,
    FieldCorrected,
    FollowUpAdded,
    HandoverStepped,
    HelpLevelSet,
    HoldEnded,
    HoldStarted,
    InputCut,
    MuteEnded,
    MuteStarted,
    NoteAdded,
    PaymentPauseEnded,
    PaymentPauseStarted,
    PlaybookRef,
    PromiseMade,
    RecogniserLost,
    RecogniserRestored,
    RecordSigned,
    ReflectionNoted,
    ScoreDisputed,
    SignalsDetected,
    SpeechStarted,
    SpeechStopped,
    SupervisorAsked,
    TimeAdvanced,
    UnknownEvent,
    UtteranceHeard,
    UtteranceRedacted,
    Whispered,
)
from coolhead.call.utterance import Signal, Utterance, Word
from coolhead.errors import InputError

EVENTS: tuple[Event, ...] = (
    CallStarted(
        at=0.0,
        call="c",
        team="north",
        started_at="2026-03-02T10:15:00+01:00",
        stake="deal",
        consent="given",
        playbook=PlaybookRef("standard", 1, "d" * 64),
        speech_timing=False,
    ),
    UtteranceHeard(
        at=2.5,
        utterance=Utterance(
            party="customer",
            start=1.0,
            end=2.5,
            text="Café? “No” \u2028 🙂",
            id="u0",
            words=(Word("Café", 1.0, 2.5),),
            confidence=0.5,
            loudness_dbfs=-20.5,
            pitch_hz=180.0,
            revision=2,
        ),
    ),
    UtteranceRedacted(at=3.0, utterance="u0", text="…"),
    SignalsDetected(
        at=3.0,
        party="agent",
        utterance="u1",
        signals=(Signal(name="commitment", confidence=0.9, span=(0, 4), due_text="tomorrow"),),
        detectors={"agent.commitment": "1"},
    ),
    SpeechStarted(at=3.0, party="supervisor"),
    SpeechStopped(at=3.0, party="agent"),
    TimeAdvanced(at=4.0),
    ConsentChanged(at=4.0, consent="refused"),
    HoldStarted(at=4.0),
    HoldEnded(at=4.0),
    MuteStarted(at=4.0),
    MuteEnded(at=4.0),
    PaymentPauseStarted(at=4.0),
    PaymentPauseEnded(at=4.0),
    RecogniserLost(at=4.0, party="customer", reason="gone"),
    RecogniserRestored(at=4.0, party="customer"),
    DetectorFailed(at=4.0, detector="x", utterance="u1", reason="y"),
    InputCut(at=4.0, what="cut", utterance="u1"),
    AgentMarked(at=4.0, mark="not_abuse", utterance="u1", reason="a joke"),
    FaultSet(at=4.0, fault="company"),
    SupervisorAsked(at=4.0),
    PromiseMade(at=4.0, action="ring back", due_text="tomorrow", by="company"),
    FollowUpAdded(
        at=5.0,
        kind="thank_you",
        what="thank them",
        due="2026-03-04T17:00:00+01:00",
        channel="e-mail",
        added_at="2026-03-02T10:15:00+00:00",
        by="Kim",
    ),
    NoteAdded(at=4.0, text="note"),
    FieldCorrected(at=4.0, field="issue", value={"a": [1, 2.5, None, "x"]}),
    CueAnswered(at=4.0, number=1, answer="wrong"),
    HelpLevelSet(at=4.0, level="off"),
    HandoverStepped(at=4.0, step="introduced", to="Kim"),
    AlertAcknowledged(at=4.0, alert="c:7:1", by="Kim"),
    Whispered(at=4.0, text="offer the voucher", by="Kim"),
    RecordSigned(at=5.0, signed_at="2026-03-02T10:15:00+01:00", by="Sam"),
    ReflectionNoted(at=5.0, text="ask sooner"),
    ReflectionNoted(at=5.0, went_well="let them finish", next_time="ask sooner"),
    CallLent(at=5.0, lent=False),
    ScoreDisputed(at=5.0, item="greeting", reason="I did"),
    DisputeAnswered(at=5.0, item="greeting", upheld=True, reason="so you did", by="Kim"),
    CallEnded(at=5.0, ended_by="agent_for_abuse", reason="insults"),
    UnknownEvent(at=5.0, name="WeatherNoted", raw={"type": "WeatherNoted", "at": 5.0, "rain": [1]}),
)


def envelope(event: Event, seq: int = 7) -> Envelope:
    version = SCHEMA_VERSION + isinstance(event, UnknownEvent)
    return Envelope("w", "t", "c", seq, event, version)


def line(**changes: Any) -> bytes:
    whole = {"workspace": "w", "team": "t", "call": "c", "seq": 0, "v": SCHEMA_VERSION}
    event = {"type": "TimeAdvanced", "at": 1.0}
    return json.dumps(whole | {"event": event} | changes).encode()


def test_every_type_of_event_is_tried_here() -> None:
    assert {type(event) for event in EVENTS} == set(get_args(Event))


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.type)
def test_an_event_comes_back_as_it_was(event: Event) -> None:
    written = encode_envelope(envelope(event))
    assert b"\n" not in written
    read = decode_envelope(written)
    assert read == envelope(event)
    assert encode_envelope(read) == written


@given(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.floats(0, 86_400),
    st.integers(0, 2**53),
)
def test_any_text_and_time_come_back(text: str, at: float, seq: int) -> None:
    written = envelope(NoteAdded(at=at, text=text), seq)
    assert decode_envelope(encode_envelope(written)) == written


def test_an_unknown_event_of_a_newer_version_is_kept_and_written_back_to_the_byte() -> None:
    newer = line(v=SCHEMA_VERSION + 3, event={"type": "WeatherNoted", "rain": {"a": [1, None]}})
    newer = msgspec.json.encode(
        {key: json.loads(newer)[key] for key in ("workspace", "team", "call", "seq", "event", "v")}
    )
    read = decode_envelope(newer)
    assert isinstance(read.event, UnknownEvent)
    assert (read.event.name, read.event.at, read.v) == ("WeatherNoted", 0.0, SCHEMA_VERSION + 3)
    assert encode_envelope(read) == newer


def test_an_older_event_is_brought_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    def rename(raw: dict[str, Any]) -> dict[str, Any]:
        return {**{key: raw[key] for key in raw if key != "words"}, "text": raw["words"]}

    def shout(raw: dict[str, Any]) -> dict[str, Any]:
        return {**raw, "text": raw["text"].upper()}

    monkeypatch.setattr(codec, "SCHEMA_VERSION", 3)
    old = line(v=1, event={"type": "NoteAdded", "at": 1.0, "words": "hello"})
    upcasters = {("NoteAdded", 1): rename, ("NoteAdded", 2): shout, ("TimeAdvanced", 2): rename}
    read = decode_envelope(old, upcasters=upcasters)
    assert read.event == NoteAdded(at=1.0, text="HELLO")
    assert read.v == 3


MALFORMED: dict[str, tuple[bytes, str]] = {
    "no_json": (b"{", "not a line of JSON"),
    "not_utf_8": (b'{"event": "\xff"}', "not a line of JSON"),
    "nan": (b'{"event": {"type": "TimeAdvanced", "at": NaN}}', "not a line of JSON"),
    "deep": (b'{"event":' + b"[" * 100_000, "log.jsonl:3"),
    "deep_value": (
        b'{"event": {"type": "FieldCorrected", "value": ' + b"[" * 900 + b"]" * 900 + b"}}",
        "log.jsonl:3",
    ),
    "a_list": (b"[]", "event"),
    "no_event": (b"{}", "event"),
    "event_is_text": (b'{"event": "TimeAdvanced"}', "event"),
    "unknown_type": (line(event={"type": "WeatherNoted", "at": 1.0}), "event"),
    "no_type": (line(event={"at": 1.0}), "event"),
    "type_is_a_list": (line(event={"type": [], "at": 1.0}, v=99), "event"),
    "no_time": (line(event={"type": "TimeAdvanced"}), "at"),
    "time_is_text": (line(event={"type": "TimeAdvanced", "at": "1"}), "event.at"),
    "unknown_key": (line(event={"type": "TimeAdvanced", "at": 1.0, "x": 1}), "event"),
    "unknown_key_outside": (line(x=1), "x"),
    "seq_is_text": (line(seq="1"), "(seq)"),
    "version_0": (line(v=0), "(v)"),
    "version_true": (line(v=True), "(v)"),
    "version_text": (line(v="1"), "(v)"),
    "no_call": (b'{"event": {"type": "TimeAdvanced", "at": 1.0}}', "missing"),
    "unknown_party": (
        line(event={"type": "SpeechStarted", "at": 1.0, "party": "robot"}),
        "event.party",
    ),
}


@pytest.mark.parametrize(("raw", "place"), MALFORMED.values(), ids=MALFORMED)
def test_what_is_no_event_is_an_error_that_names_the_place(raw: bytes, place: str) -> None:
    with pytest.raises(InputError) as caught:
        decode_envelope(raw, file="log.jsonl", number=3)
    assert str(caught.value).startswith("log.jsonl:3")
    assert place in str(caught.value)


def test_a_known_event_of_a_newer_version_says_that_it_is_newer() -> None:
    newer = line(v=SCHEMA_VERSION + 1, event={"type": "TimeAdvanced", "at": 1.0, "zone": "x"})
    with pytest.raises(InputError) as caught:
        decode_envelope(newer)
    assert "newer" in caught.value.hint


@given(st.binary(max_size=80))
def test_any_bytes_are_an_event_or_an_input_error(raw: bytes) -> None:
    with pytest.raises(InputError):
        decode_envelope(raw)
