"""Kept answers in the database."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from coolhead.adapters.storage.schema.playbooks import kept_answers as table
from coolhead.adapters.storage.store import Store
from coolhead.services.answers import KEPT_S, KeptAnswer


class SqlKeptAnswers:
    """``KeptAnswers``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def find(self, workspace: str, who: str, key: str, now: float) -> KeptAnswer | None:
        """One answer; see ``KeptAnswers.find``."""
        query = select(table.c.fingerprint, table.c.status, table.c.body, table.c.at).where(
            (table.c.workspace == workspace)
            & (table.c.who == who)
            & (table.c.key == key)
            & (table.c.at > now - KEPT_S)
        )
        async with self._store.reading() as connection:
            row = (await connection.execute(query)).mappings().first()
        return None if row is None else KeptAnswer(**row)

    async def keep(self, workspace: str, who: str, key: str, answer: KeptAnswer) -> None:
        """Keep an answer; see ``KeptAnswers.keep``."""
        same = (table.c.workspace == workspace) & (table.c.who == who) & (table.c.key == key)
        over = table.c.at <= answer.at - KEPT_S
        async with self._store.transaction() as connection:
            await connection.execute(delete(table).where(same | over))
            await connection.execute(
                insert(table).values(
                    workspace=workspace,
                    who=who,
                    key=key,
                    fingerprint=answer.fingerprint,
                    status=answer.status,
                    body=answer.body,
                    at=answer.at,
                )
            )
