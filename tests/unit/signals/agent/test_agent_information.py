from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "The reason is that the label was damaged in the depot.",
    "that's because the first bill covers two months",
    "It was delayed because the van broke down.",
    "I can see here that it left the depot on Monday.",
    "our policy is that returns are accepted for thirty days",
    "You're covered under the guarantee until June.",
    "it usually takes three to five working days",
    "there was a fault on the line in your street",
    "your payment was received on the fourth",
    "The charge is for the second visit.",
    "what happened is that two orders had the same number",
    "There was a storm at the port, so I have moved your delivery to Tuesday.",
    "The van was full on Friday.",
    "The part was the wrong size.",
)

MISSES = (
    "Hello, how are you?",
    "I see.",
    "Is the delivery late?",
    "we're very busy at the moment",
    "the system is slow today it's not my department's fault",
    "Would you like a refund?",
    "Could you hold for a minute?",
    "I'm so sorry.",
    "What is the reason?",
    "Please calm down.",
    "Let me check that.",
    "Thank you very much.",
    "That's a lovely reason. So the reason I'm calling today is our raffle.",
    "Then you'll know on Friday.",
    "Since nineteen seventy-one.",
    "You rang twice because nobody came.",
    "Thank you for telling me, because we can fix that.",
)


@pytest.mark.parametrize("text", HITS)
def test_information_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["information"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_information_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "information" not in hear(text)
