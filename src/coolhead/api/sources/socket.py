"""The server's web socket as the protocols of sources see it."""

from __future__ import annotations

import contextlib
from typing import Final

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from coolhead.adapters.telephony.sockets import SocketClosed

# RFC 6455 5.5: a control frame holds 125 bytes, two of them the code.
_LONGEST_REASON: Final = 123


class ServedSocket:
    """``Socket`` over an accepted web socket of the server."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket

    async def receive(self) -> str | bytes:
        """See `Socket.receive`."""
        if self._websocket.client_state is not WebSocketState.CONNECTED:
            raise SocketClosed
        message = await self._websocket.receive()
        if message["type"] == "websocket.disconnect":
            raise SocketClosed(message.get("code") or 1006)
        text, data = message.get("text"), message.get("bytes")
        return text if isinstance(text, str) else bytes(data or b"")

    async def send_text(self, text: str) -> None:
        """See `Socket.send_text`."""
        try:
            await self._websocket.send_text(text)
        except (WebSocketDisconnect, RuntimeError) as error:
            raise SocketClosed from error

    async def send_bytes(self, data: bytes) -> None:
        """See `Socket.send_bytes`."""
        try:
            await self._websocket.send_bytes(data)
        except (WebSocketDisconnect, RuntimeError) as error:
            raise SocketClosed from error

    async def close(self, code: int = 1000, reason: str = "") -> None:
        """See `Socket.close`."""
        short = reason.encode()[:_LONGEST_REASON].decode(errors="ignore")
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            await self._websocket.close(code, short)
