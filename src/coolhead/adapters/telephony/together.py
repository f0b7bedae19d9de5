"""Calls to which each party's sound comes over a connection of its own."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Final

from coolhead.call.vocabulary import EndedBy, Party
from coolhead.errors import CoolheadError
from coolhead.services.live.intake import Ear, OpenCall
from coolhead.services.live.store import Keeping
from coolhead.services.live.summary import CallKey

# The last words of a call are waited for this long before it is ended without them.
LAST_WORDS_S: Final = 30.0


class Part:
    """What one connection gives to its call. Made by `Together`; ended or left once."""

    def __init__(self, call: OpenCall, together: Together) -> None:
        self.call = call
        # A connection counts from its own start; the call may have gone on for a while.
        self.base = call.now if call.resumed else 0.0
        self.gone = False
        self._together = together
        self._ear: Ear | None = None
        self._last_words: asyncio.Future[None] | None = None

    def listen(self, *, rate_hz: int) -> None:
        """Hear sound of this rate from now on; raises what ``OpenCall.listen`` raises."""
        self._ear = self.call.listen(rate_hz=rate_hz)

    def hear(self, party: Party, sound: bytes, *, at: float) -> None:
        """Take a frame; see ``Ear.hear``. After the call nothing is heard."""
        if self._ear is not None and sound and not self.call.ended:
            self._ear.hear(party, sound, at=at)

    async def end(self, ended_by: EndedBy = "system", reason: str = "") -> Keeping:
        """The call is over, when what was said last on every connection has reached it.

        Raises what ``OpenCall.end`` raises; then the part may still be left.
        """
        await asyncio.gather(*(part.finish() for part in self._together.parts_of(self.call)))
        keeping = await self.call.end(ended_by, reason)
        self.gone = True
        self._together.part(self)
        return keeping

    async def leave(self, why: str) -> None:
        """The connection is gone, the call is not over; nothing where it was ended."""
        if self.gone:
            return
        self.gone = True
        if not self.call.ended:
            self.call.leave(why)  # before the last words: who comes back meanwhile has not left
        await self.finish()
        self._together.part(self)

    async def hang_up(self, why: str) -> None:
        """This connection was hung up; with the last of them the call is over."""
        if not all(part.gone for part in self._together.parts_of(self.call) if part is not self):
            await self.leave(why)
            return
        try:
            await (await self.end("system", why)).landed()
        except CoolheadError:
            await self.leave(why)  # it is ended when there is room for that again

    async def finish(self) -> None:
        """No more sound comes: returns when what was said last has reached the call."""
        if self._last_words is None:
            self._last_words = asyncio.ensure_future(self._finish())
        await asyncio.shield(self._last_words)

    async def _finish(self) -> None:
        ear, self._ear = self._ear, None
        if ear is not None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(ear.finish(), LAST_WORDS_S)


class Together:
    """Knows which connections feed the same call; one for all of a server."""

    def __init__(self) -> None:
        self._parts: dict[CallKey, list[Part]] = {}

    def join(self, call: OpenCall) -> Part:
        """Another connection for a call that was just opened."""
        part = Part(call, self)
        self._parts.setdefault(call.key, []).append(part)
        return part

    def parts_of(self, call: OpenCall) -> tuple[Part, ...]:
        """The connections whose sound is not all with the call yet."""
        return tuple(self._parts.get(call.key, ()))

    def part(self, part: Part) -> None:
        """All that a connection has heard is with its call."""
        parts = self._parts.get(part.call.key, [])
        if part in parts:
            parts.remove(part)
        if not parts:
            self._parts.pop(part.call.key, None)
