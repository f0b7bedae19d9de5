"""The public API in careless and in hostile hands."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from coolhead import Companion, Utterance, detect, load_call, load_playbook, score
from coolhead.call.codec import encode_envelope
from coolhead.call.decisions import CueShown, Decision, LadderMoved
from coolhead.call.events import (
    AgentMarked,
    CallStarted,
    ConsentChanged,
    CueAnswered,
    Envelope,
    FieldCorrected,
    HoldEnded,
    HoldStarted,
    NoteAdded,
    PaymentPauseEnded,
    PaymentPauseStarted,
    PromiseMade,
    TimeAdvanced,
    UtteranceHeard,
)
from coolhead.errors import ConfigError, InputError, PlaybookError
from coolhead.guidance.engine import Engine

INSULTS = (
    Path(__file__).parent.parent.parent / "examples" / "calls" / "04-insults-that-persist.jsonl"
)
NAN, INFINITY = float("nan"), float("inf")
SAID: dict[str, Any] = {"party": "customer", "start": 1.0, "end": 4.0, "text": "Where is my sofa?"}

MALFORMED: dict[str, Any] = {
    "none": None,
    "a_list": [SAID],
    "text": "customer: hello",
    "a_number": 5,
    "nothing": {},
    "no_text": {k: v for k, v in SAID.items() if k != "text"},
    "no_party": {k: v for k, v in SAID.items() if k != "party"},
    "unknown_key": SAID | {"loudnes": -3},
    "keys_of_numbers": {1: 2},
    "unknown_party": SAID | {"party": "robot"},
    "text_none": SAID | {"text": None},
    "text_bytes": SAID | {"text": b"hello"},
    "start_text": SAID | {"start": "1.0"},
    "start_nan": SAID | {"start": NAN},
    "start_negative": SAID | {"start": -1.0},
    "end_infinite": SAID | {"end": INFINITY},
    "end_before_start": SAID | {"end": 0.5},
    "end_beyond_a_day": SAID | {"end": 1e300},
    "end_too_large": SAID | {"end": 10**400},
    "confidence_nan": SAID | {"confidence": NAN},
    "confidence_2": SAID | {"confidence": 2},
    "loudness_nan": SAID | {"loudness_dbfs": NAN},
    "pitch_infinite": SAID | {"pitch_hz": INFINITY},
    "words_wrong": SAID | {"words": [{"w": 5}]},
    "word_nan": SAID | {"words": [{"w": "Where", "start": NAN, "end": 2.0}]},
    "id_number": SAID | {"id": 7},
    "struct_unknown_party": Utterance(party="robot", start=1.0, end=2.0, text="x"),  # type: ignore[arg-type]
    "struct_nan": Utterance(party="agent", start=NAN, end=2.0, text="x"),
    "struct_text_none": Utterance(party="agent", start=1.0, end=2.0, text=None),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("utterance", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_utterance_is_refused_and_leaves_the_call_as_it_was(utterance: Any) -> None:
    companion = Companion()
    companion.hear(SAID)
    before = list(companion.events)
    with pytest.raises(InputError):
        companion.hear(utterance)
    assert companion.events == before
    assert companion.hear(SAID | {"start": 5.0, "end": 7.0})


def test_an_error_names_the_field() -> None:
    with pytest.raises(InputError, match="party"):
        Companion().hear(SAID | {"party": "robot"})
    with pytest.raises(InputError, match="end"):
        Companion().hear(SAID | {"end": NAN})


@pytest.mark.parametrize(
    "header",
    [
        {"started_at": "yesterday"},
        {"started_at": "2026-01-01T10:00:00"},
        {"started_at": "0001-01-01T00:00:00+14:00"},
        {"started_at": 5},
        {"consent": "maybe"},
        {"language": None},
        {"unknown": 1},
        {"at": NAN},
        {"agent": "\ud800"},
        "north",
        [1],
    ],
)
def test_a_malformed_header_is_refused(header: Any) -> None:
    with pytest.raises(InputError):
        Companion(call=header)


def test_a_header_made_as_a_struct_is_checked_too() -> None:
    with pytest.raises(InputError):
        Companion(call=CallStarted(at=0.0, call="c", consent="maybe"))  # type: ignore[arg-type]


@pytest.mark.parametrize("playbook", ["nope", "", "/dev/null", "/", Path("/no/such.yaml")])
def test_a_playbook_that_is_none_is_refused(playbook: Any) -> None:
    with pytest.raises((ConfigError, PlaybookError)):
        Companion(playbook)


def test_an_utterance_heard_twice_changes_nothing() -> None:
    companion = Companion()
    companion.hear(SAID | {"id": "a"})
    before = list(companion.events)
    assert companion.hear(SAID | {"id": "a"}) == []
    assert companion.hear(SAID | {"id": "a", "start": 8.0, "end": 9.0, "text": "Other."}) == []
    assert companion.events == before


def test_a_late_utterance_shows_no_cue_and_is_on_the_record() -> None:
    companion = Companion()
    companion.hear(SAID | {"start": 100.0, "end": 104.0})
    late = companion.hear(SAID | {"start": 10.0, "end": 14.0, "text": "You useless idiot!"})
    assert not any(isinstance(each, CueShown) for each in late)
    assert any(
        isinstance(each.event, UtteranceHeard) and each.event.utterance.text.startswith("You")
        for each in companion.events
    )


def test_a_huge_text_is_cut_and_the_call_says_so() -> None:
    made = Companion().hear(SAID | {"text": "why did nobody call me " * 50_000})
    assert "input_cut" in {getattr(each, "kind", None) for each in made}


def test_what_cannot_be_written_down_never_gets_into_the_call() -> None:
    companion = Companion()
    companion.hear(SAID | {"text": "My sofa \ud800is \x1b[2Jbroken\x00", "id": "a\x07"})
    line = b"".join(encode_envelope(each) for each in companion.events)
    assert b"My sofa is [2Jbroken" in line
    assert companion.finish().id == "call"


@pytest.mark.parametrize("at", [NAN, INFINITY, -1.0, 1e300, "5", None])
def test_a_time_that_is_none_is_refused(at: Any) -> None:
    companion = Companion()
    attempts: tuple[Callable[[], object], ...] = (
        lambda: companion.advance(at),
        lambda: companion.speech_started("agent", at),
        lambda: companion.speech_stopped("agent", at),
        lambda: companion.act(NoteAdded(at=at, text="x")),
    )
    for do in attempts:
        with pytest.raises(InputError):
            do()
    assert len(companion.events) == 1


def test_a_clock_that_jumps_back_changes_nothing() -> None:
    companion = Companion()
    companion.advance(30.0)
    before = list(companion.events)
    assert companion.advance(10.0) == []
    assert companion.events == before


ACTIONS: dict[str, Any] = {
    "none": None,
    "no_action": TimeAdvanced(at=1.0),
    "another_start": CallStarted(at=0.0, call="d"),
    "unknown_mark": AgentMarked(at=1.0, mark="curse"),  # type: ignore[arg-type]
    "text_none": NoteAdded(at=1.0, text=None),  # type: ignore[arg-type]
    "not_json": FieldCorrected(at=1.0, field="issue", value=object()),
    "half_a_pair": NoteAdded(at=1.0, text="\ud800"),
}


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_what_is_no_action_is_refused(action: Any) -> None:
    companion = Companion()
    with pytest.raises(InputError):
        companion.act(action)
    assert len(companion.events) == 1


def test_an_act_that_refers_to_nothing_changes_nothing_that_is_shown() -> None:
    companion = Companion()
    companion.hear(SAID)
    companion.act(AgentMarked(at=5.0, mark="not_abuse", utterance="no such"))
    companion.act(CueAnswered(at=5.0, number=999, answer="done"))
    assert companion.finish().outcome == "open"


def test_after_the_end_nothing_more_is_heard() -> None:
    companion = Companion()
    companion.hear(SAID)
    companion.finish()
    attempts: tuple[Callable[[], object], ...] = (
        lambda: companion.hear(SAID | {"start": 5.0, "end": 6.0}),
        lambda: companion.speech_started("agent", 9.0),
        lambda: companion.act(HoldStarted(at=9.0)),
    )
    for do in attempts:
        with pytest.raises(InputError, match="ended"):
            do()
    assert companion.advance(20.0) == []


def test_after_the_end_the_record_can_be_completed() -> None:
    companion = Companion()
    companion.hear(SAID)
    first = companion.finish("customer")
    assert companion.finish("agent") == first
    companion.act(NoteAdded(at=9.0, text="Rang the depot."))
    companion.act(PromiseMade(at=9.0, action="ring back"))
    companion.act(FieldCorrected(at=9.0, field="issue", value="The sofa is late."))
    then = companion.finish()
    assert then.ended_by == "customer"
    assert "Rang the depot." in str(msgspec.to_builtins(then))
    assert [each.action for each in then.commitments] == ["ring back"]


def test_an_ending_that_is_none_is_refused() -> None:
    with pytest.raises(InputError):
        Companion().finish("bored")  # type: ignore[arg-type]


def test_two_companions_do_not_hear_each_other() -> None:
    alone, one, other = Companion(), Companion(), Companion()
    script = [
        SAID | {"start": 5.0 * n, "end": 5.0 * n + 4, "text": f"Idiot {n}!"} for n in range(5)
    ]
    expected: list[Decision] = []
    got: list[Decision] = []
    for said in script:
        expected += alone.hear(said)
        other.hear(said | {"text": "Thank you, that is lovely."})
        got += one.hear(said)
    assert got == expected
    assert (one.heat, one.finish()) == (alone.heat, alone.finish())


def test_a_log_of_a_companion_replays() -> None:
    companion = Companion()
    companion.hear(SAID | {"text": "Your company is a joke, you useless idiot."})
    companion.act(AgentMarked(at=6.0, mark="mark_asked"))
    companion.finish()
    _, decisions = Engine(companion.playbook).replay(companion.events)
    assert tuple(decisions) == companion.decisions


def _texts(events: list[Envelope]) -> list[str]:
    return [e.event.utterance.text for e in events if isinstance(e.event, UtteranceHeard)]


def test_after_consent_is_refused_no_words_are_kept() -> None:
    companion = Companion(call={"consent": "given"})
    companion.hear(SAID)
    companion.act(ConsentChanged(at=5.0, consent="refused"))
    made = companion.hear(SAID | {"start": 6.0, "end": 9.0, "text": "You idiot!"})
    assert _texts(companion.events) == [SAID["text"], ""]
    assert "insult" not in {getattr(each, "name", None) for each in made}


def test_the_agent_is_not_heard_on_hold() -> None:
    companion = Companion()
    agent = SAID | {"party": "agent"}
    companion.hear(agent | {"text": "I'll put you on hold."})
    companion.act(HoldStarted(at=4.0))
    companion.hear(agent | {"start": 6.0, "end": 8.0, "text": "What a moron."})
    companion.hear(SAID | {"start": 8.0, "end": 9.0, "text": "Hello?"})
    companion.act(HoldEnded(at=10.0))
    companion.hear(agent | {"start": 11.0, "end": 12.0, "text": "I'm back."})
    assert _texts(companion.events) == ["I'll put you on hold.", "", "Hello?", "I'm back."]


def test_nobody_is_heard_while_the_customer_pays() -> None:
    companion = Companion()
    companion.act(PaymentPauseStarted(at=4.0))
    companion.act(PaymentPauseEnded(at=20.0))
    # Known only after the pause, spoken partly within.
    companion.hear(SAID | {"start": 18.0, "end": 22.0, "text": "And 4929 is the last of it."})
    companion.hear(SAID | {"start": 23.0, "end": 24.0, "text": "Done."})
    assert _texts(companion.events) == ["", "Done."]


@pytest.mark.parametrize("party", ["robot", "", None, 5, ["customer"], "Customer"])
def test_a_line_of_nobody_is_refused(party: Any) -> None:
    with pytest.raises(InputError, match="party"):
        detect("Hello", party)


@pytest.mark.parametrize("text", [None, 5, b"hello", ["hello"]])
def test_a_line_that_is_no_text_is_refused(text: Any) -> None:
    with pytest.raises(InputError, match="text"):
        detect(text, "customer")


@pytest.mark.parametrize(
    "context", [5, "customer", [5], ["ab"], [("customer",)], [("robot", "x")], [("agent", None)]]
)
def test_a_malformed_context_is_refused(context: Any) -> None:
    with pytest.raises(InputError):
        detect("Hello", "customer", context)


@pytest.mark.parametrize("threshold", [-0.1, 1.1, NAN, INFINITY, "0.5", None])
def test_a_threshold_outside_0_to_1_is_refused(threshold: Any) -> None:
    with pytest.raises(ConfigError):
        detect("Hello", "customer", threshold=threshold)


@pytest.mark.parametrize("text", ["", " ", "\0", "\ud800", "🙂" * 100, "." * 10_000])
def test_a_line_without_words_shows_nothing(text: str) -> None:
    assert detect(text, "customer") == []


def test_every_signal_has_a_confidence_at_threshold_0_even_without_words() -> None:
    assert all(signal.confidence == 0.0 for signal in detect("", "customer", threshold=0.0))


def test_a_line_of_a_megabyte_is_read_as_far_as_an_utterance_is() -> None:
    found = detect("You idiot! " + "blah " * 200_000, "customer")
    assert "insult" in {signal.name for signal in found}
    assert "insult" not in {s.name for s in detect("blah " * 200_000 + "You idiot!", "customer")}


def test_a_huge_context_is_read_from_its_end() -> None:
    context = [("customer", "So."), ("agent", "Yes.")] * 20_000
    assert detect("You idiot!", "customer", context)  # type: ignore[arg-type]


@pytest.mark.parametrize("read", [load_call, score], ids=["load_call", "score"])
@pytest.mark.parametrize("path", ["/no/such/call", "/", "/dev/null", "/dev/zero"])
def test_a_call_that_is_not_there_is_refused(read: Callable[[str], Any], path: str) -> None:
    with pytest.raises(InputError):
        read(path)


def test_a_call_is_scored_from_its_path_and_as_loaded() -> None:
    assert score(INSULTS) == score(str(INSULTS)) == score(load_call(INSULTS))
    assert score(INSULTS, playbook=load_playbook("standard")) == score(INSULTS)


WITHOUT_SPEECH = """
import sys
for name in ("av", "onnxruntime", "soxr", "faster_whisper"):
    sys.modules[name] = None  # as if it were not installed
