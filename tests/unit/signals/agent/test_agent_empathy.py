from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "I understand how frustrating that must be.",
    "i can see why you are upset",
    "I can hear that you're really worried about this.",
    "That must have been very stressful for you.",
    "that sounds really annoying",
    "I completely understand your frustration, and I want to help.",
    "it's perfectly understandable that you're angry",
    "you have every right to be upset",
    "I would feel the same in your place",
    "anyone would be annoyed by that",
    "I can only imagine how hard this week has been.",
    "i know this is not easy for you",
    "I don't blame you for being cross.",
    "no wonder you are fed up",
    "that's so frustrating, three visits and nothing",
    "you've been through a lot with this",
    "I appreciate that this has been difficult.",
    "I understand your concern sir",
    "we do understand your disappointment",
    "i realise how upsetting it is to wait in all day",
    "My condolences to you and your family.",
    "I really feel for you.",
    "I'd be furious too.",
    "I am understanding your frustration madam",
    "i can tell this has been exhausting for you",
    "you sound really upset",
    "I hear how disappointed you are.",
    "If I were in your shoes I would want an answer too.",
    "what a horrible week you have had",
    "I'm sorry to hear about your mother.",
    "That's hard, with two little ones at home.",
    "Losing a day's work over it is awful.",
    "it doesn't get easier, does it",
    "What a miserable end to a holiday.",
    "I can hear how worn out you are with it.",
    "It's frightening, what you've been through.",
    "I'd be shouting about it too.",
    "that must've felt like a slap",
    "Nobody should have to live like that, and you've had a rough month.",
    "that's not how anyone should have to live",
)

MISSES = (
    "I understand.",
    "I understand that the parcel is late.",
    "i see",
    "do you understand the terms",
    "I understand you ordered the blue one.",
    "I can see your order here.",
    "are you upset with the driver or with us",
    "I don't understand why you're angry.",
    "the installation is difficult on old walls",
    "he was angry with the courier",
    "I can hear you fine now.",
    "let me check your account",
    "could you imagine waiting there all day",
    "it must be in the warehouse",
    "that must be the wrong number",
    "that sounds good",
    "I see here that you called on Monday.",
    "why are you upset",
    "is it hard to reach the box",
    "the policy is hard to read",
    "I know your postcode already.",
    "if you are unhappy you may return it",
    "I can imagine that would fit in the hall.",
    "please tell me how it feels to the touch",
    "it is not easy to get an appointment there",
    "you are right",
    "Take my word for how tough it is.",
    "I quite understand. Many people feel that way. But what we find is that it sells out.",
    "That's hard plastic.",
    "it's awful weather for a delivery",
)


@pytest.mark.parametrize("text", HITS)
def test_empathy_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["empathy"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_empathy_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "empathy" not in hear(text)
