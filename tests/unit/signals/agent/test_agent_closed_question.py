from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "Is the light on?",
    "do you have the order number there",
    "Could I take your name?",
    "can you read me the number on the box",
    "Did the driver leave a card?",
    "are you at home tomorrow",
    "have you tried turning it off",
    "would monday suit you",
    "is that okay",
    "Is that OK with you?",
    "may I have your date of birth",
    "You ordered the large one, didn't you?",
    "you are calling about the boiler, is that right",
    "so it was delivered on Friday?",
    "does it make a noise",
    "Was anybody at home?",
    "okay and has it happened before today? Or is this the first time?",
    "shall we say nine o'clock",
    "What's your postcode?",
    "could you tell me your account number please",
    "was the box damaged",
    "right so can you see the red light",
    "You've spoken to us before, right?",
    "will you be there in the morning",
    "are there any marks on it",
    "should I read that back to you?",
    "isn't it the one with the blue label?",
    "thank you for that and do you have a reference number",
)

MISSES = (
    "What happened?",
    "I can do that for you.",
    "You know what I mean.",
    "Oh, did you?",
    "Really?",
    "Sorry?",
    "as soon as I do I will ring you",
    "I will see to it myself.",
    "whatever you do you keep the receipt",
    "Do that first and then press the button.",
    "Have a nice day.",
    "do not touch the cable",
    "That is right.",
    "Should you need anything else, ring us.",
    "it is the one with the blue label",
    "Okay.",
    "Had I known, I would have rung you.",
    "How can I help you today?",
    "so do I",
    "the box is on the left",
    "is what I said",
    "You should have it tomorrow.",
    "Who knows?",
    "have the number ready next time",
    "What did they say?",
    "we have you down for tuesday",
    "could have been the fuse",
    "I don't know, do I? I'm not the driver.",
    "Tell me what went wrong?",
)


@pytest.mark.parametrize("text", HITS)
def test_closed_question_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["closed_question"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_closed_question_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "closed_question" not in hear(text)
