"""What is to be done after the call, and by when: promises, check-ins, thanks, what was added.

A customer is reached once for the same matter: who has said in the call that it is settled is
thanked for raising it, and is not asked again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

import msgspec

from coolhead.call.state import CallState
from coolhead.call.vocabulary import LEVELS, level_of
from coolhead.playbook.schema import Playbook
from coolhead.record.due_times import WorkCalendar
from coolhead.record.record import FollowUp, Record
from coolhead.record.standing import Shown, named
from coolhead.record.wording import LIST_ITEMS, plain

# "Not call you again" is kept by doing nothing.
_LEFT_UNDONE: Final = ("not ", "never ", "no longer ")
_NUMBERS: Final = ("no", "one", "two", "three", "four", "five")


class Ending(NamedTuple):
    """When the call ended (None where it has no clock), and what due times are reckoned by."""

    at: datetime | None
    playbook: Playbook
    calendar: WorkCalendar


def follow_ups_of(
    record: Record, shown: Sequence[Shown], state: CallState, ending: Ending
) -> tuple[FollowUp, ...]:
    """The follow-ups of a call; where the agent corrected the list, that list.

    What was added by hand is there in any case.
    """
    added = [
        FollowUp(
            kind=each.kind,
            what=plain(each.what),
            due=each.due,
            channel=each.channel,
            added_by=each.by or None,
            added_at=each.added_at or None,
        )
        for each in state.follow_ups
    ]
    if "follow_ups" in state.corrections:
        return (*record.follow_ups, *added)
    promises = [
        FollowUp("promise", promise.action, promise.due, promise.due_text, promise.utterance)
        for promise in record.commitments
        if not promise.action.casefold().startswith(_LEFT_UNDONE)
    ]
    owed = _owed(record, shown, state, ending)
    return (*[*promises, *owed][: 2 * LIST_ITEMS], *added)


def _owed(
    record: Record, shown: Sequence[Shown], state: CallState, ending: Ending
) -> list[FollowUp]:
    """Thanks or a check-in, where trouble was settled.

    A customer who wants no more calls is not called to ask whether all is well.
    """
    settled = record.outcome in {"resolved", "saved"}
    unwelcome = record.do_not_call or record.ended_by == "agent_for_abuse"
    if not settled or unwelcome:
        return []
    policy = ending.playbook.follow_up
    complained = any(heard.has("complaint") for heard in state.heard)
    if complained and policy.thank_you and _said_settled(shown):
        what = f"thank them for raising it: {record.issue}" if record.issue else "thank them"
        return [_within(FollowUp("thank_you", plain(what)), policy.thank_you_days, ending)]
    least = policy.check_in_from
    level = LEVELS.index(level_of(record.heat.peak))
    if least is not None and (level >= LEVELS.index(least) or complained):
        what = f"ask whether it is settled: {record.issue}" if record.issue else "ask if settled"
        return [_within(FollowUp("check_in", plain(what)), policy.check_in_days, ending)]
    return []


def _said_settled(shown: Sequence[Shown]) -> bool:
    """Whether the customer was asked if it is settled, and answered with thanks."""
    asked = named(shown, "agent", "satisfaction_check")
    thanked = named(shown, "customer", "thanks")
    return bool(asked and thanked) and thanked[-1].at >= asked[0].at


def _within(owed: FollowUp, days: int, ending: Ending) -> FollowUp:
    """With its time: the close of business so many working days after the call.

    With 0 days that is the day of the call, where business is open and not over yet on it.
    """
    due = _close_after(ending, days)
    if due is not None:
        return msgspec.structs.replace(owed, due=due.isoformat())
    number = _NUMBERS[days] if days < len(_NUMBERS) else str(days)
    words = f"within {number} working {'day' if days == 1 else 'days'}" if days else "the same day"
    return msgspec.structs.replace(owed, due_text=words)


def _close_after(ending: Ending, days: int) -> datetime | None:
    if ending.at is None:
        return None
    try:
        ended = ending.at.astimezone(ending.calendar.zone)
        if days == 0:
            close = _close_on(ended.date(), ending.calendar)
            if ending.calendar.is_working(ended.date()) and ended < close:
                return close
        day = ending.calendar.working_day(ended.date(), max(1, days))
        if day is None:
            return None
        return _close_on(
            datetime(day.year, day.month, day.day, tzinfo=ended.tzinfo), ending.calendar
        )
    except OverflowError:  # the calendar ends somewhere
        return None


def _close_on(day: date, calendar: WorkCalendar) -> datetime:
    _, closes = calendar.hours_on(day)
    return datetime.combine(day, closes, calendar.zone)
