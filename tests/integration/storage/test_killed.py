"""Whatever was acknowledged is there after ``kill -9``, at whatever moment it came."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.appending import CALLS

from coolhead.adapters.storage.store import open_store
from coolhead.services.live.summary import CallKey

ROOT = Path(__file__).parents[3]


def how_often() -> int:
    if os.environ.get("COOLHEAD_NIGHTLY"):
        return 1000
    return 50 if os.environ.get("CI") else 8


@pytest.fixture
def appending() -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.appending"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield process
        process.kill()


def kill_once(
    process: subprocess.Popen[str], folder: Path, chance: random.Random, *, locked: bool
) -> None:
    """Let it append for a moment and kill it; ``locked`` takes the database away meanwhile."""
    assert process.stdin is not None
    assert process.stdout is not None
    notes = folder / "acknowledged"
    before = notes.stat().st_size if notes.exists() else 0
    url = f"sqlite+aiosqlite:///{folder / 'calls.db'}"
    process.stdin.write(f"{url} {folder / 'spool'} {notes}\n")
    process.stdin.flush()
    child = int(process.stdout.readline())
    for _ in range(6000):
        if notes.exists() and notes.stat().st_size > before:
            break
        time.sleep(0.01)
    with contextlib.closing(sqlite3.connect(folder / "calls.db", timeout=5)) as other:
        if locked:
            other.execute("BEGIN IMMEDIATE")
        time.sleep(chance.uniform(0.2, 0.6) if locked else chance.uniform(0.0, 0.1))
        os.kill(child, signal.SIGKILL)
        assert process.stdout.readline() == "dead\n"


def acknowledged(folder: Path) -> dict[str, int]:
    """The last number of each call that was acknowledged."""
    latest: dict[str, int] = {}
    for line in (folder / "acknowledged").read_text().splitlines():
        call, seq, _where = line.split()
        latest[call] = max(int(seq), latest.get(call, -1))
    return latest


async def kept(folder: Path) -> dict[str, list[int]]:
    url = f"sqlite+aiosqlite:///{folder / 'calls.db'}"
    store = await open_store(url, spool=folder / "spool")
    try:
        return {
            f"c{n}": [e.seq for e in await store.events(CallKey("w", f"c{n}"))]
            for n in range(CALLS)
        }
    finally:
        await store.close()


def test_no_acknowledged_event_is_lost(tmp_path: Path, appending: subprocess.Popen[str]) -> None:
    seed = int.from_bytes(os.urandom(4))
    chance = random.Random(seed)  # noqa: S311 - when to kill, told on failure
    places = set[str]()
    for number in range(how_often()):
        kill_once(appending, tmp_path, chance, locked=number % 2 == 1)
        if number % 10 == 9:
            check(tmp_path, seed)
    check(tmp_path, seed)
    for line in (tmp_path / "acknowledged").read_text().splitlines():
        places.add(line.split()[2])
    # What is tested was really so: some were acknowledged out of the spool.
    assert places == {"database", "spool"}


def check(folder: Path, seed: int) -> None:
    there = asyncio.run(kept(folder))
    for call, latest in acknowledged(folder).items():
        assert there[call] == list(range(len(there[call]))), (seed, call)
        assert len(there[call]) > latest, (seed, call)
