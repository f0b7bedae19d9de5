"""One request or socket at an app in this process; answers that never end are cut short."""

from __future__ import annotations

import asyncio
from typing import Any, NamedTuple
from urllib.parse import unquote

from fastapi import FastAPI
from tests.support.patience import PATIENCE_S

Message = dict[str, Any]


class Got(NamedTuple):
    """What was answered: the status (101: a socket was opened), the headers, what was sent."""

    status: int
    headers: dict[str, str]
    body: bytes


async def asked(
    app: FastAPI,
    method: str,
    path: str,
    *,
    headers: dict[str, str] | None = None,
    body: bytes = b"",
    messages: int = 2,
    patience_s: float = 0.05,
    client: str = "192.0.2.7",
) -> Got:
    """Ask; ``method`` WEBSOCKET opens a socket.

    Goes away after so many pieces of an answer, or when nothing more of one without an end of its
    own came for ``patience_s``.
    """
    kind = "websocket" if method == "WEBSOCKET" else "http"
    scope = _scope(kind, method, path, headers or {}, client)
    went = asyncio.Event()
    sent: asyncio.Queue[Message] = asyncio.Queue()
    first: list[Message] = [
        {"type": "websocket.connect"}
        if kind == "websocket"
        else {"type": "http.request", "body": body}
    ]

    async def receive() -> Message:
        if first:
            return first.pop(0)
        await went.wait()
        return {"type": f"{kind}.disconnect", "code": 1001}

    running = asyncio.create_task(app(scope, receive, sent.put))  # type: ignore[arg-type]
    answer = _Answer()
    while not answer.is_whole and len(answer.pieces) < messages:
        patience = patience_s if answer.may_go_on else PATIENCE_S
        message = await _next(sent, running, patience)
        if message is None:
            break
        answer.take(message)
    went.set()
    await asyncio.wait({running}, timeout=PATIENCE_S)
    if not running.done():
        running.cancel()
        raise AssertionError(f"{method} {path} goes on when the other side has gone")
    if answer.status != 500 and (error := running.exception()) is not None:
        raise error
    return Got(answer.status, answer.headers, b"".join(answer.pieces))


class _Answer:
    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.pieces: list[bytes] = []
        self.is_whole = False

    @property
    def may_go_on(self) -> bool:
        """It has begun, and nothing says that it ends."""
        return self.status in {101, 200} and "content-length" not in self.headers

    def take(self, message: Message) -> None:
        match message["type"]:
            case "http.response.start" | "websocket.http.response.start":
                self.status = message["status"]
                self.headers = {k.decode(): v.decode() for k, v in message["headers"]}
            case "websocket.accept":
                self.status = 101
            case "http.response.body" | "websocket.http.response.body":
                self.pieces.append(message.get("body", b""))
                self.is_whole = not message.get("more_body")
            case "websocket.send":
                self.pieces.append((message.get("text") or "").encode() or message["bytes"])
            case "websocket.close":
                self.status = self.status or 403
                self.is_whole = True


def _scope(kind: str, method: str, path: str, headers: dict[str, str], client: str) -> Message:
    plain, _, query = path.partition("?")
    scope: Message = {
        "type": kind,
        "http_version": "1.1",
        "path": unquote(plain),
        "raw_path": plain.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "scheme": "ws" if kind == "websocket" else "http",
        "headers": [
            (name.lower().encode(), value.encode())
            for name, value in {"host": "coolhead.test", **headers}.items()
        ],
        "client": (client, 4711),
        "server": ("coolhead.test", 80),
        "extensions": {"websocket.http.response": {}},
        "subprotocols": [],
        "asgi": {"version": "3.0", "spec_version": "2.4"},
    }
    return scope if kind == "websocket" else {**scope, "method": method}


async def _next(
    sent: asyncio.Queue[Message], running: asyncio.Task[None], patience_s: float
) -> Message | None:
    """The next message; None where the app has ended or lets one wait."""
    getting = asyncio.create_task(sent.get())
    await asyncio.wait({getting, running}, timeout=patience_s, return_when=asyncio.FIRST_COMPLETED)
    if not getting.done() and not sent.empty():
        return await getting
    if getting.done():
        return getting.result()
    getting.cancel()
    return None
