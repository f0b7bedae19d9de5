from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "Is there anything else I can help you with?",
    "anything else",
    "Does that solve the problem for you?",
    "are you happy with that",
    "Has that answered your question?",
    "does that put things right",
    "Is everything sorted now?",
    "is it working now",
    "Have I resolved everything for you today?",
    "how do you feel about that",
    "are there any other questions",
    "Would that be acceptable?",
    "can i help you with anything else today",
    "Has that settled it for you?",
    "is everything in order now",
)

MISSES = (
    "Is there anything else in the box?",
    "Did anything else happen?",
    "What time does that work?",
    "are you okay to hold",
    "Does it make a noise?",
    "is there anything missing",
    "what else did he say",
    "I am happy with that.",
    "there's nothing else",
    "is there anything else you remember",
    "Are you happy for the call to be recorded?",
    "when is it fixed",
    "when will it be resolved",
    "Would that work?",
    "Does that work for you?",
    "Is that all right with you?",
    "does that suit",
    "How does that sound?",
    "is that okay with you",
    "does it do that on the hour",
)


@pytest.mark.parametrize("text", HITS)
def test_satisfaction_check_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["satisfaction_check"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_satisfaction_check_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "satisfaction_check" not in hear(text)
