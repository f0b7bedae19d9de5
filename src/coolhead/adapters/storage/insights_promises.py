"""How the promises made in some calls stand."""

from __future__ import annotations

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
    promises = and_(where, table.c.kind == "promise")
    counted = select(state, func.count()).select_from(promised).where(promises).group_by(state)
    done = (
        select(marks.c.at, due.label("due"))
        .select_from(promised)
        .where(promises, marks.c.state == "done", due.is_not(None))
    )
    counts = {row[0]: row[1] for row in await connection.execute(counted)}
    late = 0
    for at, due_at in await connection.execute(done):
        was_done = seconds(at)
        late += was_done is not None and was_done > due_at
    return PromiseSums(
        kept=counts.get("done", 0) - late,
        late=late,
        broken=counts.get("broken", 0),
        open=counts.get("open", 0),
        dropped=counts.get("dropped", 0),
    )
