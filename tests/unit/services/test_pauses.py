from __future__ import annotations

import pytest

from coolhead.call.events import (
    HoldEnded,
    HoldStarted,
    MuteEnded,
    MuteStarted,
    PaymentPauseEnded,
    PaymentPauseStarted,
    TimeAdvanced,
)
from coolhead.call.utterance import Utterance
from coolhead.call.vocabulary import Party
from coolhead.services.pauses import Pauses


def said(party: Party, start: float, end: float) -> Utterance:
    return Utterance(party=party, start=start, end=end, text="x")


def paused(*events: object) -> Pauses:
    pauses = Pauses()
    for event in events:
        pauses.note(event)  # type: ignore[arg-type]
    return pauses


@pytest.mark.parametrize(
    "pauses",
    [
        paused(HoldStarted(at=10.0), HoldEnded(at=20.0)),
        paused(MuteStarted(at=10.0), TimeAdvanced(at=12.0), MuteEnded(at=20.0)),
        paused(HoldStarted(at=10.0), HoldStarted(at=15.0), HoldEnded(at=20.0), HoldEnded(at=30.0)),
        paused(HoldEnded(at=5.0), MuteStarted(at=10.0), MuteEnded(at=20.0)),
    ],
)
def test_the_agent_is_silenced_in_hold_and_mute_and_the_customer_is_not(pauses: Pauses) -> None:
    assert pauses.silences(said("agent", 12.0, 14.0))
    assert pauses.silences(said("agent", 9.0, 14.0))  # for the most part within
    assert not pauses.silences(said("agent", 4.0, 11.0))  # the key was pressed on the last word
    assert not pauses.silences(said("agent", 20.0, 25.0))
    assert not pauses.silences(said("customer", 12.0, 14.0))


def test_whoever_speaks_into_a_payment_is_silenced() -> None:
    pauses = paused(PaymentPauseStarted(at=10.0), PaymentPauseEnded(at=20.0))
    assert pauses.silences(said("customer", 9.0, 10.5))
    assert pauses.silences(said("agent", 19.5, 30.0))
    assert not pauses.silences(said("customer", 5.0, 10.0))
    assert not pauses.silences(said("customer", 20.0, 30.0))


def test_a_pause_that_has_not_ended_goes_on() -> None:
    assert paused(MuteStarted(at=10.0)).silences(said("agent", 500.0, 501.0))
    assert paused(PaymentPauseStarted(at=10.0)).silences(said("customer", 500.0, 501.0))
