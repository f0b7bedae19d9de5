"""Dead air: nobody speaks, and nobody said that it would be silent."""

from __future__ import annotations

import pytest

from coolhead.call.events import (
    CallEnded,
    CallStarted,
    Envelope,
    Event,
    HoldEnded,
    HoldStarted,
    MuteStarted,
    PaymentPauseStarted,
    SignalsDetected,
    SpeechStarted,
    SpeechStopped,
    UtteranceHeard,
)
from coolhead.call.state import CallState, fold
from coolhead.call.utterance import Signal, Utterance
from coolhead.playbook.schema import Timing
from coolhead.signals.timing import silence_before, silence_signals

TIMING = Timing()
SPOKEN = Utterance("customer", 1.0, 5.0, "It has not come.", id="u0")


def after(*events: Event, speech_timing: bool = True, times_estimated: bool = False) -> CallState:
    start = CallStarted(
        at=0.0, call="c", speech_timing=speech_timing, times_estimated=times_estimated
    )
    state = CallState()
    for seq, event in enumerate((start, *events)):
        state = fold(state, Envelope("default", "default", "c", seq, event))
    return state


HEARD = (
    SpeechStarted(at=1.0, party="customer"),
    SpeechStopped(at=5.0, party="customer"),
    UtteranceHeard(at=5.5, utterance=SPOKEN),
)


def test_silence_longer_than_the_setting_is_the_agents_to_fill() -> None:
    ((party, signal),) = silence_signals(after(*HEARD), 8.5, TIMING)
    assert party == "agent"
    assert signal.name == "dead_air"
    assert signal.seconds == 3.5
    assert silence_signals(after(*HEARD), 8.0, TIMING) == []


def test_one_silence_is_told_once_and_the_next_again() -> None:
    ((party, signal),) = silence_signals(after(*HEARD), 8.5, TIMING)
    told = SignalsDetected(at=8.5, party=party, signals=(signal,))
    assert silence_signals(after(*HEARD, told), 12.0, TIMING) == []
    spoken_again = (
        SpeechStarted(at=13.0, party="agent"),
        SpeechStopped(at=14.0, party="agent"),
    )
    assert silence_signals(after(*HEARD, told, *spoken_again), 18.0, TIMING)


@pytest.mark.parametrize(
    "event",
    [
        HoldStarted(at=6.0),
        PaymentPauseStarted(at=6.0),
        SpeechStarted(at=6.0, party="customer"),
        CallEnded(at=6.0),
    ],
)
def test_hold_payment_speech_and_the_end_are_no_dead_air(event: Event) -> None:
    assert silence_signals(after(*HEARD, event), 20.0, TIMING) == []


def test_silence_counts_from_the_end_of_a_hold() -> None:
    state = after(*HEARD, HoldStarted(at=6.0), HoldEnded(at=30.0))
    assert silence_signals(state, 32.0, TIMING) == []
    assert silence_signals(state, 34.0, TIMING)


def test_an_announced_wait_is_dead_air_only_when_it_is_long() -> None:
    asked = Utterance("agent", 6.0, 8.0, "Bear with me a moment.", id="u1")
    notice = Signal(name="hold_notice", confidence=0.9)
    state = after(
        *HEARD,
        UtteranceHeard(at=8.0, utterance=asked),
        SignalsDetected(at=8.0, party="agent", utterance="u1", signals=(notice,)),
    )
    assert silence_signals(state, 30.0, TIMING) == []
    assert silence_signals(state, 39.0, TIMING)


def test_a_muted_agent_is_silence_to_the_customer() -> None:
    assert silence_signals(after(*HEARD, MuteStarted(at=6.0)), 10.0, TIMING)


def test_a_line_on_which_nobody_has_spoken_is_not_dead() -> None:
    assert silence_signals(after(), 20.0, TIMING) == []
    assert silence_signals(CallState(), 20.0, TIMING) == []


def test_estimated_times_know_no_silence() -> None:
    state = after(UtteranceHeard(at=5.0, utterance=SPOKEN), times_estimated=True)
    assert silence_signals(state, 20.0, TIMING) == []


def test_a_feed_without_speech_events_tells_silence_only_from_what_ended_it() -> None:
    state = after(UtteranceHeard(at=5.0, utterance=SPOKEN), speech_timing=False)
    assert silence_signals(state, 20.0, TIMING) == []
    answer = Utterance("agent", 20.0, 24.0, "Sorry, I was looking.", id="u1")
    ((party, signal),) = silence_before(state, answer, TIMING)
    assert (party, signal.seconds) == ("agent", 15.0)
    assert silence_before(after(*HEARD), answer, TIMING) == []
