"""`jargon`: words or sentences a customer would not follow (S4.5).

A term of the trade counts unless it is explained in the same breath ("the router, that is the
white box", "your MPAN, which is the number on top of the bill"). A sentence counts when it is long
*and* full of long words; one of the two is not enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Party
from coolhead.signals.agent.jargon_terms import MILD, TERMS
from coolhead.signals.scope import is_quoted
from coolhead.signals.turn import Conversation, Turn


def _alternatives(terms: str) -> list[str]:
    """Split an alternation at its outermost bars, with a class at the start spelled out."""
    parts, depth, part = [], 0, ""
    for letter in terms:
        depth += (letter in "([") - (letter in ")]")
        if letter == "|" and depth == 0:
            parts.append(part)
            part = ""
        else:
            part += letter
    return [*parts, part]


_TERM: Final = re.compile(
    r"(?<![\w'-])(?:"
    + "|".join(f"(?P<{field}>{terms})" for field, terms in TERMS.items())
    + r")(?![\w'-])"
)


def _key(term: str) -> str:
    """The longest plainly written word of a term, else the first letters it begins with."""
    plain = [word for word in re.split(r" |\[- \]|-\?", term) if re.fullmatch(r"[a-z0-9']+", word)]
    return max(reversed(plain), key=len) if plain else term[:_STEM_LETTERS]


# A look-up that spares most turns the expression: a word, or the first letters of one, of every
# term.
_STEM_LETTERS: Final = 4
_KEYS: Final = frozenset(_key(term) for terms in TERMS.values() for term in _alternatives(terms))


# Everyday speech uses some thousands of words; the bound is for a process that runs for months.
@lru_cache(maxsize=20_000)
def _may_be_term(word: str) -> bool:
    return word in _KEYS or word[:_STEM_LETTERS] in _KEYS


_MILD: Final = re.compile(rf"(?:{MILD})")
# The letters of a spoken acronym come apart: "s l a", "d.n.s.".
_EXPLAINED_AFTER: Final = re.compile(
    r"[\s,.(-]*(?:\w+[\s,-]+){0,3}?(?:that'?s|that is|which is|which means|which stands for|it'?s|"
    r"this is|this means|that means|it means|meaning|i\.e\.?|in other words|in plain (?:english|"
    r"words)|"
    r"stands for|is short for|short for|basically|simply put|so that'?s|or in|is just|is the|are "
    r"the|"
    r"is a|is an|is when|is what|just means|by that i mean)\b"
    r"|,? (?:or|so) (?:the|a|your|how|in|to) |, (?:the|a|an) (?:\w+ ){1,6}"
)
_EXPLAINED_BEFORE: Final = re.compile(
    r"(?:what we call|we call (?:it|that|this)|it'?s called|that'?s called|called|known as|"
    r"so-called|also called|named|what'?s known as|technical (?:name|word|term) is|the word is|"
    r"labelled|marked|says|button|sticker)(?: an?| the| your)?[\s,\"']*$"
)
# How far after a term an explanation may begin, in characters.
_BREATH: Final = 60

# A first choice of ours, not measured: longer than one breath, and a quarter of the words
# of nine letters or more, as in a contract.
_LONG_SENTENCE_WORDS: Final = 28
_LONG_WORD_LETTERS: Final = 9
_LONG_WORD_SHARE: Final = 0.25


class Jargon:
    """Finds unexplained terms, and sentences that are hard to follow."""

    name = "agent.jargon"
    version = "1"
    parties: frozenset[Party] = frozenset({"agent"})
    signals = frozenset({"jargon"})

    def detect(self, turn: Turn, conversation: Conversation) -> Iterable[Signal]:
        """Return the terms' candidate, else the hard sentence's."""
        lower = turn.lower
        words = turn.words
        known = any(map(_may_be_term, words))
        found = [
            match
            for match in (_TERM.finditer(lower) if known else ())
            if not _explained(lower, match.start(), match.end())
            and not is_quoted(turn, match.start(), match.end())
        ]
        if found:
            sure = [match for match in found if _MILD.fullmatch(match.group()) is None]
            different = {match.group() for match in found}
            confidence = 0.9 if len(different) > 1 else 0.75 if sure else 0.45
            first = (sure or found)[0]
            last = found[-1] if len(different) > 1 else first
            yield Signal(
                name="jargon",
                confidence=confidence,
                span=(min(first.start(), found[0].start()), last.end()),
                rule=f"{self.name}/{first.lastgroup}",
            )
        elif len(turn.tokens) >= _LONG_SENTENCE_WORDS:
            yield from self._hard(turn)

    def _hard(self, turn: Turn) -> Iterable[Signal]:
        for start, end in turn.sentences:
            words = re.findall(r"[^\W\d_]+", turn.lower[start:end])
            if len(words) < _LONG_SENTENCE_WORDS:
                continue
            long = sum(1 for word in words if len(word) >= _LONG_WORD_LETTERS)
            if long >= _LONG_WORD_SHARE * len(words):
                first = start + len(turn.lower[start:end]) - len(turn.lower[start:end].lstrip())
                yield Signal(
                    name="jargon",
                    confidence=0.65,
                    span=(first, end),
                    rule=f"{self.name}/hard_sentence",
                )
                return


def _explained(lower: str, start: int, end: int) -> bool:
    return (
        _EXPLAINED_AFTER.match(lower, end, end + _BREATH) is not None
        or _EXPLAINED_BEFORE.search(lower[max(0, start - 40) : start]) is not None
    )


JARGON = Jargon()
