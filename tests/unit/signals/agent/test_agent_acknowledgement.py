from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "I see.",
    "Right.",
    "okay",
    "mm-hm",
    "Uh-huh.",
    "I understand.",
    "yes of course",
    "Got it, thank you.",
    "okay i see right",
    "Of course, sir.",
    "I hear you.",
    "sure",
    "I see, so the box was open.",
    "go on",
)

MISSES = (
    "Right now it is closed.",
    "I see that you ordered two.",
    "I understand your frustration.",
    "The box is on the right.",
    "Okay?",
    "right away I will send it",
    "I'm not sure about that.",
    "you are right about the date",
    "I can see it here.",
    "we will get it fixed",
    "The yes button is green.",
    "Certainly not what we want to happen.",
)


@pytest.mark.parametrize("text", HITS)
def test_acknowledgement_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["acknowledgement"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_acknowledgement_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "acknowledgement" not in hear(text)
