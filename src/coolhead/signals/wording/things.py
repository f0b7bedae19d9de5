"""What a text is about, named in two or three words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from coolhead.signals.wording.candidate import Candidate, definite
from coolhead.signals.wording.chunk import Words
from coolhead.signals.wording.clean import may_be_said
from coolhead.signals.wording.nounphrase import noun_phrase
from coolhead.signals.wording.statements import Statement, irony_in
from coolhead.signals.wording.words import word_set

_STARTS: Final = word_set("my our the this that these those your")
_MINE: Final = frozenset({"my", "our"})


def things(words: Words, statements: list[Statement]) -> Iterator[Candidate]:
    """Candidates, those that a complaint is made of first."""
    stated = list(_stated(words, statements))
    yield from stated
    if not stated and not irony_in(words.low):
        yield from _named(words)


def _stated(words: Words, statements: list[Statement]) -> Iterator[Candidate]:
    for statement in statements:
        noun = statement.noun if statement.subject == "thing" else statement.predicate.object
        if noun is None:
            continue
        short = noun_phrase(words, noun.start, deep=False, bare=not noun.determiner)
        if short is None or short.determiner in ("no", "any", "another", "every"):
            continue
        owned = short.determiner in _MINE
        if short.kind in ("thing", "unknown", "staff") or (short.kind == "event" and owned):
            text = " ".join(definite(short))
            if may_be_said(text):
                yield 4 if statement.predicate.fault or owned else 3, text


def _named(words: Words) -> Iterator[Candidate]:
    for i, word in enumerate(words.low):
        if word in _STARTS and words.at(i - 1) != "at":
            noun = noun_phrase(words, i, deep=False)
            if noun is not None and noun.kind in ("thing", "unknown", "staff"):
                if noun.kind == "staff" and word not in _MINE and word != "your":
                    continue
                yield 2 if word in _MINE else 1, noun.text
