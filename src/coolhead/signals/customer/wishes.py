"""``supervisor_request`` and ``request``: whom and what the customer wants."""

from __future__ import annotations

from typing import Final

from coolhead.signals.customer.wording import say
from coolhead.signals.lexical import LexicalDetector, Pattern
from coolhead.signals.scope import is_hypothetical, is_negated, is_quoted, is_reported

VERSION: Final = "1"

_ABOVE: Final = (
    r"(?:supervisors?|managers?|boss|team ?leader|team lead|superior|line manager|senior|higher ?up|person in charge|"
    r"ceo|director|head office|complaints (?:department|team|manager)|duty manager|floor manager|shift leader|management)"
)
_ABOVE_WORDS: Final = (
    "supervisor supervisors manager managers boss team leader teamleader lead superior senior higher higherup charge ceo director "
    "head complaints management shift"
)
_REACH: Final = (
    r"(?:speak|talk|get|put|give|pass|transfer|connect|escalate|fetch|want|have|see|need|bring|find|contact|refer|chat|hand|take|call|like)"
)

SUPERVISOR: Final[tuple[Pattern, ...]] = (
    say("ask", rf"(?:{_REACH}(?:ing|ting)?) (?:\w+ ){{0,5}}?{_ABOVE}(?! (?:has|said|told|already|is going|was|called|hasn't|never|rang)\b)", _ABOVE_WORDS, 0.9),
    say("where", rf"(?:where's|where is|is there|who's|who is|isn't there|have you got|do you have|what's|may i know) (?:\w+ ){{0,3}}?{_ABOVE}", _ABOVE_WORDS, 0.78),
    say("bare", rf"^(?:no |right |okay |ok |well |just |now |get me |please )*(?:your |a |the )?(?:supervisor|manager|boss|team leader)(?: now| please| right now)*[ .!?]*$", "supervisor manager boss leader", 0.82),
    say("someone_above", r"(?:speak|talk|get|put|give|pass|transfer|escalate|want|need|find|is there|isn't there|connect) (?:\w+ ){0,5}?(?:some(?:one|body)|any(?:one|body)|a person|person) (?:else )?(?:\w+ )?(?:higher|above you|more senior|senior|in charge|with (?:some |more |any |the )?(?:authority|power|seniority|clout)|who (?:can|could|has|is|actually|knows|will)(?: \w+){0,3} (?:help|authority|decision|decide|decisions|in charge|power|senior|what (?:they're|he's|she's)|sort|deal|authorise|something|do)|"
        r"who's (?:in charge|above|more)|at a higher level|up the (?:chain|ladder)|important|that (?:can|has|knows)(?: \w+){0,3} (?:help|authority|decision|sort|what))",
        "someone somebody anyone anybody person", 0.8),
    say("escalate", r"(?:escalate (?:this|it|me|my|the)|i want (?:this|it) escalated|want to escalate|take (?:this|it) (?:higher|further up)|go over your head|above your (?:pay grade|head)|next level up|someone else(?= *(?:[.,!?]|$))(?<!someone else's))", "escalate escalated higher further over above level someone", 0.72),
    say("different", r"(?:speak|talk|put|pass|transfer|get|connect) (?:\w+ ){0,3}?(?:to |through to |me )?(?:someone else|somebody else|another (?:agent|person|colleague|advisor|adviser)|a different (?:agent|person|advisor|adviser))",
        "else another different", 0.62),
)

_I_WANT: Final = (
    r"(?:(?:i|we)(?: would|'d| just| only| really| still| simply| do| now| demand| am)* (?:<want>|looking for|asking for|entitled to|owed|deserve|waiting for|'m due|request|hoping for|calling for|be happy with|take|settle for|accept|was after)|"
    r"(?:can|could|may|will|would|can't|couldn't|won't) (?:i|you|we|someone|somebody|they)(?: please| at least| not| just| kindly| possibly| maybe)*|please|kindly|just|give me|i'd like|i want|gimme|get me|you (?:need|have|must|should|ought)(?: to)?|you owe me|"
    r"(?:how|where) (?:do|can) i|i expect|i insist|i demand|is it possible to|any chance of|what about|how about|looking to|ringing to|calling to|ring to|wanting to|i'm after|i need|need to|want to|would like|wish to|sort me|let me|like to|possible to|asking for|entitled to|want|i would prefer|i'll have)"
)
_GAP: Final = r"(?:[\w']+ ){0,5}?"


def _wish(rule: str, core: str, needs: str, confidence: float, remedy: str) -> Pattern:
    return say(rule, rf"{_I_WANT} {_GAP}(?:{core})", needs, confidence, unless=(is_hypothetical,), remedy=remedy)


