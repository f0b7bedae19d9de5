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
from coolhead.signals.agent.promise_subject import Promiser, modals, subject_before
from coolhead.signals.agent.promise_time import TIME, may_have_time
from coolhead.signals.agent.promise_verbs import (
    BE_DONE,
    DOING,
    NEVER,
    NOT_DOING,
    OBJECT,
    THEY_DO,
)
from coolhead.signals.agent.promise_wording import (
    ADVERBS,
    AND_VERB,
    AT_A_TIME,
    BEFORE_TIME,
    CLAUSE,
    CONDITION,
    END,
    LIST,
    LONGEST,
    LONGEST_ACTION,
    MOVES,
    MUSING,
    MUSING_AFTER,
    NOBODY,
    NOT,
    NOT_GOT,
    OFF_THE_BILL,
    OPENS_CLAUSE,
    PRESENT,
    PRESENT_VERBS,
    PROMISING,
    QUICK,
    REPORTED,
    SEEN,
    SOMETHING,
    STOP,
    TELL_FIRST,
    THINGS,
    TO_SOMEBODY,
    TRAIL,
    TRAIL_BEFORE_TIME,
    VERB,
    YOU_GET,
)
from coolhead.signals.scope import is_quoted
from coolhead.signals.turn import Conversation, Turn

# So many "will"s of a turn are looked at; no speaker promises more, and a text of nothing else
# must not take long.
_MOST: Final = 24


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
    promising = not PROMISING.isdisjoint(words) or "'ll" in lower
    for modal in islice(modals(lower), _MOST) if promising else ():
        who = subject_before(turn, modal.start(), joined=modal.group(1) == "ll")
        if who is None:
            continue
        begin = ADVERBS.match(lower, modal.end()).end()  # type: ignore[union-attr]
        denied = NOT.match(lower, begin)
        if denied is not None or "won" in modal.group(1):
            yield from _withheld(turn, who, denied.end() if denied else begin)
        elif who.kind == "self":
            yield from _own(turn, who, begin)
        elif who.kind == "you":
            yield from _yours(turn, who, begin)
        else:
            yield from _theirs(turn, who, begin)
    if not PRESENT_VERBS.isdisjoint(words):
        for match in islice(PRESENT.finditer(lower), _MOST):
            yield from _present(turn, match)


def _own(turn: Turn, who: Promiser, begin: int, *, first: bool = True) -> Iterator[_Promise]:
    """What I, or we, will do; what is coordinated with it is a promise of its own."""
    lower = turn.lower
    said = VERB.match(lower, begin)
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
    for match in AND_VERB.finditer(lower, begin, end):
        verb, after = match.group(1), lower[match.end(1) : match.end(1) + 60]
        if verb in DOING or (verb in OBJECT and OBJECT[verb].match(after)):
            return match
    return None


def _yours(turn: Turn, who: Promiser, begin: int) -> Iterator[_Promise]:
    lower = turn.lower
    match = YOU_GET.match(lower, begin)
    if match is None:
        return
    verb, rest = match.group(1), lower[match.end() : match.end() + 60]
    if (verb == "have" and NOT_GOT.match(rest)) or (verb == "see" and not SEEN.match(rest)):
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
    if not timed and verb != "hear" and not verb.startswith("be ") and not SOMETHING.match(rest):
        return
    by = "agent" if agent else "company"
    base = 0.88 if timed else 0.7
    yield from _weighed(turn, _Promise(base, who.start, end, action, by, "you_will"))


def _theirs(turn: Turn, who: Promiser, begin: int) -> Iterator[_Promise]:
    lower = turn.lower
    said = VERB.match(lower, begin)
    if said is None or said.group() not in THEY_DO:
        return
    verb, rest = said.group(), lower[said.end() : said.end() + 60]
    end, action, timed = _reach(turn, begin)
    thing = who.name in THINGS
    if verb == "be":
        if BE_DONE.match(rest) is None and not (timed and AT_A_TIME.match(rest)):
            return
        action = action.removeprefix("be").strip() or "done"
        if not timed and thing:
            return
    elif verb == "come" and OFF_THE_BILL.match(rest):
        pass
    elif (
        (thing and (not timed or verb not in MOVES))
        or (verb == "have" and NOT_GOT.match(rest, 1))
        or (not timed and (verb == "have" or not TO_SOMEBODY.match(rest)))
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
    named = turn.text[match.start()].isupper() and subject not in NOBODY
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
    clause = CLAUSE.split(lower[max(0, start - 90) : start])[-1]
    if is_quoted(turn, start, end) or REPORTED.search(clause):
        return
    stop = STOP.search(lower, end, end + 200)
    asked = stop is not None and stop.group() == "?" and stop.start() - end < 3
    musing = MUSING.search(clause[-40:]) or MUSING_AFTER.match(lower, end, end + 30)
    first = TELL_FIRST.search(clause) is not None and base < 0.9
    if musing or asked or first:
        base = 0.4
    elif CONDITION.search(clause):
        base = min(base, 0.55)
    elif promise.rule == "i_will" and QUICK.match(lower[start : end + 40]):
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
        if BEFORE_TIME.fullmatch(lower, time.end(), start):
            opens = OPENS_CLAUSE.search(lower, window, time.start())
            return time.start() if opens or time.start() == 0 else start
    return start


def _reach(turn: Turn, begin: int, most: int | None = None) -> tuple[int, str, bool]:
    """Where the promise beginning with its verb at ``begin`` ends, its action, and if timed."""
    lower = turn.lower
    longest = min(len(lower), begin + LONGEST) if most is None else most
    stop = END.search(lower, begin, longest)
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
        listed = LIST.match(text, comma)
        text = text[: listed.end() if listed else comma]
    words = text.split()
    text = " ".join(words[:LONGEST_ACTION])
    cut = timed or len(words) > LONGEST_ACTION
    trail = TRAIL_BEFORE_TIME if cut else TRAIL
    return trail.sub("", text.rstrip(" ,.;-")).strip(" ,.;-") or text.strip(" ,.;-")


COMMITMENT = Commitment()
