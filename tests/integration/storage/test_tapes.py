"""Sound on disk: put, silenced, found, expired and erased."""

from __future__ import annotations

import asyncio
import os
import wave
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coolhead.adapters.storage.tapes import FolderTapes
from coolhead.errors import StorageError
from coolhead.services.live.summary import CallKey
from coolhead.services.live.tapes import TAPE_RATE_HZ

KEY = CallKey("default", "c1")
OTHER = CallKey("default", "../../c2")
LOUD = np.full(TAPE_RATE_HZ, 1_000, "<i2").tobytes()
Sides = NDArray[np.int16]


def run(folder: Path, doing: Callable[[FolderTapes], Awaitable[None]]) -> None:
    async def all_of_it() -> None:
        tapes = FolderTapes(folder)
        try:
            await doing(tapes)
        finally:
            await tapes.close()

    asyncio.run(all_of_it())


async def sides(tapes: FolderTapes, key: CallKey = KEY) -> Sides:
    """Samples in two columns, the customer's first."""
    path = await tapes.find(key)
    assert path is not None
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (2, 8_000, 2)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)


def spoken_s(side: NDArray[np.int16]) -> list[int]:
    """The seconds in which something is heard."""
    return [n for n in range(len(side) // TAPE_RATE_HZ + 1) if side[n * 8_000 :][:8_000].any()]


def test_what_is_said_stands_at_its_time_and_side_and_the_rest_is_silent(tmp_path: Path) -> None:
    async def doing(tapes: FolderTapes) -> None:
        assert await tapes.find(KEY) is None
        tape = tapes.tape(KEY)
        tape.put("agent", 5.0, LOUD)
        tape.put("customer", 1.0, LOUD)
        tape.put("customer", 5.0, LOUD)
        heard = await sides(tapes)
        assert len(heard) == 6 * TAPE_RATE_HZ
        assert (spoken_s(heard[:, 0]), spoken_s(heard[:, 1])) == ([1, 5], [5])
        # Another process goes on with the call.
        tapes.tape(KEY).put("agent", 9.0, LOUD)
        heard = await sides(tapes)
        assert (spoken_s(heard[:, 0]), spoken_s(heard[:, 1])) == ([1, 5], [5, 9])

    run(tmp_path, doing)


def test_what_is_silenced_is_gone_on_that_side_alone(tmp_path: Path) -> None:
    async def doing(tapes: FolderTapes) -> None:
        tape = tapes.tape(KEY)
        tape.silence("customer", 0.0, 3.0)
        assert await tapes.find(KEY) is None
        for party in ("customer", "agent"):
            for second in range(4):
                tape.put(party, second, LOUD)
        tape.silence("customer", -1.0, 2.0)
        tape.silence("customer", 3.0, 99.0)
        heard = await sides(tapes)
        assert len(heard) == 4 * TAPE_RATE_HZ
        assert (spoken_s(heard[:, 0]), spoken_s(heard[:, 1])) == ([2], [0, 1, 2, 3])

    run(tmp_path, doing)


def test_silence_takes_no_room(tmp_path: Path) -> None:
    async def doing(tapes: FolderTapes) -> None:
        tapes.tape(KEY).put("agent", 3_600.0, LOUD)
        path = await tapes.find(KEY)
        assert path is not None
        assert path.stat().st_size > 100_000_000
        assert path.stat().st_blocks * 512 < 1_000_000

    run(tmp_path, doing)


def test_a_tape_is_erased_discarded_and_expires(tmp_path: Path) -> None:
    async def doing(tapes: FolderTapes) -> None:
        for key in (KEY, OTHER):
            tapes.tape(key).put("agent", 0.0, LOUD)
        assert await tapes.erase([KEY, CallKey("default", "nobody's")]) == 1
        assert await tapes.find(KEY) is None
        found = await tapes.find(OTHER)
        assert found is not None
        assert found.parent == tmp_path / "audio"
        assert (found.stat().st_mode & 0o777, found.parent.stat().st_mode & 0o777) == (
            0o600,
            0o700,
        )
        long_ago = (datetime.now(UTC) - timedelta(days=40)).timestamp()
        os.utime(found, (long_ago, long_ago))
        before = datetime.now(UTC) - timedelta(days=30)
        assert await tapes.expire(before, but=[OTHER]) == 0
        assert await tapes.expire(before) == 1
        tape = tapes.tape(KEY)
        tape.put("agent", 0.0, LOUD)
        tape.discard()
        assert await tapes.find(KEY) is None

    run(tmp_path / "audio", doing)


def test_a_tape_that_cannot_be_written_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "audio").write_text("a file where the folder should be")

    async def doing(tapes: FolderTapes) -> None:
        tape = tapes.tape(KEY)
        for second in range(3):
            tape.put("agent", second, LOUD)
        with pytest.raises((StorageError, NotADirectoryError)):
            await tapes.erase([KEY])

    run(tmp_path / "audio", doing)


def test_nothing_is_read_through_a_link(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"not a tape")

    async def doing(tapes: FolderTapes) -> None:
        tapes.tape(KEY).put("agent", 0.0, LOUD)
        path = await tapes.find(KEY)
        assert path is not None
        path.unlink()
        path.symlink_to(elsewhere)
        tapes.tape(KEY).put("agent", 0.0, LOUD)
        await tapes.find(KEY)
        assert elsewhere.read_bytes() in {b"not a tape", bytes(10)}

    run(tmp_path / "audio", doing)
