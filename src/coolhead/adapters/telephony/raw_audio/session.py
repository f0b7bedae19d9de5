"""One session: sound and messages in, acknowledgements and errors out.

What is wrong in the first message closes the socket, with the reason. Later a message that is
wrong is answered with an error, and the next one goes on. Answers are those of a transcript's
socket; sound is not answered. Cues do not go back this way: they are the agent's own.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from typing import Final

import msgspec

from coolhead.adapters.formats.transcript import MAX_CALL_S
from coolhead.adapters.telephony.raw_audio.messages import (
    Position,
    Start,
    read_message,
    read_start,
)
from coolhead.adapters.telephony.raw_audio.unpacking import Unpacking
from coolhead.adapters.telephony.sample_clock import SampleClock
from coolhead.adapters.telephony.settings import SourceSettings
from coolhead.adapters.telephony.sockets import Socket, SocketClosed
from coolhead.adapters.telephony.together import Part, Together
from coolhead.adapters.telephony.transcript.answers import Answers
from coolhead.adapters.telephony.transcript.lines import End
from coolhead.errors import CoolheadError, InputError
from coolhead.services.live.intake import Intake

# The first message follows at once on the connection.
START_WITHIN_S: Final = 10.0
# A dead connection is found by the server's own pings; this is for one that is alive and silent,
# longer than any hold on which no sound is sent.
IDLE_S: Final = 600.0
# Four seconds of two channels at 16 kHz; who sends more at once is no live call.
LONGEST_FRAME: Final = 256 * 1024
# Two seconds of frames with nothing right in them: this is no source of ours.
MOST_FAULTS: Final = 100

# Close codes of RFC 6455, 7.4.1, and of the registry there for "try again later".
_POLICY_VIOLATION: Final = 1008
_INTERNAL_ERROR: Final = 1011
_TRY_AGAIN_LATER: Final = 1013


class RawAudioSession:
    """Serves one socket until the call is over, or the socket is closed.

    ``together`` is the server's; ``make_id`` gives the id of a call that names none; ``passed``
    is a clock of seconds that pass evenly.
    """

    def __init__(
        self,
        socket: Socket,
        intake: Intake,
        source: SourceSettings,
        together: Together,
        *,
        make_id: Callable[[], str],
        passed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._socket = socket
        self._intake = intake
        self._source = source
        self._together = together
        self._make_id = make_id
        self._passed = passed
        self._answers = Answers(socket)
        self._line = 1
        self._faults = 0

    async def run(self) -> None:
        """Serve the session; returns when it is over, and the call ended or left."""
        acknowledging = asyncio.create_task(self._answers.run())
        code, reason = 1000, ""
        try:
            await self._serve()
        except SocketClosed:
            pass
        except TimeoutError:
            code, reason = _POLICY_VIOLATION, "nothing came any more"
        except CoolheadError as error:
            code, reason = _code_of(error), f"{error.message} {error.hint}".strip()
            await self._answers.refused(error, self._line)
        finally:
            acknowledging.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await acknowledging
            with contextlib.suppress(SocketClosed):
                await self._socket.close(code, reason)

    async def _serve(self) -> None:
        first = await asyncio.wait_for(self._socket.receive(), START_WITHIN_S)
        if isinstance(first, bytes):
            raise InputError(
                "sound came before it was said what it is",
                hint='Send {"call": {…}, "audio": {…}} first.',
            )
        start = read_start(first, self._line, self._source)
        part = await self._begin(start)
        why = "the connection was lost"
        try:
            part.listen(rate_hz=start.audio.rate_hz)
            await self._answers.begun(part.call)
            await self._listen(part, start)
            why = "the socket was closed"
        except TimeoutError:
            why = "nothing came any more"
            raise
        except CoolheadError as error:
            why = f"the sound was refused: {error.code}"
            raise
        finally:
            await asyncio.shield(part.leave(why))

    async def _begin(self, start: Start) -> Part:
        header = start.begin.header
        if not header.call:
            header = msgspec.structs.replace(header, call=self._make_id())
        call = await self._intake.open(
            header, source=self._source.name, playbook=start.begin.playbook
        )
        return self._together.join(call)

    async def _listen(self, part: Part, start: Start) -> None:
        """Take in what comes, until the call is over."""
        clock, unpacking = SampleClock(part.base, self._passed), Unpacking(start.audio)
        while not part.call.ended:
            message = await asyncio.wait_for(self._socket.receive(), IDLE_S)
            if part.call.ended:
                return  # another connection, or the agent, has ended it meanwhile
            try:
                if isinstance(message, bytes):
                    _hear(message, part, clock, unpacking)
                else:
                    await self._take(message, part, clock, unpacking)
            except CoolheadError as error:
                await self._answers.refused(error, self._line)
                self._faults += 1
                if self._faults > MOST_FAULTS:
                    raise InputError(
                        "too much was wrong on this socket",
                        hint="Look at the errors that were answered.",
                    ) from error

    async def _take(
        self, message: str, part: Part, clock: SampleClock, unpacking: Unpacking
    ) -> None:
        self._line += 1
        number = self._line
        said = read_message(message, number, self._source, clock.at)
        if isinstance(said, Position):
            clock.move_on(said.at)
            unpacking.drop_rest()
        elif isinstance(said, End):
            keeping = await part.end(said.ended_by, said.reason)
            await keeping.landed()
            await self._answers.kept(number)
        else:
            await self._answers.taken(number, await part.call.take(said))


def _hear(message: bytes, part: Part, clock: SampleClock, unpacking: Unpacking) -> None:
    if len(message) > LONGEST_FRAME:
        raise InputError(
            f"a binary message has at most {LONGEST_FRAME:,} bytes",
            hint="Send sound as it is spoken, in frames of 20 to 200 ms.",
        )
    if clock.at >= MAX_CALL_S:
        raise InputError("no call lasts longer than a day", hint="Open a call with another id.")
    sounds = unpacking.unpack(message)
    at = clock.frame(sounds.seconds)
    for party, sound in sounds.of.items():
        part.hear(party, sound, at=at)


def _code_of(error: CoolheadError) -> int:
    if error.retryable:
        return _TRY_AGAIN_LATER
    return _POLICY_VIOLATION if isinstance(error, InputError) else _INTERNAL_ERROR
