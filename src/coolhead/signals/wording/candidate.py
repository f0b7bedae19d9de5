"""A phrase that might be said back, how one is chosen, and what both issues and claims ask."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from coolhead.signals.wording.chunk import Chunk
from coolhead.signals.wording.predicate import Predicate
from coolhead.signals.wording.words import word_set

Candidate = tuple[int, str]
"""How specific it is (more is better) and the phrase."""

# Words at most: longer than this the agent is reading aloud, not answering.
MOST_WORDS: Final = 14

CONTACT: Final = word_set("call ring phone email write text contact")
DRAGGING: Final = word_set("wait hold without")
# What a customer did not get or do, and could not be blamed for.
NOT_DONE_TO_THEM: Final = word_set(
    "receive get have authorise authorize recognise recognize order ask agree request book sign "
    "subscribe accept use make buy hear"
)


def definite(noun: Chunk) -> tuple[str, ...]:
    """The phrase made definite: "a new router" is "the new router"."""
    if noun.kind == "money":
        # "a hundred pounds" made definite is "the hundred pounds".
        return ("the", *(noun.said[1:] if noun.said[0] in ("a", "an") else noun.said))
    if noun.determiner in ("a", "an", "any", "another", "some", "no", "every"):
        return ("the", *noun.said[1:])
    if not noun.determiner and noun.said[0] not in ("the", "your", "all", "both", "half"):
        return ("the", *noun.said)
    return noun.said


def rest_of(predicate: Predicate) -> tuple[str, ...]:
    """The words after the verb and its object."""
    return tuple(word for chunk in predicate.rest for word in chunk.said)


def joined(*words: str) -> str:
    """The words that are there, as a text."""
    return " ".join(word for word in words if word)


def best(candidates: Iterable[Candidate], most_words: int = MOST_WORDS) -> Candidate | None:
    """The most specific, the first of equals, that is short enough."""
    chosen: Candidate | None = None
    for rank, text in candidates:
        if text.count(" ") < most_words and (chosen is None or rank > chosen[0]):
            chosen = (rank, text)
    return chosen


def cannot(predicate: Predicate) -> bool:
    """Whether the customer says that they cannot do it; "can't pay" is another matter."""
    return predicate.main != "pay" and any(
        word in ("can't", "couldn't") for word in predicate.auxiliary[-1:]
    )


def charged(predicate: Predicate) -> bool:
    """Whether it is said how or for what, so that it cannot be a charge of another kind."""
    more = predicate.object is not None or bool(predicate.rest)
    return more or not {"still", "keep"}.isdisjoint(predicate.auxiliary)
