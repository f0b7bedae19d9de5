from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "You need to call another department.",
    "that's not my department",
    "you'll have to ring the manufacturer",
    "You will need to contact the courier directly.",
    "I don't deal with that.",
    "we don't handle that here",
    "You've come through to the wrong department.",
    "you should speak to your bank",
    "That's handled by another team.",
    "you can only do it online, go to the website and do it, please go to our website",
    "Call the shop where you bought it.",
    "You'd be better off calling the warehouse.",
    "you have to write to head office",
)

MISSES = (
    "That's not my department, but I'll stay on the line and put you through.",
    "You need to speak to billing, so I'll transfer you now.",
    "You can call me back on this number.",
    "If you need to call us again, ask for me.",
    "do you need to call the bank",
    "you don't need to ring anybody",
    "I will speak to the warehouse for you.",
    "Did you call the courier?",
    "You need to press the red button.",
    "let me connect you with the right team",
    "I'll call the courier on your behalf, you don't have to.",
    "the department closes at five",
    "you should hear from us by Friday",
)


@pytest.mark.parametrize("text", HITS)
def test_pass_off_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["pass_off"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_pass_off_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "pass_off" not in hear(text)
