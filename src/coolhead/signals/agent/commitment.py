"""`commitment`: a promise by the agent or the company.

Attributes: ``action`` is what is promised, a verb phrase in base form as the agent would do it
towards the customer ("call you back", "have the engineer with you"); ``by`` is ``agent`` or
``company``. The due time is left to the reader of times; the span covers the whole promise with
its words of time.

Not promises: what is done at once on the line ("I'll just check", "I'll put you on hold"), what
is only tried or weighed ("I'll see what I can do", "I could send"), what somebody else said, and
"you'll have to wait". "I'll call if you like" asks first and stays below the threshold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Party
from coolhead.signals.agent.phrasing import compiled, spellings, word_set
from coolhead.signals.agent.promise_time import TIME
from coolhead.signals.scope import is_quoted
from coolhead.signals.turn import Conversation, Turn

_WILL: Final = (
    r"(?:'?ll| will| shall|'?m going to| am going to|'?m gonna|'?re going to| are going to)"
)
_SELF: Final = re.compile(
    rf"\b(i|we){_WILL}\s+(?:(?:also|then|certainly|definitely|personally|now|just|gladly|happily|"
    rf"of course|make sure (?:that )?(?:i|we)|be sure to|get back and|go ahead and|immediately|"
    rf"quickly|be happy to|still|actually|go and)\s+)*(?!not\b|never\b)([a-z][\w'-]*)"
)
_OTHER: Final = re.compile(
    r"\b((?:(?:the|our|your|my|a|an|one of our|one of the|another) (?:\w+ ){0,3}?\w+|someone|"
    r"somebody|"
    r"they|he|she|it|everything|that|this)(?: from (?:the |our )?\w+(?: \w+)?)?)"
    r"(?:'ll| will| is going to|'s going to| are going to| should)\s+"
    r"(?:(?:also|then|definitely|certainly|now|automatically|be able to|definitely|just)\s+)*"
    r"(?!not\b|never\b)([a-z][\w'-]*)"
)
_YOU: Final = re.compile(
    r"\byou(?:'?ll| will| are going to|'?re going to| should) (?:(?:also|then|definitely|certainly|"
    r"automatically)\s+)*(have|get|receive|hear|see|be (?:refunded|credited|contacted|called|"
    r"reimbursed|compensated|notified|charged nothing))\s"
)

# Promises even without a time.
_DOING: Final = word_set(
    "call ring phone send resend email e-mail text post refund credit replace book rebook "
    "arrange schedule reschedule order reorder cancel chase raise escalate follow forward "
    "report process issue waive remove reverse reimburse compensate deliver collect "
    "redeliver contact update notify inform confirm investigate return swap exchange "
    "extend write message organise organize prioritise prioritize expedite dispatch "
    "despatch ship repair mail courier drop unlock reset correct amend adjust deduct "
    "upgrade log file submit pay transfer-back recalculate hand-deliver "
)
# Promises when what follows says so.
_WITH_OBJECT: Final = {
    "get": r"(?:back|(?:him|her|them|someone|somebody|my|our|the|a|an|one|that|this|it|your)\b)",
    "let": r"you know",
    "keep": r"(?:you|chasing|an eye|in touch|it|on)",
    "come": r"back to you|out",
    "make": r"sure|certain|a note|an appointment|(?:the|that|this) (?:change|call|payment|refund)",
    "have": r"(?:him|her|them|someone|somebody|my|our|the|an|it|that|this|one|your|a(?! (?:quick |"
    r"little |closer )?(?:look|think|listen|word|read|check|chat)))\b",
    "take": r"(?:(?:it|that|this|the|your|those) (?:\w+ ){0,4}(?:off|back|down|away|up)|off|care|"
    r"over|it up)",
    "speak": r"(?:to|with)",
    "talk": r"(?:to|with)",
    "ask": r"(?:the|my|our|them|him|her|someone|for|a|billing|that)\b",
    "pass": r"(?:this|it|that|your|on|the)\b(?! you)",
    "put": r"(?:it|that|this|the|a|an|your|in|through a|twenty|ten|things)\b(?! you)",
    "set": r"(?:up|that|this|it|you)",
    "fix": r"\w+",
    "sort": r"\w+",
    "resolve": r"\w+",
    "solve": r"\w+",
    "give": r"(?:you (?:a (?:call|ring|bell|refund|credit|discount|full)|the|your|back|\w+ (?:off|"
    r"back))|(?:them|him|her) a)",
    "add": r"\w+",
    "change": r"\w+",
    "stop": r"(?:the|that|this|those|all|any|your|it|sending|calling)",
    "find": r"out",
    "deal": r"with",
    "see": r"to",
    "look": r"(?:into|after)",
    "be": r"(?:in touch|back in touch|calling|sending|there|with you (?:by|on|at|tomorrow|between)|"
    r"ringing|refunding|on to them)",
    "do": r"(?:that|it|this) (?:for you|today|tomorrow|by|on|this|before|right)",
    "move": r"(?:it|that|this|your|the)",
    "push": r"\w+",
    "check": r"(?:back|in with you|up on)|.{0,60}\band (?:call|ring|email|text|get back|let you "
    r"know|phone|come back)",
    "personally": r"\w+",
    "ensure": r"\w+",
    "provide": r"\w+",
    "try": r"(?!to)\w+",
    "waive": r"\w+",
}
_OBJECT: Final = {verb: re.compile(rf"\s+(?:{text})") for verb, text in _WITH_OBJECT.items()}
# Done at once on the line, or no doing at all: no promise even with a time beside it.
_NEVER: Final = word_set(
    "just need have be look see check hold wait stay say tell explain read start begin stop try "
    "take "
    "go ask leave end hang understand know think hope want like love admit agree never not do "
    "confirm-with pull bring open pop transfer connect bear miss remember assume repeat quote "
    "guess "
    "walk talk help listen quickly also probably possibly maybe perhaps have-to then verify"
)
# Third parties and things: what they do is a promise when it is one of these, or has a time.
_THEY_DO: Final = word_set(
    "call ring phone contact email text write come visit deliver collect send refund credit arrive "
    "be "
    "reach get repair fix replace go show return bring investigate reply respond follow look "
    "resolve "
    "sort process issue drop post install update confirm credit land clear appear take start have "
    "give let do finish"
)
_BE_DONE: Final = re.compile(
    r"\s+(?:\w+ly )?(?:with you|there|refunded|credited|delivered|sent|replaced|repaired|fixed|"
    r"cancelled|removed|collected|posted|dispatched|despatched|paid|back in|in your|on your|at "
    r"your|"
    r"sorted|resolved|done|completed|processed|taken off|waived|contacted|called|in touch|calling|"
    r"restored|back on|ready|shipped|emailed|reversed|updated|corrected|issued|installed|coming|"
    r"out to "
    r"you|arriving|ringing|contacting|sending|returned|credited|reimbursed|closed|investigated)\b"
)

_END: Final = re.compile(
    r"[!?;](?=\s|$)|(?<![ap]\.m)(?<!\b[ap])\.(?=\s|$)|[ap]\.m\.(?=\s+[a-z]*\s*(?:is|does|okay)\b)|"
    r"\b(?:but|because|so that|so you|so i|so we|so it|so don'?t|if|unless|then|which|okay|alright|"
    r"all right|is that|does that|will that|do you|can you|and (?:i|we|you|then|the|if|that|he|she|"
    r"they|"
    r"in the|it|once|when|also|she'll|he'll)|once|when you|to make sure|meanwhile|"
    r"anything else|thank you|thanks|would that|right)\b"
)
_LONGEST: Final = 180  # characters; a promise longer than two breaths is a speech
_TRAIL: Final = re.compile(
    r"(?:[\s,.-]+(?:for you|and|or|so|as well|too|please|sir|madam|ma'?am|the|a|to|by|at|on|in|"
    r"within|then|now|just|personally|myself|with|from|between|before|okay|no later "
    r"than))+[\s,.-]*$"
)
_BEFORE_TIME: Final = re.compile(r"[\s,]*$")
_LONGEST_ACTION: Final = 12  # words
_MUSING: Final = compiled(
    "if (?:you (?:like|want|prefer|wish|need|'d like)|i|possible|we|that's)|maybe|perhaps|might|"
    "possibly|hopefully|i hope|i think|i'm not sure|i don't know|not sure|probably|unless|whether|"
    "i guess|i don't think|see if|doubt|when will|how|why|should i|shall i"
)
_REPORTED: Final = re.compile(
    r"\b(?:he|she|they|you|driver|colleague|manager|somebody|someone|who|agent|email|letter|"
    r"message|website|advisor|adviser|team|says|told you|promised) "
    r"(?:was |were |has |have |had |been |also |just )?(?:said|says|told (?:you|me|us)|promised|"
    r"thought|claimed|wrote|saying|telling (?:you|me))(?: you| me)?(?: that)?[\s,\"']*$"
)
_QUICK: Final = re.compile(
    r"[^.!?;]{0,40}\b(?:(?:for|in) (?:a|one|just a|two|a couple of) ?(?:moment|second|sec|minute|"
    r"tick|seconds)|on hold|right now while|while you|while i)\b"
)
_CONDITION: Final = re.compile(r"\bif\b[^.!?;]{0,80}$")
_NEEDS: Final = spellings(
    word_set(
        "i'll we'll you'll will shall going gonna it'll they'll he'll she'll promise "
        "guarantee assure "
        "that'll i'm we're"
    )
)


class _Promise(NamedTuple):
    confidence: float
    start: int
    end: int
    action: str
    by: str
    rule: str


class Commitment:
    """Finds the promises of a turn, the surest first."""

    name = "agent.commitment"
    version = "1"
    parties: frozenset[Party] = frozenset({"agent"})
    signals = frozenset({"commitment"})

    def detect(self, turn: Turn, conversation: Conversation) -> Iterable[Signal]:
        """Return one candidate a promise; of two equally sure the earlier comes first."""
        words = turn.words
        if _NEEDS.isdisjoint(words) and not any(word.endswith("'ll") for word in words):
            return
        found = sorted(_promises(turn), key=lambda promise: (-promise[0], promise[1]))
        for confidence, start, end, action, by, rule in found:
            yield Signal(
                name="commitment",
                confidence=confidence,
                span=(start, end),
                rule=f"{self.name}/{rule}",
                action=action,
                by="agent" if by == "agent" else "company",
            )


def _promises(turn: Turn) -> Iterator[_Promise]:
    lower = turn.lower
    for match in _SELF.finditer(lower):
        yield from _own(turn, match)
    for match in _YOU.finditer(lower):
        yield from _yours(turn, match)
    for match in _OTHER.finditer(lower):
        yield from _theirs(turn, match)


def _own(turn: Turn, match: re.Match[str]) -> Iterator[_Promise]:
    lower = turn.lower
    verb, begin = match.group(2), match.start(2)
    rest = lower[match.end(2) : match.end(2) + 80]
    known = verb in _DOING or (verb in _OBJECT and _OBJECT[verb].match(rest) is not None)
    end, action, timed = _reach(lower, begin)
    if not known and (verb in _NEVER or verb in _OBJECT or not timed):
        return
    by = "agent" if match.group(1) == "i" else "company"
    base = (0.92 if timed else 0.78) if known else 0.6
    yield from _weighed(turn, _Promise(base, match.start(), end, action, by, "i_will"))


def _yours(turn: Turn, match: re.Match[str]) -> Iterator[_Promise]:
    lower = turn.lower
    verb, begin = match.group(1), match.end()
    rest = lower[begin : begin + 60]
    if verb == "have" and re.match(
        r"(?:to|noticed|seen|heard|received|had|a (?:good|nice|great))\b", rest
    ):
        return
    if verb == "see" and not re.match(
        r"(?:the|a|your) (?:money|refund|credit|payment|engineer|\w+ back)", rest
    ):
        return
    end, object_, timed = _reach(lower, begin)
    agent = verb == "hear" and rest.startswith("from me")
    if verb == "hear":
        action = "contact you"
    elif verb.startswith("be "):
        action = f"have you {verb[3:]}"
    elif verb == "see":
        action = f"have {object_}"
    else:
        action = f"get {object_} to you"
    if (
        not timed
        and (verb != "hear" and not verb.startswith("be "))
        and not re.match(
            r"(?:a|an|the|your|it|that|this)\b[^.!?]{0,30}\b(?:refund|email|e-mail|letter|text|"
            r"message|call|"
            r"replacement|confirmation|credit|money|voucher|parcel|it back)\b",
            rest,
        )
    ):
        return
    base = 0.88 if timed else 0.7
    by = "agent" if agent else "company"
    yield from _weighed(turn, _Promise(base, match.start(), end, action, by, "you_will"))


def _theirs(turn: Turn, match: re.Match[str]) -> Iterator[_Promise]:
    lower = turn.lower
    subject, verb, begin = match.group(1), match.group(2), match.start(2)
    rest = lower[match.end(2) : match.end(2) + 60]
    if verb not in _THEY_DO:
        return
    end, action, timed = _reach(lower, begin)
    if verb == "be":
        done = _BE_DONE.match(rest) is not None
        if not done and not (
            timed and re.match(r"\s+(?:\w+ )?(?:here|by|on|at|within|between)\b", rest)
        ):
            return
        action = action.removeprefix("be").strip() or "done"
        if not timed and subject in {"it", "that", "this", "everything"}:
            return
    elif (
        subject in {"it", "that", "this", "everything"}
        and (not timed or verb not in {"arrive", "reach", "go", "land", "clear", "appear", "come"})
    ) or (not timed and not re.match(r"\s+(?:you|it|the|your|a|out|to|back|with|into)\b", rest)):
        return
    base = 0.85 if timed else 0.65
    action = f"have {subject} {action}"
    yield from _weighed(turn, _Promise(base, match.start(), end, action, "company", "they_will"))


def _weighed(turn: Turn, promise: _Promise) -> Iterator[_Promise]:
    """The promise with the confidence that what stands around it leaves."""
    lower, base, start, end = turn.lower, promise.confidence, promise.start, promise.end
    clause = re.split(r"[.!?;]\s|\bbut\b", lower[max(0, start - 90) : start])[-1]
    if is_quoted(turn, start, end) or _REPORTED.search(clause):
        return
    stop = re.compile(r"[.!?](?=\s|$)").search(lower, end)
    asked = stop is not None and stop.group() == "?" and stop.start() - end < 3
    musing = _MUSING.search(clause[-40:]) or re.match(
        r"[\s,]*(?:if (?:you (?:like|want|wish|prefer|'d like)|i can|possible|that'?s)|maybe|"
        r"perhaps|"
        r"hopefully)\b",
        lower[end : end + 30],
    )
    if musing or asked:
        base = 0.4
    elif _CONDITION.search(clause):
        base = min(base, 0.55)
    elif _QUICK.match(lower[start : end + 40]) and promise.rule == "i_will":
        base = 0.35
    begin = _time_before(lower, start)
    if begin < start and base > 0.5:
        base = max(base, 0.85)
    yield promise._replace(confidence=base, start=begin)


def _time_before(lower: str, start: int) -> int:
    """Where the words of time directly before the promise begin, else ``start``."""
    window = max(0, start - 60)
    for time in TIME.finditer(lower, window, start):
        if _BEFORE_TIME.fullmatch(lower, time.end(), start):
            return time.start()
    return start


def _reach(lower: str, begin: int) -> tuple[int, str, bool]:
    """Where the promise beginning with its verb at ``begin`` ends, its action, and if timed."""
    stop = _END.search(lower, begin, begin + _LONGEST)
    limit = stop.start() if stop else min(len(lower), begin + _LONGEST)
    times = list(TIME.finditer(lower, begin, min(len(lower), limit + 12)))
    times = [time for time in times if time.start() < limit]
    end = max(limit, times[-1].end()) if times and times[-1].end() > limit else limit
    said = times[0].start() if times else end
    text = lower[begin:said]
    action = _TRAIL.sub("", text.rstrip(" ,.;-")).strip(" ,.;-") or text.strip()
    action = " ".join(action.split()[:_LONGEST_ACTION])
    if times:
        end = times[-1].end()
    else:
        kept = lower[begin:end].rstrip(" ,.;-")
        end = begin + len(kept)
    return end, action, bool(times)


COMMITMENT = Commitment()
