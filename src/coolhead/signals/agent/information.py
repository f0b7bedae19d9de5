"""`information`: facts, cause or policy in answer to the issue.

A reason that served as an excuse (`excuse.py`, which runs before) is information only where a
next step follows it.
"""

from __future__ import annotations

import re

import msgspec

from coolhead.call.utterance import Signal
from coolhead.signals.agent.excuse import ASKED, WITH_NEXT_STEP
from coolhead.signals.agent.phrasing import Phrase, PhraseDetector, preceded_by
from coolhead.signals.lexical import Pattern
from coolhead.signals.turn import Conversation, Turn


class _Information(PhraseDetector):
    """A reason that served as an excuse is information only with its next step."""

    def build(
        self, turn: Turn, conversation: Conversation, pattern: Pattern, match: re.Match[str]
    ) -> Signal | None:
        signal = super().build(turn, conversation, pattern, match)
        excuse = turn.find("excuse")
        if signal is not None and excuse is not None and excuse.confidence > WITH_NEXT_STEP:
            return msgspec.structs.replace(signal, confidence=min(signal.confidence, 0.4))
        return signal


_THING = (
    "(?:order|parcel|package|delivery|payment|refund|bill|invoice|account|contract|card|line|"
    "engineer|replacement|item|appointment|booking|claim|policy|charge|fee|price|tariff|plan|"
    "subscription|ticket|case|complaint|router|meter|warranty|driver|stock|letter|transfer|part|van|pipe|disc|estimate|reading|leak|warehouse|depot|"
    "application|discount|fault|outage|flight|car|number|address|direct debit)"
)


def _says_back(turn: Turn, start: int, end: int) -> bool:
    """Whether the sentence tells the customer's own story: "you rang twice, because …"."""
    opens = max((s for s, _ in turn.sentences if s <= start), default=0)
    return _THEIR_STORY.match(turn.lower, opens) is not None


_THEIR_STORY = re.compile(
    r"\W*(?:(?:so|and|right|okay|ok|then|thank)\W+){0,2}you(?:'ve|'re|'d)?\b"
    r"(?! (?:can|could|need|have to|must|should|keep|don't|get|pay|are (?:entitled|covered)))|"
    r"\W*thank|\W*i(?:'m| am) sorry"
)
_THING_WORDS = frozenset(_THING.strip("(?:)").replace("direct debit", "debit").split("|"))

