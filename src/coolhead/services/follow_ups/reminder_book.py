"""The port of reminders: what is still to be told, and what was, so that nothing is told twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Protocol

import msgspec

from coolhead.services.follow_ups.book import FollowUpPage
from coolhead.services.follow_ups.follow_up import FollowUp
from coolhead.services.follow_ups.reminders import STEPS, Reminder, Step, To

MOST_SHOWN: Final = 100


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """A page of follow-ups due from ``since`` until before ``until``; ``after`` is its cursor."""

    workspace: str
    since: datetime
    until: datetime
    after: str | None = None
    limit: int = 200


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A reminder that was told, with its follow-up as it stands now."""

    step: Step
    at: datetime
    told_at: datetime
    follow_up: FollowUp


class ToldQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Whose reminders: an owner's, or what is told to the supervisors of teams."""

    workspace: str
    owner: str | None = None
    teams: frozenset[str] | None = None

    @property
    def to(self) -> To:
        """To whom they were told."""
        return "supervisors" if self.teams is not None else "owner"


def steps_to(to: To) -> tuple[Step, ...]:
    """The steps that are told to one of the two."""
    return ("broken",) if to == "supervisors" else ("soon", "due")


def latest(told: Sequence[Told]) -> list[Told]:
    """Of each follow-up what was told last, in the order of their times."""
    last: dict[str, Told] = {}
    for each in told:
        known = last.get(each.follow_up.id)
        if known is None or STEPS.index(each.step) > STEPS.index(known.step):
            last[each.follow_up.id] = each
    return sorted(last.values(), key=lambda each: (each.at, each.follow_up.id))


class ReminderBook(Protocol):
    """Every method may raise ``StorageError``."""

    async def to_look_at(self, window: Window) -> FollowUpPage:
        """Open follow-ups due in a window of which the last thing was not told yet.

        Raises ``InputError`` for a wrong cursor.
        """

    async def tell(self, reminders: Sequence[Reminder], at: datetime) -> list[Reminder]:
        """Keep that these were told; returns those that had not been."""

    async def pass_over(self, reminders: Sequence[Reminder], at: datetime) -> None:
        """Keep that these are not told any more, so that they are not looked at again."""

    async def told(self, query: ToldQuery) -> list[Told]:
        """What was told and put away by nobody, of what is open and due at the same time still.

        Of each follow-up the last thing, the oldest first, at most ``MOST_SHOWN``.
        """

    async def see(self, workspace: str, follow_up: str, to: To, *, by: str, at: datetime) -> bool:
        """Put away what was told of a follow-up; False where there was nothing."""
