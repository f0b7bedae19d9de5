"""A number and a line of the log for every request: no query, no body, no id of a call in it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Final
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_log: Final = structlog.get_logger("coolhead.api")
HEADER: Final = "X-Request-ID"
# What a proxy gives is taken on where it cannot break a log line or a header.
_FIT: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestLog:
    """Middleware that gives each request an id, says it in the answer, and logs what came of it.

    The path is logged as its template (``/calls/{call}/events``): ids may be a customer's number.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        passed: Callable[[], float] = time.monotonic,
        made: Callable[[], str] = lambda: uuid4().hex,
    ) -> None:
        self._app = app
        self._passed = passed
        self._made = made

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(HEADER, "")
        request = given if _FIT.fullmatch(given) else self._made()
        began, status = self._passed(), 0

        async def numbered(message: Message) -> None:
            nonlocal status
            if message["type"] in {"http.response.start", "websocket.http.response.start"}:
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = request
            elif message["type"] == "websocket.accept":
                status = 101
            await send(message)

        with structlog.contextvars.bound_contextvars(request=request):
            try:
                await self._app(scope, receive, numbered)
            except Exception:
                status = status or 500
                raise
            finally:
                _log.info(
                    "answered",
                    method=scope.get("method", "WEBSOCKET"),
                    route=_route(scope),
                    status=status,
                    seconds=round(self._passed() - began, 4),
                )


def _route(scope: Scope) -> str:
    """The template of the route that was taken, empty where there is none at this path."""
    return str(getattr(scope.get("route"), "path", ""))
