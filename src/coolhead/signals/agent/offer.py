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
    "for|aside|towards|a)|move|bring|change|set up|set~ up|switch|offer|get|deliver|redeliver|"
    "collect|sort|call you|ring you|phone you|have~ (?:call|ring|look|delivered|sent|collected|"
    "come)|spread|split|match|lower|drop|freeze|pause|apply|add|open|log|register|reverse|"
    "compensate|pay|return|release|unlock|renew|fit|escalate|do a|do you|make you|make a|"
    "ask~ to|let you|prioriti[sz]e|expedite|reimburse|discount|knock|throw in|transfer|help you "
    "(?:with|to|set|get|move|change|find)|find you|provide|suggest|recommend|correct|reissue|"
    "backdate|amend|file|submit|start|try)"
)
_DO_WORDS = word_set(
    "send resend refund replace exchange credit cancel book rebook arrange schedule reschedule "
    "order "
    "reorder email e-mail text post give waive reduce upgrade downgrade extend reset process issue "
    "raise chase swap repair fix take remove put move bring change set switch offer get deliver "
    "redeliver collect sort call ring phone have spread split match lower drop freeze pause apply "
    "add open log register reverse compensate pay return release unlock renew fit escalate do make "
    "ask let prioritise prioritize expedite reimburse discount knock throw transfer help find "
    "provide suggest recommend correct reissue backdate amend file submit start try"
)
_ALSO = (
    "(?:also |certainly |definitely |either |of course |happily |gladly |just |quickly |still |"
    "then |perhaps |maybe |immediately |instead |try to |of course |now )*"
)
_NOT_MINE = preceded_by(
    "nothing|anything|all|if|what else|that|everything|whatever|hope|wish|"
    "not sure|"
    "how|so that|before|something|as much as|as soon as|see what|where|when|"
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
    "(?:options|ways|choices|possibilities|solutions|things (?:i|we) can|alternatives|things we)"
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
_ALTERNATIVE: Final = compiled(
    "alternatively|another (?:option|way|possibility|thing (?:i|we) can)|the other option|"
    "option two|option b|secondly|the second (?:one|option|is)|"
    "(?:i|we) (?:can|could) also|if you(?:'d)? prefer|or else|otherwise (?:i|we) (?:can|could)"
)
_LISTED: Final = re.compile(
    rf",\s+(?:(?:i|we) (?:can |could )?)?(?:{'|'.join(sorted(_DO_WORDS))}|an?|the|your|full|free|"
    r"another|some)\b[^,.;!?]{2,60}(?=,| or\b)"
)
# The alternatives of one offer are said in one breath and the next: how far they are looked for.
_REACH: Final = 320


def count_options(lower: str, start: int) -> int:
    """How many ways forward the offer beginning at ``start`` names; at least one."""
    region = lower[start : start + _REACH]
    counted = _COUNTED.search(lower[max(0, start - 60) : start + _REACH])
    if counted is not None:
        word = counted.group(1).replace("a ", "").replace(" of", "").split()[-1]
        return _NUMBER.get(word, 2)
    alternatives = [
        match
        for match in _OR.finditer(region)
        if not _NO_ALTERNATIVE_BEFORE.search(region[: match.start()])
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
        stop = re.compile(r"[.!?](?=\s|$)").search(turn.lower, match.end())
        end = min(stop.start() if stop else len(turn.lower), match.start() + _REACH)
        end = len(turn.lower[:end].rstrip())
        return msgspec.structs.replace(
            signal,
            options=count_options(turn.lower, match.start()),
            span=(match.start(), max(end, match.end())),
        )


OFFER = _Offer(
    "offer",
    (
        Phrase(
            "would_you_like_me",
            "(?:would you like|do you want|would you prefer|would you want|would it help) "
            "(?:me|us|for me|if i|if we|that i) (?:to )?"
            f"{_ALSO}(?:{_DO}|sent|got|gave|rang|\\w+ed)",
            needs=("like", "want", "prefer", "help"),
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
            f"'re happy to |are happy to |'d be glad to |would be glad to |'d like to )"
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
            f"(?:shall|should|can|may|could) (?:i|we) {_ALSO}{_DO}",
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
            "how_about",
            "(?:how about|what about|what if) (?:if )?(?:i|we|a|an|the|you)(?: were to| just| "
            "try)? "
            f"(?:{_DO}|\\w+ed|sent|booked|refunded|gave|swapped|moved|arranged|got|\\w+ (?:refund|"
            f"credit|"
            "discount|voucher|replacement)|refund|credit|discount|replacement|voucher)",
            needs=("about", "if"),
            confidence=0.8,
        ),
        Phrase(
            "options",
            "(?:you have|you've got|there are|there're|i have|i've got|we have|here are|"
            "i can (?:give|offer|see)(?: you)?|i'd like to (?:give|offer)(?: you)?|the|your|"
            "let me give you) "
            "(?:a |the |your )?(?:two|three|four|couple of|few|several|some|2|3)? ?(?:different |"
            "possible |other )?(?:options|choices|ways (?:to|we|i|of)|possibilities|alternatives|"
            "solutions)(?! (?:on|in) the (?:menu|website|screen))",
            needs="options choices ways possibilities alternatives solutions",
            confidence=0.85,
            unless=(preceded_by("press|no|what are|if"),),
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
