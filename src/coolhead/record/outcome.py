"""How the call came out, by rules that the documentation prints (``docs/record.md``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from coolhead.call.state import CallState
from coolhead.call.vocabulary import Outcome, level_of
from coolhead.record.facts import Sourced
from coolhead.record.record import HeatRange
from coolhead.record.standing import Shown, named

# What makes a won deal a saved one: trouble that had to be got over first.
_TROUBLE: Final = (
    "complaint",
    "frustration",
    "anger",
    "insult",
    "aggression",
    "threat",
    "rejection",
    "not_heard",
)


class Course(NamedTuple):
    """What the outcome is judged by."""

    shown: Sequence[Shown]
    heat: HeatRange
    accepted: Sequence[Sourced]
    done: Sequence[Sourced]
    appointment: bool


def outcome_of(state: CallState, course: Course) -> tuple[Outcome, tuple[str, ...]]:
    """The outcome and the utterances that decide it."""
    if not any(heard.utterance.text.strip() for heard in state.of("customer")):
        return "no_contact", ()
    header = state.header
    stake = header.stake if header else "none"
    campaign = header is not None and header.direction == "outbound" and bool(header.campaign)
    if stake != "none" or campaign:
        return _at_stake(state, course, retention=stake == "retention")
    return _at_service(state, course)


def _at_stake(
    state: CallState, course: Course, *, retention: bool
) -> tuple[Outcome, tuple[str, ...]]:
    """A deal, a lead, an appointment or a customer is to be won or kept."""
    stop = named(course.shown, "customer", "do_not_call")
    if stop:
        return "lost", _ids(stop[-1:])
    if _ended_for_abuse(state):
        return "lost", ()
    if retention:
        gone = [source for line, source in course.done if "cancel" in line.lower()]
        if gone:
            return "lost", tuple(gone)
    answer = _last_answer(course.shown)
    if answer is not None and answer.signal.name == "rejection":
        return "lost", _ids([answer])
    if course.appointment or (answer is not None and course.accepted):
        troubled = level_of(course.heat.peak) != "calm" or named(
            course.shown, "customer", *_TROUBLE
        )
        return ("saved" if troubled else "resolved"), _ids([answer] if answer else [])
    return "open", ()


def _at_service(state: CallState, course: Course) -> tuple[Outcome, tuple[str, ...]]:
    """Nothing is for sale: the question is whether the matter is settled."""
    if _ended_for_abuse(state):
        return "open", ()
    answer = _last_answer(course.shown)
    if answer is not None and answer.signal.name == "rejection":
        thanked = [s for s in named(course.shown, "customer", "thanks") if s.at > answer.at]
        if not (thanked and course.done):
            return "open", _ids([answer])
    if level_of(course.heat.end) in {"heated", "boiling"}:
        return "open", ()
    if answer is not None and course.accepted:
        return "resolved", _ids([answer])
    if course.done:
        return "resolved", (course.done[-1][1],)
    if course.appointment:
        return "resolved", ()
    asked = named(course.shown, "agent", "satisfaction_check")
    if asked:
        pleased = [
            s
            for s in named(course.shown, "customer", "thanks", "acceptance")
            if s.at >= asked[-1].at
        ]
        if pleased:
            return "resolved", _ids(pleased[:1])
    return "open", ()


def _last_answer(shown: Sequence[Shown]) -> Shown | None:
    """Who takes one thing and refuses another in a breath has accepted."""
    answers = named(shown, "customer", "acceptance", "rejection")
    if not answers:
        return None
    together = (s for s in named(answers, None, "acceptance") if s.heard is answers[-1].heard)
    return next(together, answers[-1])


def _ended_for_abuse(state: CallState) -> bool:
    marked = any(mark.mark == "end_for_abuse" for mark in state.marks)
    return marked or state.ended_by == "agent_for_abuse"


def _ids(shown: Sequence[Shown]) -> tuple[str, ...]:
    return tuple(s.id for s in shown if s.id)
