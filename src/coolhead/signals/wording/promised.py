"""What the agent promised, as a verb phrase that can be said again; None where it cannot.

A promise is read out of speech, and speech breaks off, goes on into another clause or leans on
what was said before. Said again it must be whole, or another promise would be made with it.
"""

from __future__ import annotations

import re
from typing import Final

from coolhead.signals.wording.clean import may_be_said
from coolhead.signals.wording.nouns import NOUNS
from coolhead.signals.wording.verbs import BASE
from coolhead.signals.wording.words import BOUNDARY, FINITE, PREPOSITIONS, word_set

# "email you the credit note for March and the form for the move": beyond this it is a list.
_MOST_WORDS: Final = 12
_DOES: Final = BASE.keys() | word_set(
    "have see find do make pass note raise follow sort drop hand waive knock prepare deal look "
    "file log mark hold keep drive stop return credit speak bring share double-check"
)
# They lean on what was said before, or begin another clause.
_LEANS: Final = word_set(
    "it they them he she him her i we that this these those one ones who which there here if when "
    "what where why how because so then but it'll that'll he'll she'll they'll you'll i'll we'll "
    "it's that's there's same whatever something anything"
)
_STILL_A_NOUN_AFTER: Final = frozenset({"that", "this", "these", "those", "her"})
_CANNOT_END: Final = (
    (PREPOSITIONS - {"off", "on", "over", "through"})
    | BOUNDARY
    | FINITE
    | word_set("a an the my our your his her their and be been being you're very more not to")
)
# The first word of the sentence that the promise was read from.
_CAPITALS: Final = frozenset({"The", "A", "An", "My", "Our", "Your", "All", "That", "This"})
_PLAIN: Final = re.compile(r"[^\W_][\w£$€₹'%.:-]*(?: [^\W_£$€₹]?[\w£$€₹'%.:-]+)*\Z")


def promised(action: str) -> str | None:
    """The action if it is one whole verb phrase in its base form: "email you the credit note"."""
    said = " ".join(word.lower() if word in _CAPITALS else word for word in action.split())
    words = said.lower().split()
    if not 2 <= len(words) <= _MOST_WORDS or _PLAIN.match(said) is None or not may_be_said(said):
        return None
    if words[0] not in _DOES or words[-1] in _CANNOT_END or words[-1].endswith(("'re", "'ll")):
        return None
    for i, word in enumerate(words[1:], start=1):
        after = words[i + 1] if i + 1 < len(words) else ""
        owns = word in _STILL_A_NOUN_AFTER and after in NOUNS and after not in BASE
        if word in _LEANS and not owns:
            return None
        if word in ("will", "won't", "would", "can", "can't"):
            return None
    return said
