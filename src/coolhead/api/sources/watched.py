"""A source's connections, calls and ears, which report to the watch what arrives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import msgspec
import structlog
from starlette.websockets import WebSocket

from coolhead.adapters.telephony.sockets import Socket
from coolhead.api.services import services_of
from coolhead.api.sources.socket import ServedSocket
from coolhead.api.sources.watch import SourceWatch
from coolhead.services.setup.sources import SourceConfig

_NORMAL: Final = 1000
# Where in a line something is wrong: keys of ours, which are no words of anybody's.
_FIELD: Final = re.compile(r"[a-z_]+(?:\[\d+\])?(?:\.[a-z_]+(?:\[\d+\])?)*")


@contextmanager
def served(websocket: WebSocket, source: SourceConfig, protocol: str) -> Iterator[Socket]:
    """The accepted socket of a source, for its session: named in the log, seen by the watch."""
    watch = services_of(websocket).watch
    with (
        structlog.contextvars.bound_contextvars(source=source.name, protocol=protocol),
        watch.connection(source.name),
    ):
        yield WatchedSocket(ServedSocket(websocket), watch, source.name)


class WatchedSocket:
    """``Socket`` that reports what a session answers when something is wrong."""

    def __init__(self, socket: Socket, watch: SourceWatch, source: str) -> None:
        self._socket = socket
        self._watch = watch
        self._source = source

    async def receive(self) -> str | bytes:
        """See `Socket.receive`."""
        return await self._socket.receive()

    async def send_text(self, text: str) -> None:
        """See `Socket.send_text`."""
        if self._watch.is_watched(self._source):
            answer = msgspec.json.decode(text)
            if answer.get("type") == "error":
                self._watch.wrong(self._source, line_trouble(answer))
            elif answer.get("type") == "disconnect":
                self._watch.wrong(self._source, str(answer["parameters"].get("info", "")))
        await self._socket.send_text(text)

    async def send_bytes(self, data: bytes) -> None:
        """See `Socket.send_bytes`."""
        await self._socket.send_bytes(data)

    async def close(self, code: int = _NORMAL, reason: str = "") -> None:
        """See `Socket.close`."""
        if code != _NORMAL:
            self._watch.wrong(self._source, f"The connection was closed ({code}): {reason}")
        await self._socket.close(code, reason)


def line_trouble(answer: Mapping[str, Any]) -> str:
    """What was wrong with a line, without what stood in it.

    The message of a wrong line may repeat its words, so only the place is told.
    """
    if answer.get("code") != "input":
        return f"{answer.get('message', '')} {answer.get('hint', '')}".strip()
    field = str(answer.get("field") or "")
    where = f" at {field}" if _FIELD.fullmatch(field) else ""
    return f"A line was refused{where}: the answer to it says why"
