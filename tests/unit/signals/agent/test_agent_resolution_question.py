from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "What would make this right for you?",
    "what would you like us to do to put this right",
    "How would you like me to resolve this?",
    "what can we do to make it up to you",
    "What are you hoping for?",
    "what would be a fair solution for you",
    "what outcome are you looking for from us, what is your ideal outcome",
    "What would satisfy you?",
    "how can i put this right for you",
    "What would work best for you?",
    "What would be the best solution in your eyes?",
    "how would you like this to be resolved",
    "what can i do to fix this",
    "What do you want to happen next?",
    "What would be fair, do you think?",
    "what would be right by you",
)

MISSES = (
    "What can I do for you today?",
    "How would you like to pay?",
    "what would you like to order",
    "What happened?",
    "We found a solution.",
    "what is the number on the box",
    "Would you like a new one?",
    "what do you want me to do about it",
    "I know what would help.",
    "what would you like to drink",
    "How can I help?",
    "the outcome was fair",
    "How can I help you?",
    "how may i help you today",
)


@pytest.mark.parametrize("text", HITS)
def test_resolution_question_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["resolution_question"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_resolution_question_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "resolution_question" not in hear(text)
