"""What is mere listening, by its words."""

from __future__ import annotations

import pytest

from coolhead.signals.backchannel import is_backchannel

NODS = [
    "mm-hm", "Mm hm.", "mhm", "Mmm", "hmm", "uh-huh", "uh huh", "yeah", "Yeah, yeah.", "yes", "yep",
    "right", "Right, right, right", "okay", "OK.", "ok okay", "sure", "Sure thing.",
    "I see", "of course",
    "No way!", "oh no", "oh dear", "Oh, I see.", "got it", "really?", "wow", "go on", "exactly",
    "that's right", "that\u2019s right", "fair enough", "um", "uh", "[laughter]", "(laughs) yeah",
    "oh my god", "all right", "alright", "I understand", "absolutely, yeah", "Oh, no.", "huh",
    "That's great.", "Oh, that's awful.", "oh well",
]  # fmt: skip
TURNS = [
    "", "  ", "no", "No, no, no.", "yeah but", "okay so your order", "right then I want a refund",
    "sure you did", "I see the order here", "wait", "hello?", "what", "four four seven", "sorry",
    "yes I did order it", "thank you", "I understand that you are upset", "mm no", "really bad",
    "yeah " * 40, "and then", "that's great but", "how long",
]  # fmt: skip


@pytest.mark.parametrize("text", NODS)
def test_listening_words_are_a_backchannel(text: str) -> None:
    assert is_backchannel(text)


@pytest.mark.parametrize("text", TURNS)
def test_words_that_say_something_are_none(text: str) -> None:
    assert not is_backchannel(text)
