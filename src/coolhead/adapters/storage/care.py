"""Check-ins and shared reflections in the database."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import delete, select, update

from coolhead.adapters.storage.schema.people import check_ins, shared_reflections
from coolhead.adapters.storage.store import Store
from coolhead.adapters.storage.times import seconds_of
from coolhead.adapters.storage.writing import of_call, upsert
from coolhead.services.live.summary import CallKey
from coolhead.services.wellbeing.care import CheckIn, OfAnAgent, SharedReflection

_CHECK_IN = [check_ins.c[name] for name in CheckIn.__struct_fields__]
_REFLECTION = [shared_reflections.c[name] for name in SharedReflection.__struct_fields__]


class SqlCareBook:
    """``CareBook``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def ask(self, check_in: CheckIn) -> CheckIn:
        """Keep it; see ``CareBook.ask``."""
        asked = seconds_of(check_in.asked_at, "asked_at")
        row = msgspec.structs.asdict(check_in) | {"asked": asked}
        key = CallKey(check_in.workspace, check_in.call)
        query = select(*_CHECK_IN).where(of_call(check_ins, key))
        async with self._store.transaction() as connection:
            await upsert(connection, check_ins, [row], keep=frozenset(row))
            return CheckIn(**(await connection.execute(query)).mappings().one())

    async def withdraw(self, key: CallKey) -> bool:
        """It is gone; see ``CareBook.withdraw``."""
        return await self._changed(delete(check_ins).where(of_call(check_ins, key)))

    async def take(self, key: CallKey, *, by: str, at: str) -> bool:
        """Taken on once; see ``CareBook.take``."""
        is_open = of_call(check_ins, key) & check_ins.c.taken_by.is_(None)
        return await self._changed(
            update(check_ins).where(is_open).values(taken_by=by, taken_at=at)
        )

    async def check_in(self, key: CallKey) -> CheckIn | None:
        """The check-in after a call; see ``CareBook.check_in``."""
        found = await self._rows(select(*_CHECK_IN).where(of_call(check_ins, key)))
        return CheckIn(**found[0]) if found else None

    async def check_ins(self, workspace: str, teams: frozenset[str]) -> list[CheckIn]:
        """Those of these teams; see ``CareBook.check_ins``."""
        query = (
            select(*_CHECK_IN)
            .where(check_ins.c.workspace == workspace, check_ins.c.team.in_(sorted(teams)))
            .order_by(check_ins.c.asked, check_ins.c.call)
        )
        return [CheckIn(**row) for row in await self._rows(query)]

    async def forget(self, workspace: str, *, before: str) -> int:
        """Let go of what is old; see ``CareBook.forget``."""
        old = delete(check_ins).where(
            check_ins.c.workspace == workspace, check_ins.c.asked < seconds_of(before, "before")
        )
        async with self._store.transaction() as connection:
            return int((await connection.execute(old)).rowcount)

    async def share(self, reflection: SharedReflection) -> None:
        """Share it; see ``CareBook.share``."""
        async with self._store.transaction() as connection:
            await upsert(connection, shared_reflections, [msgspec.structs.asdict(reflection)])

    async def unshare(self, key: CallKey) -> bool:
        """It is gone; see ``CareBook.unshare``."""
        return await self._changed(
            delete(shared_reflections).where(of_call(shared_reflections, key))
        )

    async def reflection(self, key: CallKey) -> SharedReflection | None:
        """What is shared; see ``CareBook.reflection``."""
        query = select(*_REFLECTION).where(of_call(shared_reflections, key))
        found = await self._rows(query)
        return SharedReflection(**found[0]) if found else None

    async def of_agent(self, workspace: str, agent: str) -> OfAnAgent:
        """All of an agent; see ``CareBook.of_agent``."""
        asked = await self._rows(_of_agent(check_ins, _CHECK_IN, workspace, agent))
        shared = await self._rows(_of_agent(shared_reflections, _REFLECTION, workspace, agent))
        return OfAnAgent(
            tuple(CheckIn(**row) for row in asked),
            tuple(SharedReflection(**row) for row in shared),
        )

    async def _rows(self, query: Any) -> list[Any]:
        async with self._store.reading() as connection:
            return list((await connection.execute(query)).mappings().all())

    async def _changed(self, statement: Any) -> bool:
        async with self._store.transaction() as connection:
            return bool((await connection.execute(statement)).rowcount)


def _of_agent(table: Any, columns: list[Any], workspace: str, agent: str) -> Any:
    where = (table.c.workspace == workspace) & (table.c.agent == agent)
    return select(*columns).where(where).order_by(table.c.call)
