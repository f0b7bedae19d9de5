"""``pass_off``: the customer is sent elsewhere, and nobody takes them there.

The same words are no pass-off where the agent hands over: connects, stays on the line, rings for
the customer, or tells the other side the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Party
from coolhead.signals.detector import Detector
from coolhead.signals.scope import is_quoted, is_reported
from coolhead.signals.turn import Conversation, Turn

_CONTACT: Final = (
    r"(?:(?:go and |try and |then )?(?:ring|call|phone|contact|email|write to|speak (?:to|with)|"
    r"talk to|ask|get in touch with|get on to|go (?:to|back to|through|via|into|"
    r"direct(?:ly)? to)|take (?:it|that|this) (?:up )?(?:with|to)|deal with|raise (?:it|that|"
    r"this) with|log (?:it|that|this) with|chase(?: it| that| this)?(?: up)?(?: with)?|approach|"
    r"complain to|check with|visit|report (?:it|that|this) to|be in touch with)|(?:call|ring|"
    r"phone) (?:back|again|another|a different|the other))"
)
# To ring *us* later, to see one's own papers or doctor, or to go back to one's own router, sends
# nobody away.
_WHOM: Final = (
    r"(?! (?:me|us\b(?! again| back)|your own|yourself|again tomorrow and ask for me|out for|"
    r"the (?:button|light|router|app|menu|settings|code|link|word|phrase|same|little)|"
    r"in|it off|"
    r"it on|that off|turning|switching|a different (?:browser|cable|socket)))"
)
_MUST: Final = (
    r"you(?:'d| would|'ll| will|'re| are)? (?:really |probably |just |actually |also |then |"
    r"better |still )?(?:(?:have|need|ought|want|going to have|going to need) (?:to )|should |"
    r"must |gonna have to |best (?:off )?(?=\w+ing)|better (?:off )?|got to )"
)
_GOING: Final = (
    r"(?:ringing|calling|phoning|contacting|speaking (?:to|with)|talking to|asking|emailing|"
    r"trying (?!again|to\b|it|that|turning)|going (?:to|through|back to) (?=the|your|our)|"
    r"taking (?:it|that) up with)"
)
# One of these is in every text that ``_GOING`` matches.
_GOING_WORDS: Final = frozenset(
    ("ringing", "calling", "phoning", "contacting", "speaking", "talking", "asking", "emailing")
) | {"trying", "going", "taking"}
_PLACE: Final = (
    r"(?:department|team|section|desk|branch|office|company|people|side|line|area|extension|shop|"
    r"store)"
)
_OTHERS: Final = (
    r"(?:courier|manufacturer|supplier|bank|warehouse|landlord|billing|sales|retailer|shop|"
    r"delivery (?:company|driver|firm)|seller|insurer|council|network|provider|technical|"
    r"accounts|complaints|customer (?:services?|relations)|retentions|returns|head office)"
)
_IT_IS: Final = (
    r"(?:that|this|it)(?:'s| is|'ll be| will be| would be|'d be) (?:entirely |really |purely )?"
)


def _words(*lists: str) -> frozenset[str]:
    """The words, and each as an owner: "the courier's"."""
    words = " ".join(lists).split()
    return frozenset((*words, *(f"{word}'s" for word in words)))


# One of these is in every text that ``_MUST`` matches.
_MUST_WORDS: Final = frozenset(
    ["have", "need", "ought", "want", "going", "should", "must", "gonna", "best", "better", "got"]
)
# Rule, confidence, the words without one of which it cannot match, and the wording.
_WORDINGS: Final[tuple[tuple[str, float, frozenset[str], re.Pattern[str]], ...]] = (
    (
        "you_must_contact",
        0.85,
        _words(
            "ring call phone contact email write speak talk ask get go take "
            "deal raise log chase approach complain check visit report be"
        ),
        re.compile(rf"\b{_MUST}{_CONTACT}{_WHOM}\b"),
    ),
    (
        "better_off",
        0.8,
        _GOING_WORDS,
        re.compile(
            rf"\b(?:you(?:'d| would|'re| are|'ll) be(?:st| better)?(?: best| better)?(?: off)?|"
            rf"you(?:'re| are) (?:best|better)(?: off)?|i(?:'d| would) (?:suggest|recommend|"
            rf"advise|try)|try|best) {_GOING}"
        ),
    ),
    (
        "other_department",
        0.85,
        _words(
            "department team section desk branch office company people side line "
            "area extension shop store"
        ),
        re.compile(
            r"\b(?:that|this|it|you)(?:'s| is|'ll be| will be| would be|'d be| needs?| want| are "
            rf"through to)(?: for| with| to| down to)? (?:an?)?(?:other|different|the wrong|"
            rf"not (?:our|my|this)|the \w+(?: \w+)?) {_PLACE}\b(?! (?:i'm|i am|we're) on)(?:'s)?|"
            rf"\b(?:you(?:'ve| have)|you've got|you) (?:come through to|reached|called|rung|"
            rf"got) the wrong {_PLACE}\b"
        ),
    ),
    (
        "not_mine",
        0.85,
        _words("not nothing isn't only just don't do can't"),
        re.compile(
            r"\b(?:(?:that|this|it)(?:'s| is) (?:really |just |actually )?(?:not|"
            r"nothing) (?:(?:to do with|down to|up to) (?:me|us|this)|(?:my|our|this) (?:job|"
            r"problem|responsibility|area|"
            rf"{_PLACE}))|(?:that|this|it) isn't (?:my|our|something (?:i|we)) (?:job|problem|"
            rf"responsibility|area|deal with|handle|{_PLACE})|(?:i|we) (?:only|just) (?:do|"
            r"deal with|handle)\b|(?:i|we) (?:don't|do not|can't) (?:deal with|handle|cover|"
            r"look after) (?:that|this|those|it|\w+ (?:here|in this|on this)|refunds|complaints|"
            r"bills|deliveries|returns)|(?:(?:that|this|it|those) )?(?:isn't|is "
            r"not|aren't) (?:dealt with|handled) (?:here|"
            r"by (?:this|us|our|my))|not something (?:i|"
            r"we) (?:deal with|handle|do))"
        ),
    ),
    (
        "theirs",
        0.75,
        _words(
            "courier manufacturer supplier bank warehouse landlord billing sales "
            "retailer shop delivery seller insurer council network provider "
            "technical accounts complaints customer retentions returns head only"
        ),
        re.compile(
            rf"\b(?:{_IT_IS}(?:for|down to|up to|(?:a |one |more of a )?(?:matter |"
            rf"question )?for|one for|between you and) (?:(?:the|"
            rf"your|our) )?{_OTHERS}\b|{_IT_IS}(?:(?:the|your|our) )?{_OTHERS}'s? (?:problem|"
            rf"responsibility|job|fault|department|decision|side)\b|(?:that|this|it|"
            rf"you)(?: would be|'d be|'ll be| will be| want|'ll want) (?:the|our|"
            rf"your) {_OTHERS}\b(?! (?:number|line|charge|fee|date|total|address))|"
            rf"only (?:the )?(?:\w+ )?{_OTHERS}(?: team| department| office)? can\b)"
        ),
    ),
    (
        "website",
        0.6,
        _words("website app portal web online"),
        re.compile(
            r"\b(?:you(?:'ll| will)? (?:have|need) to (?:do|sort|find|look|fill|raise|apply|"
            r"go) (?:it |that |this )?(?:out |in )?(?:on|online|through|via|on to|onto) ?(?:the|"
            r"our|your)?(?: website| app| portal| web)?|it's all on (?:the|our) website|"
            r"just go (?:on|to) (?:the|our) website|look (?:it up )?on (?:the|our) website)\b"
        ),
    ),
)
# The customer is taken there, or need not go.
_HAND_OVER: Final = re.compile(
    r"\b(?:(?:i'll|i will|i can|let me|i'm going to|i am going to|i'm just going to|shall i|"
    r"can i|would you like me to|i could|we'll|we can|i'd like to|happy to|want me to|"
    r"i'm) (?:just |quickly |now |then |also |go ahead and )?(?:(?:put|get|pass|patch|connect|"
    r"connecting|transfer|transferring|putting|bring|introduce|hand) (?:you|them|someone|"
    r"somebody|him|her|my|the|one of)|stay (?:on|with)|staying (?:on|with)|(?:ring|call|phone|"
    r"contact|speak (?:to|with)|talk to|ask|email|chase|check with|message|get (?:on to|"
    r"in touch with|hold of)|raise|log|book|arrange|take (?:it|that|this) up with) (?!you\b|"
    r"back\b|that\b(?! with| up))|(?:brief|tell|explain (?:it |this |that |"
    r"everything )?to) (?:them|him|her|my|the))|i'll (?:do|sort|handle|take care of) (?:it|that|"
    r"this)|for you myself|(?:you (?:don't|won't|needn't|do not|will not) (?:have|need) to|"
    r"so you don't|without you having to|no need (?:for you )?to)|they(?:'ll| will) (?:call|ring|"
    r"phone|contact|email|be in touch with) you|(?:have|get|ask) (?:them|him|her|someone|"
    r"somebody) (?:to )?(?:call|ring|phone|contact|email) you|stay on the line with you|"
    r"on the line with (?:you|me|us)|warm (?:transfer|handover))\b"
)
_SIGNALS_OF_HAND_OVER: Final = ("handover", "escalation_offer")
# "If you need to ring us", "when you had to call": no sending. Looked for just before the match.
_NOT_SENT: Final = re.compile(
    r"\b(?:if|when|whenever|why|sorry|in case|unless|did|(?<!can )do|does|should|before|after|"
    r"that|which|who said|told you|says|said|meaning|not saying|doesn't mean|"
    r"not because) (?:you )?$"
)
# Who is in danger is rightly sent elsewhere.
_EMERGENCY: Final = re.compile(
    r"\b(?:ambulance|the police|fire brigade|nine nine nine|999|911|112)\b"
)
# Turns of the agent before this one in which a hand-over still counts for it.
_NEIGHBOURS: Final = 2


class PassOffDetector:
    """Finds ``pass_off`` in an agent's turn that has no hand-over beside it.

    ``candidates`` is a further detector of the wording alone; what it finds is judged in the
    same way by what stands beside it.
    """

    name = "relational.pass_off"
    version = "1"
    parties: frozenset[Party] = frozenset({"agent"})
    signals = frozenset({"pass_off"})

    def __init__(self, candidates: Detector | None = None) -> None:
        self.candidates = candidates

    def detect(self, turn: Turn, conversation: Conversation) -> Iterable[Signal]:
        """Return the clearest wording; nothing where the agent hands over."""
        found = next(iter(self._candidates(turn, conversation)), None)
        if found is None or _hands_over(turn) or _EMERGENCY.search(turn.lower):
            return
        if not any(map(_hands_over, _neighbours(conversation))):
            yield found

    def _candidates(self, turn: Turn, conversation: Conversation) -> Iterable[Signal]:
        """Wordings that send somebody elsewhere, whatever stands beside them."""
        for rule, confidence, needs, pattern in _WORDINGS:
            if needs.isdisjoint(turn.words):
                continue
            if rule == "you_must_contact" and (
                _MUST_WORDS.isdisjoint(turn.words) or "you" not in turn.lower
            ):
                continue
            for match in pattern.finditer(turn.lower):
                if not _spared(turn, match):
                    yield Signal(
                        name="pass_off",
                        confidence=confidence,
                        span=match.span(),
                        rule=f"{self.name}/{rule}",
                    )
        if self.candidates is not None:
            yield from self.candidates.detect(turn, conversation)


def _spared(turn: Turn, match: re.Match[str]) -> bool:
    start, end = match.span()
    return (
        _NOT_SENT.search(turn.lower, max(0, start - 25), start) is not None
        or is_reported(turn, start, end)
        or is_quoted(turn, start, end)
    )


def _hands_over(turn: Turn) -> bool:
    return any(map(turn.has, _SIGNALS_OF_HAND_OVER)) or _HAND_OVER.search(turn.lower) is not None


def _neighbours(conversation: Conversation) -> list[Turn]:
    """The agent's turns just before, in the same matter."""
    return [turn for turn in conversation.turns[-2 * _NEIGHBOURS :] if turn.party == "agent"][
        -_NEIGHBOURS:
    ]
