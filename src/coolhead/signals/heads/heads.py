"""Trained heads: for each signal a weighing of features, beside the rules and over them.

A head sees what the rules found as features of their own. Most heads add what no rule has words
for; some may drop what a rule found; some do neither and only say how sure it is. Half of each
weighing is linear, which is what explains it; the other half goes through a small hidden layer that
all signals of a party share. Weights come from ``training/train_heads.py``; nothing is read from
disk here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Party
from coolhead.signals.detector import THRESHOLD
from coolhead.signals.heads.features import answered, features
from coolhead.signals.heads.reasons import Reasons
from coolhead.signals.heads.vectors import Vector, WordVectors
from coolhead.signals.turn import Conversation, Turn

# Less sure than this, nobody wants to know of a candidate, but who measures how heads rank.
FAINT: Final = 0.03
# A confidence is the chance that the signal is there. From 0.5 on it counts: where costs have set
# another bound for that, what lies between the two is put on the side on which it belongs.
_SURE_ENOUGH: Final = THRESHOLD
_TOO_WEAK: Final = THRESHOLD - 0.01
# Kinds that raise an alert by themselves.
_GRAVE: Final = frozenset({"self_harm", "harm"})


class Layer(msgspec.Struct, frozen=True):
    """What a turn is multiplied with.

    A row of ``named`` is a feature; ``own`` and ``before`` weigh the meaning of the turn and of the
    one that it answers.
    """

    named: NDArray[np.float32]
    own: NDArray[np.float32]
    before: NDArray[np.float32]
    bias: NDArray[np.float32]


class Weights(msgspec.Struct, frozen=True):
    """The weights of one party's heads.

    ``names`` are the signals, each a column of ``linear``; a column of ``out`` is what ``hidden``
    adds to it. ``adds`` are those that a head may find by itself, from ``thresholds``, a
    probability each; below ``drops`` it takes back what a rule found. ``details`` gives for a
    signal its attribute, the values, and their columns of ``linear``; of those in ``settles`` it is
    the head that says the detail, also where a rule found the signal.
    """

    party: Party
    version: str
    places: dict[str, int]
    linear: Layer
    hidden: Layer
    out: NDArray[np.float32]
    names: tuple[str, ...]
    adds: frozenset[str]
    thresholds: NDArray[np.float32]
    drops: NDArray[np.float32]
    details: dict[str, tuple[str, tuple[Any, ...], tuple[int, ...]]]
    settles: frozenset[str] = frozenset()


class Heads:
    """The heads of one party, as a detector that comes after the rules.

    Candidates with a chance below ``faint`` are not told of.
    """

    def __init__(self, weights: Weights, words: WordVectors, faint: float = FAINT) -> None:
        self._faint = faint
        self.weights = weights
        self.words = words
        self.name = f"{weights.party}.heads"  # as in `features.HEADS`
        self.version = weights.version
        self.parties: frozenset[Party] = frozenset({weights.party})
        self.signals = frozenset(weights.names)
        # How sure a signal is the heads say, also where they let a rule's hit stand.
        self.judges = self.signals
        # What rules may have found several of in a turn is kept, all of it.
        self.repeats = self.signals
        # Both layers side by side: one look-up serves the two.
        self._both = Layer(
            *(
                np.concatenate([one, other], axis=-1)
                for one, other in zip(_arrays(weights.linear), _arrays(weights.hidden), strict=True)
            )
        )
        self._features = tuple(weights.places)
        self._thresholds: list[float] = weights.thresholds.tolist()
        self._drops: list[float] = weights.drops.tolist()
        self._width = weights.linear.bias.shape[0]

    def detect(self, turn: Turn, conversation: Conversation) -> list[Signal]:
        """Judge the turn; raises nothing."""
        if not turn.tokens:
            return []
        weights = self.weights
        before = answered(turn, conversation)
        place_of = weights.places.get
        rows = [
            place for name in features(turn, conversation) if (place := place_of(name)) is not None
        ]
        # In their order, so that sums are the same to the last bit wherever they are made.
        rows.sort()
        both = self._both
        named = both.named.take(rows, axis=0)
        sums = both.bias + self._meaning(turn) @ both.own
        if before is not None:
            sums += self._meaning(before) @ both.before
        sums += np.add.reduce(named)
        logits, count = sums[: self._width], len(weights.names)
        logits[:count] += np.maximum(sums[self._width :], 0.0) @ weights.out
        chances = 1.0 / (1.0 + np.exp(np.minimum(-logits[:count], 60.0)))
        ruled: dict[str, list[Signal]] = {}
        for signal in turn.signals:
            ruled.setdefault(signal.name, []).append(signal)
        found: list[Signal] = []
        reasons: Reasons | None = None
        for column, chance in enumerate(chances.tolist()):
            name = weights.names[column]
            if chance < self._faint and name not in ruled:
                continue
            counts = chance >= self._thresholds[column]
            if name in ruled and chance >= self._drops[column]:
                sure = max(_SURE_ENOUGH, round(chance, 3))
                said = self._detail(name, logits) if name in weights.settles else {}
                found += [
                    msgspec.structs.replace(each, confidence=sure, **said) for each in ruled[name]
                ]
            elif name not in ruled and counts and name in weights.adds:
                sure = max(_SURE_ENOUGH, round(chance, 3))
                if reasons is None:
                    present = [self._features[row] for row in rows]
                    reasons = Reasons(turn, present, named, self.words, weights.linear.own)
                why, span = reasons.told(column)
                found.append(
                    Signal(
                        name=name,
                        confidence=sure,
                        span=span,
                        rule=f"{self.name}/{name}" + (f": {why}" if why else ""),
                        **self._detail(name, logits),
                    )
                )
            else:
                sure = min(_TOO_WEAK, round(chance, 3))
                found.append(Signal(name=name, confidence=sure, rule=f"{self.name}/{name}"))
        return found

    def _meaning(self, turn: Turn) -> Vector:
        known: Vector | None = turn.__dict__.get("meaning")
        if known is None:
            known = turn.__dict__["meaning"] = self.words.meaning(turn.tokens)
        return known

    def _detail(self, name: str, logits: Vector) -> dict[str, Any]:
        """The likeliest detail of a signal, by the attribute that it stands in, if it has one."""
        if name not in self.weights.details:
            return {}
        attribute, values, columns = self.weights.details[name]
        return {attribute: _likeliest(values, logits[list(columns)].tolist())}


def _likeliest(values: Sequence[Any], logits: Sequence[float]) -> Any:
    """The likeliest value; a grave one only where it is more likely than not."""
    ranked = sorted(zip(logits, values, strict=True), key=lambda each: -each[0])
    sure = (value for logit, value in ranked if logit > 0 or value not in _GRAVE)
    return next(sure, ranked[0][1])


def _arrays(layer: Layer) -> tuple[NDArray[np.float32], ...]:
    return layer.named, layer.own, layer.before, layer.bias