from coolhead import load_call, score
from coolhead.errors import InputError, MissingExtraError
for read, error in ((score, MissingExtraError), (load_call, InputError)):
    try:
        read(sys.argv[1])
    except error as told:
        print(told, told.hint)
"""


def test_a_recording_without_the_extra_says_what_to_install(tmp_path: Path) -> None:
    recording = tmp_path / "call.wav"
    recording.write_bytes(b"RIFF\x00\x00\x00\x00WAVE")
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", WITHOUT_SPEECH, str(recording)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.count("speech") >= 2
    assert "coolhead[speech]" in done.stdout


@pytest.mark.parametrize(
    "action",
    [
        "mark_asked",
        {"type": "mark_asked"},
        {"type": "AgentMarked", "mark": "mark_asked"},
        AgentMarked(at=3.0, mark="mark_asked"),
    ],
)
def test_an_action_may_be_an_event_a_mapping_or_a_marks_word(action: Any) -> None:
    companion = Companion()
    companion.hear({"party": "customer", "start": 0, "end": 3, "text": "Are you stupid or what?"})
    made = companion.act(action)
    assert [each.rung for each in made if isinstance(each, LadderMoved)] == ["asked"]


@pytest.mark.parametrize("action", ["shout", {"type": "Shouted"}, {}, 7, None, {"type": ["x"]}])
def test_what_is_no_action_is_refused_with_a_hint(action: Any) -> None:
    with pytest.raises(InputError) as caught:
        Companion().act(action)
    assert caught.value.hint
