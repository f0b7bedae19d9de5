"""A feed over a WebSocket: the same items as over Server-Sent Events, each a JSON text."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Final

import msgspec
import structlog
from starlette.websockets import WebSocket, WebSocketDisconnect

from coolhead.api.feeds.items import Item
from coolhead.api.feeds.sse import PING_S
from coolhead.api.handlers import problem_for
from coolhead.errors import CoolheadError

_log: Final = structlog.get_logger("coolhead.api")
# RFC 6455 7.4.1: 1000 normal, 1003 what cannot be taken, 1008 against the rules, 1011 an error;
# 1013 (registered later with IANA) try again later.
NORMAL, NOT_TAKEN, RULES, ERROR, LATER = 1000, 1003, 1008, 1011, 1013
# Who takes nothing for this long is gone; the feed's queue would drop what it misses meanwhile.
_SEND_TIMEOUT_S: Final = 30.0
_HEARTBEAT: Final = '{"type":"heartbeat"}'


async def send_feed(websocket: WebSocket, items: AsyncIterator[Item]) -> None:
    """Accept the socket and send the items until they end or the other side goes.

    The other side has nothing to say here: a message of it closes the socket.
    """
    await websocket.accept()
    gone = asyncio.create_task(_gone(websocket))
    feed = _framed(items)
    code = NORMAL
    try:
        code = await _sent(websocket, feed, gone)
    except CoolheadError as error:
        problem = problem_for(error)
        _log.warning("a feed broke off", code=problem.code, exc_info=error)
        code = LATER if error.retryable else ERROR
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            await websocket.send_text(_text("problem", problem.json()))
    except (WebSocketDisconnect, TimeoutError):
        code = ERROR
    finally:
        spoke = gone.done() and not gone.cancelled() and gone.result()
        gone.cancel()
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            await websocket.close(NOT_TAKEN if spoke else code)


async def _sent(websocket: WebSocket, feed: AsyncGenerator[Item], gone: asyncio.Task[bool]) -> int:
    """Send until there is nothing more; returns the code to close with."""
    waiting: asyncio.Task[Item | None] | None = None
    try:
        while True:
            waiting = waiting or asyncio.create_task(_next(feed))
            done, _ = await asyncio.wait(
                {waiting, gone}, timeout=PING_S, return_when=asyncio.FIRST_COMPLETED
            )
            if gone in done:
                return NORMAL
            if not done:
                await _send(websocket, _HEARTBEAT)
                continue
            finished, waiting = waiting, None
            item = finished.result()
            if item is None:
                return NORMAL
            await _send(websocket, _text(item.kind, item.body, item.seq))
            if item.kind == "closed":
                return RULES
    finally:
        if waiting is not None:
            waiting.cancel()
            with contextlib.suppress(asyncio.CancelledError, CoolheadError):
                await waiting
        await feed.aclose()


async def _framed(items: AsyncIterator[Item]) -> AsyncGenerator[Item]:
    async for item in items:
        yield item


async def _next(feed: AsyncGenerator[Item]) -> Item | None:
    return await anext(feed, None)


async def _gone(websocket: WebSocket) -> bool:
    """Wait for the other side to go; true where it spoke instead."""
    message = await websocket.receive()
    return bool(message["type"] == "websocket.receive")


async def _send(websocket: WebSocket, text: str) -> None:
    async with asyncio.timeout(_SEND_TIMEOUT_S):
        await websocket.send_text(text)


def _text(kind: str, body: bytes, seq: int | None = None) -> str:
    message = {"type": kind, "seq": seq, "data": msgspec.Raw(body)}
    return msgspec.json.encode(message).decode()
