"""Reminders in the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import and_, case, exists, select, tuple_, update

from coolhead.adapters.storage.cursors import cursor_of, read_cursor
from coolhead.adapters.storage.follow_up_rows import (
    OWNER,
    PLACE,
    STATE,
    follow_up_from,
    follow_ups,
)
from coolhead.adapters.storage.schema.follow_ups import follow_up_reminders as reminders
from coolhead.adapters.storage.schema.follow_ups import follow_ups as table
from coolhead.adapters.storage.store import Store
from coolhead.adapters.storage.writing import upsert
from coolhead.services.follow_ups.book import FollowUpPage
from coolhead.services.follow_ups.follow_up import time_of
from coolhead.services.follow_ups.reminder_book import (
    MOST_SHOWN,
    Told,
    ToldQuery,
    Window,
    latest,
    steps_to,
)
from coolhead.services.follow_ups.reminders import Reminder, To

_OF_IT = and_(reminders.c.workspace == table.c.workspace, reminders.c.follow_up == table.c.id)
_FOR_ITS_TIME = reminders.c.due_at == PLACE
_LAST = case((table.c.kind == "promise", "broken"), else_="due")


class SqlReminderBook:
    """``ReminderBook``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def to_look_at(self, window: Window) -> FollowUpPage:
        """What may be to be told of; see ``ReminderBook.to_look_at``."""
        all_told = exists().where(_OF_IT, _FOR_ITS_TIME, reminders.c.step == _LAST)
        asked = (
            follow_ups()
            .where(
                table.c.workspace == window.workspace,
                STATE == "open",
                window.since.timestamp() <= PLACE,
                window.until.timestamp() > PLACE,
                ~all_told,
            )
            .order_by(PLACE, table.c.id)
            .limit(window.limit + 1)
        )
        if window.after is not None:
            asked = asked.where(tuple_(PLACE, table.c.id) > tuple_(*read_cursor(window.after)))
        async with self._store.reading() as connection:
            rows = (await connection.execute(asked)).all()
        last = rows[window.limit - 1] if len(rows) > window.limit else None
        return FollowUpPage(
            tuple(follow_up_from(row) for row in rows[: window.limit]),
            cursor_of(last.place, last.id) if last is not None else None,
        )

    async def tell(self, told: Sequence[Reminder], at: datetime) -> list[Reminder]:
        """Keep that these were told; see ``ReminderBook.tell``."""
        return await self._keep(told, at, seen_at=None)

    async def pass_over(self, reminders: Sequence[Reminder], at: datetime) -> None:
        """Keep that these are not told; see ``ReminderBook.pass_over``."""
        await self._keep(reminders, at, seen_at=at.timestamp())

    async def told(self, query: ToldQuery) -> list[Told]:
        """What was told and not put away; see ``ReminderBook.told``."""
        steps = steps_to(query.to)
        whose: Any = (
            table.c.team.in_(sorted(query.teams))
            if query.teams is not None
            else query.owner == OWNER
        )
        asked = (
            follow_ups()
            .add_columns(reminders.c.step, reminders.c.at.label("tell_at"), reminders.c.told_at)
            .join(reminders, and_(_OF_IT, _FOR_ITS_TIME))
            .where(
                table.c.workspace == query.workspace,
                whose,
                STATE == "open",
                reminders.c.seen_at.is_(None),
                reminders.c.step.in_(steps),
            )
            .order_by(reminders.c.at, table.c.id)
            .limit(MOST_SHOWN * len(steps))
        )
        async with self._store.reading() as connection:
            rows = (await connection.execute(asked)).all()
        found = [
            Told(
                step=row.step,
                at=datetime.fromtimestamp(row.tell_at, tz=UTC),
                told_at=datetime.fromtimestamp(row.told_at, tz=UTC),
                follow_up=follow_up_from(row),
            )
            for row in rows
        ]
        return latest(found)[:MOST_SHOWN]

    async def see(self, workspace: str, follow_up: str, to: To, *, by: str, at: datetime) -> bool:
        """Put away what was told; see ``ReminderBook.see``."""
        seen = (
            update(reminders)
            .where(
                reminders.c.workspace == workspace,
                reminders.c.follow_up == follow_up,
                reminders.c.step.in_(steps_to(to)),
                reminders.c.seen_at.is_(None),
            )
            .values(seen_at=at.timestamp(), seen_by=by)
        )
        async with self._store.transaction() as connection:
            return bool((await connection.execute(seen)).rowcount)

    async def _keep(
        self, told: Sequence[Reminder], at: datetime, *, seen_at: float | None
    ) -> list[Reminder]:
        if not told:
            return []
        name = tuple_(*reminders.primary_key.columns)
        async with self._store.transaction() as connection:
            wanted = [_name(each) for each in told]
            asked = select(*reminders.primary_key.columns).where(name.in_(wanted))
            known = {tuple(row) for row in await connection.execute(asked)}
            new = {_name(each): each for each in told if _name(each) not in known}
            rows = [
                {
                    **dict(zip(("workspace", "follow_up", "step", "due"), key, strict=True)),
                    "due_at": _seconds(each.due),
                    "call": each.call,
                    "at": each.at.timestamp(),
                    "told_at": at.timestamp(),
                    "seen_at": seen_at,
                    "seen_by": None,
                }
                for key, each in new.items()
            ]
            columns = frozenset(column.name for column in reminders.columns)
            await upsert(connection, reminders, rows, keep=columns)
        return list(new.values())


def _name(each: Reminder) -> tuple[str, ...]:
    return each.workspace, each.follow_up, each.step, each.due


def _seconds(due: str) -> float:
    at = time_of(due)
    assert at is not None  # noqa: S101 - a reminder is made of a time
    return at.timestamp()
