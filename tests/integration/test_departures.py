"""A server that stops lets AudioHook clients go in order, and waits for none of them for long."""

from __future__ import annotations

import asyncio
import base64
from pathlib import Path

import pytest
from tests.support.server import RunningServer, running_server

from coolhead.adapters.telephony.audiohook.client import audiohook_client
from coolhead.adapters.telephony.audiohook.messages import NIL
from coolhead.adapters.telephony.audiohook.signatures import Credentials

SECRET = b"a secret that only the two know."
KNOWN = Credentials("Key-1", SECRET)


def set_up(server: RunningServer) -> str:
    admin = server.administrator()
    admin.put("/teams/north", json={"name": "North"}).raise_for_status()
    settings = {"api_key": "env:AH_KEY", "client_secret": "env:AH_SECRET"}
    source = {"kind": "audiohook", "team": "north", "settings": settings}
    admin.put("/sources/genesys", json=source).raise_for_status()
    return server.url.replace("http", "ws") + "/api/v1/sources/genesys/audiohook"


@pytest.mark.parametrize("answers", [True, False], ids=["who goes", "who does not"])
def test_at_a_stop_a_client_is_asked_to_connect_anew(tmp_path: Path, answers: bool) -> None:
    secrets = {"AH_KEY": "Key-1", "AH_SECRET": base64.b64encode(SECRET).decode()}
    with running_server(tmp_path / "data", "--no-speech", **secrets) as server:
        url = set_up(server)

        async def test() -> int:
            async with audiohook_client(url, KNOWN) as client:
                await client.open(NIL)
                stopping = asyncio.create_task(asyncio.to_thread(server.stop))
                await client.expect("reconnect")
                if answers:
                    await client.close("reconnect")
                return await stopping

        assert asyncio.run(test()) == 0
