"""What stands around a match: negation, quotation, somebody else's words.

Each function is a ``Guard``: true where the match must not count as the speaker's own, positive
statement.
"""

from __future__ import annotations

import re
from typing import Final

from coolhead.signals.turn import Turn

# How far back (in characters) a negation or a verb of saying still governs what follows, when no
# clause boundary comes between.
_REACH: Final = 40
_BOUNDARY: Final = re.compile(r"[.!?;:,]|\b(?:but|and then|however|though|because)\b")
_NEGATION: Final = re.compile(
    r"\b(?:not|no|never|nobody|nothing|without|hardly|isn't|aren't|wasn't|weren't|don't|doesn't|"
    r"didn't|won't|wouldn't|can't|cannot|couldn't|ain't|isnt|arent|wasnt|dont|doesnt|didnt|wont|"
    r"wouldnt|cant|couldnt|not that|far from)\b"
)
_REPORTED: Final = re.compile(
    r"\b(?:he|she|they|who|somebody|someone|everyone|people|"
    r"(?:my|your|his|her|their|the|that|another|some|one of (?:your|the|my)) ?\w*(?: \w+)?) "
    r"(?:just |even |actually |then |also )?"
    r"(?:(?:has|have|had) )?(?:called|calls|call|calling|said|says|saying|told|tells|shouted|"
    r"screamed|goes|was like|were like|asked|asks|wrote|texted|yelled)\b"
)


def before(turn: Turn, start: int, reach: int = _REACH) -> str:
    """The text of the same clause before ``start``, at most ``reach`` characters."""
    window = turn.lower[max(0, start - reach) : start]
    cut = max((match.end() for match in _BOUNDARY.finditer(window)), default=0)
    return window[cut:]


def is_negated(turn: Turn, start: int, end: int) -> bool:
    """True in "I am not angry", which is no anger."""
    return _NEGATION.search(before(turn, start)) is not None


def is_reported(turn: Turn, start: int, end: int) -> bool:
    """True in "he called me an idiot": somebody else's words, or words about somebody else's."""
    window = turn.lower[max(0, start - 60) : start]
    return _REPORTED.search(window) is not None


def is_quoted(turn: Turn, start: int, end: int) -> bool:
    """Inside double quotes that close."""
    return turn.lower.count('"', 0, start) % 2 == 1 and '"' in turn.lower[end:]
