"""No request is larger than its limit, whatever it says of its own length."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from coolhead.api.problems import ApiProblem

# A playbook is at most 1 MB (`playbook/strict_yaml.py`), a batch of lines far less.
MOST_BYTES: Final = 1_100_000
# Tables of people, see `services/access/users_csv.py`, and of numbers, `keeping/numbers_csv.py`: a
# hundred thousand of them with a name beside each.
LARGER: Final = {"/api/v1/users/table": 5_100_000, "/api/v1/do-not-call": 5_100_000}


class BodyLimit:
    """Middleware that counts the bytes of a body as they come, and answers 413 beyond the limit.

    ``larger`` are limits of paths of their own. Sockets have limits in their server's settings.
    """

    def __init__(
        self, app: ASGIApp, *, limit: int = MOST_BYTES, larger: Mapping[str, int] = LARGER
    ) -> None:
        self._app = app
        self._limit = limit
        self._larger = dict(larger)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer that it is too large."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._larger.get(scope["path"], self._limit)
        said = Headers(scope=scope).get("content-length", "")
        if said.isdecimal() and int(said[:20]) > limit:
            await _too_large(limit).response()(scope, receive, send)
            return
        counted = _Counted(limit, receive, send)
        try:
            await self._app(scope, counted.receive, counted.send)
        except Exception:
            # Whoever read it was told that the client is gone, and may have raised that.
            if not counted.too_large:
                raise
        if counted.too_large and not counted.begun:
            await _too_large(limit).response()(scope, receive, send)


class _Counted:
    def __init__(self, limit: int, receive: Receive, send: Send) -> None:
        self._left = limit
        self._receive = receive
        self._send = send
        self.too_large = False
        self.begun = False

    async def receive(self) -> Message:
        if self.too_large:
            return {"type": "http.disconnect"}
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                self.too_large = True
                return {"type": "http.disconnect"}
        return message

    async def send(self, message: Message) -> None:
        # What is answered to a request cut short is no answer to it.
        if self.too_large and not self.begun:
            return
        self.begun = self.begun or message["type"] == "http.response.start"
        await self._send(message)


def _too_large(limit: int) -> ApiProblem:
    return ApiProblem(
        413,
        "too_large",
        "The request is too large",
        f"At most {limit} bytes are taken here.",
        headers={"Connection": "close"},
    )
