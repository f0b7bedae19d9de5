"""Follow-ups in the database."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import and_, case, func, tuple_

from coolhead.adapters.storage.cursors import cursor_of, read_cursor
from coolhead.adapters.storage.follow_up_rows import PLACE, follow_up_from, follow_ups, mark_row
from coolhead.adapters.storage.reading import MOST_ON_A_PAGE
from coolhead.adapters.storage.schema.follow_ups import follow_up_marks as marks
from coolhead.adapters.storage.schema.follow_ups import follow_ups as table
from coolhead.adapters.storage.store import Store
from coolhead.adapters.storage.times import seconds_of
from coolhead.adapters.storage.writing import note_happenings, upsert
from coolhead.services.follow_ups.book import FollowUpPage, FollowUpQuery
from coolhead.services.follow_ups.follow_up import FollowUp, Mark
from coolhead.services.sending.happening import was_done

_STATE = case(
    (func.coalesce(marks.c.state, "open") != "open", marks.c.state),
    (table.c.in_record.is_(True), "open"),
    else_="dropped",
)


class SqlFollowUpBook:
    """``FollowUpBook``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def find(self, workspace: str, follow_up: str) -> FollowUp | None:
        """One follow-up; see ``FollowUpBook.find``."""
        async with self._store.reading() as connection:
            row = (await connection.execute(follow_ups().where(_is(workspace, follow_up)))).first()
        return follow_up_from(row) if row is not None else None

    async def page(self, query: FollowUpQuery) -> FollowUpPage:
        """A page of them; see ``FollowUpBook.page``."""
        limit = max(1, min(query.limit, MOST_ON_A_PAGE))
        asked = follow_ups().where(*_conditions(query)).order_by(PLACE, table.c.id).limit(limit + 1)
        if query.after is not None:
            asked = asked.where(tuple_(PLACE, table.c.id) > tuple_(*read_cursor(query.after)))
        async with self._store.reading() as connection:
            rows = (await connection.execute(asked)).all()
        last = rows[limit - 1] if len(rows) > limit else None
        return FollowUpPage(
            tuple(follow_up_from(row) for row in rows[:limit]),
            cursor_of(last.place, last.id) if last is not None else None,
        )

    async def mark(self, workspace: str, follow_up: str, mark: Mark) -> FollowUp | None:
        """Keep what somebody did; see ``FollowUpBook.mark``."""
        one = follow_ups().where(_is(workspace, follow_up))
        async with self._store.transaction() as connection:
            kept = (await connection.execute(one)).first()
            row = follow_up_from(kept) if kept is not None else None
            if row is None or kept is None or row.state != "open":
                return None
            due = mark.due or kept.mark_due  # whoever does it later does not take the time back
            done = mark_row(row, msgspec.structs.replace(mark, due=due))
            await upsert(connection, marks, [done])
            if mark.state == "done":
                noted = [was_done(row, seconds_of(mark.at, "at"))]
                await connection.run_sync(note_happenings, noted)
            return follow_up_from((await connection.execute(one)).one())


def _is(workspace: str, follow_up: str) -> Any:
    return and_(table.c.workspace == workspace, table.c.id == follow_up)


def _conditions(query: FollowUpQuery) -> list[Any]:
    wanted: list[Any] = [table.c.workspace == query.workspace]
    for name in ("owner", "customer", "kind"):
        if (value := getattr(query, name)) is not None:
            wanted.append(table.c[name] == value)
    if query.teams is not None:
        wanted.append(table.c.team.in_(sorted(query.teams)))
    if query.state is not None:
        wanted.append(query.state == _STATE)
    if query.due_before is not None:
        wanted.append(seconds_of(query.due_before, "due_before") > PLACE)
    if query.not_of is not None:
        wanted.append(table.c.call != query.not_of)
    return wanted
