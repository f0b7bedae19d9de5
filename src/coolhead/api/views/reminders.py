"""Reminders as the API shows them."""

from __future__ import annotations

from datetime import datetime

import msgspec

from coolhead.services.follow_ups.follow_up import Kind
from coolhead.services.follow_ups.reminder_book import Told
from coolhead.services.follow_ups.reminders import Step
from coolhead.services.follow_ups.standing import Standing, standing_of


class ReminderShown(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was told, with its follow-up as it stands now."""

    follow_up: str
    step: Step
    at: datetime
    call: str
    team: str
    owner: str | None
    customer: str | None
    kind: Kind
    what: str
    due: str | None
    standing: Standing


class ReminderList(msgspec.Struct, frozen=True):
    """What an agent is reminded of, and what the supervisors of one's teams are told."""

    mine: tuple[ReminderShown, ...]
    teams: tuple[ReminderShown, ...]


def reminder_shown(told: Told, now: datetime) -> ReminderShown:
    """A reminder, with how its follow-up stands now."""
    row = told.follow_up
    return ReminderShown(
        follow_up=row.id,
        step=told.step,
        at=told.at,
        call=row.call,
        team=row.team,
        owner=row.owner,
        customer=row.customer,
        kind=row.kind,
        what=row.what,
        due=row.due,
        standing=standing_of(row, now),
    )
