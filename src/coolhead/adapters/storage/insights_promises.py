"""How the promises made in some calls stand."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from coolhead.adapters.storage.follow_up_rows import seconds
from coolhead.adapters.storage.schema.follow_ups import follow_up_marks as marks
from coolhead.adapters.storage.schema.follow_ups import follow_ups as table
from coolhead.adapters.storage.schema.insights import call_figures
from coolhead.services.insights.book import PromiseSums


async def read_promises(connection: AsyncConnection, where: Any, now: datetime) -> PromiseSums:
    """The promises of the calls that fit ``where``, as ``standing_of`` has them.

    When something was done is text with an offset, which databases do not compare alike: of what
    was done both times are read, the rest is counted where it lies.
    """
    due = func.coalesce(marks.c.due_at, table.c.due_at)
    state = case(
        (func.coalesce(marks.c.state, "open") != "open", marks.c.state),
        (table.c.in_record.is_(False), "dropped"),
        (and_(due.is_not(None), due < now.timestamp()), "broken"),
        else_="open",
    ).label("state")
    same_call = and_(
        table.c.workspace == call_figures.c.workspace, table.c.call == call_figures.c.call
    )
    same = and_(marks.c.workspace == table.c.workspace, marks.c.id == table.c.id)
    promised = call_figures.join(table, same_call).outerjoin(marks, same)
    is_timed = and_(marks.c.state == "done", due.is_not(None))
    each = (
        select(
            state,
            case((is_timed, marks.c.at)).label("at"),
            case((is_timed, due)).label("due"),
        )
        .select_from(promised)
        .where(where, table.c.kind == "promise")
        .subquery()
        .c
    )
    counted = select(each.state, each.at, each.due, func.count().label("promises")).group_by(
        each.state, each.at, each.due
    )
    counts: Counter[str] = Counter()
    for row in await connection.execute(counted):
        was_done = seconds(row.at) if row.at is not None else None
        is_late = was_done is not None and was_done > row.due
        counts["late" if is_late else row.state] += row.promises
    return PromiseSums(
        kept=counts["done"],
        late=counts["late"],
        broken=counts["broken"],
        open=counts["open"],
        dropped=counts["dropped"],
    )
