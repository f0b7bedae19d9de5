"""``supervisor_request``: wants somebody above."""

from __future__ import annotations

from typing import Final

from coolhead.signals.customer.wording import say
from coolhead.signals.lexical import LexicalDetector, Pattern
from coolhead.signals.scope import is_hypothetical, is_negated, is_quoted, is_reported

VERSION: Final = "1"

# "I need to call my boss" asks for nobody at this firm.
_ABOVE: Final = (
    r"(?<!\bmy )(?<!\bour )(?:supervisors?|managers?|boss|team ?leader|team lead|superior|line "
    r"manager|senior|higher ?up|person in charge|"
    r"ceo|director|head office|complaints (?:department|team|manager)|duty "
    r"manager|floor manager|shift leader|management)"
)
_ABOVE_WORDS: Final = (
    "supervisor supervisors manager managers boss team leader teamleader "
    "lead superior senior higher higherup charge ceo director "
    "head complaints management shift"
)
_REACH: Final = (
    r"(?:speak|talk|get|put|give|pass|transfer|connect|escalate|fetch|want|"
    r"have|see|need|bring|find|contact|refer|chat|hand|take|call|like)"
)

SUPERVISOR: Final[tuple[Pattern, ...]] = (
    say(
        "ask",
        rf"(?:{_REACH}(?:ing|ting)?) (?:\w+ ){{0,5}}?{_ABOVE}(?! (?:has|said|"
        rf"told|already|is going|was|called|hasn't|never|rang)\b)",
        _ABOVE_WORDS,
        0.9,
    ),
    say(
        "where",
        rf"(?:where's|where is|is there|who's|who is|isn't there|have you got|"
        rf"do you have|what's|may i know) (?:\w+ ){{0,3}}?{_ABOVE}",
        _ABOVE_WORDS,
        0.78,
    ),
    say(
        "bare",
        r"^(?:no |right |okay |ok |well |just |now |get me |please )*(?:your "
        r"|a |the )?(?:supervisor|manager|boss|team leader)(?: now| please| "
        r"right now)*[ .!?]*$",
        "supervisor manager boss leader",
        0.82,
    ),
    say(
        "someone_above",
        r"(?:speak|talk|get|put|give|pass|transfer|escalate|want|need|find|is "
        r"there|isn't there|connect) (?:\w+ ){0,5}?(?:some(?:one|body)|any(?:one|"
        r"body)|a person|person) (?:else )?(?:\w+ )?(?:higher|above you|more "
        r"senior|senior|in charge|with (?:some |more |any |the )?(?:authority|"
        r"power|seniority|clout)|who (?:can|could|has|is|actually|knows|will)(?: "
        r"\w+){0,3} (?:help|authority|decision|decide|decisions|in charge|power|"
        r"senior|what (?:they're|he's|she's)|sort|deal|authorise|something|do)|"
        r"who's (?:in charge|above|more)|at a higher level|up the (?:chain|ladder)|"
        r"important|that (?:can|has|knows)(?: \w+){0,3} (?:help|authority|decision|"
        r"sort|what))",
        "someone somebody anyone anybody person",
        0.8,
    ),
    say(
        "escalate",
        r"(?:escalate (?:this|it|me|my|the)|i want (?:this|it) escalated|want "
        r"to escalate|take (?:this|it) (?:higher|further up)|go over your head|"
        r"above your (?:pay grade|head)|next level up|someone else(?= *(?:[.,!?]|"
        r"$))(?<!someone else's))",
        "escalate escalated higher further over above level someone",
        0.72,
    ),
    say(
        "different",
        r"(?:speak|talk|put|pass|transfer|get|connect) (?:\w+ ){0,3}?(?:to |"
        r"through to |me )?(?:someone else|somebody else|another (?:agent|person|"
        r"colleague|advisor|adviser)|a different (?:agent|person|advisor|adviser))",
        "else another different",
        0.62,
    ),
)


def supervisor_request_detector() -> LexicalDetector:
    """The detector of wishes to speak to somebody above."""
    return LexicalDetector(
        "supervisor_request",
        "customer",
        SUPERVISOR,
        version=VERSION,
        unless=(is_quoted, is_reported, is_negated, is_hypothetical),
    )
