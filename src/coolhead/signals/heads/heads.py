"""Trained heads: for each signal a weighing of features, beside the rules and over them.

A head sees what the rules found as features of their own. Most heads add what no rule has words
for; some have the last word, and may drop what a rule found. Weights come from
``training/train_heads.py``; nothing is read from disk here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Party
from coolhead.signals.detector import THRESHOLD
from coolhead.signals.heads.features import MOST_WORDS, answered, features
from coolhead.signals.heads.vectors import Vector, WordVectors
from coolhead.signals.turn import Conversation, Turn

# Less sure than this, nobody wants to know of a candidate.
_FAINT: Final = 0.05
_REASONS: Final = 3


class Weights(msgspec.Struct, frozen=True):
    """The weights of one party's heads.

    A row of ``named`` is a feature; ``own`` and ``before`` weigh the meaning of the turn and of the
    one that it answers. ``names`` are the signals, a column each, and ``judges`` those of them on
    which the heads have the last word; ``thresholds`` the probability from which each counts.
    ``details`` gives for a signal its attribute, the values, and their columns.
    """

    party: Party
    version: str
    places: dict[str, int]
    named: NDArray[np.float32]
    own: NDArray[np.float32]
    before: NDArray[np.float32]
    bias: NDArray[np.float32]
    names: tuple[str, ...]
    judges: frozenset[str]
    thresholds: NDArray[np.float32]
    details: dict[str, tuple[str, tuple[Any, ...], tuple[int, ...]]]


class Heads:
    """The heads of one party, as a detector that comes after the rules."""

    def __init__(self, weights: Weights, words: WordVectors) -> None:
        self.weights = weights
        self.words = words
        self.name = f"{weights.party}.heads"  # as in `features.HEADS`
        self.version = weights.version
        self.parties: frozenset[Party] = frozenset({weights.party})
        self.signals = frozenset(weights.names)
        self.judges = weights.judges
        # What rules may have found several of in a turn is kept, all of it.
        self.repeats = self.signals

    def detect(self, turn: Turn, conversation: Conversation) -> list[Signal]:
        """Judge the turn; raises nothing."""
        if not turn.tokens:
            return []
        weights = self.weights
        before = answered(turn, conversation)
        known = weights.places
        rows = [known[feature] for feature in features(turn, conversation) if feature in known]
        logits = weights.bias + self._meaning(turn) @ weights.own
        if before is not None:
            logits += self._meaning(before) @ weights.before
        if rows:
            logits += np.add.reduce(weights.named[rows])
        confidences = _confidences(logits[: len(weights.names)], weights.thresholds)
        found: list[Signal] = []
        for column, confidence in enumerate(confidences.tolist()):
            if confidence < _FAINT:
                continue
            name, sure = weights.names[column], round(confidence, 3)
            ruled = [signal for signal in turn.signals if signal.name == name]
            if ruled:
                if name in self.judges:
                    found += [msgspec.structs.replace(each, confidence=sure) for each in ruled]
            elif confidence < THRESHOLD:
                found.append(Signal(name=name, confidence=sure, rule=f"{self.name}/{name}"))
            else:
                found.append(self._found(turn, name, column, sure, logits))
        return found

    def _meaning(self, turn: Turn) -> Vector:
        known: Vector | None = turn.__dict__.get("meaning")
        if known is None:
            known = turn.__dict__["meaning"] = self.words.meaning(turn.tokens)
        return known

    def _found(
        self, turn: Turn, name: str, column: int, confidence: float, logits: Vector
    ) -> Signal:
        """A signal that no rule found: where it shows most, and which words weighed most."""
        weighed = self._weighed(turn, column)
        reasons = sorted(weighed, key=lambda word: -weighed[word])[:_REASONS]
        attributes: dict[str, Any] = {}
        if name in self.weights.details:
            attribute, values, columns = self.weights.details[name]
            attributes[attribute] = values[int(np.argmax(logits[list(columns)]))]
        return Signal(
            name=name,
            confidence=confidence,
            span=_strongest(turn, weighed),
            rule=f"{self.name}/{name}" + (f": {', '.join(reasons)}" if reasons else ""),
            **attributes,
        )

    def _weighed(self, turn: Turn, column: int) -> dict[str, float]:
        """The words of the turn that speak for the signal, with how much."""
        places, named = self.weights.places, self.weights.named
        words = list(dict.fromkeys(turn.tokens[:MOST_WORDS]))
        likeness = self.words.likeness(words, self.weights.own[:, column])
        weighed: dict[str, float] = {}
        for word, alike in zip(words, likeness, strict=True):
            place = places.get(f"w{word}")
            weight = alike / len(turn.tokens) + (named[place, column] if place is not None else 0.0)
            if weight > 0:
                weighed[word] = float(weight)
        return weighed


def _confidences(logits: Vector, thresholds: Vector) -> Vector:
    """Probabilities, stretched so that each signal's threshold comes to 0.5."""
    chance = 1.0 / (1.0 + np.exp(-logits))
    below = 0.5 * chance / thresholds
    above = 1.0 - 0.5 * (1.0 - chance) / (1.0 - thresholds)
    stretched: Vector = np.where(chance < thresholds, below, above)
    return stretched


def _strongest(turn: Turn, weighed: Mapping[str, float]) -> tuple[int, int] | None:
    """The sentence whose words speak most for the signal."""
    sentences: Sequence[tuple[int, int]] = turn.sentences
    if not sentences:
        return None

    def weight(sentence: tuple[int, int]) -> float:
        text = turn.lower[slice(*sentence)]
        return sum(value for word, value in weighed.items() if word in text)

    start, end = max(sentences, key=weight)
    text = turn.text[start:end]
    return start + len(text) - len(text.lstrip()), start + len(text.rstrip())
