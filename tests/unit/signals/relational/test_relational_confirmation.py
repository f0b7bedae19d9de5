"""A reflection earns its credit from the customer's next words."""

from __future__ import annotations

import pytest

from coolhead.call.utterance import Signal, Utterance
from coolhead.call.vocabulary import Party
from coolhead.signals.relational import confirm_reflection
from coolhead.signals.turn import Conversation, Turn

ANSWERS: list[tuple[str, str, bool | None]] = [
    ("So you've been charged twice.", "Yes exactly.", True),
    ("So you've been charged twice.", "that's right", True),
    ("So you've been charged twice.", "No, that's not it.", False),
    ("So you've been charged twice.", "no I said three times", False),
    ("So nobody rang you back.", "No, nobody did.", True),
    ("So nobody rang you back.", "No.", True),
    ("So nobody rang you back.", "No, he did ring but he hung up", False),
    ("So you've been charged twice.", "And how long will it take?", None),
    ("So you've been charged twice.", "yeah", True),
    ("So you've been charged twice.", "No, that's right.", True),
    ("So you've been charged twice.", "not exactly, it was the delivery fee", False),
    ("So you've been charged twice.", "Well, yes, and I want it back", True),
    ("So you've been charged twice.", "you're not listening to me", False),
    ("So you've been charged twice.", "I want my money", None),
    ("So you've been charged twice.", "yeah no that's right", True),
    ("So you've been charged twice.", "finally somebody gets it", True),
    ("So it hasn't arrived.", "I never said that", False),
    ("So you've been charged twice.", "correct", True),
]


def spoken(party: Party, text: str, number: int, *, reflection: bool = False) -> Turn:
    utterance = Utterance(
        party=party, start=float(number), end=number + 1.0, text=text, id=f"u{number}"
    )
    turn = Turn(party, text, utterance=utterance)
    if reflection:
        signal = Signal(name="reflection", confidence=0.8, span=(0, len(text)))
        turn.signals = (signal,)
    return turn


def after(*turns: Turn) -> Conversation:
    conversation = Conversation()
    for turn in turns:
        conversation.add(turn)
    return conversation


@pytest.mark.parametrize(("reflection", "answer", "expected"), ANSWERS)
def test_the_next_words_accept_deny_or_do_neither(
    reflection: str, answer: str, expected: bool | None
) -> None:
    conversation = after(spoken("agent", reflection, 3, reflection=True))
    result = confirm_reflection(spoken("customer", answer, 4), conversation)
    if expected is None:
        assert result is None
    else:
        assert result is not None
        utterance, signal = result
        assert utterance == "u3"
        assert signal.confirmed is expected
        assert signal.confidence == 0.8


def test_a_nod_may_lie_between() -> None:
    conversation = after(
        spoken("agent", "So you were charged twice", 0, reflection=True),
        spoken("customer", "mm-hm", 1),
        spoken("agent", "and nobody answered you.", 2),
    )
    result = confirm_reflection(spoken("customer", "Exactly.", 3), conversation)
    assert result is not None
    assert result[0] == "u0"


def test_words_after_the_next_ones_confirm_nothing() -> None:
    conversation = after(
        spoken("agent", "So you were charged twice.", 0, reflection=True),
        spoken("customer", "I want my money.", 1),
        spoken("agent", "Do you have a card?", 2),
    )
    assert confirm_reflection(spoken("customer", "Yes.", 3), conversation) is None


def test_nothing_to_confirm_gives_nothing() -> None:
    assert confirm_reflection(spoken("customer", "Yes.", 1), after()) is None
    plain = after(spoken("agent", "One moment.", 0))
    assert confirm_reflection(spoken("customer", "Yes.", 1), plain) is None
    reflected = after(spoken("agent", "So you were charged twice.", 0, reflection=True))
    assert confirm_reflection(spoken("agent", "Yes.", 1), reflected) is None


def test_what_is_confirmed_is_not_confirmed_again_later() -> None:
    conversation = after(
        spoken("agent", "So you were charged twice.", 0, reflection=True),
        spoken("customer", "Yeah. Exactly. Yeah.", 1),
        spoken("agent", "I'm sorry about that.", 2),
    )
    assert confirm_reflection(spoken("customer", "Well. Thank you.", 3), conversation) is None


def test_mockery_confirms_nothing() -> None:
    conversation = after(spoken("agent", "So you were charged twice.", 0, reflection=True))
    mocking = spoken("customer", "Yeah. Well done. You can repeat things.", 1)
    assert confirm_reflection(mocking, conversation) is None
