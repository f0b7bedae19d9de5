"""How the promises made in some calls stand."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from coolhead.adapters.storage.follow_up_rows import SAME, standing
from coolhead.adapters.storage.schema.follow_ups import follow_up_marks as marks
from coolhead.adapters.storage.schema.follow_ups import follow_ups as table
from coolhead.adapters.storage.schema.insights import call_figures
from coolhead.services.insights.behind import PROMISES
from coolhead.services.insights.book import PromiseSums

PROMISED: Any = call_figures.join(
    table,
    and_(table.c.workspace == call_figures.c.workspace, table.c.call == call_figures.c.call),
).outerjoin(marks, SAME)
IS_PROMISE = table.c.kind == "promise"


async def read_promises(connection: AsyncConnection, where: Any, now: float) -> PromiseSums:
    """The promises of the calls that fit ``where``, and how many of the calls have such."""
    each = (
        select(standing(now).label("state"), call_figures.c.call)
        .select_from(PROMISED)
        .where(where, IS_PROMISE)
        .subquery()
        .c
    )
    counted = select(
        each.state, func.count().label("promises"), func.count(each.call.distinct()).label("calls")
    ).group_by(each.state)
    rows = {row.state: row for row in await connection.execute(counted)}
    counts = {state: row.promises for state, row in rows.items()}
    return PromiseSums(
        **counts, calls={state: row.calls for state, row in rows.items() if state in PROMISES}
    )
