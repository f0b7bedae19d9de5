"""Follow-ups of calls that were kept before there was a table of them, made once from records.

A rebuild does the same and more; this needs none, goes on where it was interrupted, and stops for
good when it has been through.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, select

from coolhead.adapters.storage.rows import record_from
from coolhead.adapters.storage.schema.calls import records
from coolhead.adapters.storage.schema.follow_ups import follow_up_backfill as table
from coolhead.adapters.storage.store import Store
from coolhead.adapters.storage.writing import project_follow_ups, upsert_rows
from coolhead.services.live.summary import CallKey

# So many in one transaction: live calls write between two.
_AT_ONCE: Final = 50


class FollowUpBackfill:
    """Goes through the records of a workspace, a page at a time."""

    def __init__(self, store: Store, workspace: str) -> None:
        self._store = store
        self._workspace = workspace

    async def step(self, limit: int = _AT_ONCE) -> bool:
        """Do a page; False when nothing is left to do. Raises ``StorageError``."""
        async with self._store.reading() as connection:
            where = table.c.workspace == self._workspace
            kept = (await connection.execute(select(table).where(where))).first()
        if kept is not None and kept.done:
            return False
        after = kept.after if kept is not None else ""
        async with self._store.transaction() as connection:
            return await connection.run_sync(self._page, after, limit)

    def _page(self, connection: Connection, after: str, limit: int) -> bool:
        asked = (
            select(records.c.call, records.c.body)
            .where(records.c.workspace == self._workspace, records.c.call > after)
            .order_by(records.c.call)
            .limit(limit)
        )
        page = connection.execute(asked).all()
        for row in page:
            key = CallKey(self._workspace, row.call)
            project_follow_ups(connection, key, record_from(row.body))
        more = len(page) == limit
        last = page[-1].call if page else after
        upsert_rows(
            connection, table, [{"workspace": self._workspace, "after": last, "done": not more}]
        )
        return more
