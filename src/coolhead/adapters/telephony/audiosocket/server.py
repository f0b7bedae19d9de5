"""The TCP server that Asterisk connects to."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import structlog

from coolhead.adapters.telephony.audiosocket.registry import AudioSocketRegistry
from coolhead.adapters.telephony.audiosocket.session import AudioSocketSession
from coolhead.adapters.telephony.audiosocket.settings import ListeningSettings
from coolhead.adapters.telephony.together import Together
from coolhead.errors import ConfigError

_LOG: Final = structlog.get_logger("coolhead.audiosocket")
# Both parties of twice as many calls as one server takes; more are somebody's attack or mistake.
MOST_CONNECTIONS: Final = 2_000
# A frame has at most 65,535 bytes: what is read ahead of it stays small.
_READ_AHEAD: Final = 64 * 1024


class AudioSocketServer:
    """Serves connections; made by `audiosocket_server`."""

    def __init__(self, registry: AudioSocketRegistry, together: Together) -> None:
        self._registry = registry
        self._together = together
        self._sessions: set[asyncio.Task[None]] = set()
        self.port = 0

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve a connection until it is over."""
        if len(self._sessions) >= MOST_CONNECTIONS:
            _LOG.warning("a connection was refused", reason="there are too many")
            writer.close()
            return
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a stream's callback runs in one
        self._sessions.add(task)
        session = AudioSocketSession(reader, writer, self._registry, self._together)
        try:
            await session.run()
        finally:
            self._sessions.discard(task)
            if session.refused_because:
                _LOG.warning("a connection was ended", reason=session.refused_because)

    async def close(self) -> None:
        """End the connections that are open; their calls go on when they come back."""
        for task in list(self._sessions):
            task.cancel()
        await asyncio.gather(*self._sessions, return_exceptions=True)


@asynccontextmanager
async def audiosocket_server(
    registry: AudioSocketRegistry, together: Together, settings: ListeningSettings
) -> AsyncIterator[AudioSocketServer]:
    """A server that listens until the context is left; ``port`` is the one that it has.

    Raises ``ConfigError`` where it cannot listen there.
    """
    serving = AudioSocketServer(registry, together)
    try:
        server = await asyncio.start_server(
            serving.connected, settings.host, settings.port, limit=_READ_AHEAD
        )
    except OSError as error:
        raise ConfigError(
            f"cannot listen on {settings.host}:{settings.port}: {error.strerror or error}",
            hint="Choose another port for AudioSocket, or stop what listens there.",
        ) from error
    serving.port = server.sockets[0].getsockname()[1]
    try:
        yield serving
    finally:
        server.close()
        await serving.close()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(server.wait_closed(), 1.0)
