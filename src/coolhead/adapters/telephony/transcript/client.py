"""A client of the transcript's socket: for telephone systems written in Python, tests and load."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from coolhead.adapters.telephony.sockets import SocketClosed

_ANSWER_WITHIN_S: Final = 30.0


class TranscriptClient:
    """One open socket. ``errors`` are the lines that the server refused, as it said so.

    Waiting for an answer raises ``SocketClosed`` once the server has closed the socket.
    """

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._line = 0
        self._acknowledged = 0
        self._news = asyncio.Event()
        self._is_closed = False
        self.errors: list[dict[str, Any]] = []
        self.call: dict[str, Any] | None = None

    async def send(self, line: Mapping[str, Any]) -> int:
        """Send a line; returns its number, which acknowledgements name."""
        self._line += 1
        await self._connection.send(msgspec.json.encode(dict(line)).decode())
        return self._line

    async def begin(self, call: Mapping[str, Any], *, speech_timing: bool = False) -> None:
        """Begin a call, or go on with it; returns when the server says that it has."""
        await self.send({"call": dict(call), "speech_timing": speech_timing})
        await self._until(lambda: self.call is not None or bool(self.errors))

    async def acknowledged(self, line: int) -> None:
        """Return when the server has kept this line, or refused it."""
        await self._until(
            lambda: self._acknowledged >= line or any(each["line"] == line for each in self.errors)
        )

    async def _until(self, condition: Any) -> None:
        async with asyncio.timeout(_ANSWER_WITHIN_S):
            while not condition():
                if self._is_closed:
                    raise SocketClosed(self._connection.close_code or 1006)
                self._news.clear()
                await self._news.wait()

    async def read(self) -> None:
        """Take in what the server says until the socket closes."""
        with contextlib.suppress(ConnectionClosed):
            async for message in self._connection:
                answer = msgspec.json.decode(message)
                if answer["type"] == "ack":
                    self._acknowledged = answer["line"]
                elif answer["type"] == "call":
                    self.call = answer
                else:
                    self.errors.append(answer)
                self._news.set()
        self._is_closed = True
        self._news.set()


@asynccontextmanager
async def transcript_client(url: str, key: str = "") -> AsyncIterator[TranscriptClient]:
    """Connect with a service key of the scope ``ingest``; raises what ``websockets`` raises."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    async with connect(url, additional_headers=headers, compression=None) as connection:
        client = TranscriptClient(connection)
        reading = asyncio.create_task(client.read())
        try:
            yield client
        finally:
            await connection.close()
            await reading
