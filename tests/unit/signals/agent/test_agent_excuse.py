from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "We're very busy at the moment.",
    "the system is slow today",
    "It's not my department's fault.",
    "we are short staffed this week",
    "my computer is really slow today",
    "I only work here.",
    "We're getting a lot of calls today.",
    "I didn't make the rules.",
    "its just company policy",
    "That's the courier's fault, not ours.",
    "i'm new here",
    "the system won't let me",
    "Everyone is having the same problem.",
    "it's the courier's fault",
)

MISSES = (
    "We're very busy at the moment, so I will call you back at four.",
    "There was a strike at the depot, so I have booked it for Tuesday.",
    "the system was down but i can book it now",
    "Are you busy at the moment?",
    "The line was damaged in the storm.",
    "it was my fault",
    "I am here to help.",
    "is the system slow for you",
    "I have new stock.",
    "The policy starts in May.",
    "it takes three days",
    "I only need your name.",
)


@pytest.mark.parametrize("text", HITS)
def test_excuse_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["excuse"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_excuse_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "excuse" not in hear(text)
