"""``threat``: harm, legal steps, a regulator, a public review, a chargeback, leaving.

Harm to oneself is ``vulnerability``. Violence to things in idiom ("I'll kill this router"), and
legal or review words without the speaker's intent, are no threats.
"""

from __future__ import annotations

import re
from typing import Final

from coolhead.call.vocabulary import Party
from coolhead.signals.customer.threat_harm import HARM
from coolhead.signals.customer.threat_steps import STEPS
from coolhead.signals.lexical import LexicalDetector
from coolhead.signals.scope import is_negated, is_quoted, is_reported
from coolhead.signals.turn import Turn

VERSION: Final = "2"

# "My wife will kill me", "I could murder a curry": the wording fits, the meaning does not.
_IDIOM: Final = re.compile(
    r"\b(?:wife|husband|boss|mum|mother|dad|partner|kids?|he|she|they|it|"
    r"that|this|doctor)(?:'ll| will|'s going to| "
    r"would| could|'s| is| are|'d| nearly| almost)\b[^.!?]{0,12}$"
)
_ASKING: Final = re.compile(
    r"\b(?:could|can|would|will|should|shall|did|do) (?:you|we|they) [^.!?]{0,15}$|"
    r"\bwhat if\b[^.!?]{0,15}$"
)
_UNDONE: Final = re.compile(
    r"\b(?:not going to|won'?t|wouldn'?t|don'?t want to|not want to|never "
    r"said i'?d|not gonna|rather not|"
    r"not threatening|not trying to|not saying)\b[^.!?;]{0,25}$"
)


def _is_idiom(turn: Turn, start: int, end: int) -> bool:
    return _IDIOM.search(turn.lower[max(0, start - 40) : start]) is not None


def _is_disowned(turn: Turn, start: int, end: int) -> bool:
    window = turn.lower[max(0, start - 50) : start]
    inside = turn.lower[start:end]
    return (
        _UNDONE.search(window) is not None
        or (
            re.search(
                r"\b(?:not|won'?t|never said)\b(?! only)(?! (?:wait|hesitate|stop))", inside[:26]
            )
            is not None
            and "never" not in inside
        )
        or _ASKING.search(window) is not None
    )


class ThreatDetector(LexicalDetector):
    """Threats by ``party``; harm outranks the other kinds."""

    def __init__(self, party: Party) -> None:
        super().__init__(
            "threat",
            party,
            (*HARM, *STEPS),
            version=VERSION,
            unless=(is_quoted, is_reported, is_negated, _is_idiom, _is_disowned),
            of_each="kind",
        )
