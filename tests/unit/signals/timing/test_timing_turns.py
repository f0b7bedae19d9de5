"""Interruptions, overlaps, monologues, pace and pauses, from times alone."""

from __future__ import annotations

import msgspec
import pytest

from coolhead.call.events import (
    CallStarted,
    Envelope,
    Event,
    HoldEnded,
    HoldStarted,
    SignalsDetected,
    SpeechStarted,
    SpeechStopped,
    UtteranceHeard,
)
from coolhead.call.state import CallState, fold
from coolhead.call.utterance import Signal, Utterance, Word
from coolhead.call.vocabulary import Party
from coolhead.playbook.schema import Timing
from coolhead.signals.timing import (
    interruptions_by_party,
    overlap_seconds,
    talk_ratio,
    utterance_timing,
)

TIMING = Timing()
STORY = "and then the man said it would be here on Friday and it was not"
Said = tuple[Party, float, float, str]


def said(party: Party, start: float, end: float, text: str, name: str = "") -> Utterance:
    return Utterance(party=party, start=start, end=end, text=text, id=name or f"{party}{start}")


def folded(state: CallState, event: Event) -> CallState:
    envelope = Envelope("default", "default", "c", state.seq + 1, event)
    return fold(state, envelope)


def begun(**header: object) -> CallState:
    return folded(
        CallState(),
        msgspec.convert({"type": "CallStarted", "at": 0.0, "call": "c", **header}, CallStarted),
    )


def after(*utterances: Utterance, state: CallState | None = None) -> CallState:
    """The state after these, each with the timing signals found in it, as a runner folds them."""
    state = begun() if state is None else state
    for utterance in utterances:
        signals = utterance_timing(state, utterance, TIMING)
        state = folded(state, UtteranceHeard(at=utterance.end, utterance=utterance))
        if signals:
            state = folded(
                state,
                SignalsDetected(
                    at=utterance.end,
                    party=utterance.party,
                    utterance=utterance.id,
                    signals=tuple(signals),
                ),
            )
    return state


def found(state: CallState, utterance: Utterance, name: str) -> Signal | None:
    signals = {signal.name: signal for signal in utterance_timing(state, utterance, TIMING)}
    return signals.get(name)


def test_starting_mid_speech_and_taking_the_floor_is_an_interruption() -> None:
    state = after(said("customer", 0, 10, STORY))
    signal = found(state, said("agent", 9, 13, "Can I take your number?"), "interruption")
    assert signal is not None
    assert signal.seconds == 1.0
    assert signal.span is None


def test_the_customer_can_interrupt_too() -> None:
    state = after(said("agent", 0, 10, "Our policy says that the bill"))
    assert found(state, said("customer", 8, 12, "I don't care about it"), "interruption")


@pytest.mark.parametrize(
    "text",
    [
        "mm-hm",
        "Yeah.",
        "yeah, yeah",
        "right",
        "I see",
        "okay",
        "sure",
        "uh-huh",
        "no way!",
        "of course",
        "Right, right, okay.",
        "oh I see",
        "Oh dear.",
        "[laughs]",
        "Mmm.",
        "yes yes yes",
    ],
)
def test_a_nod_never_interrupts(text: str) -> None:
    state = after(said("customer", 0, 10, STORY))
    assert utterance_timing(state, said("agent", 8, 11, text), TIMING) == []


@pytest.mark.parametrize(
    ("start", "end", "text", "why"),
    [
        (9.7, 13, "So the sofa is late.", "less than half a second of overlap"),
        (4, 6, "But your order was", "did not take the floor"),
        (10.2, 13, "I'm sorry to hear it.", "waited for the end"),
        (0.1, 13, "Hello this is Sam.", "both began at once"),
        (9.5, 10.3, "Friday it was", "a hurried answer at the turn's end"),
    ],
)
def test_what_is_no_interruption(start: float, end: float, text: str, why: str) -> None:
    state = after(said("customer", 0, 10, STORY))
    assert found(state, said("agent", start, end, text), "interruption") is None, why


def test_talking_over_a_nod_is_no_interruption() -> None:
    state = after(said("customer", 0, 10, "mm-hm"))
    assert found(state, said("agent", 8, 13, "and then we ship it"), "interruption") is None


def test_one_interruption_cut_in_pieces_by_the_recogniser_counts_once() -> None:
    state = after(
        said("customer", 0, 10, STORY),
        said("agent", 8, 14, "Let me stop you there because"),
        said("agent", 14.1, 20, "the order was placed in March"),
    )
    assert interruptions_by_party(state) == {"agent": 1}


def test_a_story_cut_in_pieces_is_one_stretch_to_break_into() -> None:
    state = after(said("customer", 0, 15, STORY), said("customer", 15, 22, STORY))
    signal = found(state, said("agent", 14.8, 25, "Can I just say"), "interruption")
    assert signal is not None
    assert signal.seconds == 7.2


def test_somebody_who_is_still_speaking_has_not_lost_the_floor() -> None:
    state = folded(begun(), SpeechStarted(at=1.0, party="customer"))
    utterance = said("agent", 5, 7, "If you let me finish")
    assert found(state, utterance, "interruption") is None
    overlap = found(state, utterance, "overlap")
    assert overlap is not None
    assert overlap.seconds == 2.0


