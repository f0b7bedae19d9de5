from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal
from coolhead.signals.customer import customer_detectors
from coolhead.signals.detector import run_detectors
from coolhead.signals.turn import Conversation, Turn

Listener = Callable[..., dict[str, Signal]]

BULLYING = [
    "ANSWER ME! ANSWER ME!",
    "Answer me.",
    "Answer the damn question right now.",
    "Do it now. Do it.",
    "Don't you dare hang up on me.",
    "I'm talking to you!",
    "You will fix this right now.",
    "Yes or no? Yes or no?",
    "Tell me, tell me, tell me.",
    "I don't care what your system says.",
    "You work for me.",
    "I WANT MY MONEY BACK AND I WANT IT RIGHT NOW! DO YOU HEAR ME!",
    "THIS IS THE LAST TIME I AM GOING TO TELL YOU THIS!",
]
FIRM = [
    "Please answer me when you can see it.",
    "NO!",
    "I need my NHS and HMRC letters.",
    "It's the BBC HD channel.",
    "Tell me about the tariff.",
    "Can you do it now?",
    "He said answer me.",
    "Now, let me see.",
    "I want this sorted.",
    "Listen, I know it isn't your fault.",
    "It says ERROR on the screen.",
    "Hurry up, please, the bus is here.",
    "Don't hang up please.",
]


@pytest.mark.parametrize("text", BULLYING)
def test_orders_and_shouted_runs_are_aggression(hear: Listener, text: str) -> None:
    assert "aggression" in hear(text)


@pytest.mark.parametrize("text", FIRM)
def test_one_loud_word_acronyms_and_firm_words_are_none(hear: Listener, text: str) -> None:
    assert "aggression" not in hear(text)


def test_a_transcript_all_in_capitals_shouts_nothing() -> None:
    conversation = Conversation()
    conversation.add(Turn("agent", "GOOD MORNING THIS IS THE SERVICE DESK HOW CAN I HELP"))
    turn = Turn("customer", "GOOD MORNING I WOULD LIKE TO CHANGE MY ADDRESS PLEASE")
    found = run_detectors(customer_detectors(), turn, conversation)
    assert "aggression" not in {signal.name for signal in found.signals}
