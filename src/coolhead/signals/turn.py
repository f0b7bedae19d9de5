"""One utterance as the detectors see it, in the conversation before it."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator
from typing import Any, Final, Generic, TypeVar, overload

from coolhead.call.utterance import Signal, Utterance
from coolhead.call.vocabulary import Party

# Typographic quotes and dashes become plain ones, one character for one character, so that
# offsets into `lower` are offsets into `text`.
_PLAIN: Final = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u00a0\n\r\t", "''\"\"--    ")
_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_IN_WORDS: Final = (string.ascii_lowercase + string.digits + "'").encode("ascii")
_SPACED: Final = bytes(code if code in _IN_WORDS else ord(" ") for code in range(256))
_LOOSE_APOSTROPHE: Final = re.compile(r"'(?![a-z0-9])|'(?<![a-z0-9].)")
# One class of marks comes first, so that the rest is tried at those marks only.
_SENTENCE_END: Final = re.compile(r"[.!?;](?:(?<!;)[.!?]*(?=\s|$)|(?<=;)\s)")

# How many turns back a relation may reach. Longer ago is no longer "before" to a listener, and
# the bound keeps the cost of an utterance constant in a call of any length.
REACH_TURNS: Final = 60

_Made = TypeVar("_Made")


class lazy(Generic[_Made]):  # noqa: N801 - used as a decorator, like ``property``
    """A value made from a turn when it is first asked for, and kept with the turn from then on.

    ``functools.cached_property`` takes a lock each time that it makes a value (until Python 3.12);
    a turn belongs to one call, and a call to one thread. What is kept stands in the turn's own
    dictionary under the same name, where the next look finds it before this descriptor.
    """

    def __init__(self, make: Callable[[Any], _Made]) -> None:
        self.make = make
        self.name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, turn: None, owner: type) -> lazy[_Made]: ...
    @overload
    def __get__(self, turn: object, owner: type) -> _Made: ...
    def __get__(self, turn: object | None, owner: type) -> lazy[_Made] | _Made:
        """Make the value and keep it."""
        if turn is None:
            return self
        made = turn.__dict__[self.name] = self.make(turn)
        return made


class Turn:
    """An utterance with what detectors need of it, computed once and only when asked for.

    ``lower`` has the same length as ``text`` (offsets carry over), lower case and with plain
    quotes. ``tokens`` are its words in order; ``words`` the same as a set, for a quick test
    whether a pattern can match at all. ``signals`` are those found in it so far; ``tried`` are the
    patterns that its words call for, by detector (``plan.py``).
    """

    def __init__(self, party: Party, text: str, *, utterance: Utterance | None = None) -> None:
        self.party: Party = party
        self.text = text
        self.utterance = utterance
        self.signals: tuple[Signal, ...] = ()
        self.tried: dict[object, int] = {}

    @lazy
    def lower(self) -> str:
        """The text in lower case with plain quotes, of the same length."""
        text = self.text
        if text.isascii() and text.isprintable():  # nothing to make plain, and no length to lose
            return text.lower()
        plain = text.translate(_PLAIN)
        lowered = plain.lower()
        if len(lowered) == len(plain):
            return lowered
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)

    @lazy
    def tokens(self) -> tuple[str, ...]:
        """The words in order, in lower case; "don't" is one word."""
        return words_of(self.lower)

    @lazy
    def words(self) -> frozenset[str]:
        """The words as a set."""
        return frozenset(self.tokens)

    @lazy
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Offsets of the sentences; an unpunctuated text is one sentence."""
        lower = self.lower
        if _SENTENCE_END.search(lower, 0, max(0, len(lower) - 1)) is None and lower.strip():
            return ((0, len(lower)),)  # most utterances
        return tuple(_sentences(lower))

    def has(self, name: str) -> bool:
        """Whether this signal has been found in the turn."""
        # A list, not a generator: to set one up costs more than most turns hold.
        return name in [signal.name for signal in self.signals]

    def find(self, name: str) -> Signal | None:
        """The signal of this name, or None."""
        return next((signal for signal in self.signals if signal.name == name), None)


def words_of(lower: str) -> tuple[str, ...]:
    """The words of ``Turn.lower``, or of a part of it."""
    if lower.isascii():
        # Blanks for all that is no word, then split: a quarter of the expression's time. An
        # apostrophe that is not inside a word is left to the expression.
        spaced = lower.encode("ascii").translate(_SPACED).decode("ascii")
        if "'" not in spaced or _LOOSE_APOSTROPHE.search(spaced) is None:
            return tuple(spaced.split())
    return tuple(_WORD.findall(lower))


def _sentences(lower: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(lower):
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
