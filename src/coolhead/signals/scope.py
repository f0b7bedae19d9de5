"""What stands around a match: negation, quotation, somebody else's words, a mere condition.

Each public function but ``before`` is a ``Guard``: true where the match must not count as the
speaker's own, positive statement. They work on text with and without punctuation, for a
recogniser may give either.
"""

from __future__ import annotations

import re
from typing import Final

from coolhead.signals.turn import Turn

# How far back (in characters) a negation still governs what follows, when no clause boundary
# comes between: about seven words, longer than any noun phrase in speech.
_REACH: Final = 40
# A verb of saying governs a whole reported clause, about sixteen words.
_REPORT_REACH: Final = 90
_BOUNDARY: Final = re.compile(r"[.!?;:,]|\b(?:but|and then|however|though|because)\b")
# A new subject with its verb begins a new clause also where the comma is missing.
_SUBJECT: Final = re.compile(
    r"\b(?:i'?m|i am|i'?ve|i have|i was|you'?re|you are|you were|it'?s|it is|that'?s|that is|"
    r"this is|he'?s|she'?s|they'?re|we'?re|we are|they are|i|you|we|he|she|"
    r"they|your (?=an?$))(?![\w'])"
)
_NEGATION: Final = re.compile(
    r"\b(?:not|no|never|nobody|nothing|without|hardly|neither|nor|cannot|far from|"
    r"(?:is|are|was|were|do|does|did|wo|would|ca|could|should|ai|have|has|had)n'?t)\b"
    # These look like negation and are not: they strengthen, or start something else.
    r"(?! (?:only|just|even joking|to mention|gonna lie|going to lie|wonder|offen[cs]e|"
    r"disrespect|matter|doubt|surprise|way you|kidding|joke)\b)"
)
# "I don't think you are stupid": negation that reaches over a new subject.
_RAISING: Final = re.compile(
    r"\b(?:think|thinks|thought|say|saying|said|mean|meaning|reckon|believe|suppose|suggesting|"
    r"implying|calling|call|claiming|accusing|feel like|because|that)\b"
)
# "never been so angry", "can't tell you how angry", "couldn't be more angry": the feeling stands.
_STRENGTHENED: Final = re.compile(
    r"\b(?:so|such|this|more|as|how)$|\b(?:so|such|this|more|how) (?:\w+ )?$|"
    r"\b(?:believe|imagine|tell you|understand|stand|fathom)\b"
)
_SAYING: Final = (
    r"(?:called|calls|call|calling|said|says|saying|told|tells|telling|shouted|screamed|goes|"
    r"was like|were like|asked|asks|wrote|texted|yelled|reckons|reckoned|claimed|claims|thinks|"
    r"thought|insisted|swore at)"
)
_REPORTED: Final = re.compile(
    r"\b(?:(?:he|she|they|who|it|somebody|someone|everyone|everybody|people|one of them|"
    r"(?:my|your|his|her|their|our|the|that|this|another|some|one of (?:your|the|my)) "
    r"?(?!\w*(?:said|told)\b)\w*(?: (?!i\b|you\b)\w+){0,2}) "
    r"(?:(?:just|even|actually|then|also|basically|only|literally|always|never|keeps?|kept|has|"
    r"have|had|was|were|is|are|would|did|do|does|did not|didn'?t) ){0,3}" + _SAYING + r"|"
    r"(?:i|i'?ve|we|we'?ve)(?: (?:was|were|got|get|been|being|am|have|have been))+ "
    r"(?:called|told|asked)|"
    r"being (?:called|told)|calls? (?:me|us|him|her|them)|called (?:me|us|him|her|them)|"
    r"(?:said|told|tell|telling|saying|say)(?: to)? myself|thought to myself|"
    r"(?:are you|you|stop|don'?t you dare|do you mean to) (?:calling|call|called) me|"
    r"(?:do|did) you (?:think|take)|(?:you|u|must) (?:must )?think)\b"
)
# "he said it was coming today, you idiot": after the comma the speaker is back.
_OWN_VOICE: Final = re.compile(
    r"[.!?;]|,(?= ?(?:you|and you|so you|but you)\b)|\bso (?:i'?m|i am)\b"
)
_HYPOTHETICAL: Final = re.compile(
    r"\b(?:if (?:i|you|we|they|he|she|it|that|this|someone|somebody|anyone)|in case|"
    r"unless|until|before|would (?:you|i) be|whether|as if|as though|imagine|pretend)\b|"
    r"\b(?:if|like|as though) $"
)


def before(turn: Turn, start: int, reach: int = _REACH) -> str:
    """The text of the same clause before ``start``, at most ``reach`` characters."""
    window = turn.lower[max(0, start - reach) : start]
    cut = max((match.end() for match in _BOUNDARY.finditer(window)), default=0)
    return window[cut:]


def is_negated(turn: Turn, start: int, end: int) -> bool:
    """True in "I am not angry"; false in "no, I'm angry" and "I've never been so angry"."""
    window = before(turn, start)
    for match in _NEGATION.finditer(window):
        between = window[match.end() :]
        if _STRENGTHENED.search(between.strip()) or _STRENGTHENED.search(between):
            continue
        if _SUBJECT.search(between + turn.lower[start:end]) is None or _RAISING.search(between):
            return True
    return False


def is_reported(turn: Turn, start: int, end: int) -> bool:
    """True in "he called me an idiot": somebody else's words, or words about somebody else's."""
    window = turn.lower[max(0, start - _REPORT_REACH) : start]
    ends = [match.end() for match in _REPORTED.finditer(window)]
    return bool(ends) and _OWN_VOICE.search(window, ends[-1]) is None


def is_quoted(turn: Turn, start: int, end: int) -> bool:
    """Inside double quotes that close."""
    return turn.lower.count('"', 0, start) % 2 == 1 and '"' in turn.lower[end:]


def is_hypothetical(turn: Turn, start: int, end: int) -> bool:
    """True in "if I get angry": the clause only supposes it."""
    return _HYPOTHETICAL.search(before(turn, start)) is not None
