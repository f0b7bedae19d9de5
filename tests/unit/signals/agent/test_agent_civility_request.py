from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "I want to help you, but please stop swearing at me.",
    "please don't shout at me",
    "I'd ask you to speak to me with respect.",
    "let's keep this conversation respectful",
    "Could we please keep this polite?",
    "there's no need for that language",
    "I need you to stop using that kind of language so that I can help.",
    "please lower your voice",
    "I'm happy to help as long as we can talk calmly.",
    "mind your language please",
    "I do not deserve to be spoken to like that.",
    "can we talk about this respectfully",
    "Sir, I must ask you not to insult me.",
)

MISSES = (
    "Thank you for being so polite.",
    "with respect to your order it is on its way",
    "The language on the website can be changed.",
    "please do not touch the cable",
    "don't worry",
    "he was shouting at the driver",
    "The tone you hear is the dial tone.",
    "Press the button calmly.",
    "we respect your privacy",
    "I'm sorry he was rude to you.",
    "Which language would you like?",
    "please stop the machine",
)


@pytest.mark.parametrize("text", HITS)
def test_civility_request_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["civility_request"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_civility_request_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "civility_request" not in hear(text)
