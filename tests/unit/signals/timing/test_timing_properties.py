"""What holds for any times at all."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from coolhead.call.events import (
    CallStarted,
    Envelope,
    SignalsDetected,
    SpeechStarted,
    SpeechStopped,
    UtteranceHeard,
)
from coolhead.call.state import CallState, fold
from coolhead.call.utterance import Signal, Utterance
from coolhead.call.vocabulary import Party
from coolhead.playbook.schema import Timing
from coolhead.signals.backchannel import is_backchannel
from coolhead.signals.timing import (
    interruptions_by_party,
    overlap_seconds,
    silence_before,
    silence_signals,
    talk_ratio,
    utterance_timing,
)

TIMING = Timing()
TEXTS = ["mm-hm", "yeah", "", "no", "It has not come and I want to know why", "right, I see",
         "Let me look at that for you", "word " * 20]  # fmt: skip

# Sixteenths of a second are exact in binary, so that moving a call moves nothing by rounding.
sixteenths = st.integers(0, 16 * 60).map(lambda n: n / 16)
parties: st.SearchStrategy[Party] = st.sampled_from(["customer", "agent", "supervisor"])


@st.composite
def calls(draw: st.DrawFn) -> list[Utterance]:
    rows = draw(st.lists(st.tuples(parties, sixteenths, sixteenths, st.sampled_from(TEXTS))))
    utterances = [
        Utterance(party, min(a, b), max(a, b), text, id=f"u{number}")
        for number, (party, a, b, text) in enumerate(rows)
    ]
    if draw(st.booleans()):
        utterances.sort(key=lambda utterance: utterance.end)
    return utterances


def run(utterances: list[Utterance], *, shift: float = 0.0, speech: bool = True) -> CallState:
    """The call as a runner would fold it, with the timing signals of each utterance."""
    state, seq = CallState(), 0

    def step(event: object) -> None:
        nonlocal state, seq
        plain = {"workspace": "w", "team": "t", "call": "c", "seq": seq, "event": event}
        state = fold(state, Envelope(**plain))  # type: ignore[arg-type]
        seq += 1

    step(CallStarted(at=0.0, call="c", speech_timing=speech))
    for plain in utterances:
        utterance = msgspec.structs.replace(plain, start=plain.start + shift, end=plain.end + shift)
        if speech:
            step(SpeechStarted(at=utterance.start, party=utterance.party))
        signals = utterance_timing(state, utterance, TIMING)
        silent = silence_before(state, utterance, TIMING)
        if speech:
            step(SpeechStopped(at=utterance.end, party=utterance.party))
        step(UtteranceHeard(at=utterance.end, utterance=utterance))
        for name, found in ((utterance.id, signals), (None, [signal for _, signal in silent])):
            if found:
                step(
                    SignalsDetected(
                        at=utterance.end,
                        party=utterance.party,
                        utterance=name,
                        signals=tuple(found),
                    )
                )
        silence_signals(state, utterance.end + 10, TIMING)
    return state


def signals_of(state: CallState) -> list[tuple[str, tuple[Signal, ...]]]:
    return [(heard.utterance.id, heard.signals) for heard in state.heard]


@given(calls(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_no_times_make_it_fail_and_every_figure_stays_in_bounds(
    utterances: list[Utterance], speech: bool
) -> None:
    state = run(utterances, speech=speech)
    total = sum(utterance.end - utterance.start for utterance in utterances)
    assert 0 <= overlap_seconds(state) <= total + 0.01
    assert abs(sum(talk_ratio(state).values()) - (1.0 if total else 0.0)) < 0.01
    for heard in state.heard:
        length = heard.utterance.end - heard.utterance.start
        overlap = heard.find("overlap")
        assert overlap is None or 0 < (overlap.seconds or 0) <= length + 0.01


@given(calls())
@settings(max_examples=60, deadline=None)
def test_an_interruption_needs_an_overlap_and_no_nod_interrupts(
    utterances: list[Utterance],
) -> None:
    state = run(utterances)
    for heard in state.heard:
        signal = heard.find("interruption")
        if signal is None:
            continue
        own = heard.utterance
        assert not is_backchannel(own.text)
        assert (signal.seconds or 0) >= TIMING.interruption_overlap_s
        assert any(
            other.utterance.party != own.party
            and other.utterance.start < own.end
            and own.start - 60 < other.utterance.end
            for other in state.heard
        )
    if interruptions_by_party(state):
        assert overlap_seconds(state) >= TIMING.interruption_overlap_s


@given(calls(), st.integers(1, 500), st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_call_moved_in_time_shows_the_same(
    utterances: list[Utterance], seconds: int, speech: bool
) -> None:
    here = run(utterances, speech=speech)
    there = run(utterances, shift=float(seconds), speech=speech)
    assert signals_of(here) == signals_of(there)
    assert overlap_seconds(here) == overlap_seconds(there)
    assert talk_ratio(here) == talk_ratio(there)
