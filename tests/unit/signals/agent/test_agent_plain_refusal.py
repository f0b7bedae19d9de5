from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "I can't refund the postage because the parcel was delivered, but I can credit your "
    "next order.",
    "we cannot change the date as the van is full, what I can do is book Friday",
    "That's not possible under the terms, however you could exchange it.",
    "I'm not able to waive it because it is set by law, but I can spread the cost.",
    "we don't offer refunds after thirty days but i can give you a voucher",
    "I'm afraid we can't extend it because the offer has ended. You could still choose "
    "the smaller plan.",
    "it is not possible to deliver on sunday but we can do saturday",
    "I won't be able to send a new one since it's out of stock; instead I can refund you.",
    "I cannot give you that discount due to company policy but i can offer free delivery",
    "No, I can't cancel it today because the notice period has not passed.",
    "unfortunately i am not allowed to share that for security reasons, you can still "
    "apply in writing",
    "We're unable to replace it because it is out of warranty, but I could arrange a repair.",
)

MISSES = (
    "There's nothing I can do.",
    "I can't see your order.",
    "I can't hear you.",
    "I can send a new one.",
    "I cannot imagine how hard that is.",
    "You can't miss it.",
    "Can't you find it?",
    "I can't tell you how sorry I am.",
    "they said you can't return it because it is used",
    "we can do that",
    "Not a problem, I can do that.",
    "I won't be long.",
)


@pytest.mark.parametrize("text", HITS)
def test_plain_refusal_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["plain_refusal"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_plain_refusal_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "plain_refusal" not in hear(text)