REQUEST: Final[tuple[Pattern, ...]] = (
    _wish("refund", r"refund(?:ed|s)?(?! policy)|(?:my |the |all (?:of )?my |all my )?money back|reimburse(?:d|ment)?|pay me back|pay(?:ment)? (?:it )?back|my (?:money|cash|deposit) (?:back|returned)", "refund refunded refunds back reimburse reimbursed reimbursement returned", 0.9, "refund"),
    say("money_back", r"(?:give|want|need|get|gimme|send)(?: me)?(?: \w+)? (?:fucking |bloody |damn )?(?:my|our|the|me) (?:\w+ )?(?:money|cash|refund)(?: back)?(?= *(?:[.,!?]|$)| (?:now|today|please|back|and|or))|where's my (?:refund|money)|where is my (?:refund|money)|refund me|(?:just )?refund (?:it|me|my|the)|i'm owed a refund", "money cash refund", 0.85, remedy="refund"),
    _wish("replacement", r"(?:a |another |new )?replace(?:ment|d)?(?: \w+)?|(?:a )?new one|(?:send|get) (?:me )?(?:a new|another)(?: \w+)?|exchange(?:d)?(?: it)?|swap(?:ped)?(?: it)?", "replacement replace replaced new another exchange exchanged swap swapped", 0.86, "replacement"),
    _wish("callback", r"(?:a )?(?:call|phone|ring|callback|call-back)(?: me| us)? ?back|(?:a |your )?(?:callback|call back|return call)|(?:call|ring|phone) me (?:after|on|at|tomorrow|later|when|again|in the|this)(?! again)", "call phone ring callback", 0.84, "callback"),
    _wish("cancellation", r"cancel(?:led|lation|ling)?(?! culture)(?: \w+){0,3}|(?:close|terminate|end|stop) (?:my|the|this|our) (?:\w+ )?(?:account|contract|subscription|policy|membership|agreement|service|plan|direct debit)|(?:get|opt) out of (?:my|this|the) (?:\w+ )?(?:contract|agreement|deal|plan)|unsubscribe|leave the contract", "cancel cancelled canceled cancellation cancelling close terminate end stop out unsubscribe leave", 0.87, "cancellation"),
    say("cancel_order", r"(?:just )?(?:cancel|terminate) (?:it|my|the|this|everything|that|our|all)(?: \w+)?|i'm cancelling|i am cancelling|i'm canceling", "cancel terminate cancelling canceling", 0.8, remedy="cancellation", unless=(is_hypothetical, is_negated)),
    _wish("repair", r"repair(?:ed|s)?(?: it)?|(?:it |this |that |my \w+ |the \w+ )?(?:fix|fixed|mended|mend|sorted|sort|put right|working)(?: it| this| that| out| again| my \w+)?|(?:send|get|have)(?: me| us)? (?:an? |the |someone|somebody|your )?(?:engineer|technician|plumber|electrician|repairman|someone (?:out|round)|somebody (?:out|round))(?: \w+)?", "repair repaired repairs fix fixed mended mend sorted sort right working engineer technician plumber electrician repairman someone somebody", 0.76, "repair"),
    _wish("compensation", r"compensat(?:ion|ed|e)(?: me| for)?|(?:good ?will|goodwill) (?:gesture|payment)|something for (?:my|the|all (?:this|my)) (?:\w+ )?(?:trouble|inconvenience|time|wait|stress)|make it up to me|what are you going to (?:do|give me) (?:to make|for (?:my|all))", "compensation compensated compensate goodwill gesture trouble inconvenience time wait stress", 0.87, "compensation"),
    say("compensation_bare", r"i (?:expect|demand|want|deserve|am entitled to|'m entitled to) (?:\w+ )?compensation|what about (?:some |my )?compensation", "compensation", 0.88, remedy="compensation"),
    _wish("discount", r"(?:a |some |any |the )?discount(?:s|ed)?|(?:money|something|a bit|percent) off(?: (?:my|the|next|it))|a (?:better|cheaper|lower) (?:deal|price|rate|tariff|offer|quote)|(?:lower|reduce|drop|match|bring down|knock) (?:my|the|it|down|something|that) ?(?:\w+ )?(?:price|bill|rate|payment|cost|premium|off|down)", "discount discounts discounted off deal price rate tariff offer quote bill payment cost premium down", 0.82, "discount"),
    _wish("credit", r"(?:a )?credit (?:on|to|for|my|it to|note|the|back|applied)|credited|(?:charges?|fees?|it|that|this) (?:waived|removed from my bill|written off|taken off|wiped)|waive(?:d)? (?:the|that|this|it|my)|(?:knock|take|write) (?:it|that|the \w+|this) off", "credit credited waived removed written taken wiped waive knock take write", 0.84, "credit"),
    _wish("information", r"(?:know|find out|explain|understand|tell me|an explanation|clarify|clarification|an update|an answer|some answers|answers|information|some info|details (?:of|about|on)|a breakdown|a copy of|ask (?:about|a question|you|when|why|how|what|if)|inform me|confirm (?:when|what|if|that|whether)|let me know|check (?:if|when|what|why|whether|on|my|the)|enquire|inquire|see (?:when|what|why|if|how))(?: \w+)?", "know find explain understand tell explanation clarify clarification update answer answers information info details breakdown copy ask inform confirm let check enquire inquire see", 0.66, "information"),
    say("wh_question", r"(?:when (?:will|is|are|can|do|does|am|would)|where(?:'s| is| are)|why (?:was|is|did|has|have|am|are|were|do|does)|what(?:'s| is) (?:happening|going on with|the (?:status|delay|hold up|reason|price|cost|balance|difference))|how (?:much|long|many|do i|does)|what time|what happened) (?:\w+ ){0,5}?(?:my|it|the|i|you|this|that|your|they|delivery|parcel|refund|order|someone|engineer)", "when where where's why what what's how", 0.55, remedy="information"),
    _wish("appointment", r"(?:an? |my |the |another |new |different |earlier |later )*(?:appointment|slot|visit|booking|viewing|consultation|demo)(?: \w+)?|(?:book|schedule|rebook|reschedule|rearrange|arrange) (?:an? |my |the |in |another |it |that |a new )*(?:\w+ )?(?:appointment|visit|slot|service|delivery|engineer|demo|for|in|time|call|m ?o ?t|viewing|survey|installation)?", "appointment slot visit booking viewing consultation demo book schedule rebook reschedule rearrange arrange", 0.82, "appointment"),
    _wish("removal", r"(?:remove|removed|delete|deleted|taken off|take off|erase|collect|pick up|picked up|take away|collected)(?: it| this| that| my| the| from| me| the old| your)(?: \w+)?", "remove removed delete deleted taken take erase collect pick picked collected", 0.72, "removal"),
    _wish("reinstatement", r"(?:reinstate|reinstated|reinstatement|re ?activate|reactivated|reactivation|re ?connect|reconnected|reconnection|restore|restored|unblock|unblocked|unlock|unlocked|unsuspend|switch(?:ed)? (?:it |my \w+ |me )?back on|turn(?:ed)? (?:it |my \w+ )?back on|put (?:it |me |my \w+ )?back (?:on|to|the way))(?: \w+)?", "reinstate reinstated reinstatement reactivate reactivated reactivation activate reconnect reconnected reconnection connect restore restored unblock unblocked unlock unlocked unsuspend back", 0.84, "reinstatement"),
    _wish("delivery", r"(?:it |my \w+ |the \w+ |them |this )?(?:delivered|delivery|redelivered|redelivery|re-?deliver|deliver|dispatched|shipped|sent out|brought|send (?:it|me my|my|the|them|out)|ship (?:it|my|the))(?: \w+)?", "delivered delivery redelivered redelivery redeliver deliver dispatched shipped sent brought send ship", 0.76, "delivery"),
    _wish("apology", r"(?:an? |a written |a proper |a full |some sort of )?(?:apology|apologise|apologize|say sorry|letter of apology|apologies)(?: \w+)?", "apology apologise apologize sorry apologies", 0.88, "apology"),
    _wish("change", r"(?:change|update|amend|correct|switch|upgrade|downgrade|transfer|move) (?:my|the|our|it|this|over|to a|that)(?: \w+){0,2}", "change update amend correct switch upgrade downgrade transfer move", 0.7, "change"),
    _wish("written_confirmation", r"(?:it |that |this |confirmation )?in writing|(?:an? )?(?:written |email |e-mail )confirmation|(?:email|e-mail|text|post) (?:it|that|me|this)(?: \w+){0,3}|a receipt|proof", "writing confirmation email e text post receipt proof", 0.76, "confirmation"),
)


def supervisor_request_detector() -> LexicalDetector:
    """The detector of wishes to speak to somebody above."""
    return LexicalDetector("supervisor_request", "customer", SUPERVISOR, version=VERSION,
                           unless=(is_quoted, is_reported, is_negated, is_hypothetical))


def request_detector() -> LexicalDetector:
    """The detector of remedies asked for."""
    return LexicalDetector("request", "customer", REQUEST, version=VERSION, unless=(is_quoted, is_reported))
