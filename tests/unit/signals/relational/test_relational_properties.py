"""What holds of the relational detectors for any words at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coolhead.call.utterance import Signal, Utterance
from coolhead.call.vocabulary import Party
from coolhead.signals.detector import run_detectors
from coolhead.signals.relational import confirm_reflection, relational_detectors
from coolhead.signals.turn import Conversation, Turn

parties: st.SearchStrategy[Party] = st.sampled_from(["customer", "agent", "supervisor"])
WORDS = [
    "so", "you", "want", "your", "sofa", "refund", "no", "yes", "please", "that's", "fine", "not",
    "call", "billing", "said", "I", "have", "to", "the", "Friday", "four", "seven", "?", ".", ",",
    "nobody", "came", "offer", "right", "okay", "don't", "first", "one",
]  # fmt: skip
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS)).map(" ".join))
found_before = st.lists(st.sampled_from(["offer", "reflection", "commitment", "complaint"]))


@given(st.lists(st.tuples(parties, texts, found_before), max_size=12))
@settings(max_examples=80, deadline=None)
def test_no_words_make_them_fail_and_evidence_lies_in_the_text(
    rows: list[tuple[Party, str, list[str]]],
) -> None:
    detectors = relational_detectors()
    conversation = Conversation()
    for number, (party, text, names) in enumerate(rows):
        utterance = Utterance(party, number, number + 1, text, id=f"u{number}")
        turn = Turn(party, text, utterance=utterance)
        found = run_detectors(detectors, turn, conversation)
        assert not found.failures
        for signal in found.candidates:
            assert 0 <= signal.confidence <= 1
            assert signal.rule
            assert signal.span is not None
            start, end = signal.span
            assert 0 <= start <= end <= len(text)
        assert not {"acceptance", "rejection"} <= {signal.name for signal in found.signals}
        confirmed = confirm_reflection(turn, conversation)
        assert confirmed is None or confirmed[0] in {f"u{n}" for n in range(number)}
        turn.signals += tuple(Signal(name=name, confidence=0.9) for name in names)
        conversation.add(turn)


@pytest.mark.parametrize(
    "text",
    [
        "yeah " * 4000,
        "no " * 4000,
        "so you want " * 2000,
        "the " * 5000,
        "a b c " * 3000,
        "okay, " * 3000,
        " " * 20000,
        "you have to " * 2000,
        "!?." * 5000,
    ],
)
def test_a_text_of_any_length_is_read_to_its_end(text: str) -> None:
    conversation = Conversation()
    offer = Turn("agent", "I can send the sofa, shall I?")
    offer.signals = (Signal(name="offer", confidence=0.9),)
    conversation.add(Turn("customer", text))
    conversation.add(offer)
    for party in ("customer", "agent"):
        found = run_detectors(relational_detectors(), Turn(party, text), conversation)
        assert not found.failures
