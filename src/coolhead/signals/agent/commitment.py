"""`commitment`: a promise by the agent or the company.

Attributes: ``action`` is what is promised, a verb phrase in base form as the agent would do it
towards the customer ("call you back", "have the engineer with you", "not ring you again"); ``by``
is ``agent`` or ``company``. The due time is left to the reader of times; the span covers the
whole promise with its words of time. One turn may hold several promises.

Not promises: what is done at once on the line ("I'll just check", "I'll put you on hold"; "I'm
cancelling it now" is `ownership`), what is only tried or weighed ("I'll see what I can do", "I
could send"), what somebody else said, and "you'll have to wait". "I'll call if you like" asks
first and stays below the threshold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Party
from coolhead.signals.agent.phrasing import compiled, word_set
from coolhead.signals.agent.promise_subject import BEFORE_LL, Promiser, modals, subject_before
from coolhead.signals.agent.promise_time import TIME, may_have_time
from coolhead.signals.agent.promise_verbs import (
    BE_DONE,
    DOING,
    NEVER,
    NOT_DOING,
    OBJECT,
    THEY_DO,
)
from coolhead.signals.scope import is_quoted
from coolhead.signals.turn import Conversation, Turn

# So many "will"s of a turn are looked at; no speaker promises more, and a text of nothing else
# must not take long.
_MOST: Final = 24
_ADVERBS: Final = re.compile(
    r"(?:(?:also|then|certainly|definitely|personally|now|just|gladly|happily|of course|"
    r"make sure (?:that )?(?:i|we|they|he|she|it)(?:'ll)?|be sure to|be able to|get back and|"
    r"go ahead and|immediately|automatically|quickly|be happy to|still|actually|go and)\s+)*"
)
_VERB: Final = re.compile(r"[a-z][\w'-]*")
_NOT: Final = re.compile(r"(?:not|never|no longer)\s+(?:ever\s+)?")
_YOU_GET: Final = re.compile(
    r"(have|get|receive|hear|see|know|be (?:refunded|credited|contacted|called|reimbursed|"
    r"compensated|notified|told|charged nothing))(?=\s)"
)

_END: Final = re.compile(
    r"[!?;](?=\s|$)|(?<![ap]\.m)(?<!\b[ap])\.(?=\s|$)|[ap]\.m\.(?=\s+[a-z]*\s*(?:is|does|okay)\b)|"
    r",\s*(?:and |so |then |but )?(?:i|you|he|she|it|they|we|that|this|there|the \w+|your \w+)"
    r"(?:'ll|'s|'re|'ve|'m|'d| will| is| are| has| have| can| could| reply| won't)\b|"
    r"\b(?:but|because|so that|so (?:you|i|we|it|he|she|they|the|everyone)|so don'?t|if|unless|"
    r"then|which|okay|alright|all right|is that|does that|will that|do you|can you|and (?:i|we|"
    r"you|then|the (?:\w+ ){0,2}\w+(?:'ll|'s| will| is| are| has| goes| comes)|if|that|he|she|"
    r"they|in the|it|once|when|also|she'?ll|he'?ll|it'?ll|they'?ll)|"
    r"once|when|whether|rather than|after that|to make sure|to (?:tell|let|check|see|ask)|"
    r"meanwhile|anything else|thank you|thanks|would that)\b|\bright\b(?=[,?]|$)"
)
_LONGEST: Final = 180  # characters; a promise longer than two breaths is a speech
# "… and send you the new one": what is coordinated is a promise of its own.
_AND_VERB: Final = re.compile(r"\s+and (?:also |then )?(?=([a-z]+)\s)")
# After a comma an action goes on only where it lists things: "the hotel, the car and the meal".
_LIST: Final = re.compile(
    r"(?:, (?:the|your|a|an|my|both|all|some) \w+(?: \w+){0,2})*,? and (?:the|your|a|an|my) \w+"
)
_LOOSE: Final = (
    r"for you|and|or|so|as well|too|please|sir|madam|ma'?am|then|now|just|personally|myself|"
    r"ourselves|right now|right|well|okay|no later than|me|straight"
)
_TRAIL: Final = re.compile(rf"(?:[\s,.-]+(?:{_LOOSE}))+[\s,.-]*$")
_TRAIL_BEFORE_TIME: Final = re.compile(
    rf"(?:[\s,.-]+(?:{_LOOSE}|the|a|to|by|at|on|in|within|with|from|between|before|for))+[\s,.-]*$"
)
_BEFORE_TIME: Final = re.compile(r"[\s,]*$")
# "Today" in "I'll ring the depot today, it'll be with you by Friday" belongs to what was before.
_OPENS_CLAUSE: Final = re.compile(
    r"(?:[.!?;,:]\s*|\b(?:so|and|then|right|okay|but|well|now|yes)\s+)\Z"
)
_LONGEST_ACTION: Final = 12  # words
_MUSING: Final = compiled(
    "if (?:you (?:like|want|prefer|wish|need|'d like)|i|possible|we|that's)|maybe|perhaps|might|"
    "possibly|hopefully|i hope|i think|i'm not sure|i don't know|not sure|probably|unless|whether|"
    "i guess|i don't think|see if|doubt|(?:when|how|why) (?:will|would|can|do)|should i|shall i"
)
_MUSING_AFTER: Final = re.compile(
    r"[\s,]*(?:if (?:you (?:like|want|wish|prefer|'d like)|i can|possible|that'?s)|maybe|"
    r"perhaps|hopefully)\b"
)
_REPORTED: Final = re.compile(
    r"\b(?:he|she|they|you|driver|colleague|manager|somebody|someone|who|agent|email|letter|"
    r"message|website|advisor|adviser|team|says|told you|promised)(?:'s|'ve|'d)? "
    r"(?:(?:was|were|has|have|had|been|also|just) ){0,3}(?:said|says|told (?:you|me|us)|promised|"
    r"thought|claimed|wrote|saying|telling (?:you|me))(?: you| me)?(?: that)?[\s,\"']*$"
)
# "Tell me about it and I'll …": what the agent does about what is about to be said, at once.
_TELL_FIRST: Final = re.compile(r"\b(?:tell|give|read|show) (?:me|us)\b.{0,60}\band\s*$")
_QUICK: Final = re.compile(
    r"[^.!?;]{0,40}\b(?:(?:for|in) (?:a|one|just a|two|a couple of) ?(?:moment|second|sec|minute|"
    r"tick|seconds)|on hold|right now while|while you|while i)\b"
)
_CONDITION: Final = re.compile(r"\bif\b[^.!?;]{0,80}$")
_CLAUSE: Final = re.compile(r"[.!?;]\s|\bbut\b")
_STOP: Final = re.compile(r"[.!?](?=\s|$)")
_AT_A_TIME: Final = re.compile(r"\s+(?:\w+ )?(?:here|by|on|at|within|between)\b")
_TO_SOMEBODY: Final = re.compile(r"\s+(?:you|it|the|your|a|out|to|back|with|into|off)\b")
_OFF_THE_BILL: Final = re.compile(r"\s+(?:off|back (?:to|on|onto|into)) (?:your|the)\b")
_MOVES: Final = frozenset(("arrive", "reach", "go", "land", "clear", "appear", "come"))
_THINGS: Final = frozenset(("it", "that", "this", "everything"))
_SOMETHING: Final = re.compile(
    r"\s*(?:a|an|the|your|it|that|this)\b[^.!?]{0,30}\b(?:refund|email|e-mail|letter|text|"
    r"message|call|replacement|confirmation|credit|money|voucher|parcel|it back)\b"
)
_NOT_GOT: Final = re.compile(
    r"\s*(?:to|noticed|seen|heard|received|had|been|come|gone|got|a (?:good|nice|great))\b"
)
_SEEN: Final = re.compile(r"\s*(?:the|a|your) (?:money|refund|credit|payment|engineer|\w+ back)")
# In the present tense: "that comes off your bill", "Carol rings you between five and six".
_PRESENT: Final = re.compile(
    r"\b(it|that|he|she|the [\w'-]+(?: [\w'-]+)?|[a-z]+) (comes off your|comes off the bill|"
    r"goes back (?:on|onto|to|into) your|rings you|calls you|phones you|(?:comes|arrives) "
    r"(?=on |tomorrow|today|tonight|at |by |between |before |in the )|collects (?:the|it|your|"
    r"them)|delivers (?:the|it|your|them)|goes through (?=today|tomorrow|on |by ))"
)


# One of these words, or "'ll", is in every promise; one of those, in one that is made in the
# present tense. Where the apostrophe is lost, only a pronoun can stand before the two letters.
_PROMISING: Final = word_set("will shall should going gonna won't wont") | {
    f"{pronoun}ll" for pronoun in BEFORE_LL
}
_PRESENT_VERBS: Final = word_set("comes goes rings calls phones arrives collects delivers")


_NOBODY: Final = word_set("nobody who what which that this somebody someone everyone everybody")


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
    version = "2"
    parties: frozenset[Party] = frozenset({"agent"})
    signals = frozenset({"commitment"})
    repeats = frozenset({"commitment"})

    def detect(self, turn: Turn, conversation: Conversation) -> Iterable[Signal]:
        """Return one candidate a promise; of two equally sure the earlier comes first."""
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
    lower, words = turn.lower, turn.words
    promising = not _PROMISING.isdisjoint(words) or "'ll" in lower
    for modal in islice(modals(lower), _MOST) if promising else ():
        who = subject_before(turn, modal.start(), joined=modal.group(1) == "ll")
        if who is None:
            continue
        begin = _ADVERBS.match(lower, modal.end()).end()  # type: ignore[union-attr]
        denied = _NOT.match(lower, begin)
        if denied is not None or "won" in modal.group(1):
            yield from _withheld(turn, who, denied.end() if denied else begin)
        elif who.kind == "self":
            yield from _own(turn, who, begin)
        elif who.kind == "you":
            yield from _yours(turn, who, begin)
        else:
            yield from _theirs(turn, who, begin)
    if not _PRESENT_VERBS.isdisjoint(words):
        for match in islice(_PRESENT.finditer(lower), _MOST):
            yield from _present(turn, match)


def _own(turn: Turn, who: Promiser, begin: int, *, first: bool = True) -> Iterator[_Promise]:
    """What I, or we, will do; what is coordinated with it is a promise of its own."""
    lower = turn.lower
    said = _VERB.match(lower, begin)
    if said is None:
        return
    verb = said.group()
    rest = lower[said.end() : said.end() + 80]
    known = verb in DOING or (verb in OBJECT and OBJECT[verb].match(rest) is not None)
    end, action, timed = _reach(turn, begin)
    second = _second(lower, said.end(), end) if known and first else None
    if second is not None:
        yield from _own(turn, who._replace(start=second.end()), second.end(), first=False)
        end, action, timed = _reach(turn, begin, second.start())
    if not known and (verb in NEVER or verb in OBJECT or not timed or not first):
        return
    if verb == "pay" and who.by == "company" and not timed:
        return  # what is covered, not what is promised
    base = (0.92 if timed else 0.78) if known else 0.6
    yield from _weighed(turn, _Promise(base, who.start, end, action, who.by, "i_will"))


def _second(lower: str, begin: int, end: int) -> re.Match[str] | None:
    for match in _AND_VERB.finditer(lower, begin, end):
        verb, after = match.group(1), lower[match.end(1) : match.end(1) + 60]
        if verb in DOING or (verb in OBJECT and OBJECT[verb].match(after)):
            return match
    return None


def _yours(turn: Turn, who: Promiser, begin: int) -> Iterator[_Promise]:
    lower = turn.lower
    match = _YOU_GET.match(lower, begin)
    if match is None:
        return
    verb, rest = match.group(1), lower[match.end() : match.end() + 60]
    if (verb == "have" and _NOT_GOT.match(rest)) or (verb == "see" and not _SEEN.match(rest)):
        return
    end, object_, timed = _reach(turn, match.end())
    agent = verb == "hear" and rest.lstrip().startswith("from me")
    if verb == "hear":
        action = "contact you"
    elif verb in {"know", "be told"}:
        action = "let you know"
        if not timed:
            return
    elif verb.startswith("be "):
        action = f"have you {verb[3:]}"
    elif verb == "see":
        action = f"have {object_}"
    else:
        action = f"get {object_} to you"
    if not timed and verb != "hear" and not verb.startswith("be ") and not _SOMETHING.match(rest):
        return
    by = "agent" if agent else "company"
    base = 0.88 if timed else 0.7
    yield from _weighed(turn, _Promise(base, who.start, end, action, by, "you_will"))


def _theirs(turn: Turn, who: Promiser, begin: int) -> Iterator[_Promise]:
    lower = turn.lower
    said = _VERB.match(lower, begin)
    if said is None or said.group() not in THEY_DO:
        return
    verb, rest = said.group(), lower[said.end() : said.end() + 60]
    end, action, timed = _reach(turn, begin)
    thing = who.name in _THINGS
    if verb == "be":
        if BE_DONE.match(rest) is None and not (timed and _AT_A_TIME.match(rest)):
            return
        action = action.removeprefix("be").strip() or "done"
        if not timed and thing:
            return
    elif verb == "come" and _OFF_THE_BILL.match(rest):
        pass
    elif (
        (thing and (not timed or verb not in _MOVES))
        or (verb == "have" and _NOT_GOT.match(rest, 1))
        or (not timed and (verb == "have" or not _TO_SOMEBODY.match(rest)))
    ):
        return
    base = 0.85 if timed else 0.65
    action = f"have {who.name} {action}"
    yield from _weighed(turn, _Promise(base, who.start, end, action, "company", "they_will"))


def _withheld(turn: Turn, who: Promiser, begin: int) -> Iterator[_Promise]:
    """What will not be done: "we won't ring you again"."""
    if who.kind != "self":
        return
    match = NOT_DOING.match(turn.lower, begin)
    if match is None:
        return
    end, action, _ = _reach(turn, begin)
    action = f"not {action}"
    yield from _weighed(turn, _Promise(0.8, who.start, end, action, who.by, "i_will_not"))


def _present(turn: Turn, match: re.Match[str]) -> Iterator[_Promise]:
    subject, verb = match.groups()
    off = "off" in verb or "back" in verb
    named = turn.text[match.start()].isupper() and subject not in _NOBODY
    if not off and not named and subject.split()[0] not in {"the", "it", "he", "she"}:
        return
    end, action, timed = _reach(turn, match.start(2))
    if not timed and not off:
        return
    first, _, more = action.partition(" ")
    base = {"goes": "go"}.get(first, first.removesuffix("s"))
    who = {"he": "him", "she": "her"}.get(subject, subject)
    if named and not subject.startswith("the "):
        who = turn.text[match.start() : match.end(1)]
    confidence = 0.7 if timed else 0.6
    action = f"have {who} {base} {more}".strip()
    yield from _weighed(
        turn, _Promise(confidence, match.start(), end, action, "company", "it_does")
    )


def _weighed(turn: Turn, promise: _Promise) -> Iterator[_Promise]:
    """The promise with the confidence that what stands around it leaves."""
    lower, base, start, end = turn.lower, promise.confidence, promise.start, promise.end
    clause = _CLAUSE.split(lower[max(0, start - 90) : start])[-1]
    if is_quoted(turn, start, end) or _REPORTED.search(clause):
        return
    stop = _STOP.search(lower, end, end + 200)
    asked = stop is not None and stop.group() == "?" and stop.start() - end < 3
    musing = _MUSING.search(clause[-40:]) or _MUSING_AFTER.match(lower, end, end + 30)
    first = _TELL_FIRST.search(clause) is not None and base < 0.9
    if musing or asked or first:
        base = 0.4
    elif _CONDITION.search(clause):
        base = min(base, 0.55)
    elif promise.rule == "i_will" and _QUICK.match(lower[start : end + 40]):
        base = 0.35
    begin = _time_before(turn, start)
    if begin < start and base > 0.5:
        base = max(base, 0.85)
    yield promise._replace(confidence=base, start=begin)


def _time_before(turn: Turn, start: int) -> int:
    """Where the words of time directly before the promise begin, else ``start``."""
    if start == 0 or not may_have_time(turn):
        return start
    lower = turn.lower
    window = max(0, start - 60)
    for time in TIME.finditer(lower, window, start):
        if _BEFORE_TIME.fullmatch(lower, time.end(), start):
            opens = _OPENS_CLAUSE.search(lower, window, time.start())
            return time.start() if opens or time.start() == 0 else start
    return start


def _reach(turn: Turn, begin: int, most: int | None = None) -> tuple[int, str, bool]:
    """Where the promise beginning with its verb at ``begin`` ends, its action, and if timed."""
    lower = turn.lower
    longest = min(len(lower), begin + _LONGEST) if most is None else most
    stop = _END.search(lower, begin, longest)
    limit = stop.start() if stop else longest
    times = []
    if may_have_time(turn):
        found = TIME.finditer(lower, begin, min(len(lower), limit + 12, most or len(lower)))
        times = [time for time in found if time.start() < limit]
    text = lower[begin : times[0].start() if times else limit]
    action = _action(text, timed=bool(times))
    if times:
        return times[-1].end(), action, True
    return begin + len(lower[begin:limit].rstrip(" ,.;-")), action, False


def _action(text: str, *, timed: bool) -> str:
    """What is promised, without what is said along with it."""
    comma = text.find(",")
    if comma >= 0:
        listed = _LIST.match(text, comma)
        text = text[: listed.end() if listed else comma]
    words = text.split()
    text = " ".join(words[:_LONGEST_ACTION])
    cut = timed or len(words) > _LONGEST_ACTION
    trail = _TRAIL_BEFORE_TIME if cut else _TRAIL
    return trail.sub("", text.rstrip(" ,.;-")).strip(" ,.;-") or text.strip(" ,.;-")


COMMITMENT = Commitment()
