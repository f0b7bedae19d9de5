"""What a text is about, named in two or three words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from coolhead.signals.wording.chunk import Words
from coolhead.signals.wording.clean import may_be_said
from coolhead.signals.wording.complaint import Candidate, definite
from coolhead.signals.wording.nounphrase import noun_phrase
from coolhead.signals.wording.statements import Statement, irony_in
from coolhead.signals.wording.words import word_set

_STARTS: Final = word_set("my our the this that these those your")
# The rank of what is only named; what a statement is about ranks above it.
_MOST_IN_PASSING: Final = 2
_MINE: Final = frozenset({"my", "our"})


def things(words: Words, statements: list[Statement]) -> Iterator[Candidate]:
    """Candidates, those that a complaint is made of first."""
    sure = False
    for statement in statements:
        noun = statement.noun if statement.subject == "thing" else statement.predicate.object
        if noun is None:
            continue
        short = noun_phrase(words, noun.start, deep=False, bare=not noun.determiner)
        if short is not None and (
            short.kind in ("thing", "unknown", "staff")
            or (short.kind == "event" and short.determiner in _MINE)
        ):
            if short.determiner in ("no", "any", "another", "every"):
                continue
            rank = (
                _MOST_IN_PASSING + 2
                if statement.predicate.fault or short.determiner in _MINE
                else _MOST_IN_PASSING + 1
            )
            text = " ".join(definite(short))
            if not may_be_said(text):
                continue
            yield rank, text
            sure = sure or rank > _MOST_IN_PASSING
    if sure or irony_in(words.low):
        return
    for i, word in enumerate(words.low):
        if word in _STARTS and words.at(i - 1) != "at":
            noun = noun_phrase(words, i, deep=False)
            if noun is not None and noun.kind in ("thing", "unknown", "staff"):
                rank = _MOST_IN_PASSING if word in _MINE else 1
                if noun.kind == "staff" and word not in _MINE and word != "your":
                    continue
                yield rank, noun.text
