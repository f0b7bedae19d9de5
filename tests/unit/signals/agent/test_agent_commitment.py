from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "I'll call you back by five tomorrow.",
    "ill call you back tomorrow morning",
    "You'll have it on Tuesday.",
    "the engineer will be with you between 8 and 12",
    "We'll refund it within five working days.",
    "I will send the replacement today",
    "I'm going to refund the delivery charge",
    "i'll email you the form this afternoon",
    "Someone will ring you before noon.",
    "my colleague will contact you on monday",
    "by friday you will have your money back",
    "I'll make sure it goes out tonight.",
    "we will credit your account by the end of the week",
    "the refund will be in your account in three to five days",
    "i will personally follow up with the warehouse",
    "I'll get back to you within 48 hours",
    "You'll receive an email shortly.",
    "it will be delivered tomorrow between nine and eleven",
    "I'll let you know as soon as I hear from the depot.",
    "we're going to replace the whole unit",
    "I'll speak to the driver and ring you at four",
    "the technician will visit you on the 3rd of March",
    "I shall post the letter first thing tomorrow",
    "i'll cancel the order for you",
    "You will hear from us by Thursday at the latest.",
    "I'll have my manager call you before the end of the day.",
    "they'll collect the old one next wednesday",
    "i'll chase the depot this afternoon",
    "We won't ring you again.",
    "i won't text you any more after today",
    "you'll know by wednesday",
    "You'll be told on Monday, one way or the other.",
    "It comes off your bill.",
    "that'll come off your next statement",
    "The carpet fitter comes on Tuesday at nine.",
    "Rosa rings you between two and three.",
    "I've got a roofer who'll be with you by noon.",
    "I'll bring the spare one on Saturday",
    "I'll drive the keys over to you tonight",
    "you'll have an answer within fourteen days",
    "well send you a new one by friday",
    "I'll give them the whole story before noon",
)

MISSES = (
    "You'll have to wait.",
    "I'll just check that for you.",
    "I'll put you on hold for a minute.",
    "Let me have a look.",
    "I'll have a look at the account.",
    "I would call you if I could.",
    "maybe I'll send one",
    "I might be able to refund it.",
    "I'll see what I can do.",
    "shall I call you back tomorrow",
    "you will need to ring the bank",
    "they said they'll call you by five",
    "I'll be honest with you.",
    "I'll need your postcode.",
    "Will you call me tomorrow?",
    "I called you on Tuesday.",
    "I'll tell you what happened.",
    "we will see",
    "I'll ask you a few questions.",
    "I can call you back at five.",
    "I'll transfer you now.",
    "if you like i'll call you tomorrow",
    "the light will be green",
    "You'll see a button on the left.",
    "I'll read that back to you.",
    "I'll wait while you find it.",
    "you will have noticed the price",
    "We will pay for part of it.",
    "Tell me a bit about it and I'll make sure you get the right desk.",
    "I'll speak to him first.",
    "It comes with a charger.",
    "She should have come on Tuesday.",
    "He said he'll come round here tonight and break a window.",
    "I won't keep you.",
    "The bus comes every hour.",
    "we won't know",
    "The money comes out on the first.",
    "She'll have it in front of her.",
    "shall we call it a day",
)


@pytest.mark.parametrize("text", HITS)
def test_commitment_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["commitment"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_commitment_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "commitment" not in hear(text)