INFORMATION = _Information(
    "information",
    (
        Phrase(
            "reason",
            "(?:the|one|a|that's the) (?:main |only )?(?:reason|cause)~ (?:is|was|for|why)|"
            "that's (?:the reason )?why|"
            "(?:this|that|it|which|what) (?:has |have )?(?:happens|happened|happen)~ "
            "(?:because|when|is that|was that|is|due to)|"
            "what(?:'s| has| seems to have|'s probably) happened(?: here)? is",
            needs="reason cause why happens happened happen",
            confidence=0.85,
            unless=(
                ASKED,
                preceded_by("what|what's|what is|tell me|and is that"),
                lambda turn, start, end: (
                    re.search(
                        r"\breason (?:i'?m|i am|for my|that i'?m)\b", turn.lower[start : end + 20]
                    )
                    is not None
                ),
            ),
        ),
        Phrase(
            "caused_by",
            "(?:was|were|is|are|been|has been|got|'s) (?:probably |mostly |all )?"
            "(?:caused by|due to|because|down to|delayed|held up|damaged|misrouted|rejected|"
            "declined|suspended|blocked|cancelled by|charged (?:twice|because|for))",
            needs="caused due because down delayed held damaged misrouted rejected declined "
            "suspended blocked cancelled charged",
            confidence=0.7,
            unless=(ASKED,),
        ),
        Phrase(
            "system_shows",
            "(?:i can see|i see|i'm seeing|i am seeing|it shows|it says|the system shows|"
            "the system says|our records show|my records show|according to|the tracking (?:shows|"
            "says)|i'm looking at|i have here|looking at (?:your|the|this)|it looks like|"
            "it appears|it seems) (?:here )?(?:that |on |from |in |the |your |our |it |you |a |"
            "an |there |this |they )",
            needs="see seeing shows says show according looking have looks appears seems",
            confidence=0.75,
            unless=(
                preceded_by("so|can|let"),
                lambda turn, start, end: (
                    re.match(
                        r"\s*(?:'re|are|were)?\s*(?:very |so |really )?"
                        r"(?:upset|angry|frustrated|annoyed|worried)",
                        turn.lower[end:],
                    )
                    is not None
                ),
            ),
        ),
        Phrase(
            "state_of_things",
            f"(?:the|your|this|that|our|a) (?:\\w+ )?{_THING} "
            "(?:is|was|were|has|had|will be|comes?|goes?|went|covers?|includes?|runs?|ends?|"
            "started|left|costs?|arrived|takes|doesn't|does not|didn't|hasn't|isn't|says|means|"
            "failed|shows|expired|expires) "
            "(?:\\w+)",
            needs=_THING_WORDS,
            confidence=0.6,
            unless=(
                ASKED,
                _says_back,
                preceded_by(
                    "is|was|if|when|has|did|does|what|how|that|which|where|hear|sorry|see|until"
                ),
            ),
        ),
        Phrase(
            "policy",
            "(?:our|the|company|under (?:the|our|your)|in (?:the|our|your)) (?:\\w+ )?"
            "(?:policy|policies|terms|contract|agreement|warranty|guarantee|rules|cover|law|"
            "regulations?|regulator)~ "
            "(?:is|are|says?|say|states?|means|allows?|covers?|requires?|you|we|gives?|lets)",
            needs="policy policies terms contract agreement warranty guarantee rules cover law "
            "regulation regulations regulator",
            confidence=0.75,
            unless=(ASKED,),
        ),
        Phrase(
            "entitled",
            "(?:you're|you are|you would be|you'd be|you'll be) (?:\\w+ )?"
            "(?:entitled to|covered|eligible|within the|still in|under contract|out of contract)",
            needs="entitled covered eligible within still under out",
            confidence=0.75,
            unless=(ASKED,),
        ),
        Phrase(
            "how_it_works",
            "(?:it|this|that|which|they|a \\w+|the \\w+) (?:usually |normally |generally |"
            "typically |"
            "can |always |only |will |currently )?(?:takes?|costs?|works?|means?|includes?|covers?|"
            "starts?|happens?|applies) (?:up to|about|around|between|from|by|that|like|for|\\d|a|"
            "the|you|when|one|two|three|four|five|six|seven|eight|nine|ten|every|to)",
            needs="takes take costs cost works work means mean includes include covers cover "
            "starts start happens happen applies",
            confidence=0.6,
            unless=(ASKED, preceded_by("does|do|did|how|what|i know|that")),
        ),
        Phrase(
            "there_is",
            "(?:there's|there is|there was|there has been|there were|there are|we've had|"
            "we have had|we had) (?:currently |been )?(?:a|an|some|two|three|no|only) "
            "(?:\\w+ ){0,3}(?:fault|outage|delay|delays|error|mistake|problem|issue|strike|flood|"
            "storm|fire|hold|block|fee|charge|limit|shortage|recall|breakdown|mix-up|credit|"
            "balance|record|note|period|penalty|stock)",
            needs="fault outage delay delays error mistake problem issue strike flood storm fire "
            "hold block fee charge limit shortage recall breakdown mix mix-up credit balance "
            "record note period penalty stock",
            confidence=0.65,
            unless=(preceded_by("if|that|sorry|know"),),
        ),
        Phrase(
            "because",
            "(?:because|due to|as a result of|caused by) "
            "(?:of )?(?:the|a|an|our|it|there|they|we|this|someone|somebody|\\w+ed|\\w+ing)",
            needs="because due result caused",
            confidence=0.55,
            unless=(
                ASKED,
                _says_back,
                lambda turn, start, end: "?" in turn.lower[end : end + 80],
            ),
        ),
    ),
)
