"""Why a head found a signal: what weighed most, and the sentence in which it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coolhead.signals.heads.features import MOST_WORDS, told
from coolhead.signals.heads.vectors import WordVectors
from coolhead.signals.turn import Turn

# More reasons than these nobody reads beside a call.
_REASONS: Final = 3


class Reasons:
    """What each feature and each word of a turn weighs, for every signal at once.

    ``weights`` has a row for each of ``present``, the features of the turn; the first columns of it
    and of ``directions``, which weigh meanings, are the signals.
    """

    def __init__(
        self,
        turn: Turn,
        present: Sequence[str],
        weights: NDArray[np.float32],
        words: WordVectors,
        directions: NDArray[np.float32],
    ) -> None:
        self.turn = turn
        self._present = present
        self._weights = weights
        self._words = list(dict.fromkeys(turn.tokens[:MOST_WORDS]))
        self._alike = words.likeness(self._words, directions) / len(turn.tokens)

    def told(self, column: int) -> tuple[str, tuple[int, int] | None]:
        """In words what spoke most for a signal, and the span of the sentence that did."""
        by_name = dict(zip(self._present, self._weights[:, column].tolist(), strict=True))
        words = {
            word: weight
            for word, alike in zip(self._words, self._alike[:, column].tolist(), strict=True)
            if (weight := alike + by_name.get(f"w{word}", 0.0)) > 0
        }
        return ", ".join(_strongest(words, by_name)), self._span(words)

    def _span(self, weighed: Mapping[str, float]) -> tuple[int, int] | None:
        turn = self.turn
        sentences: Sequence[tuple[int, int]] = turn.sentences
        if not sentences:
            return None

        def weight(sentence: tuple[int, int]) -> float:
            text = turn.lower[slice(*sentence)]
            return sum(value for word, value in weighed.items() if word in text)

        start, end = max(sentences, key=weight) if len(sentences) > 1 else sentences[0]
        text = turn.text[start:end]
        return start + len(text) - len(text.lstrip()), start + len(text.rstrip())


def _strongest(words: Mapping[str, float], by_name: Mapping[str, float]) -> list[str]:
    """The strongest reasons, in words; a pair of words stands for both of them."""
    weighed = dict(words)
    for feature, weight in by_name.items():
        if weight > 0 and (said := told(feature)) is not None:
            weighed[said] = weighed.get(said, 0.0) + weight
    chosen: list[str] = []
    for said in sorted(weighed, key=lambda said: -weighed[said]):
        if not any(said in other.split() for other in chosen):
            chosen.append(said)
        if len(chosen) == _REASONS:
            break
    return chosen
