"""`information` and `excuse`: facts that answer the issue, or reasons put in place of help.

The same cause can be either. What decides is whether a next step follows: "there was a strike at
the depot, so I have booked it for Tuesday" informs, "we are very busy at the moment" and nothing
more excuses.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from coolhead.call.utterance import Signal
from coolhead.signals.agent.phrasing import (
    I_AM,
    Phrase,
    PhraseDetector,
    compiled,
    preceded_by,
)
from coolhead.signals.lexical import Pattern
from coolhead.signals.scope import is_quoted, is_reported
from coolhead.signals.turn import Conversation, Turn

# What the agent or the firm does about it.
NEXT_STEP: Final = compiled(
    "(?:i'll|i will|i'm going to|i am going to|we'll|we will|we're going to|we are going to) "
    "(?!have to|need to|not|never|just have)\\w+|"
    "i've (?:now |already |just )?(?:booked|ordered|sent|arranged|asked|raised|refunded|credited|"
    "moved|put|scheduled|cancelled|changed|rebooked|fixed|reset|added|set|reported)|"
    "i have (?:now |already |just )?(?:booked|ordered|sent|arranged|asked|raised|refunded|credited|"
    "moved|put|scheduled|cancelled|changed|rebooked|fixed|reset|added|reported)|"
    "(?:what )?(?:i|we) can (?:do|offer|send|book|refund|arrange|give|move|get|credit|call|order|"
    "still|also|instead)|let me (?:book|arrange|send|get|sort|move|see)|"
    "(?:it|they|you|he|she|the \\w+|your \\w+) (?:will|'ll) (?:be|have|get|receive|arrive|come)|"
    "you'll (?:have|get|receive|see)|(?:now )?(?:booked|rescheduled) for|next step|would you like|"
    "shall i"
)
# With a next step in the same turn a reason is no excuse: below the threshold.
_WITH_NEXT_STEP: Final = 0.35


class _Excuse(PhraseDetector):
    def build(
        self, turn: Turn, conversation: Conversation, pattern: Pattern, match: re.Match[str]
    ) -> Signal | None:
        signal = super().build(turn, conversation, pattern, match)
        if signal is not None and NEXT_STEP.search(turn.lower):
            return msgspec.structs.replace(signal, confidence=_WITH_NEXT_STEP)
        return signal


class _Information(PhraseDetector):
    """A reason that served as an excuse is information only with its next step."""

    def build(
        self, turn: Turn, conversation: Conversation, pattern: Pattern, match: re.Match[str]
    ) -> Signal | None:
        signal = super().build(turn, conversation, pattern, match)
        excuse = turn.find("excuse")
        if signal is not None and excuse is not None and excuse.confidence > _WITH_NEXT_STEP:
            return msgspec.structs.replace(signal, confidence=min(signal.confidence, 0.4))
        return signal


_ASKED = preceded_by("if|whether|see if|check if|is it|are you|do you|was it")
_SYSTEM = (
    "(?:system|systems|computer|computers|server|servers|software|screen|network|internet|database|"
    "program|machine)"
)
_SYSTEM_WORDS = ("system", "systems", "computer", "computers", "server", "servers", "software",
                 "screen", "network", "internet", "database", "program", "machine")  # fmt: skip

EXCUSE = _Excuse(
    "excuse",
    (
        Phrase(
            "busy",
            f"(?:{I_AM}|we've been|we have been|they're|they are|everyone is|everybody is|it's|"
            "it is|it's been|it has been|things are|the lines are|our lines are|the team is) "
            "(?:all |just |only )?(?:so |very |really |extremely |too |quite |incredibly |a bit |"
            "rather |terribly |absolutely |super |always |just )*"
            "(?:busy|overloaded|swamped|snowed under|understaffed|short[- ]staffed|overwhelmed|"
            "stretched|short of (?:staff|people)|short on (?:staff|people)|rushed off|backed up|"
            "behind with everything|hectic)",
            needs=(
                "busy",
                "overloaded",
                "swamped",
                "snowed",
                "understaffed",
                "short",
                "staffed",
                "short-staffed",
                "overwhelmed",
                "stretched",
                "rushed",
                "backed",
                "behind",
                "hectic",
            ),
            confidence=0.85,
            unless=(_ASKED, preceded_by("while|when|sorry")),
        ),
        Phrase(
            "many_calls",
            "(?:(?:we're|we are|we've been|we have been|we) (?:getting|receiving|had|have|got|"
            "taking|having|been getting|experiencing|dealing with)|there are|there's|because of|"
            "due to|with) "
            "(?:a lot of|so many|too many|lots of|high|a high|unusually high|a large number of|"
            "loads of|thousands of|hundreds of|the) (?:\\w+ )?"
            "(?:calls|call volumes?|volume of calls|complaints|customers|orders|staff off|people "
            "off|sickness|absences?)",
            needs=(
                "calls",
                "volume",
                "volumes",
                "complaints",
                "customers",
                "orders",
                "staff",
                "people",
                "sickness",
                "absence",
                "absences",
            ),
            confidence=0.75,
        ),
        Phrase(
            "slow_system",
            f"(?:my|our|the|this|these) (?:\\w+ )?{_SYSTEM}(?:'s| is| are| was| has| keeps| just| "
            f"has been|'s been| being)(?: been| being| just| very| really| so| a bit| quite| always|"
            f" all| playing| running| going| terribly| today){{0,4}} "
            "(?:slow|down|up|frozen|freezing|crashed|crashing|crash|playing up|rubbish|terrible|old|"
            "acting up|hopeless|lagging|useless|updating|not working|loading)",
            needs=_SYSTEM_WORDS,
            confidence=0.75,
            unless=(_ASKED,),
        ),
        Phrase(
            "computer_says_no",
            f"(?:the|my|our|this) {_SYSTEM} (?:says no|won't let me|doesn't let me|"
            "does not let me|will not let me|doesn't allow|does not allow|won't allow|"
            "is not letting me|isn't letting me)|that's (?:just )?(?:how|the way) "
            f"(?:the|our) {_SYSTEM}(?: is| works)?",
            needs=_SYSTEM_WORDS,
            confidence=0.8,
        ),
        Phrase(
            "not_my_fault",
            "(?:not|isn't|is not|wasn't|was not|never) (?:really |actually )?"
            "(?:my|our|this|anyone's|anybody's|the company's) "
            "(?:\\w+'s |department |team |company )?(?:department's |team's )?"
            "(?:fault|doing|mistake|responsibility|problem)",
            needs=("fault", "doing", "mistake", "responsibility", "problem"),
            also=("my", "our", "this", "anyone's", "anybody's", "company's"),
            confidence=0.85,
            unless=(is_quoted, is_reported),
        ),
        Phrase(
            "their_fault",
            "(?:it's|it is|that's|that is|it was|that was|this is) (?:all |really |actually |"
            "probably |just )?(?:the|their|his|her|your|a) (?:\\w+ ){0,2}"
            "(?:fault|mistake|mess|problem|error)(?! (?:for|that i|we))",
            needs=("fault", "mistake", "mess", "problem", "error"),
            also=("the", "their", "his", "her", "your"),
            confidence=0.55,
            unless=(is_quoted, is_reported, preceded_by("if|i think|so|is")),
        ),
        Phrase(
            "blames_others",
            "blame (?:the|it on|them|him|her)|"
            "(?:the|our) (?:\\w+ )?(?:courier|couriers|driver|drivers|warehouse|supplier|suppliers|"
            "other department|sales team|engineers?|colleagues?|night shift|depot|billing|post "
            "office|carrier|it department|it team) "
            "(?:always|never|keeps?|often|just|didn't|did not|don't|doesn't|messed|let us down)"
            "(?: \\w+)?",
            needs=(
                "blame",
                "courier",
                "couriers",
                "driver",
                "drivers",
                "warehouse",
                "supplier",
                "suppliers",
                "department",
                "team",
                "engineer",
                "engineers",
                "colleague",
                "colleagues",
                "shift",
                "depot",
                "billing",
                "office",
                "carrier",
            ),
            confidence=0.65,
            unless=(is_reported, preceded_by("don't|not")),
        ),
        Phrase(
            "only_work_here",
            "i (?:only|just) (?:work|started|answer|take|do|handle|sit|read|see)~ "
            "(?:here|calls|the calls|the phones?|orders|today|this week|yesterday|last week|told|"
            "sales|what|messages)|(?:i'm|i am) (?:only |just )?(?:new|a temp|a trainee|"
            "still (?:in training|learning)|part[- ]time)(?: here| to this)?|"
            "(?:i'm|i am) (?:only|just) (?:an? \\w+|the \\w+|sales|reception)|"
            "(?:it's|it is|this is) (?:only )?my first (?:day|week)",
            needs=(
                "here",
                "calls",
                "phone",
                "phones",
                "orders",
                "today",
                "week",
                "yesterday",
                "told",
                "sales",
                "what",
                "messages",
                "new",
                "temp",
                "trainee",
                "training",
                "learning",
                "part-time",
                "part",
                "only",
                "just",
                "first",
            ),
            also=("i", "i'm", "my"),
            confidence=0.7,
            unless=(
                lambda turn, start, end: turn.lower.startswith((" minute", " moment"), end),
                preceded_by("if"),
                _ASKED,
            ),
        ),
        Phrase(
            "did_not_make_rules",
            "i (?:don't|didn't|do not|did not) (?:make|write|set|decide|design) (?:the |these |up )*"
            "(?:rules?|polic(?:y|ies)|prices|system|decisions?|law)|"
            "(?:it's|it is|that's|that is) (?:just |simply )?(?:company policy|the policy|our policy|"
            "not up to me|out of my hands|above my pay|beyond my control|out of our hands|"
            "the way we do)|(?:my|our) hands are tied",
            needs=(
                "rule",
                "rules",
                "policy",
                "policies",
                "prices",
                "system",
                "decision",
                "decisions",
                "law",
                "up",
                "hands",
                "pay",
                "control",
                "way",
            ),
            confidence=0.75,
        ),
        Phrase(
            "everybody_has_it",
            "(?:everyone|everybody|all our customers|all customers|other customers|a lot of people|"
            "many people|lots of people|many customers) (?:is|are|has|have|else has|gets)~ "
            "(?:same|this|problem|problems|issue|waiting|delays?)",
            needs=("everyone", "everybody", "customers", "people"),
            confidence=0.6,
        ),
        Phrase(
            "circumstance",
            "(?:because of|due to|thanks to|with|it's|down to) (?:all )?(?:the )?(?:\\w+ )?"
            "(?:weather|traffic|strikes?|covid|pandemic|christmas|holidays?|bank holiday|brexit|"
            "season|staff shortages?|shortages?|sickness)",
            needs=(
                "weather",
                "traffic",
                "strike",
                "strikes",
                "covid",
                "pandemic",
                "christmas",
                "holiday",
                "holidays",
                "brexit",
                "season",
                "shortage",
                "shortages",
                "sickness",
            ),
            confidence=0.45,
        ),
    ),
)

_THING = (
    "(?:order|parcel|package|delivery|payment|refund|bill|invoice|account|contract|card|line|"
    "engineer|replacement|item|appointment|booking|claim|policy|charge|fee|price|tariff|plan|"
    "subscription|ticket|case|complaint|router|meter|warranty|driver|stock|letter|transfer|part|"
    "application|discount|fault|outage|flight|car|number|address|direct debit)"
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
            needs=("reason", "cause", "why", "happens", "happened", "happen"),
            confidence=0.85,
            unless=(_ASKED, preceded_by("what|what's|what is|tell me|and is that")),
        ),
        Phrase(
            "caused_by",
            "(?:was|were|is|are|been|has been|got|'s) (?:probably |mostly |all )?"
            "(?:caused by|due to|because|down to|delayed|held up|damaged|misrouted|rejected|"
            "declined|suspended|blocked|cancelled by|charged (?:twice|because|for))",
            needs=(
                "caused",
                "due",
                "because",
                "down",
                "delayed",
                "held",
                "damaged",
                "misrouted",
                "rejected",
                "declined",
                "suspended",
                "blocked",
                "cancelled",
                "charged",
            ),
            confidence=0.7,
            unless=(_ASKED,),
        ),
        Phrase(
            "system_shows",
            "(?:i can see|i see|i'm seeing|i am seeing|it shows|it says|the system shows|"
            "the system says|our records show|my records show|according to|the tracking (?:shows|"
            "says)|i'm looking at|i have here|looking at (?:your|the|this)|it looks like|"
            "it appears|it seems) (?:here )?(?:that |on |from |in |the |your |our |it |you |a |"
            "an |there |this |they )",
            needs=(
                "see",
                "seeing",
                "shows",
                "says",
                "show",
                "according",
                "looking",
                "have",
                "looks",
                "appears",
                "seems",
            ),
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
                _ASKED,
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
            needs=(
                "policy",
                "policies",
                "terms",
                "contract",
                "agreement",
                "warranty",
                "guarantee",
                "rules",
                "cover",
                "law",
                "regulation",
                "regulations",
                "regulator",
            ),
            confidence=0.75,
            unless=(_ASKED,),
        ),
        Phrase(
            "entitled",
            "(?:you're|you are|you would be|you'd be|you'll be) (?:\\w+ )?"
            "(?:entitled to|covered|eligible|within the|still in|under contract|out of contract)",
            needs=("entitled", "covered", "eligible", "within", "still", "under", "out"),
            confidence=0.75,
            unless=(_ASKED,),
        ),
        Phrase(
            "how_it_works",
            "(?:it|this|that|which|they|a \\w+|the \\w+) (?:usually |normally |generally |typically |"
            "can |always |only |will |currently )?(?:takes?|costs?|works?|means?|includes?|covers?|"
            "starts?|happens?|applies) (?:up to|about|around|between|from|by|that|like|for|\\d|a|"
            "the|you|when|one|two|three|four|five|six|seven|eight|nine|ten|every|to)",
            needs=(
                "takes",
                "take",
                "costs",
                "cost",
                "works",
                "work",
                "means",
                "mean",
                "includes",
                "include",
                "covers",
                "cover",
                "starts",
                "start",
                "happens",
                "happen",
                "applies",
            ),
            confidence=0.6,
            unless=(_ASKED, preceded_by("does|do|did|how|what|i know|that")),
        ),
        Phrase(
            "there_is",
            "(?:there's|there is|there was|there has been|there were|there are|we've had|"
            "we have had|we had) (?:currently |been )?(?:a|an|some|two|three|no|only) "
            "(?:\\w+ ){0,3}(?:fault|outage|delay|delays|error|mistake|problem|issue|strike|flood|"
            "storm|fire|hold|block|fee|charge|limit|shortage|recall|breakdown|mix-up|credit|"
            "balance|record|note|period|penalty|stock)",
            needs=(
                "fault",
                "outage",
                "delay",
                "delays",
                "error",
                "mistake",
                "problem",
                "issue",
                "strike",
                "flood",
                "storm",
                "fire",
                "hold",
                "block",
                "fee",
                "charge",
                "limit",
                "shortage",
                "recall",
                "breakdown",
                "mix-up",
                "credit",
                "balance",
                "record",
                "note",
                "period",
                "penalty",
                "stock",
            ),
            confidence=0.65,
            unless=(preceded_by("if|that|sorry|know"),),
        ),
        Phrase(
            "because",
            "(?:because|since|due to|as a result of|caused by) "
            "(?:of )?(?:the|a|an|your|our|it|there|they|we|this|that|you|someone|somebody|\\w+)",
            needs=("because", "since", "due", "result", "caused"),
            confidence=0.55,
            unless=(_ASKED, lambda turn, start, end: "?" in turn.lower[end : end + 80]),
        ),
    ),
)
