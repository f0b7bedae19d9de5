"""The verbs of promises: which make one by themselves, which with what follows, which never.

Tables only; ``commitment.py`` reads them.
"""

from __future__ import annotations

import re
from typing import Final

from coolhead.signals.agent.phrasing import word_set

# Promises even without a time.
DOING: Final = word_set(
    "call ring phone send resend email e-mail text post refund credit replace book rebook "
    "arrange schedule reschedule order reorder cancel chase raise escalate follow forward "
    "report process issue waive remove reverse reimburse compensate deliver collect "
    "redeliver contact update notify inform confirm investigate return swap exchange "
    "extend write message organise organize prioritise prioritize expedite dispatch "
    "despatch ship repair mail courier drop unlock reset correct amend adjust deduct "
    "upgrade log file submit pay transfer-back recalculate hand-deliver drive restore erase "
    "delete switch block unblock freeze pause renew reinstate "
)
# To speak with somebody "first" is done at once, while the customer holds.
_SPEAK: Final = (
    r"(?:to|with) (?:(?!(?:you|her|him|them)\b)(?!.{0,24}\bfirst\b)|"
    r"you (?:at|on|tomorrow|in|by|then|again|later)\b)"
)
# Promises when what follows says so.
_WITH_OBJECT: Final = {
    "get": r"(?:back|(?:him|her|them|someone|somebody|my|our|the|a|an|one|that|this|it|your)\b)",
    "let": r"you know",
    "keep": r"(?:you|chasing|an eye|in touch|it|on)\b(?! long)",
    "come": r"back to you|out|(?:round|over|by)\b",
    "make": r"(?:sure|certain)\b(?! (?:that )?(?:you're in the|you're through|i(?:'ve|'m| have| am|"
    r" understand| got| get| heard)))|a note|an appointment|(?:the|that|this) "
    r"(?:change|call|payment|refund)",
    "have": r"(?:him|her|them|someone|somebody|my|our|the|an|it|that|this|one|your|another|"
    r"a(?! (?:quick |little |closer )?(?:look|think|listen|word|read|check|chat)))\b",
    "take": r"(?:(?:it|that|this|the|your|those|both|them|all|you|her|him) (?:\w+ ){0,4}(?:off|"
    r"back|down|away|up)|off|care|over|it up)",
    "speak": _SPEAK,
    "talk": _SPEAK,
    "ask": r"(?:the|my|our|them|him|her|someone|for|a|billing|that)\b",
    "pass": r"(?:this|it|that|your|on|the)\b(?! you)",
    "put": r"(?:it|that|this|them|the|a|an|your|in|through a|twenty|ten|things)\b(?! you)",
    "set": r"(?:up|that|this|it|you)",
    "fix": r"\w+",
    "sort": r"\w+",
    "resolve": r"\w+",
    "solve": r"\w+",
    "give": r"(?:you (?:a (?:call|ring|bell|refund|credit|discount|full)|the|your|back|\w+ (?:off|"
    r"back))|(?:them|him|her) (?:a|the)\b)",
    "add": r"\w+",
    "bring": r"(?!up\b)(?:it|that|them|you|the|a|one|some|another)\b(?!(?: \w+){0,3} up\b)",
    "change": r"\w+",
    "stop": r"(?:the|that|this|those|all|any|your|it|sending|calling)",
    "find": r"out",
    "deal": r"with",
    "see": r"to",
    "look": r"(?:into|after)",
    "be": r"(?:in touch|back in touch|calling|sending|there|with you (?:by|on|at|tomorrow|between)|"
    r"ringing|refunding|on to them)",
    "do": r"(?:that|it|this|them)(?: \w+)? (?:for you|today|tomorrow|tonight|by|on|this|before)",
    "move": r"(?:it|that|this|your|the)",
    "push": r"\w+",
    "check": r"(?:back|in with you|up on)|.{0,60}\band (?:call|ring|email|text|get back|let you "
    r"know|phone|come back)",
    "ensure": r"\w+",
    "provide": r"\w+",
    "try": r"(?!to)\w+",
}
OBJECT: Final = {verb: re.compile(rf"\s+(?:{text})") for verb, text in _WITH_OBJECT.items()}
# Done at once on the line, or no doing at all: no promise even with a time beside it.
NEVER: Final = word_set(
    "just need have be look see check hold wait stay say tell explain read start begin stop try "
    "take go ask leave end hang understand know think hope want like love admit agree never not "
    "do pull bring open pop transfer connect bear miss remember assume repeat quote guess walk "
    "talk help listen quickly also probably possibly maybe perhaps then verify"
)
# What an agent says that they, or the firm, will not do: a promise as well.
NOT_DOING: Final = re.compile(
    r"(?:(?:call|ring|phone|contact|text|email|write to|disturb|bother|trouble|message) (?:you|"
    r"her|him|them|your \w+)|(?:record|share|sell|store|pass on) (?:this|it|that|any|your|the|"
    r"anything)|(?:charge|bill|invoice) you|send you any|(?:forget|let it happen|do it|let you "
    r"down|let that happen)(?: again)?)\b"
)
# Third parties and things: what they do is a promise when it is one of these, or has a time.
THEY_DO: Final = word_set(
    "call ring phone contact email text write come visit deliver collect send refund credit arrive "
    "be reach get repair fix replace go show return bring investigate reply respond follow look "
    "resolve sort process issue drop post install update confirm land clear appear take start "
    "have give let do finish"
)
BE_DONE: Final = re.compile(
    r"\s+(?:\w+ly )?(?:with you|there|refunded|credited|delivered|sent|replaced|repaired|fixed|"
    r"cancelled|canceled|removed|collected|posted|dispatched|despatched|paid|back in|in your|"
    r"on your|at your|outside|"
    r"sorted|resolved|done|completed|processed|taken off|waived|contacted|called|in touch|calling|"
    r"restored|back on|ready|shipped|emailed|reversed|updated|corrected|issued|installed|coming|"
    r"out to you|arriving|ringing|contacting|sending|returned|reimbursed|closed|investigated)\b"
)
