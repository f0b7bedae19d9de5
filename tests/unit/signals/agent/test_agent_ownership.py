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
)


@pytest.mark.parametrize("text", HITS)
def test_ownership_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["ownership"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_ownership_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "ownership" not in hear(text)
