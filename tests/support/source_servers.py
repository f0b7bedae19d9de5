"""Servers of single sources, without the API around them: each connection is a session."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from tests.support.audiohook_server import WebSocketsSocket
from websockets.asyncio.server import ServerConnection, serve

from coolhead.adapters.telephony.raw_audio.session import RawAudioSession
from coolhead.adapters.telephony.settings import SourceSettings
from coolhead.adapters.telephony.together import Together
from coolhead.adapters.telephony.transcript.session import TranscriptSession
from coolhead.services.live.intake import Intake


@asynccontextmanager
async def raw_audio_server(intake: Intake, source: SourceSettings) -> AsyncIterator[str]:
    """The URL of a server of raw sound on this machine."""
    together = Together()

    def session(connection: ServerConnection) -> RawAudioSession:
        return RawAudioSession(
            WebSocketsSocket(connection), intake, source, together, make_id=lambda: "made"
        )

    async with _served(session) as url:
        yield url


@asynccontextmanager
async def transcript_server(intake: Intake, source: SourceSettings) -> AsyncIterator[str]:
    """The URL of a server of transcripts on this machine."""

    def session(connection: ServerConnection) -> TranscriptSession:
        return TranscriptSession(
            WebSocketsSocket(connection), intake, source, make_id=lambda: "made"
        )

    async with _served(session) as url:
        yield url


@asynccontextmanager
async def _served(session: Callable[[ServerConnection], Any]) -> AsyncIterator[str]:
    async def run(connection: ServerConnection) -> None:
        await session(connection).run()

    async with serve(run, "127.0.0.1", 0, compression=None) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        yield f"ws://127.0.0.1:{port}/"
