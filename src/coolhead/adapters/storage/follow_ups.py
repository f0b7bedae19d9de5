"""Follow-ups in the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from sqlalchemy import and_, func, select, tuple_

from coolhead.adapters.storage.cursors import cursor_of, read_cursor
from coolhead.adapters.storage.follow_up_rows import (
    OWNER,
    PLACE,
    SAME,
    STATE,
    follow_up_from,
    follow_ups,
    mark_from,
    mark_row,
    standing,
)
from coolhead.adapters.storage.reading import MOST_ON_A_PAGE
from coolhead.adapters.storage.schema.follow_ups import follow_up_marks as marks
from coolhead.adapters.storage.schema.follow_ups import follow_ups as table
from coolhead.adapters.storage.store import Store
from coolhead.adapters.storage.times import seconds_of
from coolhead.adapters.storage.writing import note_happenings, upsert
from coolhead.call.vocabulary import Channel
from coolhead.services.follow_ups.book import OPEN, FollowUpPage, FollowUpQuery, Ledger
from coolhead.services.follow_ups.follow_up import FollowUp, Mark, State, over
from coolhead.services.follow_ups.ledger import ledger_from
from coolhead.services.sending.happening import was_done


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

    async def ledger(self, query: FollowUpQuery, now: float) -> Ledger:
        """They are counted where they lie; see ``FollowUpBook.ledger``."""
        each = (
            select(table.c.kind, standing(now).label("state"), OWNER.label("owner"))
            .select_from(table.outerjoin(marks, SAME))
            .where(*_conditions(query))
            .subquery()
            .c
        )
        cells = (each.kind, each.state, each.owner)
        counted = select(*cells, func.count().label("rows")).group_by(*cells)
        async with self._store.reading() as connection:
            rows = (await connection.execute(counted)).all()
        return ledger_from((row.kind, row.state, row.owner, row.rows) for row in rows)

    async def mark(
        self, workspace: str, follow_up: str, mark: Mark, *, only: frozenset[State] = OPEN
    ) -> FollowUp | None:
        """Keep what somebody did; see ``FollowUpBook.mark``."""
        one = follow_ups().where(_is(workspace, follow_up))
        async with self._store.transaction() as connection:
            kept = (await connection.execute(one)).first()
            if kept is None or follow_up_from(kept).state not in only or not kept.in_record:
                return None
            before = follow_up_from(kept)
            row = mark_row(before, over(mark_from(kept), mark))
            await upsert(connection, marks, [row])
            if mark.state == "done":
                noted = [was_done(before, seconds_of(mark.at, "at"))]
                await connection.run_sync(note_happenings, noted)
            return follow_up_from((await connection.execute(one)).one())

    async def channels(self, workspace: str, customers: Iterable[str]) -> dict[str, Channel]:
        """How customers want to be reached; see ``FollowUpBook.channels``."""
        wanted = sorted(set(customers))
        said_at = func.coalesce(marks.c.channel_at, table.c.added_at, "")
        found: dict[str, Channel | Literal["unknown"]] = {}
        async with self._store.reading() as connection:
            for first in range(0, len(wanted), MOST_ON_A_PAGE):
                said = (
                    select(table.c.customer, func.coalesce(marks.c.channel, table.c.channel))
                    .select_from(table.outerjoin(marks, SAME))
                    .where(
                        table.c.workspace == workspace,
                        table.c.customer.in_(wanted[first : first + MOST_ON_A_PAGE]),
                        func.coalesce(marks.c.channel, table.c.channel).is_not(None),
                    )
                    .order_by(said_at)
                )
                for customer, channel in await connection.execute(said):
                    found[customer] = channel
        return {who: said for who, said in found.items() if said != "unknown"}


def _is(workspace: str, follow_up: str) -> Any:
    return and_(table.c.workspace == workspace, table.c.id == follow_up)


def _conditions(query: FollowUpQuery) -> list[Any]:
    wanted: list[Any] = [table.c.workspace == query.workspace]
    if query.owner is not None:
        wanted.append(query.owner == OWNER)
    for name in ("customer", "kind", "call"):
        if (value := getattr(query, name)) is not None:
            wanted.append(table.c[name] == value)
    if query.teams is not None:
        wanted.append(table.c.team.in_(sorted(query.teams)))
    if query.state is not None:
        wanted.append(query.state == STATE)
    if query.due_since is not None:
        wanted.append(seconds_of(query.due_since, "due_since") <= PLACE)
    if query.due_before is not None:
        wanted.append(seconds_of(query.due_before, "due_before") > PLACE)
    if query.not_of is not None:
        wanted.append(table.c.call != query.not_of)
    return wanted
