"""``complaint``: says that something is wrong, in whatever words; and with what.

Broad on purpose: "it still hasn't come" complains as much as "I want to make a complaint". The
topic is left open here. Target: the agent's own work ("you were not helpful") is ``agent``; the
firm's conduct ("you charged me twice", "nobody rang back") is ``company``.
"""

from __future__ import annotations

import re
from typing import Final

from coolhead.call.utterance import Signal, Target
from coolhead.signals.customer.complaint_conduct import CONDUCT
from coolhead.signals.customer.complaint_things import THINGS
from coolhead.signals.customer.complaint_told import TOLD
from coolhead.signals.customer.targets import COMPANY_WORDS, PRODUCT_WORDS
from coolhead.signals.lexical import LexicalDetector, Pattern
from coolhead.signals.scope import is_quoted
from coolhead.signals.turn import Conversation, Turn

VERSION: Final = "2"

_COMPANY: Final = COMPANY_WORDS | {"you", "your", "they", "company", "nobody", "one"}
_WORD: Final = re.compile(r"[\w'-]+")
_OTHER_PARTY: Final = re.compile(
    r"\b(?:my (?:husband|wife|son|daughter|neighbour|neighbours|boss|landlord|"
    r"mother|dad|friend|job|knee|back|head))\b"
)
# Praise and relief in the form of a complaint: "no problem", "never had any trouble".
_CONTENT: Final = re.compile(
    r"\b(?:never (?:once )?had|not (?:had )?(?:a|any)|no|without|haven't "
    r"had|hasn't been|isn't|not) (?:\w+ )?(?:any |a )?(?:single )?(?:problems?|"
    r"issues?|trouble|complaints?|fault|mistake|difficult)|"
    r"\b(?:no|not a|don'?t have a|haven'?t got a) (?:problem|complaint|bother)|"
    r"\bnot (?:late|broken|damaged|wrong|faulty|down|expensive)\b|\bcan'?t "
    r"(?:complain|fault)"
)


# "I haven't got it", of money: a need, not a complaint; "still" or "yet" makes it one.
_NOT_GOT: Final = re.compile(r"(?:haven'?t|have not|hasn'?t|not|ain'?t) got (?:it|any)$")
_AWAITED: Final = re.compile(r"\b(?:still|yet|ordered|delivered|arrived|sent|posted|promised)\b")


def _is_lack_of_means(turn: Turn, start: int, end: int) -> bool:
    return (
        _NOT_GOT.fullmatch(turn.lower, start, end) is not None
        and _AWAITED.search(turn.lower) is None
    )


def _is_content(turn: Turn, start: int, end: int) -> bool:
    return _CONTENT.search(turn.lower[max(0, start - 14) : end + 14]) is not None


_QUESTION: Final = re.compile(
    r"^(?:what|when|where|how|who|is|are|was|were|do|does|did|can|could|"
    r"will|would|has|have|which)\b"
)
_NEUTRAL_RULES: Final = frozenset(
    {
        "fault",
        "fault_contracted",
        "charged",
        "problem",
        "cant",
        "waited",
        "dropped",
        "promised",
        "not_arrived",
        "nth_time",
        "sent_wrong",
    }
)


class ComplaintDetector(LexicalDetector):
    """Complaints of the customer, with their target."""

    def __init__(self) -> None:
        super().__init__(
            "complaint",
            "customer",
            (*THINGS, *CONDUCT, *TOLD),
            version=VERSION,
            unless=(is_quoted, _is_content, _is_lack_of_means),
        )

    def build(
        self, turn: Turn, conversation: Conversation, pattern: Pattern, match: re.Match[str]
    ) -> Signal | None:
        """Aim the complaint; a question asked neutrally is only a weak one."""
        start, end = match.span()
        confidence = pattern.confidence
        if pattern.rule in _NEUTRAL_RULES and _is_neutral_question(turn, start, end):
            confidence = min(confidence, 0.4)
        return Signal(
            name=self.signal,
            confidence=confidence,
            span=(start, end),
            rule=f"{self.name}/{pattern.rule}",
            target=_aim(turn, start, end, _usual(pattern, match)),
        )


# What breaks is a thing; who hangs up, fobs off or costs a day is somebody.
_DONE_BY_PEOPLE: Final = re.compile(
    r"hung|phone|fob|passed|pillar|rip|rob|day|me off|us off|service|treat"
)


def _usual(pattern: Pattern, match: re.Match[str]) -> Target:
    usual: Target = pattern.attributes["target"]
    if pattern.rule == "dropped" and _DONE_BY_PEOPLE.search(match.group()) is None:
        return "product"
    return usual


def _is_neutral_question(turn: Turn, start: int, end: int) -> bool:
    ahead = turn.lower[end : end + 120]
    stop = re.search(r"[.!?]", ahead)
    begin = max(turn.lower.rfind(mark, 0, start) for mark in ".!?") + 1
    sentence = turn.lower[begin:start].strip()
    asks = _QUESTION.match(sentence or turn.lower[start:end]) is not None
    return asks and (stop is None or stop.group() == "?") and "still" not in sentence


def _aim(turn: Turn, start: int, end: int, usual: Target) -> Target:
    if usual not in {"other", "product"}:
        return usual
    if usual == "product" and not PRODUCT_WORDS.isdisjoint(_WORD.findall(turn.lower, start, end)):
        return usual
    around = turn.lower[max(0, start - 60) : end + 30]
    if _OTHER_PARTY.search(around):
        return "other"
    named = _WORD.findall(around)
    if not PRODUCT_WORDS.isdisjoint(named):
        return "product"
    return usual if _COMPANY.isdisjoint(named) else "company"
