"""Detectors made of patterns: most signals are words said in a certain way.

A ``Pattern`` is a regular expression over ``Turn.lower`` with a confidence, the words without one
of which it cannot match (so that most patterns cost a set look-up), and guards that look at what
stands around a match: negation, quotation, reported speech (``scope.py``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Party
from coolhead.signals.turn import Conversation, Turn

Guard = Callable[[Turn, int, int], bool]
"""``guard(turn, start, end)``: whether the match there must *not* count."""


class Pattern:
    """One way of saying something.

    ``needs``: at least one of these words is in every text that matches (empty: always tried);
    ``also``: and one of these too, where the first kind of words is common.
    ``attributes``: fields of the signal that this wording decides (``severity``, ``kind``, …).
    """

    def __init__(
        self,
        rule: str,
        regex: str,
        *,
        confidence: float = 0.9,
        needs: Iterable[str] = (),
        also: Iterable[str] = (),
        unless: Iterable[Guard] = (),
        **attributes: Any,
    ) -> None:
        self.rule = rule
        self.regex = re.compile(regex)
        self.confidence = confidence
        self.needs = frozenset(needs)
        self.also = frozenset(also)
        self.unless = tuple(unless)
        self.attributes: Mapping[str, Any] = attributes

    def matches(self, turn: Turn) -> Iterator[re.Match[str]]:
        """The matches that no guard rejects."""
        if self.needs and self.needs.isdisjoint(turn.words):
            return
        if self.also and self.also.isdisjoint(turn.words):
            return
        for match in self.regex.finditer(turn.lower):
            if not any(guard(turn, match.start(), match.end()) for guard in self.unless):
                yield match


class LexicalDetector:
    """A detector of one signal by patterns; the first match of the best pattern is its evidence."""

    def __init__(
        self,
        signal: str,
        party: Party,
        patterns: Iterable[Pattern],
        *,
        version: str = "1",
        unless: Iterable[Guard] = (),
    ) -> None:
        self.signal = signal
        self.name = f"{party}.{signal}"
        self.version = version
        self.parties: frozenset[Party] = frozenset({party})
        self.signals = frozenset({signal})
        self.patterns = sorted(patterns, key=lambda pattern: -pattern.confidence)
        self.unless = tuple(unless)
        self._always = frozenset(
            rank for rank, pattern in enumerate(self.patterns) if not pattern.needs
        )
        by_word: dict[str, set[int]] = {}
        for rank, pattern in enumerate(self.patterns):
            for word in pattern.needs:
                by_word.setdefault(word, set()).add(rank)
        self._by_word = {word: frozenset(ranks) for word, ranks in by_word.items()}
        self._needed = frozenset(by_word)

    def detect(self, turn: Turn, conversation: Conversation) -> Iterable[Signal]:
        """Return the candidates, strongest first."""
        for pattern in self.possible(turn):
            for match in pattern.matches(turn):
                if any(guard(turn, match.start(), match.end()) for guard in self.unless):
                    continue
                signal = self.build(turn, conversation, pattern, match)
                if signal is not None:
                    yield signal
                    return

    def possible(self, turn: Turn) -> list[Pattern]:
        """The patterns one of whose words was said, and those that need none, strongest first.

        One intersection of sets decides for all patterns at once, so that a detector none of
        whose words were said costs next to nothing.
        """
        said = self._needed & turn.words
        if not said and not self._always:
            return []
        ranks = self._always.union(*(self._by_word[word] for word in said))
        found = [self.patterns[rank] for rank in sorted(ranks)]
        return [p for p in found if not p.also or not p.also.isdisjoint(turn.words)]

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
