"""What was promised, and the appointment that was agreed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

import msgspec

from coolhead.call.events import PromiseMade
from coolhead.call.state import Heard
from coolhead.call.utterance import Signal
from coolhead.record.due_times import Due, WorkCalendar, read_due
from coolhead.record.due_times.expression import Relative
from coolhead.record.due_times.grammar import expression_in
from coolhead.record.record import Commitment
from coolhead.record.standing import Shown, named
from coolhead.record.wording import LIST_ITEMS, alike, clean, plain, sentence_at

_SAME_TIME: Final = timedelta(minutes=30)
_CONTACT: Final = re.compile(
    r"\b(?:ring|call|phone|contact|speak|talk|email|text)\b", re.IGNORECASE
)
_BOOKING: Final = re.compile(
    r"\b(?:appointment|book(?:ed)?|schedul\w+|(?:bring|get|fit) (?:it|her|him|you|your \w+|"
    r"that|the \w+|this) (?:in|by|down|over)|come (?:in|by|over|out|down)|drop (?:\w+ ){0,2}off|"
    r"see you|slot|pencil|put you (?:down|in)|what time|"
    r"(?:engineer|technician|driver) (?:can|will))\b"
)
# What it is for: a thing to do, or a noun that was booked ("service" alone may be a light's).
_VISITS: Final = (
    re.compile(
        r"\b(?:bring|drop|take) (?:it|her|him|them|the \w+|your \w+|that) "
        r"(?:in|by|over|down|off)\b|"
        r"\bcome (?:in|by|over|out|down)\b"
    ),
    re.compile(
        r"\b(?:book(?:ed)?|arranged?|scheduled?|set up|fit) (?:\w+ ){0,3}?(?:viewing|"
        r"demo|demonstration|survey|service|inspection|consultation|fitting|delivery|collection|"
        r"engineer|technician|call ?back|test drive)\b"
    ),
)
_AGREEING: Final = re.compile(
    r"^(?:um |uh |oh |well |so |and |right |then )*(?:let's do (?:it|that)|thank you|thanks|"
    r"that was (?:great|good|perfect)|"
    r"yes|yeah|yep|yup|okay|ok|sure|perfect|great|fine|good|alright|"
    r"all right|lovely|brilliant|wonderful|absolutely|sounds|that works|that's (?:fine|good|great|"
    r"perfect)|that'll|that will|works|see you|cool|awesome|excellent)\b"
)
# "How are you this evening" names no hour of anything.
_PLEASANTRY: Final = re.compile(r"\b(?:how are you|help you|anything else|thank(?:s| you) for)\b")
_DECLINING: Final = re.compile(r"\b(?:can't|cannot|won't|doesn't|not|no|don't|rather)\b")
# An appointment is made within a few turns: a day here, an hour there, a "yes" at the end.
_REACH_BACK, _REACH_ON, _REACH_YES = 8, 6, 3


def said_at(start: datetime | None, seconds: float) -> datetime | None:
    """The wall-clock time of a moment of the call."""
    if start is None:
        return None
    try:
        return start + timedelta(seconds=seconds)
    except OverflowError:
        return None


def commitments_of(shown: Sequence[Shown], by_hand: Sequence[PromiseMade]) -> list[Commitment]:
    """The promises, each once: a promise said again takes the later words for its time."""
    promises: list[Commitment] = []
    for entry in named(shown, None, "commitment"):
        if entry.heard is None or entry.party == "customer":
            continue
        signal, text = entry.signal, entry.heard.utterance.text
        if signal.action is None and _says_again(entry.heard, signal, promises):
            continue
        promises.append(
            Commitment(
                action=clean(signal.action or sentence_at(text, signal.span)),
                due=signal.due,
                due_text=plain(signal.due_text) if signal.due_text else None,
                by=signal.by or "agent",
                utterance=entry.heard.utterance.id,
            )
        )
    promises += [
        Commitment(
            plain(made.action),
            plain(made.due) if made.due else None,
            plain(made.due_text) if made.due_text else None,
            made.by,
        )
        for made in by_hand
    ]
    return merged(promises)


def _says_again(heard: Heard, signal: Signal, promises: Sequence[Commitment]) -> bool:
    """Whether a promise that only a trained head has found sums up what was promised before."""
    known = {promise.due for promise in promises}
    return heard.has("recap") and bool(promises) and (signal.due is None or signal.due in known)


def merged(promises: Sequence[Commitment]) -> list[Commitment]:
    """Promises of the same thing as one, at the place of the first, with the time once given."""
    kept: list[Commitment] = []
    for promise in promises:
        for index, known in enumerate(kept):
            if not _same_promise(known, promise):
                continue
            if known.due is None and (promise.due is not None or promise.due_text):
                kept[index] = msgspec.structs.replace(
                    known,
                    due=promise.due,
                    due_text=promise.due_text,
                    utterance=promise.utterance or known.utterance,
                )
            break
        else:
            kept.append(promise)
    return kept[: 2 * LIST_ITEMS]


def _same_promise(known: Commitment, said: Commitment) -> bool:
    """Whether a promise was made before: the same thing, and no other time.

    Said again two minutes later "in twenty minutes" is two minutes later; a call tomorrow on top
    of one in twenty minutes is another promise.
    """
    if known.due and said.due:
        try:
            apart = datetime.fromisoformat(said.due) - datetime.fromisoformat(known.due)
        except (ValueError, TypeError):  # a due that was typed in by hand in another form
            return known.due == said.due and alike(known.action, said.action)
        if abs(apart) > _SAME_TIME:
            return False
        # "I'll ring you at two ... you'll hear from me at two": one call.
        if not apart and _CONTACT.search(known.action) and _CONTACT.search(said.action):
            return True
    return alike(known.action, said.action)


def appointment_of(
    heard: Sequence[Heard], start: datetime | None, calendar: WorkCalendar
) -> tuple[Commitment, tuple[str, ...]] | None:
    """The last appointment that both sides agreed, with the utterances that made it.

    Day and hour are often said in two breaths ("tomorrow?" ... "eight in the morning"); they are
    read together as said last. Without a "yes" from the customer there is no appointment.
    """
    best: tuple[Commitment, tuple[str, ...]] | None = None
    for index, entry in enumerate(heard):
        if _BOOKING.search(entry.utterance.text.lower().replace("\u2019", "'")):
            best = _made_around(heard, index, start, calendar) or best
    return best


def _made_around(
    heard: Sequence[Heard], index: int, start: datetime | None, calendar: WorkCalendar
) -> tuple[Commitment, tuple[str, ...]] | None:
    clock: tuple[int, str] | None = None
    day: tuple[int, str] | None = None
    reach = range(max(0, index - _REACH_BACK), min(len(heard), index + _REACH_ON + 1))
    for at in reach:
        text = heard[at].utterance.text
        expression = expression_in(text)
        if expression is None or expression.vague or _PLEASANTRY.search(text.lower()):
            continue
        words = text[slice(*expression.span)]
        # "Tonight" alone is said of much; a part of another day is a time for a visit.
        parted = expression.part is not None and expression.day != Relative(0)
        has_clock = expression.clock is not None or parted
        if has_clock and expression.day is not None:
            clock, day = (at, words), (at, words)
        elif has_clock:
            clock = (at, words)
            rest = expression_in(text[expression.span[1] :])
            if rest is not None and rest.day is not None and rest.clock is None:
                day = (at, text[expression.span[1] :][slice(*rest.span)])
        elif expression.day is not None:
            day = (at, words)
    if clock is None:
        return None
    last = max(clock[0], day[0]) if day else clock[0]
    yes = _agreed_after(heard, last)
    if yes is None:
        return None
    words = clock[1] if day is None or day[1] in clock[1] else f"{clock[1]} {day[1]}"
    words = words.removeprefix("for ")
    moment = said_at(start, heard[last].utterance.start)
    due: Due | None = read_due(words, moment, calendar) if moment else None
    sources = sorted({clock[0], last, yes})
    commitment = Commitment(
        action=_appointment_as(heard[at].utterance.text for at in reach),
        due=due.at.isoformat() if due and due.at else None,
        due_text=plain(words),
        by="company",
        utterance=heard[last].utterance.id,
    )
    return commitment, tuple(heard[at].utterance.id for at in sources)


def _appointment_as(texts: Iterable[str]) -> str:
    """What the appointment is for, in the words that were used: "appointment: bring it in"."""
    said = [text.lower() for text in texts]
    for visit in _VISITS:
        for text in said:
            match = visit.search(text)
            if match is not None:
                return clean(f"appointment: {match.group()}")
    return "appointment"


def _agreed_after(heard: Sequence[Heard], index: int) -> int | None:
    """The utterance that agrees to what was proposed, by the other party and soon after."""
    proposer = heard[index].utterance.party
    for at in range(index + 1, min(len(heard), index + _REACH_YES + 1)):
        utterance = heard[at].utterance
        if utterance.party == proposer:
            continue
        text = utterance.text.lower().replace("\u2019", "'").strip()
        if heard[at].has("rejection") or _DECLINING.search(text[:60]):
            return None
        if heard[at].has("acceptance") or _AGREEING.match(text):
            return at
    return None
