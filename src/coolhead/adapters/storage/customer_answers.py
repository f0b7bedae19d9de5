"""What customers answered, in the database."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from sqlalchemy import Select, and_, select, update

from coolhead.adapters.storage.follow_up_rows import is_now_of
from coolhead.adapters.storage.schema.sending import customer_answers as table
from coolhead.adapters.storage.store import Store
from coolhead.adapters.storage.writing import note_happenings, upsert
from coolhead.services.live.summary import CallKey
from coolhead.services.sending.answer import Answer
from coolhead.services.sending.happening import was_answered

_FIELDS: Final = Answer.__struct_fields__


class SqlAnswerBook:
    """``AnswerBook``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def find(self, workspace: str, follow_up: str) -> Answer | None:
        """See ``AnswerBook.find``."""
        return (await self.of(workspace, [follow_up])).get(follow_up)

    async def of(self, workspace: str, follow_ups: list[str]) -> dict[str, Answer]:
        """See ``AnswerBook.of``."""
        found = await self._read(_answers(workspace).where(table.c.follow_up.in_(follow_ups)))
        return {each.follow_up: each for each in found}

    async def of_call(self, key: CallKey) -> list[Answer]:
        """See ``AnswerBook.of_call``."""
        query = _answers(key.workspace).where(table.c.call == key.call)
        return await self._read(query.order_by(table.c.at, table.c.follow_up))

    async def keep(self, answer: Answer) -> None:
        """See ``AnswerBook.keep``."""
        async with self._store.transaction() as connection:
            await upsert(connection, table, [msgspec.structs.asdict(answer)])
            await connection.run_sync(note_happenings, [was_answered(answer)])

    async def seen(self, workspace: str, follow_up: str, *, by: str, at: str) -> Answer | None:
        """See ``AnswerBook.seen``."""
        one = and_(table.c.workspace == workspace, table.c.follow_up == follow_up)
        async with self._store.transaction() as connection:
            await connection.execute(update(table).where(one).values(seen_by=by, seen_at=at))
        return await self.find(workspace, follow_up)

    async def open_ones(
        self, workspace: str, *, teams: frozenset[str] | None, owner: str | None, limit: int
    ) -> list[Answer]:
        """See ``AnswerBook.open_ones``."""
        query = _answers(workspace).where(table.c.settled != "yes", table.c.seen_at.is_(None))
        if teams is not None:
            query = query.where(table.c.team.in_(sorted(teams)))
        if owner is not None:  # whoever has the follow-up now
            query = query.where(is_now_of(owner, table))
        return await self._read(query.order_by(table.c.at, table.c.follow_up).limit(limit))

    async def _read(self, query: Select[Any]) -> list[Answer]:
        async with self._store.reading() as connection:
            return [Answer(**row._mapping) for row in await connection.execute(query)]


def _answers(workspace: str) -> Select[Any]:
    return select(*(table.c[name] for name in _FIELDS)).where(table.c.workspace == workspace)
