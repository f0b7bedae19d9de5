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

    def likeness(self, words: Sequence[str], direction: Vector) -> list[float]:
        """How far each word's weighed vector lies in a direction; 0 for words not known."""
        known = [
            (place, self.places[word]) for place, word in enumerate(words) if word in self.places
        ]
        found = [0.0] * len(words)
        if known:
            alike = self.vectors[[row for _, row in known]] @ direction
            for (place, _), value in zip(known, alike.tolist(), strict=True):
                found[place] = value
        return found
