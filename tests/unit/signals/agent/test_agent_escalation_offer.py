from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "Would you like to speak to my supervisor?",
    "I can put you through to my manager.",
    "let me get my team leader for you",
    "I'll escalate this to my supervisor.",
    "shall i ask a manager to call you",
    "I could arrange for a senior colleague to ring you.",
    "I'm escalating this now.",
    "My manager can speak to you now.",
    "I will pass this to my line manager today.",
    "would you prefer to talk to someone more senior",
    "if you like i can transfer you to a supervisor",
    "I'd like to bring in my supervisor on this.",
    "I'm bringing my supervisor onto the line.",
    "Nadia's my supervisor, and she can approve what I can't.",
    "I've got my manager Omar here. Is it all right if he comes on?",
    "my manager, Ines, can decide on that",
)

MISSES = (
    "My manager told me about it.",
    "The supervisor isn't available.",
    "are you the account manager",
    "why do you want to speak to my manager",
    "I can help you with that.",
    "My supervisor has approved the refund.",
    "he said I can speak to the manager",
    "the escalator is broken",
    "I spoke to my manager yesterday.",
    "Let me put you on hold.",
    "The team will call you.",
    "there is no manager here",
    "I'm bringing the kettle up on my screen",
    "my manager says it can't be done",
)


@pytest.mark.parametrize("text", HITS)
def test_escalation_offer_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["escalation_offer"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_escalation_offer_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "escalation_offer" not in hear(text)
