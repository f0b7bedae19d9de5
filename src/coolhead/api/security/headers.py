"""Headers that every answer carries: what browsers may do with it."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Nothing from elsewhere, nothing inline, in nobody's frame: what a page of ours may not do, a
# customer's words on it may not do either. A page that needs more says so in its own answer.
CONTENT_SECURITY_POLICY: Final = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_ALWAYS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # The capture page listens and shares a tab's sound; nothing else is needed of a machine.
    "Permissions-Policy": "microphone=(self), display-capture=(self), camera=(), geolocation=()",
    "Cache-Control": "no-store",
}
# Two years, as browsers' preload lists ask for (hstspreload.org).
_STRICT_TRANSPORT: Final = "max-age=63072000"


class SecurityHeaders:
    """Middleware that adds headers which an answer does not set itself.

    ``secure``: browsers reach the server over TLS, so they shall never try without.
    """

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self._app = app
        strict = {"Strict-Transport-Security": _STRICT_TRANSPORT} if secure else {}
        self._headers = _ALWAYS | strict

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""

        async def with_headers(message: Message) -> None:
            if message["type"] in {"http.response.start", "websocket.http.response.start"}:
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)
