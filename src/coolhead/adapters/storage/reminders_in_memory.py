"""Reminders in memory: for tests, and for trying things out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from coolhead.adapters.storage.cursors import cursor_of, read_cursor
from coolhead.adapters.storage.follow_ups_in_memory import InMemoryFollowUpBook
from coolhead.services.follow_ups.book import FollowUpPage
from coolhead.services.follow_ups.follow_up import FollowUp, time_of
from coolhead.services.follow_ups.reminder_book import (
    MOST_SHOWN,
    Told,
    ToldQuery,
    Window,
    latest,
    steps_to,
)
from coolhead.services.follow_ups.reminders import Reminder, To, last_step_of, stamp_of

_Name = tuple[str, str, str, str]


class InMemoryReminderBook:
    """``ReminderBook`` beside a book of follow-ups; what is of an erased call is not found."""

    def __init__(self, follow_ups: InMemoryFollowUpBook) -> None:
        self._follow_ups = follow_ups
        self._told: dict[_Name, tuple[Reminder, datetime]] = {}
        self._seen: set[_Name] = set()

    async def to_look_at(self, window: Window) -> FollowUpPage:
        """What may be to be told of; see ``ReminderBook.to_look_at``."""
        found = []
        for row in self._open(window.workspace):
            due = time_of(row.due)
            if due is None or not window.since <= due < window.until:
                continue
            if (row.workspace, row.id, last_step_of(row), stamp_of(due)) not in self._told:
                found.append((due.timestamp(), row.id, row))
        after = read_cursor(window.after) if window.after is not None else None
        found = sorted(each for each in found if after is None or each[:2] > after)
        page = found[: window.limit]
        more = cursor_of(*page[-1][:2]) if len(found) > window.limit else None
        return FollowUpPage(tuple(row for _, _, row in page), more)

    async def tell(self, told: Sequence[Reminder], at: datetime) -> list[Reminder]:
        """Keep that these were told; see ``ReminderBook.tell``."""
        new = {_name(each): each for each in told if _name(each) not in self._told}
        self._told |= {name: (each, at) for name, each in new.items()}
        return list(new.values())

    async def pass_over(self, reminders: Sequence[Reminder], at: datetime) -> None:
        """Keep that these are not told; see ``ReminderBook.pass_over``."""
        self._seen |= {_name(each) for each in await self.tell(reminders, at)}

    async def told(self, query: ToldQuery) -> list[Told]:
        """What was told and not put away; see ``ReminderBook.told``."""
        rows = {row.id: row for row in self._open(query.workspace)}
        found = [
            Told(step=each.step, at=each.at, told_at=at, follow_up=row)
            for name, (each, at) in self._told.items()
            if name not in self._seen
            and each.workspace == query.workspace
            and each.step in steps_to(query.to)
            and (row := rows.get(each.follow_up)) is not None
            and (due := time_of(row.due)) is not None
            and stamp_of(due) == each.due
            and (row.team in query.teams if query.teams is not None else row.owner == query.owner)
        ]
        return latest(found)[:MOST_SHOWN]

    async def see(self, workspace: str, follow_up: str, to: To, *, by: str, at: datetime) -> bool:
        """Put away what was told; see ``ReminderBook.see``."""
        del by, at
        names = {
            name
            for name in self._told
            if name[:2] == (workspace, follow_up) and name[2] in steps_to(to)
        } - self._seen
        self._seen |= names
        return bool(names)

    def _open(self, workspace: str) -> list[FollowUp]:
        rows = self._follow_ups.rows()
        return [row for row in rows if row.workspace == workspace and row.state == "open"]


def _name(each: Reminder) -> _Name:
    return each.workspace, each.follow_up, each.step, each.due
