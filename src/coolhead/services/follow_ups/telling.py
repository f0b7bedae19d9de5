"""Looks every so often what is to be told of follow-ups, and keeps that it was.

What was told is kept before anybody sees it, and what nobody was told of stays to be told: a
process that dies in between tells nothing twice and misses nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final

import msgspec

from coolhead.errors import CoolheadError, StorageError
from coolhead.record.due_times import WorkCalendar
from coolhead.services.breath import Breath
from coolhead.services.follow_ups.follow_up import FollowUp
from coolhead.services.follow_ups.reminder_book import ReminderBook, Window
from coolhead.services.follow_ups.reminders import (
    Reminder,
    ReminderPolicy,
    passed_over,
    reminders_of,
)

# A line a half minute late is not late.
EVERY_S: Final = 30.0
# Eighty working hours, the most that a playbook may say, with weekends and holidays among them.
_AHEAD: Final = timedelta(days=45)
_BEHIND: Final = timedelta(days=45)


class Reckoning(msgspec.Struct, frozen=True):
    """What the times of a follow-up are reckoned by."""

    policy: ReminderPolicy
    calendar: WorkCalendar


ReckoningOf = Callable[[FollowUp], Awaitable[Reckoning]]
"""How a follow-up is reckoned: by the playbook that its call was guided by."""


class Teller:
    """Tells reminders of one workspace when they are due."""

    def __init__(
        self,
        workspace: str,
        book: ReminderBook,
        *,
        reckoning_of: ReckoningOf,
        now: Callable[[], datetime],
    ) -> None:
        self._workspace = workspace
        self._book = book
        self._reckoning_of = reckoning_of
        self._now = now

    async def look(self) -> list[Reminder]:
        """Tell what is due by now; returns what was new. Raises ``StorageError``."""
        now, told, after = self._now(), list[Reminder](), None
        breath = Breath()
        while True:
            page = await self._book.to_look_at(
                Window(
                    workspace=self._workspace,
                    since=now - _BEHIND,
                    until=now + _AHEAD,
                    after=after,
                )
            )
            due, past = list[Reminder](), list[Reminder]()
            for row in page.follow_ups:
                reckoning = await self._reckoning_of(row)
                by = (row, reckoning.policy, reckoning.calendar, now)
                due += reminders_of(*by)
                if (late := passed_over(*by)) is not None:
                    past.append(late)
            told += await self._book.tell(due, now)
            await self._book.pass_over(past, now)
            if page.next is None:
                return told
            after = page.next
            await breath.taken()  # a server that was away has much to look through

    async def run(self, failed: Callable[[CoolheadError], None]) -> None:
        """Look again and again until cancelled; what fails is told of and tried again."""
        while True:
            try:
                await self.look()
            except StorageError as error:
                failed(error)
            await asyncio.sleep(EVERY_S)
