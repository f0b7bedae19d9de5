"""Who is to be told of a follow-up, and when: before its time, at it, and when it is broken.

Working hours are hours that really pass, by the opening hours of the playbook that the call was
guided by. What is owed at a time outside of them is told of at that time all the same.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final, Literal

import msgspec

from coolhead.playbook.after_call import FollowUps
from coolhead.record.due_times import WorkCalendar
from coolhead.services.follow_ups.follow_up import FollowUp, time_of

Step = Literal["soon", "due", "broken"]
STEPS: Final[tuple[Step, ...]] = ("soon", "due", "broken")

To = Literal["owner", "supervisors"]

# What should have been told longer ago than this is told by nobody's reminder any more: it stands
# among what is overdue. A server that was away for as long has more to say than one line.
TOLD_WITHIN: Final = timedelta(days=14)


class ReminderPolicy(msgspec.Struct, frozen=True):
    """How long before a time its owner is reminded, and how long after it others are told.

    Both in working time; ``before`` None for never.
    """

    before: timedelta | None = timedelta(hours=1)
    escalate_after: timedelta = timedelta(hours=1)


class Reminder(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to tell; ``due`` (RFC 3339, UTC) is the time that it was told for.

    A follow-up whose time is changed is reminded of anew, by its new time.
    """

    workspace: str
    follow_up: str
    call: str
    step: Step
    due: str
    at: datetime

    @property
    def to(self) -> To:
        """Who is told."""
        return "supervisors" if self.step == "broken" else "owner"


def policy_of(follow_up: FollowUps) -> ReminderPolicy:
    """The policy that a playbook has."""
    before = timedelta(hours=follow_up.remind_before_hours)
    after = timedelta(hours=follow_up.escalate_after_hours)
    return ReminderPolicy(before or None, after)


def reminders_of(
    row: FollowUp, policy: ReminderPolicy, calendar: WorkCalendar, now: datetime
) -> tuple[Reminder, ...]:
    """What is to have been told of a follow-up by now, in the order of its time.

    Nothing of what is not open or has no time. That it is due soon is not told when it is due
    already. Supervisors are told of promises alone: a check-in was promised to nobody.
    """
    return tuple(
        each for each in _reached(row, policy, calendar, now) if not is_too_late(each, now)
    )


def passed_over(
    row: FollowUp, policy: ReminderPolicy, calendar: WorkCalendar, now: datetime
) -> Reminder | None:
    """The last thing that there was to tell of a follow-up, where it is too late to tell it."""
    last = last_step_of(row)
    for each in _reached(row, policy, calendar, now):
        if each.step == last and is_too_late(each, now):
            return each
    return None


def is_too_late(reminder: Reminder, now: datetime) -> bool:
    """Whether it should have been told so long ago that it is told by nobody's reminder."""
    return now - reminder.at > TOLD_WITHIN


def _reached(
    row: FollowUp, policy: ReminderPolicy, calendar: WorkCalendar, now: datetime
) -> list[Reminder]:
    """Whatever has been to tell by now, however long ago."""
    due = time_of(row.due)
    if row.state != "open" or due is None:
        return []
    moments: list[tuple[Step, datetime]] = []
    soon = _before(due, policy, calendar)
    if soon is not None and soon <= now < due:
        moments.append(("soon", soon))
    if due <= now:
        moments.append(("due", due))
    broken = _after(due, policy, calendar) if row.kind == "promise" else None
    if broken is not None and broken <= now:
        moments.append(("broken", broken))
    return [
        Reminder(
            workspace=row.workspace,
            follow_up=row.id,
            call=row.call,
            step=step,
            due=stamp_of(due),
            at=at.astimezone(UTC),
        )
        for step, at in moments
    ]


def last_step_of(row: FollowUp) -> Step:
    """The last thing that there is to tell of a follow-up."""
    return "broken" if row.kind == "promise" else "due"


def stamp_of(due: datetime) -> str:
    """A due time as it names what was told for it: one moment, one text."""
    return due.astimezone(UTC).isoformat()


def _before(due: datetime, policy: ReminderPolicy, calendar: WorkCalendar) -> datetime | None:
    if policy.before is None:
        return None
    try:
        return calendar.before_working_time(due, policy.before)
    except OverflowError:  # the calendar begins somewhere
        return None


def _after(due: datetime, policy: ReminderPolicy, calendar: WorkCalendar) -> datetime | None:
    """When it is told above: in working hours, where a supervisor can do something about it."""
    try:
        return calendar.after_working_time(due, policy.escalate_after)
    except OverflowError:
        return None
