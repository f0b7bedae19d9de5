"""What is answered to lines: that they have been kept, or what was wrong with them."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any, Final

import msgspec

from coolhead.adapters.telephony.sockets import Socket, SocketClosed
from coolhead.errors import CoolheadError, InputError
from coolhead.services.live.intake import OpenCall
from coolhead.services.live.store import Keeping

# So many lines may wait to be kept; then no more is read until some have been.
MOST_IN_FLIGHT: Final = 256


class Answers:
    """The answers of one socket; `run` beside whatever reads from it."""

    def __init__(self, socket: Socket) -> None:
        self._socket = socket
        self._in_flight: asyncio.Queue[tuple[int, Keeping]] = asyncio.Queue(MOST_IN_FLIGHT)

    async def run(self) -> None:
        """Tell of what has been kept, in the order of the lines, until cancelled."""
        while True:
            number, keeping = await self._in_flight.get()
            await keeping.landed()
            # Whatever else has landed meanwhile is told of in one go.
            while not self._in_flight.empty():
                number, keeping = self._in_flight.get_nowait()
                await keeping.landed()
            await self.kept(number)

    async def begun(self, call: OpenCall) -> None:
        """The call has begun, or goes on."""
        await self._send({"type": "call", "call": call.key.call, "resumed": call.resumed})

    async def taken(self, number: int, keeping: Keeping) -> None:
        """A line was taken in: it is acknowledged once it has landed. Waits where many do."""
        await self._in_flight.put((number, keeping))

    async def kept(self, number: int) -> None:
        """Every line up to this one has been kept."""
        await self._send({"type": "ack", "line": number})

    async def refused(self, error: CoolheadError, number: int) -> None:
        """A line is wrong, or cannot be kept."""
        await self._send(error_of(error, number))

    async def _send(self, answer: dict[str, Any]) -> None:
        with contextlib.suppress(SocketClosed):  # the loop over what is received ends by it
            await self._socket.send_text(msgspec.json.encode(answer).decode())


def error_of(error: CoolheadError, number: int) -> dict[str, Any]:
    """What is answered to a line that is wrong, or cannot be kept."""
    answer: dict[str, Any] = {
        "type": "error",
        "line": number,
        "code": error.code,
        "message": error.reason if isinstance(error, InputError) else error.message,
        "hint": error.hint,
        "retryable": error.retryable,
    }
    if isinstance(error, InputError) and error.field:
        answer["field"] = error.field
    return answer
