from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "Why didn't you call us earlier?",
    "I never said that.",
    "that's not what i said",
    "As I already told you, it takes five days.",
    "you should have read the contract",
    "It's not my fault.",
    "i already explained this to you",
    "why did you wait so long",
    "You're not listening to me.",
    "don't blame me",
    "I'm just doing my job.",
    "that is simply not true",
    "how many times do I have to say it",
    "Did you even read the email?",
    "No, you didn't.",
    "let me finish",
    "are you calling me a liar",
    "you obviously didn't follow the steps",
    "It is not wrong, sir.",
    "I am listening, but you keep saying the same thing.",
    "Every customer says the bill is wrong.",
    "the meters do not lie",
    "It's not a guess, it's an estimate.",
    "I'm not the driver.",
)

MISSES = (
    "Why do you need it by Friday?",
    "You should have received an email.",
    "I should have called you.",
    "I told him about it.",
    "that is not true of us and I am glad you asked about the price",
    "why did it stop",
    "you should have it by Friday",
    "It was our fault and I am sorry.",
    "As soon as I know I will call.",
    "What did they say?",
    "I already sent it.",
    "She never said when.",
    "I did call you on Monday.",
    "as agreed I will call you",
    "It should have said what I just said.",
    "We sent it.",
    "It's not a mistake on your part.",
    "Everyone says the same good things about her.",
    "the papers lie in the drawer",
)


@pytest.mark.parametrize("text", HITS)
def test_defensiveness_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["defensiveness"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_defensiveness_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "defensiveness" not in hear(text)
