"""The API on a real port of this machine."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from tests.support.api import PROGRAMS, Served

from coolhead.client import Client


@asynccontextmanager
async def on_a_port(app: Any) -> AsyncIterator[str]:
    """The URL at which the app is served while the block lasts."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    config = uvicorn.Config(
        app,
        lifespan="off",
        log_config=None,
        access_log=False,
        ws="websockets-sansio",
        timeout_graceful_shutdown=1,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:
        await asyncio.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving
        listening.close()


def client_of(served: Served, url: str, who: str) -> Client:
    """The product's own client, as this person or program."""
    if who in PROGRAMS:
        return Client(url, key=f"chk_{who}")
    return Client(url, headers=served.headers(who))


class _Server(uvicorn.Server):
    def install_signal_handlers(self) -> None:
        """The tests' own stay."""
