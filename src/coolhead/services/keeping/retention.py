"""How long calls stay: what is past its time goes by itself, and it is said what went."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final

import msgspec

from coolhead.errors import CoolheadError
from coolhead.services.keeping.erasure import Eraser, Erasure
from coolhead.services.live.store import CallKeeping
from coolhead.services.live.tapes import Tapes

# Often enough that nothing stays a day longer than was promised.
EVERY_S: Final = 6 * 3600.0


class Retention(msgspec.Struct, frozen=True, kw_only=True):
    """How many days each kind of data is kept after it came in; None is for ever."""

    calls: int | None = None
    audio: int | None = None
    audit: int | None = None


Report = Callable[[str, Erasure], Awaitable[None]]
"""Told of what went in a workspace."""


class RetentionKeeper:
    """Carries retention out for one workspace."""

    def __init__(
        self,
        workspace: str,
        keeping: CallKeeping,
        eraser: Eraser,
        *,
        retention_of: Callable[[str], Awaitable[Retention]],
        forget_audit: Callable[[str, datetime], Awaitable[int]],
        forget_sessions: Callable[[str], Awaitable[int]],
        report: Report,
        now: Callable[[], datetime],
        tapes: Tapes | None = None,
    ) -> None:
        self._tapes = tapes
        self._workspace = workspace
        self._keeping = keeping
        self._eraser = eraser
        self._retention_of = retention_of
        self._forget_audit = forget_audit
        self._forget_sessions = forget_sessions
        self._report = report
        self._now = now

    async def carry_out(self) -> Erasure:
        """Erase what is past its time, sessions that have ended too; calls on legal hold stay."""
        await self._forget_sessions(self._workspace)
        retention = await self._retention_of(self._workspace)
        done = Erasure()
        if retention.calls is not None:
            before = (self._now() - timedelta(days=retention.calls)).isoformat()
            keys = await self._keeping.kept_before(self._workspace, before)
            done = await self._eraser.erase(keys, reason=f"kept for {retention.calls} days")
        if retention.audio is not None and self._tapes is not None:
            held = await self._eraser.held(self._workspace)
            before_then = self._now() - timedelta(days=retention.audio)
            expired = await self._tapes.expire(before_then, but=held)
            done = msgspec.structs.replace(done, tapes=expired)
        if retention.audit is not None:
            await self._forget_audit(self._workspace, self._now() - timedelta(days=retention.audit))
        if done.erased or done.tapes:
            await self._report(self._workspace, done)
        return done

    async def run(self, failed: Callable[[CoolheadError], None]) -> None:
        """Carry it out again and again until cancelled; what fails is told of and tried again."""
        while True:
            try:
                await self.carry_out()
            except CoolheadError as error:
                failed(error)
            await asyncio.sleep(EVERY_S)
