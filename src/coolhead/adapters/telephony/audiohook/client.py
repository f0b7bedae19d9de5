"""A client of AudioHook: to try a server without Genesys, and to load one."""

from __future__ import annotations

import asyncio
import secrets
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec
from websockets.asyncio.client import ClientConnection, connect

from coolhead.adapters.telephony.audiohook.messages import NIL, duration_of
from coolhead.adapters.telephony.audiohook.signatures import Credentials, signed_headers
from coolhead.errors import InputError

RATE_HZ: Final = 8_000
FRAME_S: Final = 0.1
_ANSWER_WITHIN_S: Final = 30.0


class AudioHookClient:
    """One open session. ``sent_s`` is how much sound was sent, in seconds."""

    def __init__(self, connection: ClientConnection, session: str) -> None:
        self._connection = connection
        self.session = session
        self._seq = 0
        self._server_seq = 0
        self.sent_s = 0.0

    async def open(
        self,
        conversation: str | None = None,
        *,
        organization: str = NIL,
        stereo: bool = True,
        format: str = "PCMU",  # noqa: A002 - the protocol's own word
        config: dict[str, Any] | None = None,
        **more: Any,
    ) -> dict[str, Any]:
        """Open a session for a conversation; returns the parameters of ``opened``."""
        channels = ["external", "internal"] if stereo else ["external"]
        parameters = {
            "organizationId": organization,
            "conversationId": conversation or str(uuid.uuid4()),
            "participant": {
                "id": str(uuid.uuid4()),
                "ani": "+442079460933",
                "aniName": "",
                "dnis": "+442079460100",
            },
            "media": [{"type": "audio", "format": format, "channels": channels, "rate": RATE_HZ}],
            **({"customConfig": config} if config is not None else {}),
            **more,
        }
        await self.send("open", parameters)
        return await self.expect("opened")

    async def stream(self, sound: bytes, *, width: int = 2, pace: float = 1.0) -> None:
        """Send interleaved sound in frames; ``pace`` 1 is as fast as it was spoken, 0 at once.

        ``width`` is the bytes of one moment: 2 for PCMU of two channels.
        """
        step = int(FRAME_S * RATE_HZ) * width
        loop = asyncio.get_running_loop()
        began, before = loop.time(), self.sent_s
        for start in range(0, len(sound), step):
            frame = sound[start : start + step]
            await self._connection.send(frame)
            self.sent_s += len(frame) / width / RATE_HZ
            if pace:
                late = began + (self.sent_s - before) * pace - loop.time()
                await asyncio.sleep(max(0.0, late))

    async def ping(self) -> None:
        """Send a ping and wait for its answer."""
        await self.send("ping", {})
        await self.expect("pong")

    async def close(self, reason: str = "end") -> None:
        """Close the session, and wait until the server has."""
        await self.send("close", {"reason": reason})
        await self.expect("closed")

    async def send(self, kind: str, parameters: dict[str, Any]) -> None:
        """Send a message."""
        self._seq += 1
        message = {
            "version": "2",
            "id": self.session,
            "type": kind,
            "seq": self._seq,
            "serverseq": self._server_seq,
            "position": duration_of(self.sent_s),
            "parameters": parameters,
        }
        await self._connection.send(msgspec.json.encode(message).decode())

    async def receive(self) -> dict[str, Any]:
        """The server's next message."""
        text = await asyncio.wait_for(self._connection.recv(), _ANSWER_WITHIN_S)
        message: dict[str, Any] = msgspec.json.decode(text)
        self._server_seq = message["seq"]
        return message

    async def expect(self, kind: str) -> dict[str, Any]:
        """The parameters of the next message of this type; raises ``InputError`` if sent away."""
        while True:
            message = await self.receive()
            if message["type"] == kind:
                parameters: dict[str, Any] = message["parameters"]
                return parameters
            if message["type"] == "disconnect":
                raise InputError(
                    f"the server ended the session: {message['parameters'].get('info', '')}"
                )


@asynccontextmanager
async def audiohook_client(
    url: str, known: Credentials, *, organization: str = NIL, session: str | None = None
) -> AsyncIterator[AudioHookClient]:
    """Connect to a server; raises what ``websockets`` raises where that fails."""
    parts = urlsplit(url)
    session = session or str(uuid.uuid4())
    identity = {
        "audiohook-organization-id": organization,
        "audiohook-session-id": session,
        "audiohook-correlation-id": str(uuid.uuid4()),
    }
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    headers = signed_headers(parts.netloc, target, identity, known, secrets.token_urlsafe(18))
    async with connect(url, additional_headers=headers, compression=None) as connection:
        yield AudioHookClient(connection, session)
