from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "I have Maria on the line, my supervisor.",
    "I've told her everything that happened so you won't have to repeat it.",
    "I'd like to introduce my manager, Ken.",
    "i have explained the situation to my supervisor",
    "You won't need to explain it all again.",
    "I'm handing you over to my colleague now.",
    "Ken will take over from here.",
    "Maria, I have Mr Shaw on the line about a broken oven.",
    "This is Lena, my team leader.",
    "i'll stay on the line and put you through",
    "I have filled my manager in on the details.",
    "I'm putting you through to billing.",
    "Nadia, this is Mr Holt. His roof has been open for three weeks.",
    "omar this is mrs lane she has waited six weeks for her boiler",
)

MISSES = (
    "I have told you everything.",
    "Hand over the parcel to the driver.",
    "I have a note on the account.",
    "I explained it to you.",
    "please stay on the line",
    "The engineer will hand you the keys.",
    "I have nothing here on the line.",
    "you have to explain it to the bank",
    "my manager is out",
    "it takes over an hour",
    "I have your order here.",
    "this is my department",
    "I'll speak to her first, so you don't have to tell it again. I'm going to put you on hold.",
    "Good morning, this is Nadia. How can I help?",
    "The last visit I've got here is two years old.",
    "I've got my manager Omar here. Is it all right if he comes on?",
)


@pytest.mark.parametrize("text", HITS)
def test_handover_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["handover"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_handover_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "handover" not in hear(text)
