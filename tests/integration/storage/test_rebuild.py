"""What is projected from events can be thrown away: made anew it is the same."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from pathlib import Path
from typing import Any

from tests.support.live import Service, header

from coolhead.adapters.storage.store import open_store
from coolhead.bootstrap import open_call
from coolhead.call.events import CallEnded, Envelope
from coolhead.server.playbooks import WorkspacePlaybooks
from coolhead.server.runners import InstalledRunners
from coolhead.services.live.rebuild import rebuild
from coolhead.services.live.summary import CallKey

EXAMPLES = sorted((Path(__file__).parents[3] / "examples" / "calls").glob("0[1-6]*.jsonl"))

PROJECTED = (
    "calls",
    "records",
    "words",
    "facets",
    "follow_ups",
    "call_figures",
    "call_topics",
    "call_turned",
    "call_signals",
)


def dump(database: Path) -> dict[str, Any]:
    with contextlib.closing(sqlite3.connect(database)) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()  # noqa: S608
            for table in (*PROJECTED, "events")
        }


def test_projections_made_anew_equal_what_was_there(tmp_path: Path) -> None:
    database = tmp_path / "calls.db"
    seen: list[tuple[int, int]] = []

    async def test() -> None:
        store = await open_store(f"sqlite+aiosqlite:///{database}", spool=tmp_path / "spool")
        service = Service(store=store)
        for number, example in enumerate(EXAMPLES):
            source = open_call(example)
            call = await service.calls.open(header(example.stem), source="s")
            for moment in source:
                assert not isinstance(moment, Envelope)
                if isinstance(moment, CallEnded) and number == 0:
                    continue  # one goes on
                await call.take(moment)
        before = dump(database)
        with contextlib.closing(sqlite3.connect(database)) as other:
            for table in PROJECTED:
                other.execute(f"DELETE FROM {table}")  # noqa: S608
            other.commit()

        async def published(_workspace: str, _name: str) -> str | None:
            return None

        done = await rebuild(
            store,
            runners=InstalledRunners(),
            playbooks=WorkspacePlaybooks(store, published, usual="standard"),
            progress=lambda count, of: seen.append((count, of)),
        )
        assert done.calls == len(EXAMPLES)
        assert done.unreadable == ()
        after = dump(database)
        assert len(before["facets"]) > len(EXAMPLES)
        assert before["follow_ups"]
        assert before["call_figures"]
        assert before["call_topics"]
        assert before["call_turned"]
        assert before["call_signals"]
        for table, rows in before.items():
            assert after[table] == rows, table
        await store.close()

    asyncio.run(test())
    assert len(EXAMPLES) >= 5
    assert seen == [(n, len(EXAMPLES)) for n in range(1, len(EXAMPLES) + 1)]


def test_a_call_that_cannot_be_read_is_named_and_keeps_what_it_has(tmp_path: Path) -> None:
    async def test() -> None:
        database = tmp_path / "calls.db"
        store = await open_store(f"sqlite+aiosqlite:///{database}", spool=tmp_path / "spool")
        service = Service(store=store)
        for name in ("good", "bad"):
            await service.calls.open(header(name), source="s")
        with contextlib.closing(sqlite3.connect(database)) as other:
            other.execute("UPDATE events SET body = X'00' WHERE call = 'bad'")
            other.commit()

        async def published(_workspace: str, _name: str) -> str | None:
            return None

        done = await rebuild(
            store,
            runners=InstalledRunners(),
            playbooks=WorkspacePlaybooks(store, published, usual="standard"),
        )
        assert done.calls == 1
        assert [key for key, _ in done.unreadable] == [CallKey("default", "bad")]
        assert await store.summary(CallKey("default", "bad")) is not None
        await store.close()

    asyncio.run(test())
