from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "Calm down.",
    "you need to calm down sir",
    "please just calm down",
    "There's nothing I can do.",
    "theres nothing more we can do about it",
    "You're overreacting.",
    "you are being dramatic",
    "it's only a scratch",
    "It's just a small delay.",
    "it's not that bad",
    "you'll just have to wait",
    "you will have to wait like everyone else",
    "no big deal",
    "It's not the end of the world.",
    "There's no need to get upset.",
    "stop complaining",
    "don't be so silly",
    "That's just the way it is.",
    "that is not my problem",
    "it could be worse",
    "Relax, sir.",
    "these things happen",
    "I can't help you.",
    "i don't really care",
    "you are not our only customer",
    "you're making a fuss about nothing",
    "whatever.",
    "it isn't such a big deal",
    "You need to get over it.",
)

MISSES = (
    "I would never tell you to calm down.",
    "things will calm down after the holidays",
    "There's nothing I can do about the fee, but I can refund the postage.",
    "you won't have to wait long",
    "I know it is not easy.",
    "take your time",
    "It's only a few minutes from the station.",
    "did he tell you to calm down",
    "the lamp is on the floor",
    "it is a serious fault",
    "I don't want you to wait any longer.",
    "There's nothing to pay today.",
    "nothing I can do will bring it back sooner but I can refund you",
    "that is a big problem and I will sort it",
    "you don't have to wait for the letter",
    "I can help you with that.",
    "I'm sorry you had to wait.",
    "it was only delivered yesterday",
    "you have waited long enough",
    "no need to pay it now",
    "I do care about this.",
    "we have other models as well",
    "I know it is not a small thing.",
    "press the button and wait for the light",
    "does it matter which one I send",
    "just a moment please",
    "the problem is with the cable",
)


@pytest.mark.parametrize("text", HITS)
def test_dismissal_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["dismissal"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_dismissal_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "dismissal" not in hear(text)
