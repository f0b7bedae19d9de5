from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "What happened when you turned it on?",
    "what happened",
    "Could you tell me what happened?",
    "can you tell me a bit more about the noise",
    "Tell me more about the delivery.",
    "how can i help you today",
    "How long has it been like this?",
    "why do you think it stopped working",
    "What seems to be the problem?",
    "what's the trouble with the washing machine",
    "where did you put the box after that",
    "Could you walk me through what you did?",
    "please explain to me what you saw on the screen",
    "when did you first notice it",
    "okay so what did they tell you on monday",
    "How did that come about?",
    "what would you like to see on the new bill",
    "uh so how often does it cut out",
    "What kind of light comes on?",
    "In your own words, what went wrong?",
    "would you mind telling me what happened on friday",
    "right and what makes you say that",
    "talk me through it from the start",
    "Which part of the contract is unclear?",
    "What else did the engineer say?",
    "how does that affect you",
    "can you please describe the damage",
    "what about the second invoice",
    "hello sir kindly tell me what is the problem",
    "Oh no. Okay. Tell me what happened.",
    "Right. Tell me what's been going on with it.",
    "Tell me a bit about it and we'll see.",
    "Before I say anything, what would make this right for you?",
    "Tell me what went wrong?",
)

MISSES = (
    "What I can do is send a new one.",
    "when you call again ask for me",
    "Is the light on?",
    "I know what happened.",
    "that is what it says here",
    "do you have the receipt",
    "What a shame.",
    "What's your account number?",
    "could you tell me your postcode please",
    "can I take your name",
    "Who knows.",
    "let me tell you what we found",
    "how you set it up does not matter",
    "I will explain what happens next.",
    "Sorry, what?",
    "what's your date of birth",
    "Whatever you choose is fine.",
    "I understand what happened.",
    "What?",
    "who cares",
    "which is why I called you",
    "You know what, I will just do it.",
    "that's how it works",
    "wherever you are we will find you",
    "the reason why it failed is simple",
    "I see why that is a problem.",
    "I don't know, do I?",
)


@pytest.mark.parametrize("text", HITS)
def test_open_question_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["open_question"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_open_question_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "open_question" not in hear(text)
