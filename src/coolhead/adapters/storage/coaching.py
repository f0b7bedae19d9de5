"""Plans of coaching in the database."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import msgspec
from sqlalchemy import and_, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from coolhead.adapters.storage.schema.coaching import coaching_changes as changes
from coolhead.adapters.storage.schema.coaching import coaching_plans as table
from coolhead.adapters.storage.store import Store
from coolhead.services.coaching.plan import Change, Plan

_CHANGE = Change.__struct_fields__


class SqlPlanBook:
    """``PlanBook``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def begin(self, plan: Plan) -> bool:
        """Keep a new plan; see ``PlanBook.begin``."""
        row = {name: getattr(plan, name) for name in ("workspace", "id", "agent", "call", "moment")}
        async with self._store.transaction() as connection:
            others = await _plans(
                connection, and_(table.c.workspace == plan.workspace, table.c.agent == plan.agent)
            )
            if any(each.now.state == "open" for each in others):
                return False
            await connection.execute(insert(table).values(row))
            for each in plan.changes:
                await connection.execute(
                    insert(changes).values(_row(plan.workspace, plan.id, each))
                )
        return True

    async def find(self, workspace: str, plan: str) -> Plan | None:
        """One plan; see ``PlanBook.find``."""
        async with self._store.reading() as connection:
            found = await _plans(connection, _is(workspace, plan))
        return found[0] if found else None

    async def plans(self, workspace: str, agents: frozenset[str]) -> list[Plan]:
        """The plans of these agents; see ``PlanBook.plans``."""
        theirs = and_(table.c.workspace == workspace, table.c.agent.in_(sorted(agents)))
        async with self._store.reading() as connection:
            return await _plans(connection, theirs)

    async def change(self, workspace: str, plan: str, change: Change) -> Plan | None:
        """Keep a change; see ``PlanBook.change``."""
        async with self._store.transaction() as connection:
            found = await _plans(connection, _is(workspace, plan))
            if not found or not follows(found[0], change):
                return None
            await connection.execute(insert(changes).values(_row(workspace, plan, change)))
        return msgspec.structs.replace(found[0], changes=(*found[0].changes, change))


def follows(plan: Plan, change: Change) -> bool:
    """Whether this is the next change of an open plan."""
    return plan.now.state == "open" and change.number == plan.now.number + 1


def latest_first(plans: list[Plan]) -> list[Plan]:
    """Plans in the order in which they are shown."""
    return sorted(plans, key=lambda plan: (plan.changes[0].at, plan.id), reverse=True)


def _is(workspace: str, plan: str) -> Any:
    return and_(table.c.workspace == workspace, table.c.id == plan)


def _row(workspace: str, plan: str, change: Change) -> dict[str, Any]:
    return {"workspace": workspace, "plan": plan, **msgspec.structs.asdict(change)}


async def _plans(connection: AsyncConnection, wanted: Any) -> list[Plan]:
    same = and_(changes.c.workspace == table.c.workspace, changes.c.plan == table.c.id)
    asked = (
        select(
            table.c.workspace,
            table.c.id,
            table.c.agent,
            table.c.call,
            table.c.moment,
            *(changes.c[name] for name in _CHANGE),
        )
        .select_from(table.join(changes, same))
        .where(wanted)
        .order_by(table.c.id, changes.c.number)
    )
    by_plan: defaultdict[str, list[Any]] = defaultdict(list)
    for row in await connection.execute(asked):
        by_plan[row.id].append(row)
    return latest_first(
        [
            Plan(
                workspace=rows[0].workspace,
                id=rows[0].id,
                agent=rows[0].agent,
                call=rows[0].call,
                moment=rows[0].moment,
                changes=tuple(
                    Change(**{name: row._mapping[name] for name in _CHANGE}) for row in rows
                ),
            )
            for rows in by_plan.values()
        ]
    )
