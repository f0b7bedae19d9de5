"""One stream: `connected`, `start`, sound, `stop`. Nothing is ever sent to Twilio.

What is wrong before the stream has begun closes the socket, with the reason: whoever sets it up
sees it in Twilio's debugger. Later it is left out and noted in the call, since Twilio does not
connect again by itself and the call would be lost for one bad frame.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import Final

from coolhead.adapters.telephony.sockets import Socket, SocketClosed
from coolhead.adapters.telephony.sound import mulaw_to_pcm16
from coolhead.adapters.telephony.twilio.header import header_of, parties_of, playbook_of
from coolhead.adapters.telephony.twilio.messages import (
    RATE_HZ,
    Message,
    Sound,
    Start,
    Stop,
    StreamFault,
    read_message,
)
from coolhead.adapters.telephony.twilio.settings import Track, TwilioSource
from coolhead.call.events import InputCut
from coolhead.call.vocabulary import Party
from coolhead.errors import CoolheadError, InputError
from coolhead.services.live.intake import Ear, Intake, OpenCall

# `start` follows at once on the connection; whoever lets it wait, or sends other things, goes.
START_WITHIN_S: Final = 10.0
# A dead connection is found by the server's own pings; this is for one that is alive and silent,
# longer than any hold on which no sound is sent.
IDLE_S: Final = 600.0
# The last words of a call are waited for this long before it is ended without them.
LAST_WORDS_S: Final = 30.0
# Two seconds of sound with nothing right in it: this is not Twilio.
MOST_FAULTS: Final = 100

# Close codes of RFC 6455, 7.4.1, and of the registry there for "try again later".
_PROTOCOL_ERROR: Final = 1002
_POLICY_VIOLATION: Final = 1008
_INTERNAL_ERROR: Final = 1011
_TRY_AGAIN_LATER: Final = 1013


class TwilioSession:
    """Serves one socket until the stream is over."""

    def __init__(self, socket: Socket, intake: Intake, source: TwilioSource) -> None:
        self._socket = socket
        self._intake = intake
        self._source = source
        self._parties: dict[Track, Party] = {}
        self._base = 0.0
        self._at = 0.0
        self._call: OpenCall | None = None
        self._ear: Ear | None = None
        self._faults = 0
        self._is_over = False

    async def run(self) -> None:
        """Serve the session; returns when it is over, and the call ended or left."""
        why, code, reason = "the connection was lost", 1000, ""
        try:
            async with asyncio.timeout(START_WITHIN_S):
                start = await self._start()
            await self._begin(start)
            await self._listen()
            self._is_over = self._source.stop_ends_call
            why = "the stream was stopped"
        except SocketClosed:
            pass
        except TimeoutError:
            why = "nothing came any more"
            code, reason = _POLICY_VIOLATION, why if self._call else "no stream was started"
        except StreamFault as fault:
            why = "the stream was not understood"
            code, reason = _PROTOCOL_ERROR, str(fault)
        except CoolheadError as error:
            why = f"the stream was refused: {error.code}"
            code, reason = _code_of(error), f"{error.message} {error.hint}".strip()
        finally:
            await asyncio.shield(self._finish(why))
            with contextlib.suppress(SocketClosed):
                await self._socket.close(code, reason)

    async def _start(self) -> Start:
        while True:
            message = await self._receive()
            if isinstance(message, Start):
                return message
            if isinstance(message, Sound | Stop):
                raise StreamFault("the stream has not been started")

    async def _begin(self, start: Start) -> None:
        if self._source.account not in (None, start.account):
            raise InputError("the stream is another account's", field="accountSid")
        self._parties = parties_of(start, self._source)
        self._call = await self._intake.open(
            header_of(start, self._source),
            source=self._source.name,
            playbook=playbook_of(start, self._source),
        )
        # A stream counts from its own start; the call may have gone on for a while.
        self._base = self._at = self._call.now if self._call.resumed else 0.0
        self._ear = self._call.listen(rate_hz=RATE_HZ)

    async def _listen(self) -> None:
        """Hear the stream until it is stopped."""
        while True:
            try:
                message = await asyncio.wait_for(self._receive(), IDLE_S)
                if isinstance(message, Stop):
                    return
                if isinstance(message, Start):
                    raise StreamFault("the stream has been started already")
                if isinstance(message, Sound):
                    self._hear(message)
            except StreamFault as fault:
                await self._leave_out(fault)

    async def _receive(self) -> Message:
        message = await self._socket.receive()
        if isinstance(message, bytes):
            raise StreamFault("a binary message is not one of Media Streams")
        return read_message(message)

    def _hear(self, sound: Sound) -> None:
        party = self._parties.get(sound.track)
        if party is None:
            raise StreamFault("sound came of a track that the stream does not have")
        self._at = self._base + sound.at
        if self._ear is not None and sound.mulaw:
            self._ear.hear(party, mulaw_to_pcm16(sound.mulaw), at=self._at)

    async def _leave_out(self, fault: StreamFault) -> None:
        """Go on without a message that is wrong; the call says so, once."""
        self._faults += 1
        if self._faults > MOST_FAULTS:
            raise StreamFault(f"too much was wrong, the last of it: {fault}") from fault
        if self._faults == 1 and self._call is not None:
            # Where there is no room to keep even this, the call and the store say that themselves.
            with contextlib.suppress(CoolheadError):
                await self._call.take(InputCut(at=self._at, what=f"Left out: {fault}."))

    async def _finish(self, why: str) -> None:
        """What was said last reaches the call, and it is ended or left; once."""
        call, self._call = self._call, None
        ear, self._ear = self._ear, None
        if call is not None and not self._is_over and not call.ended:
            call.leave(why)  # before the last words, for who comes back meanwhile has not left
        if ear is not None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(ear.finish(), LAST_WORDS_S)
        if call is None or call.ended or not self._is_over:
            return
        try:
            await (await call.end("system", why)).landed()
        except CoolheadError:
            call.leave(why)  # it is ended when there is room for that again


def _code_of(error: CoolheadError) -> int:
    if error.retryable:
        return _TRY_AGAIN_LATER
    return _POLICY_VIOLATION if isinstance(error, InputError) else _INTERNAL_ERROR
