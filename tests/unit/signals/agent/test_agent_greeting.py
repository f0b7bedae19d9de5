from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "Good morning, my name is Dana, how can I help?",
    "hello this is sam from northline energy",
    "Hi, you're through to Priya.",
    "thank you for calling the repair desk",
    "Good afternoon, thanks for holding, this is Joe speaking.",
    "Hello, I'm Marta from the billing team.",
    "im calling from harbour insurance about your renewal",
    "My name's Ade and I will be looking after you today.",
    "good evening sir",
    "welcome to green water customer care",
    "Customer service, Tom speaking.",
    "I am calling on behalf of Lakeside Windows.",
    "good morning you are speaking with asha",
    "Fernhill Energy, good afternoon, Rohan speaking.",
    "fernhill energy good morning this is stuart",
    "Good morning, is this Mr Lund?",
)

MISSES = (
    "Have a good evening, goodbye.",
    "Hello? Are you there?",
    "the driver said hello",
    "What is your name?",
    "the parcel is from the north depot",
    "I'm calling him now.",
    "Thank you for waiting.",
    "Good morning would be too early for the van.",
    "it is the name on the card",
    "speaking of which the bill is here",
    "I will be calling you from a different number.",
    "hello hello can you hear me",
    "Thanks for holding on.",
    "thank you for holding",
)


@pytest.mark.parametrize("text", HITS)
def test_greeting_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["greeting"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_greeting_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "greeting" not in hear(text)
