"""Remedies and the ways of asking for them, as a table."""

from __future__ import annotations

import re
from typing import Final

from coolhead.signals.customer.wording import say
from coolhead.signals.lexical import Pattern
from coolhead.signals.scope import is_hypothetical, is_negated
from coolhead.signals.turn import Turn

_I_WANT: Final = (
    r"(?:(?:i|we)(?: would|'d| just| only| really| still| simply| do| now|"
    r" demand| am)* (?:<want>|looking for|asking for|entitled to|owed|deserve|"
    r"waiting for|'m due|request|hoping for|calling for|be happy with|take|"
    r"settle for|accept|was after)|"
    r"(?:can|could|may|will|would|can't|couldn't|won't) (?:i|you|we|someone|"
    r"somebody|they)(?: please| at least| not| just| kindly| possibly| maybe)*|"
    r"please|kindly|just|give me|i'd like|i want|gimme|get me|you (?:need|"
    r"have|must|should|ought)(?: to)?|you owe me|"
    r"(?:how|where) (?:do|can) i|i expect|i insist|i demand|is it possible "
    r"to|any chance of|what about|how about|looking to|ringing to|calling "
    r"to|ring to|wanting to|i'm after|i need|need to|want to|would like|"
    r"wish to|sort me|let me|like to|possible to|asking for|entitled to|"
    r"want|i would prefer|i'll have)"
)
_GAP: Final = r"(?:[\w']+ ){0,5}?"


def _wish(rule: str, core: str, needs: str, confidence: float, remedy: str) -> Pattern:
    return say(
        rule,
        rf"{_I_WANT} {_GAP}(?:{core})",
        needs,
        confidence,
        unless=(is_hypothetical,),
        remedy=remedy,
    )


# "They gave me the deposit back": it tells what happened.
_TOLD: Final = re.compile(
    r"\b(?:got|gave|given|sent|paid|put|had|received|get|getting|is|was|are|did|"
    r"where)\b[^.!?]{0,25}$"
)


def _is_telling(turn: Turn, start: int, end: int) -> bool:
    return _TOLD.search(turn.lower[max(0, start - 40) : start]) is not None


