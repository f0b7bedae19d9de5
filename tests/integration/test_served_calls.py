"""A server as people run it: killed while a call goes on, it goes on with the call."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.support.server import RunningServer, running_server

from coolhead.adapters.telephony.transcript.client import transcript_client

EXAMPLE = Path(__file__).parents[2] / "examples" / "calls" / "20-sale-saved-after-anger.jsonl"


def lines() -> tuple[dict[str, Any], list[dict[str, Any]]]:
    first, *rest = [json.loads(line) for line in EXAMPLE.read_text(encoding="utf-8").splitlines()]
    return first["call"], [{**line, "id": f"u{n}"} for n, line in enumerate(rest)]


def set_up(server: RunningServer) -> tuple[httpx.Client, str]:
    """An administrator, a team, a source and a key for it."""
    admin = server.administrator()
    admin.put("/teams/north", json={"name": "North"}).raise_for_status()
    admin.put("/sources/dialler", json={"kind": "transcript", "team": "north"}).raise_for_status()
    made = admin.post("/keys", json={"name": "dialler", "scopes": ["ingest"], "teams": ["north"]})
    assert made.status_code == 201, made.text
    return admin, made.json()["token"]


def socket_of(server: RunningServer) -> str:
    return server.url.replace("http", "ws") + "/api/v1/sources/dialler/transcript"


async def send(server: RunningServer, key: str, call: dict[str, Any], said: list[Any]) -> None:
    async with transcript_client(socket_of(server), key) as client:
        await client.begin(call)
        number = 0
        for line in said:
            number = await client.send(line)
        await client.acknowledged(number)
        assert client.errors == []


def test_a_call_survives_kill_and_is_recorded_exported_and_erased(tmp_path: Path) -> None:
    header, said = lines()
    call = {**header, "id": "c1", "agent": "a17", "consent": "given"}
    call.pop("playbook", None)
    call.pop("ended_by", None)
    with running_server(tmp_path / "data", "--no-speech") as server:
        admin, key = set_up(server)
        agent = server.person(admin, "kim", roles=["agent"], teams=["north"], agent="a17")
        other = server.person(admin, "lee", roles=["agent"], teams=["north"], agent="a18")
        supervisor = server.person(admin, "sam", roles=["supervisor"], teams=["north"])
        half = len(said) // 2
        asyncio.run(send(server, key, call, said[:half]))
        before = agent.get("/calls/c1").json()
        assert before["utterances"] == half
        assert not before["ended"]
        server.kill()

        server.start()
        # Whoever was signed in still is, and what was acknowledged is there.
        again = agent.get("/calls/c1").json()
        assert again["utterances"] == half
        assert again["heat_peak"] == before["heat_peak"]
        asyncio.run(
            send(server, key, call, [*said[half - 1 :], {"type": "end", "ended_by": "customer"}])
        )
        done = agent.get("/calls/c1").json()
        assert done["ended"]
        assert done["utterances"] == len(said)
        record = supervisor.get("/calls/c1/record").json()
        assert record["outcome"] == "saved"
        assert record["ended_by"] == "customer"
        # Help is private: cues are the agent's own.
        own = agent.get("/calls/c1/decisions").text
        assert '"cue"' in own
        assert '"cue"' not in supervisor.get("/calls/c1/decisions").text
        assert other.get("/calls/c1").status_code == 404
        assert admin.get("/calls/c1").status_code in {403, 404}
        vcon = supervisor.get("/calls/c1/exports/vcon")
        assert vcon.status_code == 200
        assert vcon.json()["dialog"]
        mine = agent.get("/exports/me")
        assert mine.headers["content-type"] == "application/zip"

        text = said[1]["text"][:20].encode()
        assert any(text in each for each in bytes_in(tmp_path))
        erased = admin.post("/erasures", json={"call": "c1", "reason": "asked to"}).json()
        assert [each["call"] for each in erased["erased"]] == ["c1"]
        assert not any(text in each for each in bytes_in(tmp_path))
        assert supervisor.get("/calls/c1").status_code == 404
        assert server.stop() == 0
        assert not any(text in each for each in bytes_in(tmp_path))
        words = [line["text"] for line in said]
        assert not [line for line in server.lines if any(text[:15] in line for text in words)]


def test_a_call_goes_on_at_the_next_start_after_an_orderly_stop(tmp_path: Path) -> None:
    with running_server(tmp_path / "data", "--no-speech") as server:
        admin, key = set_up(server)
        supervisor = server.person(admin, "sam", roles=["supervisor"], teams=["north"])
        asyncio.run(send(server, key, {"id": "c1", "consent": "given"}, lines()[1][:3]))
        assert server.stop() == 0
        server.start()
        live = supervisor.get("/live").json()
        assert [each["call"]["call"] for each in live["calls"]] == ["c1"]


def test_a_second_server_over_the_same_data_is_refused(tmp_path: Path) -> None:
    with running_server(tmp_path / "data", "--no-speech"):
        second = RunningServer(tmp_path / "data", "--no-speech")
        with pytest.raises(AssertionError, match="another server"):
            second.start()


def bytes_in(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
