"""One server for one workspace of a PostgreSQL database: two would both take up the same calls."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from hashlib import sha256

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from coolhead.adapters.storage.database import is_sqlite, storage_error
from coolhead.adapters.storage.store import Store
from coolhead.errors import ConfigError


@contextlib.asynccontextmanager
async def claimed(store: Store, workspace: str) -> AsyncIterator[None]:
    """Hold the workspace while the block lasts; raises ``ConfigError`` where another server does.

    It is an advisory lock of a connection of its own, so it goes with the process however that
    ends, and with the database's own restart. SQLite needs none: its file lies in the data folder,
    which one server has for itself.
    """
    if is_sqlite(store.engine):
        yield
        return
    number = int.from_bytes(sha256(f"coolhead {workspace}".encode()).digest()[:8], signed=True)
    try:
        connection = await store.engine.connect()
    except (SQLAlchemyError, OSError) as error:
        raise storage_error(error) from error
    try:
        raw = await connection.execution_options(isolation_level="AUTOCOMMIT")
        held = await raw.scalar(text("SELECT pg_try_advisory_lock(:number)"), {"number": number})
        if not held:
            raise ConfigError(
                f"another server is using the workspace '{workspace}' of this database",
                hint="Stop it first, or give this one a workspace or a database of its own.",
            )
        yield
    finally:
        # Where the database has gone meanwhile, the lock has gone with it.
        with contextlib.suppress(SQLAlchemyError, OSError):
            await connection.invalidate()
            await connection.close()
