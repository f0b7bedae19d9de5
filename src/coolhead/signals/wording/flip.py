"""From the customer's mouth to the agent's: "I lost my key" is "you lost your key"."""

from __future__ import annotations

from typing import Final

from coolhead.signals.wording.chunk import Words
from coolhead.signals.wording.clean import may_be_said
from coolhead.signals.wording.statements import statements_of
from coolhead.signals.wording.tidy import tidy

_FLIPPED: Final = {
    "i": "you",
    "me": "you",
    "we": "you",
    "us": "you",
    "my": "your",
    "our": "your",
    "mine": "yours",
    "ours": "yours",
    "myself": "yourself",
    "ourselves": "yourselves",
    "am": "are",
}
_AFTER_I: Final = {"was": "were", "wasn't": "weren't", "'d": "'d"}
# "you" and "your" may mean the agent, the firm or anybody: who is meant is not guessed.
_UNSURE: Final = frozenset(
    [
        "you",
        "your",
        "yours",
        "yourself",
        "he",
        "she",
        "him",
        "her",
        "his",
        "hers",
        "they",
        "them",
        "their",
        "theirs",
        "it",
        "this",
        "that",
        "these",
        "those",
        "§",
        "?",
        ".",
    ]
)


def flip_person(clause: str) -> str | None:
    """The clause as the agent would say it to the customer, or None where that is unsure.

    "you charged me twice" becomes "you were charged twice": said back it admits nothing.
    """
    low, show = tidy(clause)
    if not low or low[-1] != ".":
        return None
    low, show = low[:-1], show[:-1]
    if not low:
        return None
    if low[0] in ("you", "they"):
        return _as_passive(low, show)
    flipped: list[str] = []
    for index, word in enumerate(low):
        if word in _UNSURE or word in (".", ","):
            return None
        subject = next((w for w in reversed(low[:index]) if w not in ("not", "never", "still")), "")
        if word == "'s":
            flipped[-1:] = [flipped[-1] + "'s"] if flipped else []
        elif word == "'d":
            flipped[-1:] = [flipped[-1] + "'d"] if flipped else []
        elif word in _AFTER_I and subject in ("i", "we"):
            flipped.append(_AFTER_I[word])
        else:
            flipped.append(_FLIPPED.get(word, show[index]))
    said = " ".join(flipped)
    return said if may_be_said(said) else None


def _as_passive(low: list[str], show: list[str]) -> str | None:
    found = statements_of(Words([*low, "."], [*show, "."]))
    if len(found) != 1 or found[0].predicate.end != len(low) or found[0].start != 0:
        return None
    statement = found[0]
    subject = ("you",) if statement.noun is None else statement.noun.said
    said = " ".join((*subject, *statement.predicate.said()))
    return said if may_be_said(said) else None
