"""`excuse`: reasons put in place of help.

The same cause can be an excuse or information. What decides is whether a next step follows:
"there was a strike at the depot, so I have booked it for Tuesday" informs, "we are very busy at
the moment" and nothing more excuses.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from coolhead.call.utterance import Signal
from coolhead.signals.agent.phrasing import I_AM, Phrase, PhraseDetector, compiled, preceded_by
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
    "(?:it|they|you|he|she|the \\w+|your \\w+)(?: will|'ll) (?:be|have|get|receive|arrive|come)|"
    "you'll (?:have|get|receive|see)|(?:now )?(?:booked|rescheduled) for|next step|would you like|"
    "shall i"
)
# With a next step in the same turn a reason is no excuse: below the threshold.
WITH_NEXT_STEP: Final = 0.35


class _Excuse(PhraseDetector):
    def build(
        self, turn: Turn, conversation: Conversation, pattern: Pattern, match: re.Match[str]
    ) -> Signal | None:
        signal = super().build(turn, conversation, pattern, match)
        if signal is not None and NEXT_STEP.search(turn.lower):
            return msgspec.structs.replace(signal, confidence=WITH_NEXT_STEP)
        return signal


ASKED = preceded_by("if|whether|see if|check if|is it|are you|do you|was it")
_SYSTEM = (
    "(?:system|systems|computer|computers|server|servers|software|screen|network|internet|database|"
    "program|machine)"
)
_SYSTEM_WORDS = frozenset(
    f"{word}{owned}" for word in _SYSTEM.strip("(?:)").split("|") for owned in ("", "'s")
)

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
            needs="busy overloaded swamped snowed understaffed short staffed short-staffed "
            "overwhelmed stretched rushed backed behind hectic",
            confidence=0.85,
            unless=(ASKED, preceded_by("while|when|sorry")),
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
            needs="calls volume volumes complaints customers orders staff people sickness absence "
            "absences",
            confidence=0.75,
        ),
        Phrase(
            "slow_system",
            f"(?:my|our|the|this|these) (?:\\w+ )?{_SYSTEM}(?:'s| is| are| was| has| keeps| just| "
            f"has been|'s been| being)(?: been| being| just| very| really| so| a bit| quite| "
            f"always|"
            f" all| playing| running| going| terribly| today){{0,4}} "
            "(?:slow|down|up|frozen|freezing|crashed|crashing|crash|playing up|rubbish|terrible|"
            "old|"
            "acting up|hopeless|lagging|useless|updating|not working|loading)",
            needs=_SYSTEM_WORDS,
            confidence=0.75,
            unless=(ASKED,),
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
            needs="fault doing mistake responsibility problem",
            also="my our this anyone's anybody's company's",
            confidence=0.85,
            unless=(is_quoted, is_reported),
        ),
        Phrase(
            "their_fault",
            "(?:it's|it is|that's|that is|it was|that was|this is) (?:all |really |actually |"
            "probably |just )?(?:the|their|his|her|your|a) (?:\\w+(?:'s)? ){0,2}"
            "(?:fault|mistake|mess|problem|error)(?! (?:for|that i|we))",
            needs="fault mistake mess problem error",
            also="the their his her your",
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
            needs="blame courier couriers driver drivers warehouse supplier suppliers department "
            "team engineer engineers colleague colleagues shift depot billing office "
            "carrier",
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
            needs="here calls phone phones orders today week yesterday told sales what messages "
            "new temp trainee training learning part-time part only just first",
            also=("i", "i'm", "my"),
            confidence=0.7,
            unless=(
                lambda turn, start, end: turn.lower.startswith((" minute", " moment"), end),
                preceded_by("if"),
                ASKED,
            ),
        ),
        Phrase(
            "did_not_make_rules",
            "i (?:don't|didn't|do not|did not) (?:make|write|set|decide|design) (?:the |these |up "
            ")*"
            "(?:rules?|polic(?:y|ies)|prices|system|decisions?|law)|"
            "(?:it's|it is|that's|that is) (?:just |simply )?(?:company policy|the policy|our "
            "policy|"
            "not up to me|out of my hands|above my pay|beyond my control|out of our hands|"
            "the way we do)|(?:my|our) hands are tied",
            needs="rule rules policy policies prices system decision decisions law up hands pay "
            "control way",
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
            needs="weather traffic strike strikes covid pandemic christmas holiday holidays "
            "brexit season shortage shortages sickness",
            confidence=0.45,
        ),
    ),
)
