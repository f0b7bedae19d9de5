"""The database itself: opening it, and the little in which SQLite and PostgreSQL differ."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from coolhead.errors import ConfigError, MissingExtraError, StorageError

# How long a write waits for another process's lock before it goes to the spool instead: a cue
# that comes later than this is late anyway.
LOCK_WAIT_S: Final = 0.25
# A server that does not take a connection in this time is taken for gone.
CONNECT_S: Final = 3
# Tries at emptying the write-ahead log while readers are in it, and the pause between them.
_CHECKPOINT_TRIES: Final = 40
_CHECKPOINT_PAUSE_S: Final = 0.05
# The execution option that says how a transaction of SQLite begins; empty is none at all.
BEGIN: Final = "coolhead_begin"
WRITING: Final = {BEGIN: "BEGIN IMMEDIATE"}
_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    # A commit is on the disk when it returns, whatever happens to the power.
    "PRAGMA synchronous=FULL",
    # What is deleted is overwritten: otherwise it stays readable in the file.
    "PRAGMA secure_delete=ON",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={int(LOCK_WAIT_S * 1000)}",
)


def open_engine(url: str) -> AsyncEngine:
    """An engine for this URL; connects to nothing yet.

    Raises ``ConfigError`` for a URL that is none, ``MissingExtraError`` without its driver.
    """
    try:
        parsed = make_url(url)
        dialect = parsed.get_backend_name()
    except ArgumentError as error:
        raise ConfigError(
            "the database's URL cannot be read",
            hint="Write it like postgresql://user@host/name, or leave it out for SQLite.",
        ) from error
    if dialect not in {"sqlite", "postgresql"}:
        raise ConfigError(
            f"databases of the kind '{dialect}' are not supported", hint="Use SQLite or PostgreSQL."
        )
    try:
        if dialect == "postgresql":
            return create_async_engine(
                parsed,
                pool_size=8,
                max_overflow=8,
                pool_timeout=CONNECT_S,
                connect_args=_postgres_arguments(),
            )
        if parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        engine = create_async_engine(parsed)
    except ModuleNotFoundError as error:
        extra = "postgres" if dialect == "postgresql" else "server"
        raise MissingExtraError(f"a database of {dialect}", extra=extra) from error
    except OSError as error:
        raise ConfigError(
            f"{parsed.database}: its folder cannot be made: {error.strerror or error}"
        ) from error
    _prepare_sqlite(engine.sync_engine)
    return engine


def writing_engine(engine: AsyncEngine) -> Engine:
    """An engine to the same database that is used in a thread of its own.

    A transaction goes there as one piece of work. Step by step from the event loop each step would
    wait for the loop and for the interpreter's lock: under load a transaction took a hundred times
    as long.
    """
    if not is_sqlite(engine):
        return create_engine(
            engine.url, pool_size=1, max_overflow=0, connect_args=_postgres_arguments()
        )
    writing = create_engine(
        engine.url.set(drivername="sqlite+pysqlite"), connect_args={"check_same_thread": False}
    )
    _prepare_sqlite(writing)
    return writing


def _postgres_arguments() -> dict[str, Any]:
    return {
        "connect_timeout": CONNECT_S,
        "options": f"-c lock_timeout={int(LOCK_WAIT_S * 1000)} "
        f"-c statement_timeout={CONNECT_S * 20_000}",
    }


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        # SQLAlchemy begins transactions, not the driver (which would begin them too late).
        connection.isolation_level = None
        cursor = connection.cursor()
        try:
            for pragma in _PRAGMAS:
                cursor.execute(pragma)
        except Exception:
            connection.close()  # nobody else would
            raise
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Any) -> None:
        how = connection.get_execution_options().get(BEGIN, "BEGIN")
        if how:
            connection.exec_driver_sql(how)


def is_sqlite(engine: AsyncEngine) -> bool:
    """Whether this is SQLite."""
    return engine.dialect.name == "sqlite"


def away(error: BaseException) -> bool:
    """Whether an error says that the database cannot take a write now, and may later."""
    if isinstance(error, PoolTimeoutError | OSError | asyncio.TimeoutError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    original = error.orig
    if isinstance(original, sqlite3.OperationalError):
        return True
    return type(original).__name__ in {
        "OperationalError", "LockNotAvailable", "QueryCanceled", "DiskFull", "AdminShutdown",
        "CrashShutdown", "CannotConnectNow", "TooManyConnections", "ConnectionTimeout",
        "InterfaceError", "SerializationFailure", "DeadlockDetected", "ReadOnlySqlTransaction",
    }  # fmt: skip


def storage_error(error: SQLAlchemyError | OSError) -> StorageError:
    """A driver's error as ours; its own words may quote rows, so only its kind is told."""
    original = getattr(error, "orig", None) or error
    return StorageError(
        f"the database cannot be used at the moment ({type(original).__name__})",
        hint="Is it running, is there room on its disk, may this user write there?",
    )


def closed_error() -> StorageError:
    """What comes too late would open a connection anew, and nobody would close it."""
    return StorageError("the store is closed", hint="The server is being stopped: try again later.")


# Tables that hold words or addresses of people.
_ERASED_FROM: Final = (
    "events",
    "calls",
    "records",
    "words",
    "outgoing_messages",
    "customer_answers",
    "webhook_deliveries",
    "follow_ups",
    "follow_up_marks",
    "reviews",
    "review_items",
)


async def scrub(engine: AsyncEngine, *, tries: int = _CHECKPOINT_TRIES) -> None:
    """Make what was deleted or rewritten unreadable in the database's own files.

    SQLite overwrites it in the file (``secure_delete``), but it is still in the write-ahead log
    until that is emptied: measured. PostgreSQL keeps dead rows until they are vacuumed; its
    archived write-ahead log, replicas and backups are the operator's to see to. Raises
    ``StorageError`` where readers hold the log for too long.
    """
    if not is_sqlite(engine):
        async with engine.connect() as connection:
            raw = await connection.execution_options(isolation_level="AUTOCOMMIT")
            for table in _ERASED_FROM:
                await raw.execute(text(f"VACUUM {table}"))
        return
    for _ in range(tries):
        async with engine.connect() as connection:
            raw = await connection.execution_options(**{BEGIN: ""})
            row = (await raw.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")).one()
        if row[0] == 0:
            return
        await asyncio.sleep(_CHECKPOINT_PAUSE_S)
    raise StorageError(
        "what was erased is still in the database's log, since somebody is reading it",
        hint="End what else has the database open; it is tried again.",
    )
