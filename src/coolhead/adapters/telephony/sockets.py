"""A web socket as the protocols see it, whoever serves it; and a pair of them in memory."""

from __future__ import annotations

import asyncio
from typing import Final, Protocol

# A peer that sends faster than it is listened to is held up by the network; in memory by this.
_DEEPEST: Final = 1_000


class SocketClosed(Exception):  # noqa: N818 - it is expected, and handled
    """The other side is gone; ``code`` is the close code of RFC 6455, where it gave one."""

    def __init__(self, code: int = 1006) -> None:
        super().__init__(f"the socket was closed ({code})")
        self.code = code


class Socket(Protocol):
    """An open web socket."""

    async def receive(self) -> str | bytes:
        """The next message; raises `SocketClosed` when there will be none."""

    async def send_text(self, text: str) -> None:
        """Send a text message; raises `SocketClosed`."""

    async def send_bytes(self, data: bytes) -> None:
        """Send a binary message; raises `SocketClosed`."""

    async def close(self, code: int = 1000, reason: str = "") -> None:
        """Close the socket; closing it again changes nothing."""


class MemorySocket:
    """One end of a pair: what is sent at one end is received at the other."""

    def __init__(self) -> None:
        self.closed_with: tuple[int, str] | None = None
        self._waiting: asyncio.Queue[str | bytes | None] = asyncio.Queue(_DEEPEST)
        self._other: MemorySocket | None = None
        self._gone = False

    def join(self, other: MemorySocket) -> None:
        """Make this the other end of ``other``."""
        self._other, other._other = other, self

    async def receive(self) -> str | bytes:
        """See `Socket.receive`."""
        message = None if self._gone and self._waiting.empty() else await self._waiting.get()
        if message is None:
            self._gone = True
            raise SocketClosed(1000)
        return message

    async def send_text(self, text: str) -> None:
        """See `Socket.send_text`."""
        await self._send(text)

    async def send_bytes(self, data: bytes) -> None:
        """See `Socket.send_bytes`."""
        await self._send(data)

    async def close(self, code: int = 1000, reason: str = "") -> None:
        """See `Socket.close`."""
        if self.closed_with is not None:
            return
        self.closed_with = (code, reason)
        for end in (self, self._other):
            if end is not None and not end._gone:
                await end._waiting.put(None)

    async def _send(self, message: str | bytes) -> None:
        other = self._other
        if other is None or self.closed_with is not None or other.closed_with is not None:
            raise SocketClosed(1000)
        await other._waiting.put(message)


def socket_pair() -> tuple[MemorySocket, MemorySocket]:
    """Two ends of one socket."""
    here, there = MemorySocket(), MemorySocket()
    here.join(there)
    return here, there
