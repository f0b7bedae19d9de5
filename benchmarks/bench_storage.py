"""Keeping events: batches against single commits, many calls at once, SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest
from tests.support.postgres import postgres_server

from coolhead.adapters.storage.store import Store, open_store
from coolhead.call.events import Envelope, TimeAdvanced
from coolhead.services.live.store import Batch
from coolhead.services.live.summary import CallKey, CallSummary

BATCH: Final = 50
BATCHES: Final = 200
SINGLES: Final = 400
CALLS: Final = 500


def batch(call: str, first: int, size: int) -> Batch:
    """So many ticks of a call."""
    envelopes = tuple(
        Envelope(workspace="w", team="t", call=call, seq=seq, event=TimeAdvanced(at=float(seq)))
        for seq in range(first, first + size)
    )
    summary = CallSummary(workspace="w", call=call, team="t", seq=first + size - 1)
    return Batch(key=CallKey("w", call), envelopes=envelopes, summary=summary)


async def one_after_the_other(store: Store, call: str, size: int, count: int) -> float:
    """Events a second where each batch waits for the one before."""
    began = time.perf_counter()
    for number in range(count):
        await store.append(batch(call, number * size, size))
    return size * count / (time.perf_counter() - began)


async def all_at_once(store: Store, each: int = 4) -> float:
    """Events a second of many calls that keep one event at a time (group commit)."""

    async def one(call: str) -> None:
        for seq in range(each):
            await store.append(batch(call, seq, 1))

    began = time.perf_counter()
    await asyncio.gather(*(one(f"g{number}") for number in range(CALLS)))
    return CALLS * each / (time.perf_counter() - began)


async def measure(name: str, url: str, folder: Path) -> None:
    """Print the figures of one database."""
    store = await open_store(url, spool=folder / "spool")
    batches = await one_after_the_other(store, "batches", BATCH, BATCHES)
    singles = await one_after_the_other(store, "singles", 1, SINGLES)
    grouped = await all_at_once(store)
    await store.close()
    print(f"{name:11} batches of {BATCH:3} {batches:8,.0f} events/s")
    print(f"{'':11} single commits {singles:8,.0f} events/s ({batches / singles:.0f} times fewer)")
    print(f"{'':11} {CALLS} calls at once {grouped:6,.0f} events/s")


def main() -> None:
    """Measure SQLite, and PostgreSQL where it is installed."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        asyncio.run(measure("SQLite", f"sqlite+aiosqlite:///{folder / 'calls.db'}", folder))
        try:
            server = stack.enter_context(postgres_server())
        except pytest.skip.Exception as reason:
            print(f"PostgreSQL: not measured: {reason}")
            return
        asyncio.run(measure("PostgreSQL", server.database(), folder))


if __name__ == "__main__":
    main()
