"""Who will do it: the "will" of a promise, and the subject that stands before it.

A recogniser drops apostrophes ("ill call you", "well send it"), so the subject is looked for
backwards from the word that promises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from coolhead.signals.turn import Turn

# Each way begins with a plain letter, which lets the expression skip what cannot match.
_GOING: Final = "(?:going to|gonna)"
_MODAL: Final = re.compile(
    r"('ll|ll| will| shall| should| won'?t|"
    + "|".join(f"{am} {_GOING}" for am in ("'m", "m", "'re", "re", "'s", "s", " am", " are", " is"))
    + r")\s+(?=[a-z])"
)
# A subject of more words than these is a clause of its own.
_REACH: Final = 48
_WORDS: Final = re.compile(r"[a-z][\w']*(?:-[\w']+)*$")
_DETERMINERS: Final = frozenset(("the", "our", "your", "my", "a", "an", "another", "one"))
_PRONOUNS: Final = {
    "they": "them",
    "he": "him",
    "she": "her",
    "it": "it",
    "everything": "everything",
    "that": "that",
    "this": "this",
    "someone": "someone",
    "somebody": "somebody",
}
_RELATIVE: Final = frozenset(("who", "which", "that"))
# What can stand before the "ll" of a "will" whose apostrophe is lost.
BEFORE_LL: Final = frozenset({"i", "we", "you", *_PRONOUNS, *_RELATIVE})
_FURTHEST: Final = 5  # words of a noun phrase: "one of our senior engineers"
_OF: Final = re.compile(r"\b(?:one of|someone from|somebody from) (?:the |our )?(?:\w+ ?){1,3}$")


class Promiser(NamedTuple):
    """Who promises: where the words for it begin, and how they are named in an action."""

    kind: Literal["self", "you", "other"]
    start: int
    name: str
    by: Literal["agent", "company"]


def modals(lower: str) -> Iterator[re.Match[str]]:
    """The words that promise ("will", "'ll", "going to", "won't"); what follows begins after."""
    return (m for m in _MODAL.finditer(lower) if m.start() and lower[m.start() - 1].isalpha())


def subject_before(turn: Turn, end: int, *, joined: bool = False) -> Promiser | None:
    """Who stands directly before ``end``, or None where it is nobody who can be bound by it.

    ``joined``: the word that promises is only the last letters of one ("ill", but "call" too), so
    that nothing but a pronoun can stand before it.
    """
    lower = turn.lower
    window = lower[max(0, end - _REACH) : end]
    last = _WORDS.search(window)
    if last is None:
        return None
    word, start = last.group(), end - len(last.group())
    if word in {"i", "we"}:
        return Promiser("self", start, word, "agent" if word == "i" else "company")
    if word == "you":
        return Promiser("you", start, word, "company")
    if word in _RELATIVE:
        before = window[: last.start()].rstrip()
        found = _noun_phrase(lower, end - len(window), before)
        if found is not None:
            return found
    if word in _PRONOUNS:
        return Promiser("other", start, _PRONOUNS[word], "company")
    if joined:
        return None
    found = _noun_phrase(lower, end - len(window), window)
    if found is None and turn.text[start].isupper() and start > 0:
        return Promiser("other", start, turn.text[start:end], "company")
    return found


def _noun_phrase(lower: str, offset: int, window: str) -> Promiser | None:
    """A noun phrase at the end of the window: "the engineer", "one of our drivers"."""
    partly = _OF.search(window)
    if partly is not None:
        return Promiser("other", offset + partly.start(), partly.group().strip(), "company")
    at = len(window)
    for count in range(_FURTHEST):
        last = _WORDS.search(window[:at].rstrip(" "))
        if last is None:
            return None
        at = last.start()
        if last.group() in _DETERMINERS:
            if count == 0:
                return None
            return Promiser("other", offset + at, window[at:].strip(), "company")
    return None
