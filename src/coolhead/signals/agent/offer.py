"""`offer`: a concrete way forward, with ``options`` saying how many ways were named."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from coolhead.call.utterance import Signal
from coolhead.signals.agent.offer_options import DO_WORDS, REACH, count_options
from coolhead.signals.agent.phrasing import Phrase, PhraseDetector, preceded_by, word_set
from coolhead.signals.lexical import Pattern
from coolhead.signals.scope import is_quoted, is_reported
from coolhead.signals.turn import Conversation, Turn

# What an agent can do about a matter (base forms). Verbs of merely looking are not among them.
_DO = (
    "(?:send|resend|refund|replace|exchange|credit|cancel|book|rebook|arrange|schedule|reschedule|"
    "order|reorder|email|e-mail|text|post|give you|give|waive|reduce|upgrade|downgrade|extend|"
    "reset|"
    "process|issue|raise|chase|swap|repair|fix|take~ off|remove|put~ (?:right|back|on a|in for|"
    "down "
    "for|aside|towards|a)|put you (?:in|up|on (?!hold|mute)|down|with)|stop (?:the|all|that|any|"
    "your|"
    "those)|test|hold (?:it|one|that)|deliver|erase|delete|find|swap|stay (?:on|with)|move|"
    "bring|change|set up|set~ up|switch|offer|get|redeliver|"
    "collect|sort|call you|ring you|phone you|have~ (?:call|ring|look|delivered|sent|collected|"
    "come)|spread|split|match|lower|drop|freeze|pause|apply|add|open|log|register|reverse|"
    "compensate|pay|return|release|unlock|renew|fit|escalate|do a|do you|make you|make a|"
    "ask~ to|let you|prioriti[sz]e|expedite|reimburse|discount|knock|throw in|transfer|help you "
    "(?:with|to|set|get|move|change|find)|provide|suggest|recommend|correct|reissue|"
    "backdate|amend|file|submit|"
    "roll (?:you|it|that|them) back|do (?:one of|either|mon|tues|wed|thurs|fri|sat|sun|tomorrow|"
    "today|tonight|the|five|ten|\\d)\\w*|skip|drop)"
)
_ALSO = (
    "(?:also |certainly |definitely |either |of course |happily |gladly |just |quickly |still |"
    "then |perhaps |maybe |immediately |instead |try to |of course |now )*"
)
_NOT_MINE = preceded_by(
    "nothing|anything|else|all|if|that|everything|whatever|hope|wish|glad|pleased|who|"
    "one|not sure|how|so that|before|something|as much as|as soon as|see what|where|when|"
    "think"
)


class _Offer(PhraseDetector):
    def build(
        self, turn: Turn, conversation: Conversation, pattern: Pattern, match: re.Match[str]
    ) -> Signal | None:
        signal = super().build(turn, conversation, pattern, match)
        if signal is None:
            return None
        start = match.start()
        if pattern.rule == "which_of_them":
            before = _LAST_OR.search(turn.lower, max(0, start - REACH), match.end())
            if before is None:
                return None
            start = min(start, before.start())
        stop = _STOP.search(turn.lower, match.end())
        end = min(stop.start() if stop else len(turn.lower), start + REACH)
        end = len(turn.lower[:end].rstrip())
        while not turn.lower[start].isalnum():
            start += 1
        return msgspec.structs.replace(
            signal,
            options=count_options(turn.lower, start),
            span=(start, max(end, match.end())),
        )


_STOP: Final = re.compile(r"[.!?](?=\s|$)")
# The sentence with the "or" between two ways, and the question which of them that follows it.
_LAST_OR: Final = re.compile(
    r"[^.!?]{3,200}\bor\b(?! (?:so|not|anything|two|three|more|less)\b)[^.!?]{3,200}[.!?,]?\s*"
    r"(?:which|what|would)\b[^.!?]*$"
)
_DAY = (
    "(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|tonight|this (?:morning|"
    "afternoon|"
    "evening)|next week)"
)
_DAY_WORDS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday tomorrow today tonight this next"
)


def _is_known(turn: Turn, start: int, end: int) -> bool:
    """Whether it is told of what was booked before: "your appointment is on Tuesday"."""
    return _KNOWN.search(turn.lower[max(0, start - 30) : end + 30]) is not None


_KNOWN: Final = re.compile(r"\b(?:was|were|your (?:appointment|delivery)|already|booked for)\b")

OFFER = _Offer(
    "offer",
    (
        Phrase(
            "would_you_like_me",
            "(?:would you like|do you want|would you prefer|would you want|would it help) "
            "(?:me|us|for me|if i|if we|that i) (?:to )?"
            f"{_ALSO}(?:{_DO}|sent|got|gave|rang|\\w+ed)",
            needs=("like", "want", "prefer", "help"),
            also=("would", "do"),
            confidence=0.92,
        ),
        Phrase(
            "what_i_can_do",
            "what (?:i|we)(?: can| could|'ll| will| am able to|'m able to) (?:do|offer)"
            "(?: for you| now| today| here| instead| though| then)*(?: is| would be)?",
            needs=("what",),
            also=("do", "offer"),
            confidence=0.88,
            unless=(preceded_by("see|know|check|tell me|find out|and"),),
        ),
        Phrase(
            "would_you_like",
            "(?:would you like|would you prefer|would you rather(?: have)?|"
            "do you want|would you be happy with|how does|how would) "
            "(?:to have |to get |to be |to |us to )?"
            "(?:a|an|the|your|another|some|your money|it|to be) (?:\\w+ ){0,3}"
            "(?:refund|replacement|credit|voucher|exchange|appointment|callback|call back|engineer|"
            "discount|delivery|copy|visit|slot|upgrade|refunded|replaced|repaired|back|sent|"
            "delivered|collected|sound|one|repair|collection)",
            needs="refund replacement credit voucher exchange appointment callback engineer "
            "discount delivery copy visit slot upgrade refunded replaced repaired back sent "
            "delivered collected sound one repair collection",
            also="like prefer rather want happy how",
            confidence=0.82,
        ),
        Phrase(
            "i_can",
            f"(?:i|we|i'm able to|i am able to|we're able to|we are able to) ?"
            f"(?:can |could |'d be happy to |would be happy to |am happy to |'m happy to |"
            f"'re happy to |are happy to |'d be glad to |would be glad to |"
            "'d like to (?!get|help|see|find|put|move|do|set|bring|sort|take|fix|try))"
            f"{_ALSO}{_DO}",
            needs="can could i'd happy glad like we'd",
            also=DO_WORDS,
            confidence=0.85,
            unless=(is_reported, is_quoted, _NOT_MINE),
        ),
        Phrase(
            "able_to",
            f"(?:i'm|i am|we're|we are) (?:also )?able to {_DO}|(?:i|we) (?:can|could) "
            f"(?:either|also) \\w+",
            needs=("able", "either", "also"),
            confidence=0.85,
            unless=(_NOT_MINE,),
        ),
        Phrase(
            "shall_i",
            f"(?:shall|should|can|may|could) (?:i|we) {_ALSO}(?!find|test|start|take your|"
            f"put you on hold|get your|have your|check){_DO}",
            needs="shall should can may could",
            also=DO_WORDS,
            confidence=0.75,
            unless=(
                preceded_by("how|what|when|why|where|who|which|and what|nor"),
                lambda turn, start, end: (
                    re.match(
                        r",? (?:you to|you (?:a|another|one) question|your (?:name|number|post|"
                        r"date|email|"
                        r"account|address|order|reference)|the (?:account|order|reference) number)",
                        turn.lower[end : end + 40],
                    )
                    is not None
                ),
            ),
        ),
        Phrase(
            "which_of_them",
            "which (?:one |of (?:those|them|the two) )?(?:would|will|is|do)~ (?:suit|better|easier|"
            "easiest|best|rather|prefer|like|want|sooner|work|help)|which (?:one )?(?:works|suits)|"
            "what (?:works|would work|suits|would suit) (?:better|best|you)",
            needs=("which", "what"),
            confidence=0.8,
        ),
        Phrase(
            "rather_or",
            "would you (?:still )?(?:rather|prefer|sooner|like)~~ or~ (?:have|me|we|i|us|for|the|"
            "a|you|to)",
            needs="rather prefer sooner like",
            also=("or",),
            confidence=0.7,
        ),
        Phrase(
            "up_for",
            "would you be (?:up for|open to|interested in|willing to (?:try|have|let|take)|happy "
            "(?:for|with|to have)|all right with) \\w+|"
            "would you like (?:somebody|someone|an? \\w+|one of (?:us|the \\w+)) to \\w+",
            needs="up open interested willing happy like right",
            also=("would",),
            confidence=0.75,
        ),
        Phrase(
            "there_is_a_slot",
            "(?:there's|there is|i've got|i have|we've got|we have|i can see) (?:also )?(?:a|an|"
            "one|another|two|some)~ (?:van|slot|slots|appointment|appointments|space|spaces|"
            "opening|gap|table|room|seat|seats|flight|train|engineer|delivery|visit|time|times)~ "
            f"(?:on|at|for|free|available|between|{_DAY})",
            needs="van slot slots appointment appointments space spaces opening gap table room "
            "seat seats flight train engineer delivery visit time times",
            confidence=0.66,
            unless=(is_reported, preceded_by("if|see|so|that|because|says"), _is_known),
        ),
        Phrase(
            "first_free",
            "(?:first|next|earliest|soonest) (?:one|slot|appointment|day|date|time|opening|visit|"
            "delivery|available|free)~ (?:i've got|i have|we've got|we have|i can|we can|is|"
            "would be|available)~ (?:on |at )?" + _DAY,
            needs="first next earliest soonest",
            also=_DAY_WORDS,
            confidence=0.75,
            unless=(_is_known,),
        ),
        Phrase(
            "a_time_asked",
            rf"^\W*(?:(?:so|okay|ok|right|then|how about|say|what about|maybe|or|and)\W+){{0,3}}"
            rf"(?:on )?(?:this |next )?{_DAY}(?:,? (?:the \w+|at|around|about|between|after|before|"
            r"morning|afternoon|evening|then|instead|lunchtime|\w+ (?:thirty|fifteen|forty-five|"
            r"o'clock|ish)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|"
            r"lunch|and|to|till|\d[\d:.]*(?:am|pm)?|o'clock|thirty)){0,7}\?\W*$",
            needs=_DAY_WORDS,
            confidence=0.7,
        ),
        Phrase(
            "you_can_or",
            "you (?:can|could) (?:also |either )?(?!(?:see|hear|tell|imagine|always|ring|call)\\b)"
            "\\w+~~ or (?:i|you|we|send|bring|take|have|come|go|pay|post|drop|email|if)",
            needs=("you",),
            also=("or",),
            confidence=0.66,
            unless=(is_reported, _NOT_MINE, preceded_by("so|so that|before")),
        ),
        Phrase(
            "you_can_skip",
            "you (?:can|could) (?:also |still |always |just )?(?:skip|pause|swap|switch|freeze|"
            "spread|pay (?:it |that )?(?:in|over|monthly)|keep) \\w+",
            needs="skip pause swap switch freeze spread pay keep",
            also=("can", "could"),
            confidence=0.6,
            unless=(is_reported, _NOT_MINE, preceded_by("so|so that|before|see")),
        ),
        Phrase(
            "what_about_our",
            "(?:what|how) about (?:our|a|an|the|one of our) (?:[\\w-]+ ){0,3}(?:plan|package|deal|"
            "option|model|version|offer|tariff|bundle|size|room|smaller|cheaper|slot)",
            needs=("about",),
            confidence=0.75,
        ),
        Phrase(
            "how_about",
            "(?:how about|what about|what if) (?:if )?(?:i|we|a|an|the|you)(?: were to| just| "
            "try)? "
            f"(?:{_DO}|\\w+ed|sent|booked|refunded|gave|swapped|moved|arranged|got|\\w+ (?:refund|"
            f"credit|"
            "discount|voucher|replacement)|refund|credit|discount|replacement|voucher)",
            needs=("about", "if"),
            also=("how", "what"),
            confidence=0.8,
        ),
        Phrase(
            "options",
            "(?:you have|you've got|there are|there're|i have|i've got|we have|here are|"
            "i can (?:give|offer|see)(?: you)?|i'd like to (?:give|offer)(?: you)?|the|your|"
            "let me give you) "
            "(?:a |the |your )?(?:(?:two|three|four|couple of|few|several|some|2|3) "
            ")?(?:different |"
            "possible |other )?(?:options|choices|ways (?:to|we|i|of)|possibilities|alternatives|"
            "solutions)(?! (?:on|in) the (?:menu|website|screen))",
            needs="options choices ways possibilities alternatives solutions",
            confidence=0.85,
            unless=(preceded_by("press|no|what are|if|through|about|of"),),
        ),
        Phrase(
            "we_could_either",
            "(?:either~ or|you (?:can|could) (?:also |either )?(?:have|choose|keep|pick|"
            "exchange|return|swap|get) (?:a|an|the|it|between|your))",
            needs="either have choose keep pick exchange return swap get",
            also=("or", "can", "could"),
            confidence=0.65,
            unless=(
                is_reported,
                _NOT_MINE,
                preceded_by("hope|so|not sure|don't"),
            ),
        ),
        Phrase(
            "let_me_offer",
            f"(?:let me|allow me to|i'd like to|i would like to|i want to|i propose|i suggest|"
            f"my suggestion is|may i suggest|we suggest|let's) (?:to |we |that we |that i )?{_ALSO}"
            f"(?:offer|refund|send|replace|credit|book|arrange|give you|waive|propose|suggest|get "
            f"you|"
            f"order|set (?:up|you up)|reschedule|rebook|swap|issue)",
            needs="let allow like want propose suggest suggestion let's",
            also="offer refund send replace credit book arrange give waive propose suggest get "
            "order set reschedule rebook swap issue",
            confidence=0.75,
        ),
    ),
)
