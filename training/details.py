"""The details of signals: what a complaint is about, how bad an insult is, what is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from training.choosing import BETTER_BY, RULES_STAND_DETAILS
from training.inputs import Inputs
from training.models import Linear, linear
from training.talk import ATTRIBUTES, Example

FEWEST: Final = 10
# How weak the penalty on weights is.
STRENGTH: Final = 0.3

# Of each signal: its attribute, the values, and the column of each.
Details = dict[str, tuple[str, list[Any], list[int]]]


@dataclass(frozen=True)
class Shown:
    """The rows in which a signal is labelled, the first detail of each, and those there are."""

    rows: NDArray[np.int64]
    details: NDArray[np.str_]
    values: Sequence[str]

    def learnt(self, inputs: Inputs, which: NDArray[np.bool_]) -> list[Linear]:
        """A line for each value."""
        rows, details = inputs.rows[self.rows[which]], self.details[which]
        return [linear(rows, details == value, STRENGTH) for value in self.values]


def learn_details(
    names: Sequence[str], own: Sequence[Example], inputs: Inputs, folds: NDArray[np.int64]
) -> tuple[Details, list[str], list[Linear]]:
    """For signals with a detail: a column for each value that has enough examples.

    The second part are the signals of whose detail heads are right more often than rules.
    """
    made: Details = {}
    settled: list[str] = []
    columns: list[Linear] = []
    for name in names:
        if name not in ATTRIBUTES:
            continue
        attribute, as_value = ATTRIBUTES[name]
        shown = _shown(name, own)
        places = [len(names) + len(columns) + place for place in range(len(shown.values))]
        made[name] = (attribute, [as_value(value) for value in shown.values], places)
        columns += shown.learnt(inputs, np.ones(len(shown.rows), bool))
        ruled, headed = _right(name, own, inputs, shown, folds)
        print(f"  {name:20} details right: rules {ruled:.2f}, head {headed:.2f}")
        if name not in RULES_STAND_DETAILS and headed > ruled + BETTER_BY:
            settled.append(name)
    return made, settled, columns


def _shown(name: str, own: Sequence[Example]) -> Shown:
    shown = [
        (row, sorted(each.said.details(name))[0])
        for row, each in enumerate(own)
        if each.said.details(name) and each.only is None
    ]
    counts = Counter(detail for _, detail in shown)
    values = sorted(value for value, count in counts.items() if count >= FEWEST)
    values = values or [counts.most_common(1)[0][0]]
    kept = [(row, detail) for row, detail in shown if detail in values]
    return Shown(np.array([row for row, _ in kept]), np.array([d for _, d in kept]), values)


def _right(
    name: str,
    own: Sequence[Example],
    inputs: Inputs,
    shown: Shown,
    folds: NDArray[np.int64],
) -> tuple[float, float]:
    """Of what rules found, the share whose detail is right: theirs, and heads' out of fold."""
    ruled = headed = count = 0
    for fold in np.unique(folds):
        out = folds[shown.rows] == fold
        lines = shown.learnt(inputs, ~out)
        for row in shown.rows[out]:
            each = own[row]
            if name in each.ruled:
                logits = [float(line(inputs.rows[row])[0]) for line in lines]
                count += 1
                ruled += bool(each.ruled[name] & each.said.details(name))
                headed += shown.values[int(np.argmax(logits))] in each.said.details(name)
    return ruled / max(1, count), headed / max(1, count)
