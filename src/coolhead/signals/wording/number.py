"""Whether a phrase is singular or plural, so that a verb after it can agree."""

from __future__ import annotations

from typing import Final

from coolhead.signals.wording.chunk import is_plural_noun
from coolhead.signals.wording.words import MONEY, PREPOSITIONS, UNITS, word_set

# What follows the head of a phrase of ours: a relative clause or a complement.
_AFTER_HEAD: Final = PREPOSITIONS | word_set("that who which you being taken and or")
_GERUNDS: Final = word_set("being having not what nobody waiting")


def is_plural(phrase: str) -> bool:
    """Whether a noun phrase such as "your lights that keep flickering" is plural."""
    words = phrase.lower().split()
    if not words or words[0] in _GERUNDS:
        return False
    head = words[0]
    for word in words[1:]:
        if word in _AFTER_HEAD:
            break
        head = word
    if head in UNITS or head in MONEY:
        # "the three weeks you have been waiting" is one stretch, "forty pounds" one sum.
        return False
    return is_plural_noun(head)