REQUEST: Final[tuple[Pattern, ...]] = (
    _wish(
        "refund",
        r"refund(?:ed|s)?(?! policy)|(?:my |the |all (?:of )?my |all my )?money "
        r"back|reimburse(?:d|ment)?|pay me back|every (?:cent|penny)(?: \w+){0,3} "
        r"back|pay(?:ment)? (?:it )?back|my "
        r"(?:money|cash|deposit) (?:back|returned)",
        "refund refunded refunds back reimburse reimbursed reimbursement returned",
        0.9,
        "refund",
    ),
    say(
        "money_back",
        r"(?:give|want|need|get|gimme|send)(?: me)?(?: \w+)? (?:fucking |bloody "
        r"|damn )?(?:my|our|the|me) (?:\w+ )?(?:money|cash|refund)(?: back)?(?= "
        r"*(?:[.,!?]|$)| (?:now|today|please|back|and|or))|where's my (?:refund|"
        r"money)|where is my (?:refund|money)|refund me|(?:just )?refund (?:it|"
        r"me|my|the)|i'm owed a refund",
        "money cash refund",
        0.85,
        remedy="refund",
    ),
    _wish(
        "replacement",
        r"(?:a |another |new )?replace(?:ment|d)?(?: \w+)?|(?:a )?new one|(?:send|"
        r"get) (?:me )?(?:a new|another)(?: \w+)?|exchange(?:d)?(?: it)?|swap(?:ped)?(?: "
        r"it)?",
        "replacement replace replaced new another exchange exchanged swap swapped",
        0.86,
        "replacement",
    ),
    _wish(
        "callback",
        r"(?:a )?(?:called|call|phoned|phone|rung|ring|callback|call-back)(?: me| us)? ?back|(?:a "
        r"|your )?(?:callback|call back|return call)|(?:call|ring|phone) me "
        r"(?:after|on|at|tomorrow|later|when|again|in the|this)(?! again)",
        "call called phone phoned rung ring callback",
        0.84,
        "callback",
    ),
    _wish(
        "cancellation",
        r"cancel(?:led|lation|ling)?(?! culture)(?: \w+){0,3}|(?:close|terminate|"
        r"end|stop) (?:my|the|this|our) (?:\w+ )?(?:account|contract|subscription|"
        r"policy|membership|agreement|service|plan|direct debit)|(?:get|opt) "
        r"out of (?:my|this|the) (?:\w+ )?(?:contract|agreement|deal|plan)|unsubscribe|"
        r"leave the contract",
        "cancel cancelled canceled cancellation cancelling close terminate "
        "end stop out unsubscribe leave",
        0.87,
        "cancellation",
    ),
    say(
        "cancel_order",
        r"(?:just )?(?:cancel|terminate) (?:it|my|the|this|everything|that|our|"
        r"all)(?: \w+)?|i'm cancelling|i am cancelling|i'm canceling",
        "cancel terminate cancelling canceling",
        0.8,
        remedy="cancellation",
        unless=(is_hypothetical, is_negated),
    ),
    _wish(
        "repair",
        r"repair(?:ed|s)?(?: it)?|(?:it |this |that |my \w+ |the \w+ )?(?:fix|"
        r"fixed|mended|mend|sorted|sort|put right|working)(?: it| this| that|"
        r" out| again| my \w+)?|(?:send|get|have)(?: me| us)? (?:an? |the |someone|"
        r"somebody|your )?(?:engineer|technician|plumber|electrician|repairman|"
        r"someone (?:out|round)|somebody (?:out|round))(?: \w+)?",
        "repair repaired repairs fix fixed mended mend sorted sort put working "
        "engineer technician plumber electrician repairman someone somebody",
        0.76,
        "repair",
    ),
    _wish(
        "compensation",
        r"compensat(?:ion|ed|e)(?: me| for)?|(?:good ?will|goodwill) (?:gesture|"
        r"payment)|something for (?:my|the|all (?:this|my)) (?:\w+ )?(?:trouble|"
        r"inconvenience|time|wait|stress)|make it up to me|what are you going "
        r"to (?:do|give me) (?:to make|for (?:my|all))",
        "compensation compensated compensate goodwill gesture trouble "
        "inconvenience time wait stress make",
        0.87,
        "compensation",
    ),
    say(
        "compensation_bare",
        r"i (?:expect|demand|want|deserve|am entitled to|'m entitled to) (?:\w+ "
        r")?compensation|what about (?:some |my )?compensation",
        "compensation",
        0.88,
        remedy="compensation",
    ),
    _wish(
        "discount",
        r"(?:a |some |any |the )?discount(?:s|ed)?|(?:money|something|a bit|"
        r"percent) off(?: (?:my|the|next|it))|a (?:better|cheaper|lower) (?:deal|"
        r"price|rate|tariff|offer|quote)|(?:lower|reduce|drop|match|bring down|"
        r"knock) (?:my|the|it|down|something|that) ?(?:\w+ )?(?:price|bill|rate|"
        r"payment|cost|premium|off|down)",
        "discount discounts discounted off deal price rate tariff offer quote "
        "bill payment cost premium down",
        0.82,
        "discount",
    ),
    _wish(
        "credit",
        r"(?:a )?credit (?:on|to|for|my|it to|note|the|back|applied)|credited|"
        r"(?:charges?|fees?|it|that|this) (?:waived|removed from my bill|written "
        r"off|taken off|wiped)|waive(?:d)? (?:the|that|this|it|my)|(?:knock|"
        r"take|write) (?:it|that|the \w+|this) off",
        "credit credited waived removed written taken wiped waive knock take write",
        0.84,
        "credit",
    ),
    _wish(
        "information",
        r"(?:(?<!you\s)(?<!you,\s)know(?= (?:when|what|why|how|if|where|who|"
        r"whether|about|the|my|is|which|more|that|exactly))|find out|(?<!i\s)(?<!i just\s)explain|"
        r"understand|tell me|an explanation|clarify|"
        r"clarification|an update|an answer|some answers|answers|information|"
        r"some info|details (?:of|about|on)|a breakdown|a copy of|ask (?:about|"
        r"a question|you|when|why|how|what|if)|inform me|confirm (?:when|what|"
        r"if|that|whether)|let me know|check (?:if|when|what|why|whether|on|"
        r"my|the)|enquire|inquire|see (?:when|what|why|if|how))(?: \w+)?",
        "know find explain understand tell explanation clarify clarification "
        "update answer answers information info details breakdown copy ask "
        "inform confirm let check enquire inquire see",
        0.66,
        "information",
    ),
    say(
        "wh_question",
        r"(?:when (?:will|is|are|can|do|does|am|would)|where(?:'s| is| are)|"
        r"why (?:was|is|did(?! (?:nobody|no one)\b)|has|have|am|are|were|do|does)|what(?:'s|"
        r" is) (?:happening|"
        r"going on with|the (?:status|delay|hold up|reason|price|cost|balance|"
        r"difference))|how (?:much|long|many|do i|does)|what time|what happened(?! (?:is|was)\b)) "
        r"(?:\w+ ){0,5}?(?:my|it|the|i|you|this|that|your|they|delivery|parcel|"
        r"refund|order|someone|engineer)",
        "when where where's why what what's how",
        0.55,
        also="when where where's why how happening going status delay hold reason "
        "price cost balance difference time happened",
        remedy="information",
    ),
    _wish(
        "appointment",
        r"(?:an? |my |the |another |new |different |earlier |later )*(?:appointment|"
        r"slot|visit|booking|viewing|consultation|demo)(?: \w+)?|(?:book|schedule|"
        r"rebook|reschedule|rearrange|arrange) (?:an? |my |the |in |another "
        r"|it |that |a new )*(?:\w+ )?(?:appointment|visit|slot|service|delivery|"
        r"engineer|demo|for|in|time|call|m ?o ?t|viewing|survey|installation)?",
        "appointment slot visit booking viewing consultation demo book schedule "
        "rebook reschedule rearrange arrange",
        0.82,
        "appointment",
    ),
    _wish(
        "removal",
        r"(?:remove|removed|delete|deleted|(?:taken|take) off(?! (?:your|the|"
        r"any) (?:\w+ )?(?:lists?|books|database))|erase|collect|"
        r"pick up|picked up|take away|collected)(?: it| this| that| my| the|"
        r" from| me| the old| your)(?: \w+)?",
        "remove removed delete deleted taken take erase collect pick picked collected",
        0.72,
        "removal",
    ),
    _wish(
        "reinstatement",
        r"(?:reinstate|reinstated|reinstatement|re ?activate|reactivated|reactivation|"
        r"re ?connect|reconnected|reconnection|restore|restored|unblock|unblocked|"
        r"unlock|unlocked|unsuspend|switch(?:ed)? (?:it |my \w+ |me )?back on|"
        r"turn(?:ed)? (?:it |my \w+ )?back on|put (?:it |me |my \w+ )?back (?:on|"
        r"to|the way))(?: \w+)?",
        "reinstate reinstated reinstatement reactivate reactivated reactivation "
        "activate reconnect reconnected reconnection connect restore restored "
        "unblock unblocked unlock unlocked unsuspend back",
        0.84,
        "reinstatement",
    ),
    _wish(
        "delivery",
        r"(?:it |my \w+ |the \w+ |them |this )?(?:delivered|delivery|redelivered|"
        r"redelivery|re-?deliver|deliver|dispatched|shipped|sent out|brought|"
        r"(?<!\bi\s)send (?:it|me my|my|the|them|out)|ship (?:it|my|the))(?: \w+)?",
        "delivered delivery redelivered redelivery redeliver deliver dispatched "
        "shipped sent brought send ship",
        0.76,
        "delivery",
    ),
    _wish(
        "apology",
        r"(?:an? |a written |a proper |a full |some sort of )?(?:apology|apologise|"
        r"apologize|say sorry|letter of apology|apologies)(?: \w+)?",
        "apology apologise apologize sorry apologies",
        0.88,
        "apology",
    ),
    _wish(
        "change",
        r"(?:change|update|amend|correct|switch|upgrade|downgrade|transfer|move) "
        r"(?:my|the|our|it|this|over|to a|that)(?: \w+){0,2}",
        "change update amend correct switch upgrade downgrade transfer move",
        0.7,
        "change",
    ),
    _wish(
        "written_confirmation",
        r"(?:it |that |this |confirmation )?in writing|(?:an? )?(?:written |"
        r"email |e-mail )confirmation|(?:email|e-mail|text|post) (?:it|that|"
        r"me|this)(?: \w+){0,3}|a receipt|proof",
        "writing confirmation email e text post receipt proof",
        0.76,
        "confirmation",
    ),
    say(
        "money_back_of",
        r"(?:the|my|our|that|those) (?:[\w-]+ ){0,2}?(?:charges?|fees?|money|deposit|postage|"
        r"payments?|fare|cost|pounds|quid|dollars|euros) back(?! (?:to|on|in|into) (?:them|him|"
        r"you))",
        "back",
        0.78,
        also="charge charges fee fees money deposit postage payment payments fare cost pounds quid "
        "dollars euros",
        remedy="refund",
        unless=(_is_telling,),
    ),
    say(
        "canceled",
        r"(?:want|need|like|get|have) (?:it|this|that|my \w+|the \w+|everything)(?: \w+)? canceled",
        "canceled",
        0.87,
        remedy="cancellation",
        unless=(is_hypothetical,),
    ),
    say(
        "stop_it",
        r"(?:just |please |you to )stop (?:it|this|that|the \w+) (?:coming|leaking|dripping|"
        r"happening|ringing)",
        "stop",
        0.7,
        also="coming leaking dripping happening ringing",
        remedy="repair",
    ),
    say(
        "get_in_writing",
        r"i (?:do |will |can )?(?:get|have) (?:something|it|that|this) in writing",
        "writing",
        0.7,
        remedy="confirmation",
    ),
)
