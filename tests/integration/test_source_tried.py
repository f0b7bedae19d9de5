"""A source is tried at a running server: what comes in by it is seen, and no word of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.support.patience import PATIENCE_S
from tests.support.server import RunningServer, running_server
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus

from coolhead.adapters.telephony.raw_audio.client import raw_audio_client
from coolhead.adapters.telephony.transcript.client import transcript_client

SAID = {"party": "customer", "start": 1, "end": 3, "text": "My secret is otter.", "id": "u1"}


@dataclass
class Standing:
    """A server that hears no sound, with a source of words and one of sound."""

    server: RunningServer
    admin: httpx.Client
    supervisor: httpx.Client
    key: str

    @property
    def sockets(self) -> str:
        return self.server.url.replace("http", "ws") + "/api/v1"

    @asynccontextmanager
    async def trying(
        self, source: str, who: httpx.Client | None = None, origin: str = ""
    ) -> AsyncIterator[ClientConnection]:
        """The socket that the page opens."""
        token = (who or self.admin).cookies["coolhead"]
        async with connect(
            f"{self.sockets}/sources/{source}/test",
            additional_headers={"Cookie": f"coolhead={token}"},
            origin=origin or self.server.url,  # type: ignore[arg-type]
        ) as socket:
            yield socket


async def seen(socket: ClientConnection, wanted: Callable[[dict[str, Any]], bool]) -> Any:
    """What is seen, once it is as wanted."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            item = json.loads(await socket.recv())
            if item["type"] == "seen" and wanted(item["data"]):
                assert "otter" not in json.dumps(item)
                return item["data"]


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    data: Path = tmp_path_factory.mktemp("data")
    with running_server(data, "--no-speech") as server:
        admin = server.administrator()
        for team in ("north", "south"):
            admin.put(f"/teams/{team}", json={"name": team}).raise_for_status()
        for name, kind in (("wire", "transcript"), ("sound", "audio")):
            admin.put(f"/sources/{name}", json={"kind": kind, "team": "north"}).raise_for_status()
        wanted = {"name": "pbx", "scopes": ["ingest"], "teams": ["north"]}
        key = admin.post("/keys", json=wanted).json()["token"]
        supervisor = server.person(admin, "sam", roles=["supervisor"], teams=["north"])
        yield Standing(server, admin, supervisor, key)


def test_lines_of_a_call_tick_off_while_they_come(standing: Standing) -> None:
    async def test() -> None:
        async with standing.trying("wire") as trying:
            first = await seen(trying, lambda _: True)
            assert (first["connections"], first["calls"], first["last_at"]) == (0, 0, None)
            url = f"{standing.sockets}/sources/wire/transcript"
            async with transcript_client(url, standing.key) as client:
                await seen(trying, lambda data: data["connected"] == 1 and data["calls"] == 0)
                await client.begin({"id": "c1", "agent": "a17", "consent": "given"})
                await seen(trying, lambda data: data["calls"] == 1 and data["utterances"] == 0)
                await client.acknowledged(await client.send(SAID))
                await client.send({"party": "customer", "text": "otter"})
                wrong = await seen(trying, lambda data: bool(data["troubles"]))
                assert wrong["troubles"][0]["reason"].startswith("A line was refused at start")
                assert wrong["utterances"] == 1
            await seen(trying, lambda data: data["connected"] == 0)

    asyncio.run(test())
    entries = standing.admin.get("/audit", params={"action": "source.try"}).json()["entries"]
    assert [(entry["name"], entry["object"]) for entry in entries] == [("Admin", "wire")]


def test_whoever_is_refused_is_seen_with_the_reason(standing: Standing) -> None:
    other = standing.admin.post(
        "/keys", json={"name": "other", "scopes": ["ingest"], "teams": ["south"]}
    ).json()["token"]
    path = f"{standing.server.url}/api/v1/sources/wire/calls/c2/lines"
    source = {"kind": "transcript", "team": "north"}

    def post(key: str) -> int:
        headers = {"Authorization": f"Bearer {key}"}
        return httpx.post(path, content="{}", headers=headers, timeout=PATIENCE_S).status_code

    async def test() -> None:
        async with standing.trying("wire") as trying:
            await seen(trying, lambda _: True)
            assert await asyncio.to_thread(post, "chk_wrong") == 401
            assert await asyncio.to_thread(post, other) == 403
            with pytest.raises(InvalidStatus):
                async with transcript_client(f"{standing.sockets}/sources/wire/transcript", "x"):
                    pass
            standing.admin.put("/sources/wire", json={**source, "enabled": False})
            try:
                assert await asyncio.to_thread(post, standing.key) == 404
            finally:
                standing.admin.put("/sources/wire", json=source)
            data = await seen(trying, lambda data: len(data["troubles"]) == 3)
            assert {(each["what"], each["times"], each["reason"]) for each in data["troubles"]} == {
                (
                    "refused",
                    2,
                    "Nobody is signed in. The key is not known, or holds no longer.",
                ),
                ("refused", 1, "The key is not for this source's team."),
                ("refused", 1, "The source is turned off"),
            }
            assert data["connections"] == 0

    asyncio.run(test())


def test_sound_that_a_server_cannot_hear_is_told_as_such(standing: Standing) -> None:
    async def test() -> None:
        async with standing.trying("sound") as trying:
            await seen(trying, lambda _: True)
            url = f"{standing.sockets}/sources/sound/audio"
            async with raw_audio_client(url, standing.key) as client:
                await client.start({"id": "c3", "agent": "a17"}, rate_hz=8000)
                assert client.errors
            data = await seen(trying, lambda data: data["calls"] == 1 and bool(data["troubles"]))
            assert "this server does not hear sound" in data["troubles"][0]["reason"]

    asyncio.run(test())


def test_only_an_administrator_at_our_own_page_may_look(standing: Standing) -> None:
    async def refused(source: str, **more: Any) -> int:
        with pytest.raises(InvalidStatus) as caught:
            async with standing.trying(source, **more):
                pass
        return caught.value.response.status_code

    async def test() -> None:
        assert await refused("wire", who=standing.supervisor) == 403
        assert await refused("wire", origin="https://evil.example") == 403
        assert await refused("nothing") == 404

    asyncio.run(test())
