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
    """The detectors of one party in order, each with a stretch of bits of one large number.

    A pattern has a bit, the strongest of the first detector the lowest; the last bit of each
    stretch stands for the detector itself, where it may find something that no pattern looks for.
    """

    def __init__(self, detectors: Sequence[Detector], party: Party) -> None:
        self._steps: list[Step] = []
        self._ends: list[int] = []
        self._lexical: list[bool] = []
        self._step_of_bit: list[int] = []
        self._always = 0
        self._pairs = 0
        self._by_word: dict[str, int] = {}
        self._by_other: dict[str, int] = {}
        for detector in detectors:
            if party in detector.parties:
                self._take(detector)
        self._words, self._others = frozenset(self._by_word), frozenset(self._by_other)

    def _take(self, detector: Detector) -> None:
        shift = len(self._step_of_bit)
        lexical = isinstance(detector, LexicalDetector)
        needs: frozenset[str] = getattr(detector, "needs", None) or _NONE
        others = needs
        if isinstance(detector, LexicalDetector):
            index = detector.index
            self._always |= index.always << shift
            self._pairs |= index.pairs << shift
            _shifted(self._by_word, index.by_word, shift)
            _shifted(self._by_other, index.by_other, shift)
            others = detector.beyond
            self._step_of_bit += [len(self._steps)] * len(detector.patterns)
        own = 1 << len(self._step_of_bit)
        self._step_of_bit.append(len(self._steps))
        if not needs:
            self._always |= own
        for word in others:
            self._by_word[word] = self._by_word.get(word, 0) | own
        self._steps.append((detector, getattr(detector, "repeats", _NONE)))
        self._ends.append(len(self._step_of_bit))
        self._lexical.append(lexical)

    def called(self, turn: Turn) -> list[Step]:
        """The detectors that may find something in this turn, in order.

        Notes in ``turn.tried`` which patterns of each may match, for ``LexicalDetector``.
        """
        wanted, by_word = self._always, self._by_word
        words = turn.words
        for word in self._words & words:
            wanted |= by_word[word]
        if wanted & self._pairs:
            paired, by_other = 0, self._by_other
            for word in self._others & words:
                paired |= by_other[word]
            wanted &= paired | ~self._pairs
        called: list[Step] = []
        tried = turn.tried
        start = 0  # of what is left of `wanted`
        while wanted:
            place = self._step_of_bit[start + (wanted & -wanted).bit_length() - 1]
            begin = self._ends[place - 1] if place else 0
            wanted >>= begin - start
            length = self._ends[place] - begin
            step = self._steps[place]
            if self._lexical[place]:
                tried[step[0]] = wanted & ((1 << (length - 1)) - 1)
            called.append(step)
            wanted >>= length
            start = begin + length
        return called


def _shifted(into: dict[str, int], index: dict[str, int], shift: int) -> None:
    for word, bits in index.items():
        into[word] = into.get(word, 0) | bits << shift
