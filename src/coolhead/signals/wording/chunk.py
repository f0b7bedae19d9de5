"""Words and the chunks that are read from them.

A function that reads takes the words and an index and answers with the chunk that starts there,
or None. A chunk holds the words as the *agent* would say them ("my sofa" is "your sofa").
"""

from __future__ import annotations

from typing import Literal

import msgspec

from coolhead.signals.wording.nouns import (
    NOUNS,
    PLURALS,
    SINGULAR_S,
)
from coolhead.signals.wording.words import (
    NUMBERS,
)

Kind = Literal["thing", "event", "staff", "person", "money", "duration", "unknown", "vague"]


class Words(msgspec.Struct, frozen=True, gc=False):
    """Tidied words: ``low`` to look up, ``show`` to say; both end with a stop."""

    low: list[str]
    show: list[str]

    def at(self, index: int) -> str:
        """The word there in lower case; a stop beyond either end."""
        if index < 0:
            return "."
        try:
            return self.low[index]
        except IndexError:
            return "."


class Chunk(msgspec.Struct, frozen=True, gc=False):
    """A phrase from ``start`` to ``end`` (exclusive) as the agent says it."""

    start: int
    end: int
    said: tuple[str, ...]
    kind: Kind = "thing"
    head: str = ""
    determiner: str = ""
    plural: bool = False

    @property
    def text(self) -> str:
        """The phrase as the agent says it."""
        return " ".join(self.said)


def is_number(word: str) -> bool:
    """So: "40", "£40", "forty"."""
    return word in NUMBERS or word[:1].isdigit() or (word[:1] in "£$€₹" and word[1:2].isdigit())


def is_plural_noun(word: str) -> bool:
    """Whether a noun, known or not, looks like a plural."""
    if word in PLURALS:
        return True
    return (
        word not in NOUNS
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is"))
        and word not in SINGULAR_S
    )
