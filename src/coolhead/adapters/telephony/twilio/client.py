"""A client of Media Streams: to try a server without Twilio, and to load one."""

from __future__ import annotations

import asyncio
import base64
import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final

import msgspec
from websockets.asyncio.client import ClientConnection, connect

from coolhead.adapters.telephony.twilio.messages import RATE_HZ
from coolhead.adapters.telephony.twilio.settings import Track
from coolhead.adapters.telephony.twilio.signatures import HEADER, signature_of

FRAME_S: Final = 0.02
BOTH: Final[tuple[Track, ...]] = ("inbound", "outbound")


class TwilioClient:
    """One stream. ``sent_s`` is how much sound was sent of every track, in seconds."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self.stream_sid = f"MZ{secrets.token_hex(16)}"
        self.account_sid = f"AC{secrets.token_hex(16)}"
        self.sent_s = 0.0
        self._seq = 0

    async def start(
        self,
        call: str | None = None,
        *,
        tracks: Sequence[Track] = BOTH,
        parameters: Mapping[str, str] | None = None,
    ) -> str:
        """Start the stream of a call; returns the ``callSid``, a new one where none is given."""
        call = call or f"CA{secrets.token_hex(16)}"
        await self._write({"event": "connected", "protocol": "Call", "version": "1.0.0"})
        about = {
            "streamSid": self.stream_sid,
            "accountSid": self.account_sid,
            "callSid": call,
            "tracks": list(tracks),
            "customParameters": dict(parameters or {}),
            "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": RATE_HZ, "channels": 1},
        }
        await self.send("start", start=about)
        return call

    async def play(self, *, inbound: bytes = b"", outbound: bytes = b"", pace: float = 1.0) -> None:
        """Send µ-law of both tracks at once; ``pace`` 1 is as fast as spoken, 0 without a wait."""
        step = int(FRAME_S * RATE_HZ)
        sounds: dict[Track, bytes] = {"inbound": inbound, "outbound": outbound}
        longest = max(map(len, sounds.values()))
        loop = asyncio.get_running_loop()
        began, before = loop.time(), self.sent_s
        for start in range(0, longest, step):
            for track, sound in sounds.items():
                if frame := sound[start : start + step]:
                    await self.media(track, frame, before + start / RATE_HZ)
            self.sent_s = before + min(start + step, longest) / RATE_HZ
            if pace:
                late = began + (self.sent_s - before) * pace - loop.time()
                await asyncio.sleep(max(0.0, late))

    async def media(self, track: Track, mulaw: bytes, at: float) -> None:
        """Send one frame, ``at`` seconds from the stream's start."""
        chunk = {
            "track": track,
            "chunk": str(round(at / FRAME_S) + 1),
            "timestamp": str(round(at * 1000)),
            "payload": base64.b64encode(mulaw).decode(),
        }
        await self.send("media", media=chunk)

    async def stop(self) -> None:
        """Stop the stream, and wait until the server has closed it."""
        await self.send("stop", stop={})
        await self._connection.wait_closed()

    async def send(self, event: str, **more: Any) -> None:
        """Send a message with the next sequence number."""
        self._seq += 1
        about = {"sequenceNumber": str(self._seq), "streamSid": self.stream_sid}
        await self._write({"event": event, **about, **more})

    async def _write(self, message: dict[str, Any]) -> None:
        await self._connection.send(msgspec.json.encode(message).decode())


@asynccontextmanager
async def twilio_client(url: str, auth_token: str) -> AsyncIterator[TwilioClient]:
    """Connect to a server; raises what ``websockets`` raises where that fails."""
    headers = {HEADER: signature_of(url, auth_token)}
    async with connect(url, additional_headers=headers, compression=None) as connection:
        yield TwilioClient(connection)