def test_an_overlap_is_told_once_of_the_one_who_began_later() -> None:
    state = folded(begun(), SpeechStarted(at=1.0, party="customer"))
    state = after(said("agent", 5, 7, "If you let me finish"), state=state)
    state = folded(state, SpeechStopped(at=12.0, party="customer"))
    assert found(state, said("customer", 1, 12, STORY), "overlap") is None


def test_without_speech_events_an_overlap_is_told_when_it_becomes_known() -> None:
    state = after(said("agent", 5, 7, "If you let me finish"), state=begun(speech_timing=False))
    overlap = found(state, said("customer", 1, 12, STORY), "overlap")
    assert overlap is not None
    assert overlap.seconds == 2.0


def test_where_words_are_not_known_length_tells_a_nod_from_a_turn() -> None:
    state = after(said("customer", 0, 10, ""), state=begun(language="de"))
    assert found(state, said("agent", 9, 9.9, "", "a"), "interruption") is None
    assert found(state, said("agent", 9, 12, "ja, aber", "b"), "interruption")


def test_estimated_times_interrupt_nobody() -> None:
    state = after(said("customer", 0, 10, STORY), state=begun(times_estimated=True))
    assert utterance_timing(state, said("agent", 8, 13, "Wait a moment please"), TIMING) == []


def test_a_late_utterance_a_duplicate_and_a_revision_show_nothing() -> None:
    first = said("customer", 0, 10, STORY, "u0")
    state = after(first, said("agent", 30, 40, "Let me look at that for you now"))
    assert utterance_timing(state, said("agent", 8, 13, "Wait a moment please"), TIMING) == []
    assert utterance_timing(state, first, TIMING) == []
    revised = msgspec.structs.replace(first, revision=1, end=38.5)
    assert utterance_timing(state, revised, TIMING) == []


def test_a_long_run_is_a_monologue_once_although_it_comes_in_pieces() -> None:
    pieces = [said("customer", 15.0 * n, 15.0 * n + 14.8, STORY) for n in range(6)]
    state = after(*pieces)
    signals = [heard.find("monologue") for heard in state.heard]
    assert [signal is not None for signal in signals] == [False, False, False, True, False, False]
    assert signals[3] is not None
    assert signals[3].seconds == 59.8


def test_nods_do_not_end_a_monologue_and_turns_and_pauses_do() -> None:
    first, second = said("customer", 0, 25, STORY), said("customer", 26, 50, STORY)
    assert found(after(first, said("agent", 25.1, 25.6, "right")), second, "monologue")
    assert found(after(first, said("agent", 25, 25.9, "Which order?")), second, "monologue") is None
    later = said("customer", 32, 56, STORY)
    assert found(after(first), later, "monologue") is None


def test_fast_speech_is_measured_in_words_a_minute() -> None:
    signal = found(begun(), said("agent", 0, 6, "word " * 24), "speech_rate")
    assert signal is not None
    assert signal.words_per_minute == 240
    assert found(begun(), said("agent", 0, 10, "word " * 24), "speech_rate") is None
    assert found(begun(), said("agent", 0, 2, "word " * 10), "speech_rate") is None


def test_impossible_speed_is_an_error_of_the_times_and_no_signal() -> None:
    assert found(begun(), said("agent", 0, 6, "word " * 400), "speech_rate") is None


def test_pauses_between_timed_words_do_not_slow_the_pace() -> None:
    words = tuple(
        Word("word", start, start + 0.2)
        for half in (0.0, 10.0)
        for start in (half + 0.25 * n for n in range(16))
    )
    utterance = Utterance("agent", 0.0, 14.0, "word " * 32, id="a", words=words)
    signal = found(begun(), utterance, "speech_rate")
    assert signal is not None
    assert signal.words_per_minute == pytest.approx(242, abs=5)


def test_a_long_pause_before_an_answer_is_told_of_the_one_who_answers() -> None:
    state = after(said("customer", 0, 10, STORY))
    signal = found(state, said("agent", 14.5, 16, "Let me see."), "silence_before_answer")
    assert signal is not None
    assert signal.seconds == 4.5
    own = found(state, said("customer", 14.5, 16, "Are you there?"), "silence_before_answer")
    assert own is None


def test_a_hold_is_no_pause_before_an_answer() -> None:
    state = after(said("customer", 0, 10, STORY))
    state = folded(state, HoldStarted(at=11.0))
    assert utterance_timing(state, said("agent", 30, 31, "One moment more"), TIMING) == []
    state = folded(state, HoldEnded(at=60.0))
    answer = said("agent", 61, 63, "Thank you for holding.")
    assert found(state, answer, "silence_before_answer") is None


def test_the_share_of_talk_is_noted_now_and_then() -> None:
    turns = [
        said("agent" if n % 2 else "customer", 4.0 * n, 4.0 * n + (3 if n % 2 else 1), "well then")
        for n in range(40)
    ]
    state = after(*turns)
    noted = [heard.find("talk_ratio") for heard in state.heard]
    assert [n for n, signal in enumerate(noted) if signal] == [19, 39]
    assert noted[19] is not None
    assert noted[19].ratio == 0.75
    assert talk_ratio(state) == {"customer": 0.25, "agent": 0.75}


def test_overlap_of_a_call_counts_each_second_once() -> None:
    state = after(
        said("customer", 0, 10, STORY),
        said("agent", 8, 12, "Just a moment please"),
        said("customer", 11.5, 14, "No you wait a moment"),
    )
    assert overlap_seconds(state) == 2.5
    assert overlap_seconds(CallState()) == 0.0
    assert talk_ratio(CallState()) == {}
