"""A client of raw sound: for telephone systems written in Python, tests and load."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final

from websockets.asyncio.client import ClientConnection, connect

from coolhead.adapters.telephony.raw_audio.messages import Channel
from coolhead.adapters.telephony.sound import Encoding
from coolhead.adapters.telephony.transcript.client import TranscriptClient

FRAME_S: Final = 0.1
BOTH: Final[tuple[Channel, ...]] = ("customer", "agent")


class RawAudioClient(TranscriptClient):
    """One open socket. ``sent_s`` is how much sound was sent of every channel, in seconds."""

    def __init__(self, connection: ClientConnection) -> None:
        super().__init__(connection)
        self._socket = connection
        self._bytes_per_s = 0
        self.sent_s = 0.0

    async def start(
        self,
        call: Mapping[str, Any],
        *,
        encoding: Encoding = "pcm16",
        rate_hz: int = 16_000,
        channels: Sequence[Channel] = BOTH,
    ) -> None:
        """Begin a call, go on with it, or add a party; returns when the server has answered."""
        width = (2 if encoding == "pcm16" else 1) * len(channels)
        self._bytes_per_s = width * rate_hz
        audio = {"encoding": encoding, "rate_hz": rate_hz, "channels": list(channels)}
        await self.send({"call": dict(call), "audio": audio})
        await self._until(lambda: self.call is not None or bool(self.errors))

    async def play(self, sound: bytes, *, pace: float = 1.0) -> None:
        """Send (interleaved) sound in frames; ``pace`` 1 is as fast as spoken, 0 at once."""
        step = int(FRAME_S * self._bytes_per_s)
        loop = asyncio.get_running_loop()
        began, before = loop.time(), self.sent_s
        for start in range(0, len(sound), step):
            frame = sound[start : start + step]
            await self._socket.send(frame)
            self.sent_s += len(frame) / self._bytes_per_s
            if pace:
                late = began + (self.sent_s - before) * pace - loop.time()
                await asyncio.sleep(max(0.0, late))

    async def end(self, ended_by: str = "system") -> None:
        """End the call; returns when its last words are kept, or the server refused."""
        await self.acknowledged(await self.send({"type": "end", "ended_by": ended_by}))


@asynccontextmanager
async def raw_audio_client(url: str, key: str = "") -> AsyncIterator[RawAudioClient]:
    """Connect with a service key of the scope ``ingest``; raises what ``websockets`` raises."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    async with connect(url, additional_headers=headers, compression=None) as connection:
        client = RawAudioClient(connection)
        reading = asyncio.create_task(client.read())
        try:
            yield client
        finally:
            await connection.close()
            await reading
