"""Detectors made of patterns: most signals are words said in a certain way.

A ``Pattern`` is a regular expression over ``Turn.lower`` with a confidence, the words without one
of which it cannot match (so that most patterns cost a set look-up), and guards that look at what
stands around a match: negation, quotation, reported speech (``scope.py``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Party
from coolhead.signals.turn import Conversation, Turn

Guard = Callable[[Turn, int, int], bool]
"""``guard(turn, start, end)``: whether the match there must *not* count."""


class Pattern:
    """One way of saying something.

    ``spelling`` turns the wording into the regular expression, where it is written in a shorthand.
    ``needs``: at least one of these words is in every text that matches (empty: always tried);
    ``also``: and one of these too, where the first kind of words is common.
    ``attributes``: fields of the signal that this wording decides (``severity``, ``kind``, …).
    """

    def __init__(
        self,
        rule: str,
        wording: str,
        *,
        spelling: Callable[[str], str] | None = None,
        confidence: float = 0.9,
        needs: Iterable[str] = (),
        also: Iterable[str] = (),
        unless: Iterable[Guard] = (),
        **attributes: Any,
    ) -> None:
        self.rule = rule
        self.wording = wording
        self.spelling = spelling
        self.confidence = confidence
        self.needs = frozenset(needs)
        self.also = frozenset(also)
        self.unless = tuple(unless)
        self.attributes: Mapping[str, Any] = attributes

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression, made when its words are first said: all take a second."""
        return re.compile(self.spelling(self.wording) if self.spelling else self.wording)

    def matches(self, turn: Turn) -> Iterator[re.Match[str]]:
        """The matches that no guard rejects."""
        if self.needs and self.needs.isdisjoint(turn.words):
            return
        if self.also and self.also.isdisjoint(turn.words):
            return
        yield from self.found(turn)

    def found(self, turn: Turn) -> Iterator[re.Match[str]]:
        """The same for a caller who has looked at the words already."""
        for match in self.regex.finditer(turn.lower):
            if not any(guard(turn, match.start(), match.end()) for guard in self.unless):
                yield match


class LexicalDetector:
    """A detector of one signal by patterns; the first match of the best pattern is its evidence.

    ``of_each`` names an attribute (``kind``, ``remedy``): then each value of it that was said
    gives a signal of its own, on words of its own. A subclass that also looks for something that
    is no pattern says by which words that is known, ``beyond``; by none, and it clears ``needs``.
    """

    beyond: frozenset[str] = frozenset()

    def __init__(
        self,
        signal: str,
        party: Party,
        patterns: Iterable[Pattern],
        *,
        version: str = "1",
        unless: Iterable[Guard] = (),
        of_each: str = "",
    ) -> None:
        self.signal = signal
        self.name = f"{party}.{signal}"
        self.version = version
        self.parties: frozenset[Party] = frozenset({party})
        self.signals = frozenset({signal})
        self.repeats: frozenset[str] = self.signals if of_each else frozenset()
        self.patterns = sorted(patterns, key=lambda pattern: -pattern.confidence)
        self.unless = tuple(unless)
        self.of_each = of_each
        self.index = PatternIndex(self.patterns)
        self.needs: frozenset[str] = (
            frozenset() if self.index.always else self.index.words | self.beyond
        )

    def detect(self, turn: Turn, conversation: Conversation) -> Iterable[Signal]:
        """Return the candidates, strongest first."""
        tried, lower, patterns = self._tried(turn), turn.lower, self.patterns
        while tried:
            # Most expressions match nowhere, and nothing need be set up for those.
            lowest = tried & -tried
            if patterns[lowest.bit_length() - 1].regex.search(lower) is not None:
                return self._candidates(turn, conversation, tried)
            tried ^= lowest
        return ()

    def warm_up(self) -> None:
        """Compile every pattern now, so that none has to be in the middle of a call."""
        for pattern in self.patterns:
            _ = pattern.regex

    def possible(self, turn: Turn) -> Iterator[Pattern]:
        """The patterns whose words were said, and those that need none, strongest first."""
        return self._ranked(self._tried(turn))

    def _tried(self, turn: Turn) -> int:
        """The patterns whose words were said; looked up by the plan for all detectors at once."""
        tried = turn.tried.get(self)
        return self.index.possible(turn.words) if tried is None else tried

    def _ranked(self, tried: int) -> Iterator[Pattern]:
        while tried:
            lowest = tried & -tried
            yield self.patterns[lowest.bit_length() - 1]
            tried ^= lowest

    def _candidates(self, turn: Turn, conversation: Conversation, tried: int) -> Iterator[Signal]:
        said: list[Any] = []
        taken: list[tuple[int, int]] = []
        lower = turn.lower
        for pattern in self._ranked(tried):
            if pattern.regex.search(lower) is None:
                continue
            value = pattern.attributes.get(self.of_each)
            if value in said:
                continue
            signal = self._best(turn, conversation, pattern, taken)
            if signal is not None:
                yield signal
                if not self.of_each:
                    return
                said.append(value)
                if signal.span is not None:
                    taken.append(signal.span)

    def _best(
        self,
        turn: Turn,
        conversation: Conversation,
        pattern: Pattern,
        taken: list[tuple[int, int]],
    ) -> Signal | None:
        for match in pattern.found(turn):
            start, end = match.span()
            if any(start < right and left < end for left, right in taken):
                continue
            if any(guard(turn, start, end) for guard in self.unless):
                continue
            signal = self.build(turn, conversation, pattern, match)
            if signal is not None:
                return signal
        return None

    def build(
        self, turn: Turn, conversation: Conversation, pattern: Pattern, match: re.Match[str]
    ) -> Signal | None:
        """Make the signal of a match; a subclass adds attributes, or returns None to reject."""
        return Signal(
            name=self.signal,
            confidence=pattern.confidence,
            span=(match.start(), match.end()),
            rule=f"{self.name}/{pattern.rule}",
            **pattern.attributes,
        )


class PatternIndex:
    """Which patterns the words of a turn call for.

    A set of patterns is a number with a bit for each, the lowest for the first.
    """

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.always = _bits(patterns, lambda pattern: not pattern.needs)
        self.pairs = _bits(patterns, lambda pattern: bool(pattern.also))
        self.by_word = _index(patterns, lambda pattern: pattern.needs)
        self.by_other = _index(patterns, lambda pattern: pattern.also)
        self.words, self._others = frozenset(self.by_word), frozenset(self.by_other)

    def possible(self, words: frozenset[str]) -> int:
        """The patterns that need no word, and those whose words are all there."""
        found = self.always
        for word in self.words & words:
            found |= self.by_word[word]
        if found & self.pairs:
            paired = 0
            for word in self._others & words:
                paired |= self.by_other[word]
            found &= paired | ~self.pairs
        return found


def _bits(patterns: Iterable[Pattern], holds: Callable[[Pattern], bool]) -> int:
    return sum(1 << rank for rank, pattern in enumerate(patterns) if holds(pattern))


def _index(
    patterns: Iterable[Pattern], words_of: Callable[[Pattern], frozenset[str]]
) -> dict[str, int]:
    index: dict[str, int] = {}
    for rank, pattern in enumerate(patterns):
        for word in words_of(pattern):
            index[word] = index.get(word, 0) | 1 << rank
    return index
