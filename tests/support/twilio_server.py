"""A server of Media Streams alone, without the API around it: each connection is a session."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

from tests.support.audiohook_server import WebSocketsSocket
from websockets.asyncio.server import ServerConnection, serve
from websockets.http11 import Request, Response

from coolhead.adapters.telephony.twilio.session import TwilioSession
from coolhead.adapters.telephony.twilio.settings import TwilioSource
from coolhead.adapters.telephony.twilio.signatures import Refused, authenticate
from coolhead.services.live.intake import Intake


@asynccontextmanager
async def twilio_server(
    intake: Intake, auth_token: str, source: TwilioSource
) -> AsyncIterator[str]:
    """The URL of a server on this machine."""

    def let_in(connection: ServerConnection, request: Request) -> Response | None:
        headers = dict(request.headers.raw_items())
        try:
            authenticate(headers, f"ws://{request.headers['host']}{request.path}", auth_token)
        except Refused:
            return connection.respond(HTTPStatus.UNAUTHORIZED, "")
        return None

    async def session(connection: ServerConnection) -> None:
        await TwilioSession(WebSocketsSocket(connection), intake, source).run()

    async with serve(session, "127.0.0.1", 0, process_request=let_in, compression=None) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        yield f"ws://127.0.0.1:{port}/twilio"
