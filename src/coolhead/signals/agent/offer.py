"""`offer`: a concrete way forward, with ``options`` saying how many ways were named."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from coolhead.call.utterance import Signal
from coolhead.signals.agent.phrasing import Phrase, PhraseDetector, compiled, preceded_by, word_set
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
_DO_WORDS = word_set(
    "send resend refund replace exchange credit cancel book rebook arrange schedule reschedule "
    "order "
    "reorder email e-mail text post give waive reduce upgrade downgrade extend reset process issue "
    "raise chase swap repair fix take remove put move bring change set switch offer get deliver "
    "redeliver collect sort call ring phone have spread split match lower drop freeze pause apply "
    "add open log register reverse compensate pay return release unlock renew fit escalate do make "
    "ask let prioritise prioritize expedite reimburse discount knock throw transfer help find "
    "provide suggest recommend correct reissue backdate amend file submit stop test hold "
    "erase delete stay roll skip"
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

_NUMBER: Final = {
    "two": 2,
    "both": 2,
    "couple": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "2": 2,
    "3": 3,
    "4": 4,
    "few": 3,
    "several": 3,
}
_COUNTED: Final = compiled(
    "(two|three|four|five|2|3|4|(?:a )?couple of|(?:a )?few|several|both) "
    "(?:different |possible |main |other |good |possible |simple )?"
    "(?:options|ways|choices|possibilities|solutions|things (?:i|we) can|alternatives|things we)|"
    "(?:one of|either of) (two|three|four|several) things"
)
# "or" between alternatives; not in "two or three days", "more or less", "or so", "or anything".
_OR: Final = re.compile(
    r"\bor\b(?!,? (?:so|not|anything|something|more|less|later|two|three|four|five|six|seven|eight|"
    r"nine|ten|even|\d|whatever|no\b|is that|is it|do you|are you|would you|wouldn'?t|if not|am i|"
    r"near|at least|earlier|sooner|else (?:what|how)))"
)
_NO_ALTERNATIVE_BEFORE: Final = re.compile(
    r"\b(?:day|week|hour|more|sooner|whether|morning|yes|\d)[\s,]*$"
)
_WAY: Final = re.compile(r",? (?:i|we|you|if|there) ")
# "Would you prefer, the copy or the refund?": the comma comes before the first of two.
_ASKS_FIRST: Final = re.compile(r"(?:which )?would you (?:still )?(?:prefer|like|rather)[,:]?\s+")
_ALTERNATIVE: Final = compiled(
    "alternatively|another (?:option|way|possibility|thing (?:i|we) can)|the other option|"
    "option two|option b|secondly|the second (?:one|option|is)|"
    "(?:i|we) (?:can|could) also|if you(?:'d)? prefer|or else|otherwise (?:i|we) (?:can|could)"
)
_LISTED: Final = re.compile(
    rf",\s+(?:(?:i|we) (?:can |could )?)?(?:{'|'.join(sorted(_DO_WORDS))}|an?|the|your|full|free|"
    r"another|some)\b[^,.;!?]{2,60}(?=,| or\b)"
)
_OR_BEFORE: Final = re.compile(r"\bor[\s,]*$")
_FULL_STOP: Final = re.compile(r"[.!?](?=\s)")
# How far back the first of two ways may have begun: one breath.
_BEFORE_OR: Final = 160
# The alternatives of one offer are said in one breath and the next: how far they are looked for.
_REACH: Final = 320


def count_options(lower: str, start: int) -> int:
    """How many ways forward the offer beginning at ``start`` names; at least one.

    Where "or" stands right before it, the first way was named earlier in the sentence.
    """
    if _OR_BEFORE.search(lower, max(0, start - 8), start):
        start = max(0, start - _BEFORE_OR, *(m.end() for m in _FULL_STOP.finditer(lower, 0, start)))
    asks = _ASKS_FIRST.match(lower, start)
    region = lower[asks.end() if asks else start : start + _REACH]
    counted = _COUNTED.search(lower[max(0, start - 60) : start + _REACH])
    if counted is not None:
        said = counted.group(1) or counted.group(2)
        word = said.replace("a ", "").replace(" of", "").split()[-1]
        return _NUMBER.get(word, 2)
    alternatives = [
        match
        for match in _OR.finditer(region)
        if _WAY.match(region, match.end())
        or not _NO_ALTERNATIVE_BEFORE.search(region[: match.start()])
    ]
    spoken = sum(1 for _ in _ALTERNATIVE.finditer(region))
    listed = 0
    if alternatives:
        listed = sum(1 for _ in _LISTED.finditer(region[: alternatives[-1].start() + 3]))
        # the item right before "or" is counted by the "or" itself
        listed = max(
            0, listed - (1 if region[: alternatives[-1].start()].rstrip()[-1:] == "," else 0)
        )
    return 1 + len(alternatives) + spoken + listed


class _Offer(PhraseDetector):
    def build(
        self, turn: Turn, conversation: Conversation, pattern: Pattern, match: re.Match[str]
    ) -> Signal | None:
        signal = super().build(turn, conversation, pattern, match)
        if signal is None:
            return None
        start = match.start()
        if pattern.rule == "which_of_them":
            before = _LAST_OR.search(turn.lower, max(0, start - _REACH), match.end())
            if before is None:
                return None
            start = min(start, before.start())
        stop = _STOP.search(turn.lower, match.end())
        end = min(stop.start() if stop else len(turn.lower), start + _REACH)
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
            also=_DO_WORDS,
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
            also=_DO_WORDS,
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
