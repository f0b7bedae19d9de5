"""What is past its time goes by itself: calls, sound, the audit; what is held stays."""

from __future__ import annotations

import asyncio
import io
import os
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

from tests.support.api import RememberedLedger
from tests.support.live import Service, header, said
from tests.support.numbers import do_not_call

from coolhead.adapters.storage.tapes import FolderTapes
from coolhead.services.keeping.erasure import Eraser, Erasure
from coolhead.services.keeping.export import Exporter
from coolhead.services.keeping.retention import Retention, RetentionKeeper
from coolhead.services.live.store import CallKeeping, Hold
from coolhead.services.live.summary import CallKey

SOUND = b"\x10\x00" * 8_000


class Kept:
    """Three finished calls with sound: one is held."""

    def __init__(self, folder: Path) -> None:
        self.service = Service()
        self.keeping = cast("CallKeeping", self.service.store)
        self.tapes = FolderTapes(folder / "audio")
        self.eraser = Eraser(
            self.service.store,
            self.keeping,
            self.service.calls,
            ledger=RememberedLedger(),
            numbers=do_not_call(),
            now=self.service.clock.now,
            tapes=self.tapes,
        )
        self.told: list[Erasure] = []
        self.audit_before: list[datetime] = []

    async def fill(self) -> None:
        for name in ("a", "b", "held"):
            call = await self.service.calls.open(header(name, customer="c9"), source="s")
            await call.take(said("customer", "Hello?", 3.0))
            await call.end("customer")
            self.tapes.tape(CallKey("default", name)).put("customer", 0.0, SOUND)
        held = CallKey("default", "held")
        at = self.service.clock.now().isoformat()
        await self.keeping.hold(Hold(key=held, since=at, by="sam", reason="abuse"))

    async def with_sound(self) -> set[str]:
        names = ("a", "b", "held")
        return {name for name in names if await self.tapes.find(CallKey("default", name))}

    async def carry_out(self, retention: Retention, days: float) -> Erasure:
        now = self.service.clock.now() + timedelta(days=days)

        async def wanted(_: str) -> Retention:
            return retention

        async def forget_audit(_: str, before: datetime) -> int:
            self.audit_before.append(before)
            return 0

        async def forget_sessions(_: str) -> int:
            return 0

        async def report(_: str, done: Erasure) -> None:
            self.told.append(done)

        keeper = RetentionKeeper(
            "default",
            self.keeping,
            self.eraser,
            retention_of=wanted,
            forget_audit=forget_audit,
            forget_sessions=forget_sessions,
            report=report,
            now=lambda: now,
            tapes=self.tapes,
        )
        return await keeper.carry_out()


def test_sound_goes_before_its_call_and_is_told_of(tmp_path: Path) -> None:
    async def test() -> None:
        kept = Kept(tmp_path)
        await kept.fill()
        assert await kept.with_sound() == {"a", "b", "held"}
        ago = kept.service.clock.now().timestamp()
        for path in (tmp_path / "audio").iterdir():
            os.utime(path, (ago, ago))
        await kept.carry_out(Retention(audio=30, calls=180), days=29)
        assert await kept.with_sound() == {"a", "b", "held"}
        assert kept.told == []
        done = await kept.carry_out(Retention(audio=30, calls=180), days=31)
        assert (done.tapes, done.erased) == (2, ())
        assert await kept.with_sound() == {"held"}
        assert kept.told == [done]
        assert await kept.service.store.summary(CallKey("default", "a")) is not None
        await kept.tapes.close()

    asyncio.run(test())


def test_calls_go_with_their_sound_and_held_ones_stay(tmp_path: Path) -> None:
    async def test() -> None:
        kept = Kept(tmp_path)
        await kept.fill()
        later = (datetime.now().astimezone() - kept.service.clock.now()).days + 200
        done = await kept.carry_out(Retention(calls=180, audit=365), days=later)
        assert {each.key.call for each in done.erased} == {"a", "b"}
        assert await kept.with_sound() == {"held"}
        assert await kept.service.store.summary(CallKey("default", "a")) is None
        assert await kept.service.store.summary(CallKey("default", "held")) is not None
        assert kept.audit_before
        await kept.tapes.close()

    asyncio.run(test())


def test_a_customer_is_given_the_sound_of_their_calls_too(tmp_path: Path) -> None:
    async def test() -> None:
        kept = Kept(tmp_path)
        await kept.fill()
        exporter = Exporter(kept.service.store, kept.service.calls, writers={}, tapes=kept.tapes)
        archive = await exporter.customer([CallKey("default", "a")])
        with zipfile.ZipFile(io.BytesIO(archive)) as held:
            assert held.namelist() == ["00001-a.wav", "follow-ups.json", "index.json"]
            assert held.read("00001-a.wav")[:4] == b"RIFF"
        await kept.tapes.close()

    asyncio.run(test())
