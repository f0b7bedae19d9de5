"""What words mean, as vectors that were made once from a sentence encoder; no model runs here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coolhead.signals.heads.features import MOST_WORDS

Vector = NDArray[np.float32]

_LEAST: Final = 1e-6


class WordVectors:
    """A vector and a weight for each word: common words say less of what a turn is about.

    ``vectors`` has a row of int8 for each word of ``places``; ``weights`` a number for each.
    """

    def __init__(
        self, places: Mapping[str, int], vectors: NDArray[np.int8], weights: Vector
    ) -> None:
        self.places = places
        # Weighed once; what is looked up is only added.
        self.vectors: Vector = vectors.astype(np.float32) * weights[:, None]
        self.size = int(vectors.shape[1])

    def meaning(self, words: Sequence[str]) -> Vector:
        """The weighted mean of the words' vectors, of length 1; zeros where none is known."""
        place_of = self.places.get
        known = [row for word in words[:MOST_WORDS] if (row := place_of(word)) is not None]
        if not known:
            return np.zeros(self.size, np.float32)
        total: Vector = np.add.reduce(self.vectors[known])
        length = sqrt(total @ total)
        return total / length if length > _LEAST else total

    def likeness(self, words: Sequence[str], directions: NDArray[np.float32]) -> Vector:
        """How far each word's weighed vector lies in each direction, a column each.

        The rows of words that are not known are 0.
        """
        found = np.zeros((len(words), directions.shape[1]), np.float32)
        rows = [self.places.get(word, -1) for word in words]
        known = [place for place, row in enumerate(rows) if row >= 0]
        if known:
            found[known] = self.vectors[[rows[place] for place in known]] @ directions
        return found
