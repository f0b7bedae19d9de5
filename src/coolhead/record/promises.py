"""What was promised, and the appointment that was agreed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import msgspec

from coolhead.call.events import PromiseMade
from coolhead.call.state import Heard
from coolhead.record.due_times import Due, WorkCalendar, read_due
from coolhead.record.due_times.grammar import expression_in
from coolhead.record.record import Commitment
from coolhead.record.standing import Shown, named
from coolhead.record.wording import LIST_ITEMS, alike, clean, plain, sentence_at

_BOOKING: Final = re.compile(
    r"\b(?:appointment|book(?:ed|ing)?|schedul\w+|(?:bring|get|fit) (?:it|her|him|you|your \w+|"
    r"that|the \w+|this) (?:in|by|down|over)|come (?:in|by|over|out|down)|drop (?:\w+ ){0,2}off|"
    r"see you|slot|pencil|put you (?:down|in)|what time|"
    r"(?:engineer|technician|driver) (?:can|will))\b"
)
_AGREEING: Final = re.compile(
    r"^(?:um |uh |oh |well )*(?:yes|yeah|yep|yup|okay|ok|sure|perfect|great|fine|good|alright|"
    r"all right|lovely|brilliant|wonderful|absolutely|sounds|that works|that's (?:fine|good|great|"
    r"perfect)|that'll|that will|works|see you|cool|awesome|excellent)\b"
)
_DECLINING: Final = re.compile(r"\b(?:can't|cannot|won't|doesn't|not|no|don't|rather)\b")
# An appointment is made within a few turns: a day here, an hour there, a "yes" at the end.
_REACH_BACK, _REACH_ON, _REACH_YES = 3, 6, 3


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
            made.due,
            plain(made.due_text) if made.due_text else None,
            made.by,
        )
        for made in by_hand
    ]
    return merged(promises)


def merged(promises: Sequence[Commitment]) -> list[Commitment]:
    """Promises of the same thing as one, at the place of the first, as last timed."""
    kept: list[Commitment] = []
    for promise in promises:
        for index, known in enumerate(kept):
            if not alike(known.action, promise.action):
                continue
            if promise.due is not None or (promise.due_text and known.due is None):
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


def appointment_of(
    heard: Sequence[Heard], start: datetime | None, calendar: WorkCalendar
) -> tuple[Commitment, tuple[str, ...]] | None:
    """The last appointment that both sides agreed, with the utterances that made it.

    Day and hour are often said in two breaths ("tomorrow?" ... "eight in the morning"); they are
    read together as said last. Without a "yes" from the customer there is no appointment.
    """
    best: tuple[Commitment, tuple[str, ...]] | None = None
    index = 0
    while index < len(heard):
        text = heard[index].utterance.text.lower().replace("\u2019", "'")
        if _BOOKING.search(text):
            found = _made_around(heard, index, start, calendar)
            best = found or best
        index += 1
    return best


def _made_around(
    heard: Sequence[Heard], index: int, start: datetime | None, calendar: WorkCalendar
) -> tuple[Commitment, tuple[str, ...]] | None:
    clock: tuple[int, str] | None = None
    day: tuple[int, str] | None = None
    for at in range(max(0, index - _REACH_BACK), min(len(heard), index + _REACH_ON + 1)):
        text = heard[at].utterance.text
        expression = expression_in(text)
        if expression is None or expression.vague or expression.before:
            continue
        words = text[slice(*expression.span)]
        has_clock = expression.clock is not None or expression.part is not None
        if has_clock and expression.day is not None:
            clock, day = (at, words), (at, words)
        elif has_clock:
            clock = (at, words)
        elif expression.day is not None:
            day = (at, words)
    if clock is None:
        return None
    last = max(clock[0], day[0]) if day else clock[0]
    yes = _agreed_after(heard, last)
    if yes is None:
        return None
    words = clock[1] if day is None or day[1] == clock[1] else f"{clock[1]} {day[1]}"
    moment = said_at(start, heard[last].utterance.start)
    due: Due | None = read_due(words, moment, calendar) if moment else None
    sources = sorted({clock[0], last, yes})
    commitment = Commitment(
        action=clean(f"appointment: {heard[index].utterance.text}", 120),
        due=due.at.isoformat() if due and due.at else None,
        due_text=plain(words),
        by="company",
        utterance=heard[last].utterance.id,
    )
    return commitment, tuple(heard[at].utterance.id for at in sources)


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
