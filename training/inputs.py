"""Examples as numbers: a row for each, a column for each feature by name and for each meaning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from coolhead.adapters.heads import OWN, word_vectors
from training.talk import Example

# What a feature by name counts for beside the vectors; what the rules found is worth more than a
# word, of which there are so many.
NAMED, RULED = 0.5, 2.0
# A feature of fewer calls than this is chance.
FEWEST_CALLS: Final = 5

Numbers = NDArray[np.float32]


class Inputs:
    """The rows of the examples; ``places`` says which column each named feature has."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.places = _places(examples)
        self.values: Numbers = np.array([_value(feature) for feature in self.places], np.float32)
        self.rows: csr_matrix = self._rows(examples)

    def _rows(self, examples: Sequence[Example]) -> csr_matrix:
        starts, found = [0], []
        for each in examples:
            found += [self.places[name] for name in each.features if name in self.places]
            starts.append(len(found))
        shape = (len(examples), len(self.places))
        named = csr_matrix((self.values[found], found, starts), shape)
        words = word_vectors()
        own = np.array([OWN * words.meaning(each.words) for each in examples])
        before = np.array([words.meaning(each.before) for each in examples])
        return hstack([named, csr_matrix(own), csr_matrix(before)]).tocsr()


def _places(examples: Sequence[Example]) -> dict[str, int]:
    calls: dict[str, set[str]] = {}
    for each in examples:
        for feature in each.features:
            calls.setdefault(feature, set()).add(each.call)
    often = sorted(feature for feature, inside in calls.items() if len(inside) >= FEWEST_CALLS)
    return {feature: place for place, feature in enumerate(often)}


def _value(feature: str) -> float:
    return RULED if feature[0] == "s" else NAMED
