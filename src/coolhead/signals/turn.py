"""One utterance as the detectors see it, in the conversation before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from coolhead.call.utterance import Signal, Utterance
from coolhead.call.vocabulary import Party

# Typographic quotes and dashes become plain ones, one character for one character, so that
# offsets into `lower` are offsets into `text`.
_PLAIN: Final = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u00a0\n\r\t", "''\"\"--    ")
_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

# How many turns back a relation may reach. Longer ago is no longer "before" to a listener, and
# the bound keeps the cost of an utterance constant in a call of any length.
REACH_TURNS: Final = 60


class Turn:
    """An utterance with what detectors need of it, computed once and only when asked for.

    ``lower`` has the same length as ``text`` (offsets carry over), lower case and with plain
    quotes. ``tokens`` are its words in order; ``words`` the same as a set, for a quick test
    whether a pattern can match at all. ``signals`` are those found in it so far.
    """

    def __init__(self, party: Party, text: str, *, utterance: Utterance | None = None) -> None:
        self.party: Party = party
        self.text = text
        self.utterance = utterance
        self.signals: tuple[Signal, ...] = ()

    @cached_property
    def lower(self) -> str:
        """The text in lower case with plain quotes, of the same length."""
        plain = self.text.translate(_PLAIN)
        lowered = plain.lower()
        if len(lowered) == len(plain):
            return lowered
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The words in order, in lower case; "don't" is one word."""
        return tuple(_WORD.findall(self.lower))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words as a set."""
        return frozenset(self.tokens)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Offsets of the sentences; an unpunctuated text is one sentence."""
        return tuple(_sentences(self.lower))

    def has(self, name: str) -> bool:
        """Whether this signal has been found in the turn."""
        return any(signal.name == name for signal in self.signals)

    def find(self, name: str) -> Signal | None:
        """The signal of this name, or None."""
        return next((signal for signal in self.signals if signal.name == name), None)


def _sentences(lower: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in re.finditer(r"[.!?]+(?=\s|$)|;\s", lower):
        if lower[start : match.end()].strip():
            yield start, match.end()
        start = match.end()
    if lower[start:].strip():
        yield start, len(lower)


class Conversation:
    """The turns before the one in hand, newest last, at most ``REACH_TURNS`` of them."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []

    def add(self, turn: Turn) -> None:
        """Let a turn with its signals become the past."""
        self.turns.append(turn)
        if len(self.turns) > REACH_TURNS:
            del self.turns[0]

    def back(self) -> Iterator[Turn]:
        """The turns from the newest back."""
        return reversed(self.turns)

    def latest(self, party: Party) -> Turn | None:
        """The latest turn of a party, or None."""
        return next((turn for turn in self.back() if turn.party == party), None)

    def since_other(self, party: Party) -> list[Turn]:
        """The turns of ``party`` since the other side last spoke, oldest first."""
        run: list[Turn] = []
        for turn in self.back():
            if turn.party != party:
                break
            run.append(turn)
        return run[::-1]

    def before(self, party: Party) -> list[Turn]:
        """All the turns of a party, oldest first."""
        return [turn for turn in self.turns if turn.party == party]
