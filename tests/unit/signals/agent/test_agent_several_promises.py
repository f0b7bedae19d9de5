"""One breath may hold several promises; of every other signal the surest is kept."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Party
from coolhead.signals.agent import agent_detectors
from coolhead.signals.detector import Detection, run_detectors
from coolhead.signals.turn import Conversation, Turn


def heard(text: str) -> Detection:
    return run_detectors(agent_detectors(), Turn("agent", text), Conversation())


def promised(text: str) -> list[str | None]:
    return [signal.action for signal in heard(text).signals if signal.name == "commitment"]


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        (
            "I'll put them on a courier this afternoon, and they'll be with you before nine "
            "tomorrow.",
            ["put them on a courier", "have them with you"],
        ),
        (
            "I'll refund the thirty pounds myself now, it'll be back on your card in three days.",
            ["refund the thirty pounds", "have it back on your card"],
        ),
        (
            "I will cancel the old bill now and send you the new one by post by the end of the "
            "week.",
            ["cancel the old bill", "send you the new one by post"],
        ),
        (
            "And I'll call you tomorrow at two. You'll have the form by Friday.",
            ["call you", "get the form to you"],
        ),
        (
            "I'll email you in the next five minutes, you reply with the receipts, and you'll "
            "have a written decision within fourteen days.",
            ["email you", "get a written decision to you"],
        ),
        ("Then you'll know on Friday.", ["let you know"]),
        ("She'll ring you between five and six today.", ["have her ring you"]),
        ("I've got a plumber who'll be with you by three.", ["have a plumber with you"]),
        (
            "I'll send you a new letter, one page, in plain words, this week.",
            ["send you a new letter"],
        ),
        (
            "I'll refund the hotel, the taxi and the meal by Friday.",
            ["refund the hotel, the taxi and the meal"],
        ),
        ("You'll have it well before Saturday.", ["get it to you"]),
        ("We won't ring you again.", ["not ring you again"]),
        ("I'll see to it.", ["see to it"]),
    ],
)
def test_each_promise_of_a_turn_is_kept_with_what_is_promised(
    text: str, actions: list[str]
) -> None:
    assert promised(text) == actions


def test_promises_do_not_overlap_and_come_in_the_order_in_which_they_were_said() -> None:
    spans = [
        signal.span
        for signal in heard(
            "I'll ring the depot today, it'll be with you by Friday, and I'll text you tomorrow."
        ).signals
        if signal.span is not None and signal.name == "commitment"
    ]
    assert len(spans) == 3
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_of_every_other_signal_one_is_kept() -> None:
    names = [
        s.name for s in heard("I'm sorry. I'm so sorry. Shall I book it? Can I send it?").signals
    ]
    assert names.count("apology") == names.count("offer") == 1


class Says:
    """Finds what it is given, in the turns of an agent."""

    version = "1"
    parties: frozenset[Party] = frozenset({"agent"})

    def __init__(self, name: str, *found: Signal, needs: Iterable[str] = ()) -> None:
        self.name = name
        self.found = found
        self.signals = frozenset(signal.name for signal in found)
        self.needs = frozenset(needs)

    def detect(self, turn: Turn, conversation: Conversation) -> Iterable[Signal]:
        return self.found


class SaysAgain(Says):
    repeats = frozenset({"offer"})


def test_a_detector_is_not_entered_where_none_of_the_words_it_needs_was_said() -> None:
    needy = Says("needy", Signal(name="offer", confidence=0.9), needs=("refund",))
    free = Says("free", Signal(name="recap", confidence=0.9))
    for text, names in (("a refund then", {"offer", "recap"}), ("a voucher", {"recap"})):
        found = run_detectors((needy, free), Turn("agent", text), Conversation())
        assert {signal.name for signal in found.signals} == names


def test_of_repeatable_signals_that_overlap_the_surest_is_kept() -> None:
    found = run_detectors(
        (
            SaysAgain(
                "again",
                Signal(name="offer", confidence=0.6, span=(0, 10)),
                Signal(name="offer", confidence=0.9, span=(5, 12)),
                Signal(name="offer", confidence=0.7, span=(20, 30)),
                Signal(name="offer", confidence=0.3, span=(40, 50)),
            ),
        ),
        Turn("agent", "x" * 60),
        Conversation(),
    )
    assert [signal.span for signal in found.signals] == [(5, 12), (20, 30)]


def test_the_best_of_two_detectors_stands_for_a_signal_and_both_are_on_record() -> None:
    weak, strong = Signal(name="offer", confidence=0.6), Signal(name="offer", confidence=0.8)
    found = run_detectors((Says("a", weak), Says("b", strong)), Turn("agent", "x"), Conversation())
    assert found.signals == [strong]
    assert set(found.detectors) == {"a", "b"}
