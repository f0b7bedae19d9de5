"""Trained heads: what they look at, what they add, on what they have the last word."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coolhead.adapters.heads import trained_heads
from coolhead.bootstrap import all_detectors
from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import AGENT_SIGNALS, CUSTOMER_SIGNALS, Party
from coolhead.signals.detector import run_detectors
from coolhead.signals.heads.features import answered, features
from coolhead.signals.heads.heads import Heads, Weights
from coolhead.signals.heads.vectors import WordVectors
from coolhead.signals.turn import Conversation, Turn

WORDS = WordVectors(
    {"late": 0, "broken": 1, "sunny": 2},
    np.array([[100, 0], [90, 10], [0, 100]], np.int8),
    np.array([1.0, 1.0, 1.0], np.float32),
)


def weights(*, judges: bool = False, threshold: float = 0.5) -> Weights:
    """One head, for complaints: it knows the word "poof" and what is like "late"."""
    return Weights(
        party="customer",
        version="t",
        places={"wpoof": 0, "scomplaint": 1},
        named=np.array([[4.0, 0.0, 3.0], [0.0, 0.0, 0.0]], np.float32),
        own=np.array([[3.0, 0, 0], [-3.0, 0, 0]], np.float32),
        before=np.zeros((2, 3), np.float32),
        bias=np.array([-2.0, 1.0, 0.0], np.float32),
        names=("complaint",),
        judges=frozenset({"complaint"}) if judges else frozenset(),
        thresholds=np.array([threshold], np.float32),
        details={"complaint": ("target", ("product", "company"), (1, 2))},
    )


class Rule:
    """Finds a complaint wherever "it" is said."""

    name, version = "customer.rule", "1"
    parties: frozenset[Party] = frozenset({"customer"})
    signals = frozenset({"complaint"})

    def detect(self, turn: Turn, conversation: Conversation) -> list[Signal]:
        return [Signal(name="complaint", confidence=0.7)] if "it" in turn.words else []


def found(text: str, **options: float) -> list[Signal]:
    heads = Heads(weights(**options), WORDS)  # type: ignore[arg-type]
    return run_detectors((Rule(), heads), Turn("customer", text), Conversation()).signals


def test_a_head_adds_what_no_rule_has_words_for() -> None:
    (signal,) = found("One moment. Poof, gone.")
    assert signal.name == "complaint"
    assert signal.confidence == pytest.approx(0.881, abs=0.001)
    assert signal.span == (12, 23)
    assert signal.rule == "customer.heads/complaint: poof"
    assert signal.target == "company"


def test_words_of_like_meaning_count_though_none_was_learnt() -> None:
    assert [signal.name for signal in found("broken")] == ["complaint"]
    assert found("sunny") == []


def test_what_a_rule_found_stands_unless_the_head_has_the_last_word() -> None:
    assert [signal.confidence for signal in found("it is sunny")] == [0.7]
    assert found("it is sunny", judges=True) == []
    (kept,) = found("it went poof", judges=True)
    assert kept.rule == ""
    assert kept.confidence == pytest.approx(0.881, abs=0.001)


def test_a_threshold_comes_to_a_half() -> None:
    assert found("poof", threshold=0.9) == []
    assert found("poof", threshold=0.2)[0].confidence == pytest.approx(0.925, abs=0.001)


def test_nothing_said_shows_nothing() -> None:
    assert (
        Heads(weights(threshold=0.01), WORDS).detect(Turn("customer", "..."), Conversation()) == []
    )


def test_features_tell_the_turn_and_what_it_answers() -> None:
    conversation = Conversation()
    asked = Turn("agent", "Shall I book it?")
    asked.signals = (
        Signal(name="offer", confidence=1.0, rule="agent.offer/shall_i"),
        Signal(name="recap", confidence=1.0, rule="agent.heads/recap: book"),
    )
    conversation.add(asked)
    turn = Turn("customer", "Yes please!")
    turn.signals = (Signal(name="acceptance", confidence=0.9, rule="r"),)
    names = features(turn, conversation)
    for expected in (
        "wyes",
        "b^ yes",
        "bplease $",
        "fx",
        "sacceptance",
        "rr",
        "q?",
        "qit",
        "poffer",
    ):
        assert expected in names
    assert "precap" not in names  # a head's own findings are no evidence for a head
    assert len(names) == len(set(names))
    assert answered(turn, conversation) is asked


@given(st.text(max_size=200), st.text(max_size=60))
def test_any_text_is_judged(text: str, before: str) -> None:
    conversation = Conversation()
    conversation.add(Turn("agent", before))
    turn = Turn("customer", text)
    for signal in run_detectors(all_detectors(), turn, conversation, threshold=0.0).signals:
        assert 0.0 <= signal.confidence <= 1.0
        assert signal.span is None or 0 <= signal.span[0] <= signal.span[1] <= len(text)


def test_the_heads_that_ship_know_the_vocabulary_alone() -> None:
    customer, agent = trained_heads()
    assert set(customer.weights.names) <= set(CUSTOMER_SIGNALS)
    assert set(agent.weights.names) <= set(AGENT_SIGNALS)
    for heads in (customer, agent):
        shape = heads.weights.named.shape
        assert shape[0] == len(heads.weights.places)
        assert heads.weights.own.shape == (heads.words.size, shape[1])
        assert heads.weights.before.shape == (heads.words.size, shape[1])
        columns = [c for _, values, cs in heads.weights.details.values() for c in cs if values]
        assert max([*columns, len(heads.weights.names) - 1]) == shape[1] - 1
        assert np.all((heads.weights.thresholds > 0) & (heads.weights.thresholds < 1))


def test_no_head_infers_a_feeling_of_the_agent() -> None:
    (_, agent) = trained_heads()
    assert not {"anger", "frustration", "aggression", "vulnerability"} & set(agent.weights.names)
