"""`acknowledgement`: the short verbal nod ("I see", "right").

"I understand" alone is a nod: it shows that one listens, but names no feeling (`empathy` carries
it as a weak candidate only). A nod that opens a longer sentence still counts, with less
confidence; a nod with a question mark is a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Party
from coolhead.signals.agent.phrasing import word_set
from coolhead.signals.turn import Conversation, Turn

_NOD: Final = (
    r"(?:i see|right|okay|ok|kay|all right|alright|sure|sure thing|of course|certainly|absolutely|"
    r"definitely|indeed|exactly|got it|got you|gotcha|understood|noted|i understand|"
    r"i(?: do)? understand that|i hear you|i hear that|i get it|i follow|i'?m with you|"
    r"i'?m listening|i am listening|go on|go ahead|carry on|please continue|please go on|"
    r"please go ahead|fair enough|makes sense|that makes sense|point taken|"
    r"(?:m+|uh|um|a|mm)[- ]?h(?:m+|uh)|mm+|hm+|uh huh|mhm|aha|ah|oh|oh dear|oh no|"
    r"yes|yeah|yep|yup|ya|no problem|no worries|very well|i know|true)"
)
# What may stand between nods without making them more than nods.
_FILL: Final = r"(?:um|uh|erm|so|and|well|sir|madam|ma'?am|mr|mrs|ms|then|please|now|there|i do)"
_ALL: Final = re.compile(rf"\W*(?:{_FILL}\W+)*{_NOD}(?:\W+(?:{_NOD}|{_FILL}))*\W*", re.ASCII)
# Nods that stay nods when a sentence follows; "yes" and "no problem" then are answers, and
# "right" and "sure" need a pause after them ("right now", "sure about").
_OPENING: Final = re.compile(
    r"\W*(?:(?:um|uh|erm|oh|ah|yes|yeah)\W+)?"
    r"(?:(?:i see|i understand|i hear you|got it|got you|i get it|understood|fair enough|"
    r"that makes sense|makes sense|point taken)(?=[,.;!]| (?:so|and|okay|right|well|sir|madam|"
    r"ma'?am|thank|let|can|could|what|when|how|i)\b)|"
    r"(?:right|okay|ok|alright|all right|sure|of course|certainly|absolutely|mm-?hm+|uh-?huh)"
    r"(?=[,.;!]))"
)
# "I see that you ordered", "I understand your point": the verb has an object, it is no nod.
_WITH_OBJECT: Final = re.compile(
    r" (?:i see|i understand|i hear you|i get it) (?:i|what|how|when)\b(?! (?:can|could|did|is|was|"
    r"will|would|do|am|'m|'ll|have))"
)
# More than this many words are no longer a short nod (a chain such as "yes okay I see right").
_LONGEST_CHAIN: Final = 10
# Every nod has one of these words; a look-up decides most turns.
_FIRST: Final = word_set(
    "see right okay ok kay alright all sure course certainly absolutely definitely indeed exactly "
    "got gotcha understood noted understand hear get follow listening go carry continue fair "
    "makes taken yes yeah yep yup ya problem worries well know true aha ah oh mhm with i'm "
    "im"
)
_HUM: Final = re.compile(r"m+|h?m+|uh|huh|hm+|mm+hm+|um|a")


class Acknowledgement:
    """Finds a nod: the whole turn (0.9), or its first words (0.6)."""

    name = "agent.acknowledgement"
    version = "1"
    parties: frozenset[Party] = frozenset({"agent"})
    signals = frozenset({"acknowledgement"})

    def detect(self, turn: Turn, conversation: Conversation) -> Iterable[Signal]:
        """Return at most one nod."""
        tokens = turn.tokens
        if not tokens:
            return
        head = tokens[:3]
        if _FIRST.isdisjoint(head) and not _HUM.fullmatch(tokens[0]):
            return
        lower = turn.lower
        if len(tokens) <= _LONGEST_CHAIN and "?" not in lower:
            match = _ALL.fullmatch(lower)
            if match is not None:
                yield self._signal(lower, 0, len(lower), 0.9, "nod")
                return
        match = _OPENING.match(lower)
        if match is None or _WITH_OBJECT.match(f" {lower[: match.end() + 30].lstrip()}"):
            return
        yield self._signal(lower, 0, match.end(), 0.6, "opening_nod")

    def _signal(self, lower: str, start: int, end: int, confidence: float, rule: str) -> Signal:
        piece = lower[start:end]
        first = start + len(piece) - len(piece.lstrip(" .,-"))
        last = start + len(piece.rstrip(" .,!;-"))
        return Signal(
            name="acknowledgement",
            confidence=confidence,
            span=(first, last),
            rule=f"{self.name}/{rule}",
        )


ACKNOWLEDGEMENT = Acknowledgement()
