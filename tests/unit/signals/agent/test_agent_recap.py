from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "So to recap, I will send a new one and you keep the old one.",
    "let me summarise",
    "Just to sum up, the engineer comes on Friday.",
    "so we agreed that i call you on monday",
    "Let me go over what we agreed.",
    "so the next steps are a new router and a call on friday",
    "In summary, a refund of ten pounds.",
    "okay so that's a new kettle for you and delivery on tuesday",
    "Can I just recap what happens now?",
    "to be clear i will refund you and you'll keep it",
    "What happens next is that the depot calls you.",
    "just to make sure we're on the same page",
    "so I'll cancel the order and you'll get the money by Friday",
    "Just to go over it, the bed comes on Monday.",
    "Let me read it back.",
    "So that's the fitter on Monday at nine, my call by noon on Tuesday, and the cheque by Friday.",
    "so the plumber's there by three today and the plasterer on thursday",
    "So: the debits stop today, the form comes to you in ten minutes, and I ring you on Wednesday.",
)

MISSES = (
    "Let me go over the bill with you.",
    "I agree with you.",
    "what did we agree",
    "If we agreed a date, tell me.",
    "So that's the number on the box.",
    "Did you get the summary page?",
    "I'll confirm your address.",
    "what happened next",
    "the steps are broken",
    "the sum is ten pounds",
    "so I'll check",
    "I will send you a summary of the bill.",
    "So you rang on Monday, you rang again on Tuesday, and nobody came.",
    "So I can do Monday at nine, or Thursday at two.",
    "So what time on Monday, and what time on Tuesday?",
    "can you read it back to me",
)


@pytest.mark.parametrize("text", HITS)
def test_recap_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["recap"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_recap_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "recap" not in hear(text)
