from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "Leave it with me.",
    "I'll take care of this personally.",
    "i will see to it myself",
    "I take full responsibility for that.",
    "I'll deal with this for you.",
    "i'll get this sorted today",
    "I will make sure it arrives.",
    "I'm going to handle this personally.",
    "You can count on me.",
    "ill sort it out for you",
    "I'll see this through until it is done.",
    "This is with me now.",
    "I will look after your case.",
    "I'm cancelling it right now.",
    "i'm taking you off the list as we speak",
    "I'm doing it while you're on the line.",
    "Okay, that's done.",
    "It's cancelled as of today.",
    "both numbers are on our do not call list now",
    "I'm switching it off now.",
    "I'll do it now.",
    "im refunding it straight away",
    "Stopping it now.",
    "that's all sorted for you",
    "I've taken your name off",
    "you're off our list",
    "I've put a stop on it",
)

MISSES = (
    "You can leave it with the neighbour.",
    "My colleague will take care of it.",
    "take care, bye",
    "You'll have to sort it out yourself.",
    "I won't take responsibility for that.",
    "Did you make sure it was plugged in?",
    "make sure the cable is in",
    "I'll see you on Monday.",
    "who will take ownership of this",
    "they will deal with it",
    "I dealt with that yesterday.",
    "the driver will make sure you sign",
    "I'm putting you on hold now.",
    "Is it cancelled?",
    "When it's done I'll ring you.",
    "I'm doing my best here.",
    "Has that been refunded?",
    "I've put it to my manager already last week.",
    "I'm taking that seriously now.",
    "Once that's done you can restart it.",
    "they said it's been refunded",
    "The power is off in the street.",
    "It's off to one side.",
)


@pytest.mark.parametrize("text", HITS)
def test_ownership_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["ownership"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_ownership_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "ownership" not in hear(text)
