"""One session: lines in over a socket, acknowledgements and errors out.

    ← {"type": "call", "call": "c-1", "resumed": false}
    ← {"type": "ack", "line": 17}          every line up to this one has been kept, or was interim
    ← {"type": "error", "line": 18, "code": "input", "message": "…", "hint": "…"}

A line that is wrong breaks nothing: the next one goes on. Cues do not go back this way: they are
the agent's own.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

import msgspec

from coolhead.adapters.telephony.settings import SourceSettings
from coolhead.adapters.telephony.sockets import Socket, SocketClosed
from coolhead.adapters.telephony.transcript.answers import Answers
from coolhead.adapters.telephony.transcript.lines import Begin, End, Interim, read_line
from coolhead.call.events import CallStarted
from coolhead.errors import CoolheadError, InputError
from coolhead.services.live.intake import Intake, OpenCall
from coolhead.services.live.store import Keeping


class TranscriptSession:
    """Serves one socket; ``make_id`` gives the id of a call that names none."""

    def __init__(
        self,
        socket: Socket,
        intake: Intake,
        source: SourceSettings,
        *,
        make_id: Callable[[], str],
    ) -> None:
        self._socket = socket
        self._intake = intake
        self._source = source
        self._make_id = make_id
        self._call: OpenCall | None = None
        self._line = 0
        self._answers = Answers(socket)

    async def run(self) -> None:
        """Serve the session; returns when the socket has closed."""
        acknowledging = asyncio.create_task(self._answers.run())
        try:
            while True:
                message = await self._socket.receive()
                for line in _lines(message):
                    self._line += 1
                    await self._take(line)
        except SocketClosed:
            pass
        finally:
            if self._call is not None and not self._call.ended:
                self._call.leave("the transcript's socket was closed")
            acknowledging.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await acknowledging

    async def _take(self, line: str | None) -> None:
        number = self._line
        try:
            if line is None:
                raise InputError("binary messages are not understood", hint="Send lines of JSON.")
            keeping = await self._understood(line, number)
        except CoolheadError as error:
            await self._answers.refused(error, number)
            return
        if keeping is not None:
            await self._answers.taken(number, keeping)

    async def _understood(self, line: str, number: int) -> Keeping | None:
        now = self._call.now if self._call is not None else 0.0
        said = read_line(line, number, self._source, now)
        if isinstance(said, Begin):
            if self._call is not None:
                raise InputError(
                    "a call has begun on this socket already",
                    field="call",
                    hint="Open a socket for each call.",
                )
            await self._begin(said)
            return None
        if self._call is None:
            header = CallStarted(
                at=0.0,
                call="",
                workspace=self._source.workspace,
                team=self._source.team,
                consent=self._source.consent,
                language=self._source.language,
                direction=self._source.direction,
                speech_timing=False,
            )
            await self._begin(Begin(header, self._source.playbook))
        assert self._call is not None  # noqa: S101 - it has just begun
        if isinstance(said, Interim):
            self._call.show(said.party, said.text)
            return None
        if isinstance(said, End):
            return await self._call.end(said.ended_by, said.reason)
        return await self._call.take(said)

    async def _begin(self, begin: Begin) -> None:
        header = begin.header
        if not header.call:
            header = msgspec.structs.replace(header, call=self._make_id())
        self._call = await self._intake.open(
            header, source=self._source.name, playbook=begin.playbook
        )
        await self._answers.begun(self._call)


def _lines(message: str | bytes) -> list[str | None]:
    """The lines of a message; None for one that is no text."""
    if isinstance(message, bytes):
        return [None]
    return [line for line in message.split("\n") if line.strip()] or [""]
