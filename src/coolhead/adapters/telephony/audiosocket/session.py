"""One connection: its UUID, then the sound of one party, until it is hung up."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from typing import Final
from uuid import UUID

from coolhead.adapters.formats.transcript import MAX_CALL_S
from coolhead.adapters.telephony.audiosocket.messages import (
    ERROR,
    AudioSocketFault,
    HangUp,
    Identity,
    PeerError,
    Samples,
    packed,
    receive,
)
from coolhead.adapters.telephony.audiosocket.registry import AudioSocketRegistry, Registration
from coolhead.adapters.telephony.sample_clock import SampleClock
from coolhead.adapters.telephony.together import Part, Together
from coolhead.call.vocabulary import Party
from coolhead.errors import CoolheadError, InputError

# The UUID is the first thing that Asterisk sends.
IDENTITY_WITHIN_S: Final = 5.0
# Asterisk sends a frame every 20 ms, silence too, unless the channel is held.
IDLE_S: Final = 60.0
# The codes of an error are whoever sends it's own.
_REFUSED: Final = b"\x01"


class AudioSocketSession:
    """Serves one connection. ``refused_because`` says why one was refused, for the log."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        registry: AudioSocketRegistry,
        together: Together,
        *,
        passed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._registry = registry
        self._together = together
        self._passed = passed
        self.refused_because = ""

    async def run(self) -> None:
        """Serve the connection; returns when it is over, and the call ended or left."""
        try:
            async with asyncio.timeout(IDENTITY_WITHIN_S):
                uuid, registration = await self._identified()
            await self._serve(uuid, registration)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        except TimeoutError:
            await self._refuse("nothing came")
        except AudioSocketFault as fault:
            await self._refuse(str(fault))
        except CoolheadError as error:
            await self._refuse(f"{error.message} {error.hint}".strip())
        finally:
            self._writer.close()

    def give_way(self) -> None:
        """See `Connection.give_way`."""
        self._writer.transport.abort()

    async def _identified(self) -> tuple[UUID, Registration]:
        first = await receive(self._reader)
        if not isinstance(first, Identity):
            raise AudioSocketFault("a connection begins with its UUID")
        registration = self._registry.claim(first.uuid, self)
        if registration is None:
            raise AudioSocketFault("the UUID is not registered, or no longer")
        return first.uuid, registration

    async def _serve(self, uuid: UUID, registration: Registration) -> None:
        why = "the connection was lost"
        part: Part | None = None
        hung_up = False
        try:
            call = await registration.intake.open(
                registration.header, source=registration.source, playbook=registration.playbook
            )
            part = self._together.join(call)
            await self._listen(part, registration.party)
            hung_up, why = True, "the channel was hung up"
        except TimeoutError:
            why = "nothing came any more"
            raise
        except (AudioSocketFault, CoolheadError):
            why = "the connection was refused"
            raise
        finally:
            if hung_up:
                self._registry.over(uuid, self)
            else:
                self._registry.lost(uuid, self)
            if part is not None:
                await asyncio.shield(part.hang_up(why) if hung_up else part.leave(why))

    async def _listen(self, part: Part, party: Party) -> None:
        """Hear the party until the channel is hung up, or the call is over."""
        clock, rate_hz = SampleClock(part.base, self._passed), 0
        while not part.call.ended:
            frame = await asyncio.wait_for(receive(self._reader), IDLE_S)
            if isinstance(frame, HangUp):
                return
            if isinstance(frame, PeerError):
                raise AudioSocketFault(f"Asterisk tells of an error (code {frame.code})")
            if isinstance(frame, Identity):
                raise AudioSocketFault("the UUID has come already")
            if isinstance(frame, Samples):
                if rate_hz == 0:
                    rate_hz = frame.rate_hz
                    part.listen(rate_hz=rate_hz)
                if frame.rate_hz != rate_hz:
                    raise AudioSocketFault("the rate of a connection cannot change")
                if clock.at >= MAX_CALL_S:
                    raise InputError("no call lasts longer than a day")
                at = clock.frame(len(frame.pcm16) / 2 / rate_hz)
                part.hear(party, frame.pcm16, at=at)

    async def _refuse(self, why: str) -> None:
        self.refused_because = why
        with contextlib.suppress(ConnectionError, TimeoutError):
            self._writer.write(packed(ERROR, _REFUSED))
            async with asyncio.timeout(1.0):
                await self._writer.drain()
