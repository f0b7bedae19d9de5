from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "Can I put you on hold for two minutes while I check with the depot?",
    "would you mind holding",
    "please hold the line",
    "I'm going to place you on a brief hold.",
    "bear with me",
    "could you hold on for a moment please",
    "One moment please.",
    "i'll just put you on hold",
    "Are you okay to hold while I ask?",
    "give me a minute to look into this",
    "Stay on the line while I check.",
    "can you hold the line please",
    "Give me maybe half a minute here.",
)

MISSES = (
    "Your order is on hold.",
    "sorry for keeping you on hold",
    "Hold the power button for ten seconds.",
    "They put you on hold for an hour.",
    "We hold your data for a year.",
    "can you hold the power button down",
    "I won't put you on hold.",
    "the hold music is awful",
    "Thank you for holding.",
    "the shelf can hold ten kilos",
    "At the moment it is closed.",
    "the account was put on hold in May",
    "Would you rather hold for her?",
)


@pytest.mark.parametrize("text", HITS)
def test_hold_notice_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["hold_notice"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_hold_notice_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "hold_notice" not in hear(text)
