"""A server of AudioHook alone, without the API around it: each connection is a session."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from coolhead.adapters.telephony.audiohook.session import AudioHookSession
from coolhead.adapters.telephony.audiohook.signatures import Credentials, Refused, authenticate
from coolhead.adapters.telephony.settings import SourceSettings
from coolhead.adapters.telephony.sockets import SocketClosed
from coolhead.services.live.intake import Intake


class WebSocketsSocket:
    """``Socket`` over a connection of the package websockets."""

    def __init__(self, connection: ServerConnection) -> None:
        self._connection = connection

    async def receive(self) -> str | bytes:
        try:
            return await self._connection.recv()
        except ConnectionClosed as closed:
            raise SocketClosed(closed.rcvd.code if closed.rcvd else 1006) from closed

    async def send_text(self, text: str) -> None:
        try:
            await self._connection.send(text)
        except ConnectionClosed as closed:
            raise SocketClosed from closed

    async def send_bytes(self, data: bytes) -> None:
        try:
            await self._connection.send(data)
        except ConnectionClosed as closed:
            raise SocketClosed from closed

    async def close(self, code: int = 1000, reason: str = "") -> None:
        await self._connection.close(code, reason)


@asynccontextmanager
async def audiohook_server(
    intake: Intake, known: Credentials, source: SourceSettings
) -> AsyncIterator[str]:
    """The URL of a server on this machine."""

    def let_in(connection: ServerConnection, request: Request) -> Response | None:
        try:
            authenticate(dict(request.headers.raw_items()), request.path, known)
        except Refused:
            return connection.respond(HTTPStatus.UNAUTHORIZED, "")
        return None

    async def session(connection: ServerConnection) -> None:
        headers = connection.request.headers if connection.request else {}
        await AudioHookSession(
            WebSocketsSocket(connection),
            intake,
            source,
            organization=headers.get("audiohook-organization-id"),
            session=headers.get("audiohook-session-id"),
        ).run()

    async with serve(session, "127.0.0.1", 0, process_request=let_in, compression=None) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        yield f"ws://127.0.0.1:{port}/audiohook"
