"""A database of the version before is brought up to this one with all that is in it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any, Final

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from tests.support.live import Service, header
from tests.support.postgres import PostgresServer

from coolhead.adapters.storage.migrations import migrate
from coolhead.adapters.storage.schema import metadata
from coolhead.adapters.storage.store import open_store
from coolhead.bootstrap import open_call
from coolhead.call.events import AgentMarked, Envelope
from coolhead.services.live.summary import CallKey

CALLS: Final = Path(__file__).parents[3] / "examples" / "calls"
EXAMPLES: Final = sorted(CALLS.glob("0[1-6]*.jsonl"))
BEFORE: Final = "0003"
# The call whose abuse the agent has taken back, all of it.
TAKEN_BACK: Final = "04-insults-that-persist"
# What this version's rows of calls have that the one before did not know.
NEW_IN_BODY: Final = {"rung_reached", "outcome", "do_not_call"}


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'old.db'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.database()


async def calls_of_now(database: Path, spool: Path) -> None:
    """Calls as this version keeps them: ended ones, one that goes on, one with no abuse in it."""
    store = await open_store(f"sqlite+aiosqlite:///{database}", spool=spool)
    service = Service(store=store)
    for number, example in enumerate(EXAMPLES):
        call = await service.calls.open(header(example.stem), source="s")
        moments = [each for each in open_call(example) if not isinstance(each, Envelope)]
        for moment in moments[: len(moments) // 2] if number == 0 else moments:
            await call.take(moment)
    abused = await service.calls.find(CallKey("default", TAKEN_BACK))
    assert abused is not None
    for heard in abused.state.call.of("customer"):
        await abused.act(AgentMarked(at=0.0, mark="not_abuse", utterance=heard.utterance.id))
    await store.close()


def rows_of(connection: sa.Connection, table: str) -> list[dict[str, Any]]:
    metadata_of = sa.MetaData()
    found = sa.Table(table, metadata_of, autoload_with=connection)
    rows = connection.execute(sa.select(found).order_by(*list(found.c)[:3])).mappings()
    return [dict(row) for row in rows]


def put(connection: sa.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    into = sa.Table(table, sa.MetaData(), autoload_with=connection)
    known = {column.name for column in into.c}
    connection.execute(
        into.insert(), [{k: v for k, v in row.items() if k in known} for row in rows]
    )


def without_new(row: dict[str, Any]) -> dict[str, Any]:
    body = {k: v for k, v in json.loads(row["body"]).items() if k not in NEW_IN_BODY}
    return {**row, "body": json.dumps(body).encode()}


def comparable(connection: sa.Connection) -> dict[str, list[dict[str, Any]]]:
    calls = [
        {**row, "body": json.loads(bytes(row["body"]))} for row in rows_of(connection, "calls")
    ]
    facets = sorted(
        (
            row
            for row in rows_of(connection, "facets")
            # Those of insights come with a rebuild.
            if row["facet"].startswith(("signal:", "row:"))
        ),
        key=str,
    )
    return {"calls": calls, "facets": facets}


def rung_taken_from(call: dict[str, Any]) -> str:
    """The rung of a call, taken out of it: until a rebuild it is that of the record's ladder."""
    rung: str = call.pop("rung_reached")
    assert call["body"].pop("rung_reached") == rung
    return rung


def test_calls_kept_before_are_found_by_all_that_is_new(url: str, tmp_path: Path) -> None:
    asyncio.run(calls_of_now(tmp_path / "now.db", tmp_path / "spool"))
    with sa.create_engine(f"sqlite:///{tmp_path / 'now.db'}").connect() as connection:
        wanted = comparable(connection)
        kept = {table: rows_of(connection, table) for table in ("events", "records", "words")}
        calls = rows_of(connection, "calls")
    assert {each["facet"][:3] for each in wanted["facets"]} == {"sig", "row"}
    assert len({each["outcome"] for each in wanted["calls"]}) > 1
    old = sa.create_engine(url)
    with old.begin() as connection:
        migrate(connection, BEFORE)
        put(connection, "calls", list(map(without_new, calls)))
        for table, rows in kept.items():
            put(connection, table, rows)
    with old.begin() as connection:
        migrate(connection)
        found = comparable(connection)
    old.dispose()
    rungs = [
        rung_taken_from(next(each for each in side["calls"] if each["call"] == TAKEN_BACK))
        for side in (wanted, found)
    ]
    assert rungs == ["none", "ended"]
    assert found == wanted


def test_a_damaged_row_does_not_keep_the_others_from_being_brought_up(tmp_path: Path) -> None:
    old = sa.create_engine(f"sqlite:///{tmp_path / 'old.db'}")
    row = {
        "workspace": "w",
        "team": "north",
        "ended": True,
        "seq": 3,
        "first_kept": 5.0,
    }
    body = json.dumps({"heat_peak": 50.5, "rung": "asked", "signed": True}).encode()
    with old.begin() as connection:
        migrate(connection, BEFORE)
        put(connection, "calls", [{**row, "call": "bad", "body": b"\x00"}])
        put(connection, "calls", [{**row, "call": "good", "body": body}])
    with old.begin() as connection:
        migrate(connection)
        bad, good = rows_of(connection, "calls")
    old.dispose()
    assert (bad["began"], bad["heat_peak"], bad["body"]) == (5.0, 0.0, b"\x00")
    assert (good["began"], good["heat_peak"], good["rung_reached"]) == (5.0, 50.5, "asked")
    assert good["signed"]


def test_numbers_that_must_not_be_called_are_taken_over(url: str) -> None:
    engine = sa.create_engine(url)
    before = {"workspace": "w", "digest": "a" * 64, "since": "2026-03-03T10:00:00+00:00"}
    with engine.begin() as connection:
        migrate(connection, BEFORE)
        put(connection, "do_not_call", [before])
    with engine.begin() as connection:
        migrate(connection)
        [row] = rows_of(connection, "do_not_call_entries")
    engine.dispose()
    assert (row["workspace"], row["digest"]) == ("w", "a" * 64)
    assert (row["added_at"], row["why"], row["call"]) == (before["since"], "asked_in_call", "")
    assert row["removed_at"] is None


def test_the_steps_make_the_very_tables_that_the_code_uses(url: str) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        migrate(connection)
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []
    engine.dispose()
