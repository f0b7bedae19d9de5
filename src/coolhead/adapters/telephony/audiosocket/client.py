"""A client of AudioSocket: to try a server without Asterisk, and to load one."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final
from uuid import UUID

from coolhead.adapters.telephony.audiosocket.messages import (
    DTMF,
    HANG_UP,
    IDENTITY,
    RATES_HZ,
    packed,
)

# As Asterisk cuts its sound.
FRAME_S: Final = 0.02
_TYPES: Final = {rate_hz: kind for kind, rate_hz in RATES_HZ.items()}


class AudioSocketClient:
    """One connection. ``sent_s`` is how much sound was sent, in seconds."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self.sent_s = 0.0

    async def identify(self, uuid: UUID) -> None:
        """Say whose sound follows."""
        await self.send(IDENTITY, uuid.bytes)

    async def play(self, pcm16: bytes, *, rate_hz: int = 8_000, pace: float = 1.0) -> None:
        """Send sound in frames; ``pace`` 1 is as fast as it was spoken, 0 at once."""
        step = int(FRAME_S * rate_hz) * 2
        loop = asyncio.get_running_loop()
        began, before = loop.time(), self.sent_s
        for start in range(0, len(pcm16), step):
            frame = pcm16[start : start + step]
            await self.send(_TYPES[rate_hz], frame)
            self.sent_s += len(frame) / 2 / rate_hz
            if pace:
                late = began + (self.sent_s - before) * pace - loop.time()
                await asyncio.sleep(max(0.0, late))

    async def press(self, key: str) -> None:
        """Press a key of the telephone."""
        await self.send(DTMF, key.encode())

    async def hang_up(self) -> None:
        """Hang up, and wait until the server has closed the connection."""
        await self.send(HANG_UP)
        await self.closed()

    def break_off(self) -> None:
        """Break the connection, as a network does that fails: it is reset, not closed."""
        connected = self._writer.get_extra_info("socket")
        connected.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()

    async def closed(self) -> bytes:
        """What the server still sends until it closes the connection."""
        try:
            return await self._reader.read()
        except ConnectionError:
            return b""

    async def send(self, kind: int, data: bytes = b"") -> None:
        """Send a frame."""
        self._writer.write(packed(kind, data))
        await self._writer.drain()


@asynccontextmanager
async def audiosocket_client(
    port: int, host: str = "127.0.0.1"
) -> AsyncIterator[AudioSocketClient]:
    """Connect to a server; raises ``OSError`` where that fails."""
    reader, writer = await asyncio.open_connection(host, port)
    try:
        yield AudioSocketClient(reader, writer)
    finally:
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()
