"""What the customer makes of a reflection: yes, no, or neither.

A paraphrase earns its credit from the customer: one that is denied earns none.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from coolhead.call.utterance import Signal
from coolhead.signals.relational.content import is_negative
from coolhead.signals.relational.offers import is_nod
from coolhead.signals.turn import Conversation, Turn

# Recorded with the revised signal; changed whenever the answer may change.
CONFIRMATION_VERSION: Final = "1"

_LEAD: Final = r"^\W*(?:(?:oh|um+|uh+|er+m*|well|ah|so|i mean|look|yeah)\W+){0,3}"
_ACCEPTS: Final = re.compile(
    _LEAD
    + r"(?:(?:and|but)\W+)?(?:yes|yep|yup|yeah|aye|exactly|precisely|correct|right|absolutely|"
    r"definitely|of course|indeed|sure|true|bang on|spot on|you(?:'ve| have)? (?:got|"
    r"understood) (?:it|that)|that(?:'s| is| was) (?:right|it|correct|exactly|what|the|true|"
    r"about|how)|no\W+(?:that's (?:right|it|correct|exactly)|exactly|yeah|yes|you're right|"
    r"you(?:'ve| have) got it)|i (?:did|do|have|was|am)|they did|it (?:did|is|was|has)|"
    r"pretty much|more or less|basically|finally|thank you)\b"
)
_DENIES: Final = re.compile(
    _LEAD + r"(?:no+|nope|nah|wrong|incorrect|not (?:exactly|quite|really|at all|that)|"
    r"that(?:'s| is| was)(?: not|n't)|that isn't|that wasn't|it(?:'s| is) not|it isn't|"
    r"i (?:never|didn't|don't|did not) (?:said|say|mean|want)|i said)\b"
)
_DENIES_LATER: Final = re.compile(
    r"\b(?:that's not (?:it|what|the|right|true|how)|that isn't (?:it|what|the|right|true|how)|"
    r"not what i (?:said|meant|want|asked)|you(?:'re| are) not listening|you(?:'ve|"
    r" have) (?:misunderstood|got (?:it|that) wrong)|i never said|that's wrong)\b"
)
_MOCKS: Final = re.compile(
    _LEAD + r"(?:yes |yeah )?(?:well done|whatever|clever|how clever|bravo)\b"
)
# "So nobody rang you?" "No, nobody did": a no that agrees.
_NO: Final = re.compile(_LEAD + r"(?:no+|nope|nah)\b")
_CONTRADICTS: Final = re.compile(
    r"\b(?:i said|i never|that's not|that isn't|not what|they did|he did|she did|it did|it has|"
    r"i did|i have|i do|they have|wrong|listening)\b"
)


def confirm_reflection(turn: Turn, conversation: Conversation) -> tuple[str, Signal] | None:
    """Return the earlier utterance's id and its ``reflection`` with ``confirmed`` set, or None.

    ``turn`` is the customer's; only their next words after the reflection count, though a nod may
    lie between. None where there is nothing to confirm, where they say neither yes nor no, or
    where the reflection came in a turn without an utterance.
    """
    if turn.party != "customer":
        return None
    found = _unanswered(conversation)
    if found is None:
        return None
    reflecting, signal = found
    if reflecting.utterance is None:
        return None
    accepted = _accepted(turn, reflecting, signal)
    if accepted is None:
        return None
    return reflecting.utterance.id, msgspec.structs.replace(signal, confirmed=accepted)


def _unanswered(conversation: Conversation) -> tuple[Turn, Signal] | None:
    """The agent's latest reflection that the customer has not answered yet."""
    for turn in conversation.back():
        if turn.party == "customer":
            if not is_nod(turn) or _ACCEPTS.match(turn.lower):
                return None  # answered, or passed over
        elif turn.party == "agent":
            signal = turn.find("reflection")
            if signal is not None:
                return (turn, signal) if signal.confirmed is None else None
    return None


def _accepted(turn: Turn, reflecting: Turn, signal: Signal) -> bool | None:
    lower = turn.lower
    if _MOCKS.match(lower):
        return None
    if _DENIES_LATER.search(lower):
        return False
    if _ACCEPTS.match(lower):
        return True
    if not _DENIES.match(lower):
        return None
    start, end = signal.span or (0, len(reflecting.text))
    denies_something = is_negative(Turn("agent", reflecting.text[start:end]).tokens)
    agrees_with_it = _NO.match(lower) is not None and _CONTRADICTS.search(lower) is None
    return denies_something and agrees_with_it
