"""Trained heads: what they look at, what they add, on what they have the last word."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coolhead.adapters.heads import trained_heads
from coolhead.bootstrap import all_detectors
from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import AGENT_SIGNALS, CUSTOMER_SIGNALS, Party
from coolhead.signals.detector import Detection, run_detectors
from coolhead.signals.heads.features import answered, features
from coolhead.signals.heads.heads import Heads, Layer, Weights
from coolhead.signals.heads.vectors import WordVectors
from coolhead.signals.turn import Conversation, Turn

WORDS = WordVectors(
    {"late": 0, "broken": 1, "sunny": 2},
    np.array([[100, 0], [90, 10], [0, 100]], np.int8),
    np.array([1.0, 1.0, 1.0], np.float32),
)


def weights(
    *, drops: float = 0.0, adds: bool = True, threshold: float = 0.5, hidden: float = 0.0
) -> Weights:
    """One head, for complaints: it knows the word "poof" and what is like "late".

    ``hidden`` is what the layer adds for "poof" and "moment" in one turn, and for neither alone.
    """
    return Weights(
        party="customer",
        version="t",
        places={"wpoof": 0, "scomplaint": 1, "wmoment": 2, "bone moment": 3, "fq": 4},
        linear=Layer(
            named=np.array(
                [[4.0, 0, 3.0], [0, 0, 0], [0, 0, 0], [0.5, 0, 0], [0, 0, 0]], np.float32
            ),
            own=np.array([[3.0, 0, 0], [-3.0, 0, 0]], np.float32),
            before=np.zeros((2, 3), np.float32),
            bias=np.array([-2.0, 1.0, 0.0], np.float32),
        ),
        hidden=Layer(
            named=np.array([[1.0], [0], [1.0], [0], [0]], np.float32),
            own=np.zeros((2, 1), np.float32),
            before=np.zeros((2, 1), np.float32),
            bias=np.array([-1.0], np.float32),
        ),
        out=np.array([[hidden]], np.float32),
        names=("complaint",),
        adds=frozenset({"complaint"}) if adds else frozenset(),
        thresholds=np.array([threshold], np.float32),
        drops=np.array([drops], np.float32),
        details={"complaint": ("target", ("product", "company"), (1, 2))},
    )


class Rule:
    """Finds a complaint wherever "it" is said."""

    name, version = "customer.rule", "1"
    parties: frozenset[Party] = frozenset({"customer"})
    signals = frozenset({"complaint"})

    def detect(self, turn: Turn, conversation: Conversation) -> list[Signal]:
        return [Signal(name="complaint", confidence=0.7)] if "it" in turn.words else []


def heard(text: str, **options: float) -> Detection:
    heads = Heads(weights(**options), WORDS)  # type: ignore[arg-type]
    return run_detectors((Rule(), heads), Turn("customer", text), Conversation())


def found(text: str, **options: float) -> list[Signal]:
    return heard(text, **options).signals


def test_a_head_adds_what_no_rule_has_words_for() -> None:
    (signal,) = found("One moment. Poof, gone.")
    assert signal.name == "complaint"
    assert signal.confidence == pytest.approx(0.924, abs=0.001)
    assert signal.span == (12, 23)
    assert signal.rule == "customer.heads/complaint: poof, one moment"
    assert signal.target == "company"


def test_words_of_like_meaning_count_though_none_was_learnt() -> None:
    assert [signal.name for signal in found("broken")] == ["complaint"]
    assert found("sunny") == []


def test_what_words_mean_together_the_hidden_layer_knows() -> None:
    (alone,) = found("Poof, gone.", hidden=-2.0)
    assert alone.confidence == pytest.approx(0.881, abs=0.001)
    (both,) = found("A moment. Poof, gone.", hidden=-1.0)
    assert both.confidence == pytest.approx(0.731, abs=0.001)


def test_what_a_rule_found_stands_unless_the_head_may_overrule_it() -> None:
    # The rule is sure of it and the head is not: it counts, and no more than just so.
    assert [signal.confidence for signal in found("it is sunny")] == [0.5]
    assert found("it is sunny", drops=0.5) == []
    (kept,) = found("it went poof", drops=0.5)
    assert kept.rule == ""
    assert kept.confidence == pytest.approx(0.881, abs=0.001)


@pytest.mark.parametrize(("bias", "kind"), [(0.0, "self_harm"), (-4.0, "distress")])
def test_a_grave_kind_must_be_more_likely_than_not(bias: float, kind: str) -> None:
    plain = weights()
    linear = msgspec.structs.replace(plain.linear, bias=np.array([-2.0, -2.0, bias], np.float32))
    grave = msgspec.structs.replace(
        plain,
        linear=linear,
        names=("vulnerability",),
        adds=frozenset({"vulnerability"}),
        details={"vulnerability": ("kind", ("distress", "self_harm"), (1, 2))},
    )
    # "poof" speaks for the graver kind in both; in the second it is still unlikely.
    (signal,) = Heads(grave, WORDS).detect(Turn("customer", "poof"), Conversation())
    assert signal.kind == kind


def test_a_head_that_only_rates_finds_nothing_by_itself() -> None:
    detection = heard("poof", adds=False)
    assert detection.signals == []
    assert detection.weaker["complaint"].confidence == 0.49
    (kept,) = found("it went poof", adds=False)
    assert kept.confidence == pytest.approx(0.881, abs=0.001)


def test_what_counts_has_a_half_or_more_whatever_its_threshold() -> None:
    assert found("poof", threshold=0.9) == []
    assert heard("poof", threshold=0.9).weaker["complaint"].confidence == 0.49
    assert found("poof", threshold=0.2)[0].confidence == pytest.approx(0.881, abs=0.001)
    assert [each.confidence for each in found("", threshold=0.1)] == []
    assert [each.confidence for each in found("what", threshold=0.1)] == [0.5]


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
    for signal in run_detectors(all_detectors(), turn, conversation).candidates:
        assert 0.0 <= signal.confidence <= 1.0
        assert signal.span is None or 0 <= signal.span[0] <= signal.span[1] <= len(text)


def test_the_heads_that_ship_know_the_vocabulary_alone() -> None:
    customer, agent = trained_heads()
    assert set(customer.weights.names) <= set(CUSTOMER_SIGNALS)
    assert set(agent.weights.names) <= set(AGENT_SIGNALS)
    for heads in (customer, agent):
        for layer in (heads.weights.linear, heads.weights.hidden):
            features, columns = layer.named.shape
            assert features == len(heads.weights.places)
            assert layer.own.shape == layer.before.shape == (heads.words.size, columns)
            assert layer.bias.shape == (columns,)
        count = len(heads.weights.names)
        assert heads.weights.out.shape == (heads.weights.hidden.bias.shape[0], count)
        of_details = [c for _, values, cs in heads.weights.details.values() for c in cs if values]
        assert max([*of_details, count - 1]) == heads.weights.linear.bias.shape[0] - 1
        assert heads.weights.adds <= set(heads.weights.names)
        # What rules hear of somebody at risk, of rights and of the ladder's steps, stands.
        dropped = {n for n, d in zip(heads.weights.names, heads.weights.drops, strict=True) if d}
        assert not dropped & {"vulnerability", "do_not_call", "threat", "insult", "final_warning"}
        assert np.all((heads.weights.thresholds > 0) & (heads.weights.thresholds < 1))


def test_no_head_infers_a_feeling_of_the_agent() -> None:
    (_, agent) = trained_heads()
    assert not {"anger", "frustration", "aggression", "vulnerability"} & set(agent.weights.names)


def test_who_measures_is_told_of_the_faintest_chance() -> None:
    turn = Turn("customer", "It is a sunny day.")
    (customer, _), (measured, _) = trained_heads(), trained_heads(faint=0.0)
    told = {each.name: each.confidence for each in customer.detect(turn, Conversation())}
    every = {each.name: each.confidence for each in measured.detect(turn, Conversation())}
    assert set(every) == set(measured.weights.names) > set(told)
    assert told.items() <= every.items()
    assert all(every[name] < 0.03 for name in set(every) - set(told))
