"""Which detectors, and which of their patterns, the words of a turn call for.

Most turns hold none of the words that most patterns need. So the patterns of all detectors of a
party are looked up at once: one pass over the words of the turn tells which of some thousand
patterns can match, and a detector none of whose patterns can is not entered at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from coolhead.call.vocabulary import Party
from coolhead.signals.lexical import LexicalDetector
from coolhead.signals.turn import Turn

if TYPE_CHECKING:
    from coolhead.signals.detector import Detector

_NONE: Final[frozenset[str]] = frozenset()

Step = tuple["Detector", frozenset[str]]
"""A detector, and the names of the signals of which it may find several."""


class Plan:
    """The detectors of one party in order, and what each word of a turn calls for.

    For each detector a set of its patterns is a number with a bit for each, as in ``PatternIndex``;
    one bit more stands for the detector itself, where it may find something that is no pattern.
    """

    def __init__(self, detectors: Sequence[Detector], party: Party) -> None:
        self._steps: list[Step] = []
        self._always: list[int] = []
        self._pairs: list[int] = []
        self._own: list[int] = []
        by_word: dict[str, dict[int, int]] = {}
        by_other: dict[str, dict[int, int]] = {}
        for detector in detectors:
            if party in detector.parties:
                self._take(detector, by_word, by_other)
        self._by_word = {word: tuple(bits.items()) for word, bits in by_word.items()}
        self._by_other = {word: tuple(bits.items()) for word, bits in by_other.items()}
        self._words, self._others = frozenset(by_word), frozenset(by_other)

    def _take(
        self,
        detector: Detector,
        by_word: dict[str, dict[int, int]],
        by_other: dict[str, dict[int, int]],
    ) -> None:
        place = len(self._steps)
        needs: frozenset[str] = getattr(detector, "needs", None) or _NONE
        always, pairs, own, called_by = 0, 0, 1, needs
        if isinstance(detector, LexicalDetector):
            index = detector.index
            always, pairs, own = index.always, index.pairs, 1 << len(detector.patterns)
            called_by = detector.beyond
            for word, bits in index.by_word.items():
                by_word.setdefault(word, {})[place] = bits
            for word, bits in index.by_other.items():
                by_other.setdefault(word, {})[place] = bits
        for word in called_by:
            places = by_word.setdefault(word, {})
            places[place] = places.get(place, 0) | own
        self._steps.append((detector, getattr(detector, "repeats", _NONE)))
        self._always.append(always if needs else always | own)
        self._pairs.append(pairs)
        self._own.append(own)

    def called(self, turn: Turn) -> list[Step]:
        """The detectors that may find something in this turn, in order.

        Notes in ``turn.tried`` which patterns of each may match, for ``LexicalDetector``.
        """
        words, by_word, by_other = turn.words, self._by_word, self._by_other
        wanted = self._always.copy()
        for word in self._words & words:
            for place, bits in by_word[word]:
                wanted[place] |= bits
        paired = [0] * len(wanted)
        for word in self._others & words:
            for place, bits in by_other[word]:
                paired[place] |= bits
        called: list[Step] = []
        tried = turn.tried
        for place, bits in enumerate(wanted):
            if not bits:
                continue
            pairs = self._pairs[place]
            possible = bits & (paired[place] | ~pairs) if pairs else bits
            if possible:
                step = self._steps[place]
                tried[step[0]] = possible & (self._own[place] - 1)
                called.append(step)
        return called
