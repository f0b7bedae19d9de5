"""Reminders of a server that is killed: told once each, and none is missed."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from tests.support.server import running_server

TOLD_WITHIN_S = 60.0


def test_a_server_that_was_killed_tells_nothing_twice_and_misses_nothing(tmp_path: Path) -> None:
    with running_server(tmp_path, "--no-speech") as server:
        admin = server.administrator()
        admin.put("/teams/north", json={"name": "North"}).raise_for_status()
        admin.put("/sources/wire", json={"kind": "transcript", "team": "north"})
        key = {"name": "wire", "scopes": ["ingest"], "teams": ["north"]}
        token = admin.post("/keys", json=key).json()["token"]
        kim = server.person(admin, "kim", roles=["agent"], teams=["north"], agent="a17")
        bearer = {"Authorization": f"Bearer {token}", "Content-Type": "application/x-ndjson"}

        def broken(call: str) -> None:
            started = (datetime.now(tz=UTC) - timedelta(days=7)).isoformat(timespec="seconds")
            lines = (
                f'{{"call": {{"id": "{call}", "agent": "a17", "consent": "given", '
                f'"started_at": "{started}"}}}}\n'
                '{"party": "agent", "start": 1, "end": 4, '
                '"text": "I will call you back by five tomorrow."}\n'
                '{"type": "end", "ended_by": "customer"}\n'
            )
            path = f"{server.url}/api/v1/sources/wire/calls/{call}/lines"
            httpx.post(path, content=lines, headers=bearer).raise_for_status()

        def mine() -> list[dict[str, Any]]:
            return list(kim.get("/follow-ups/reminders").json()["mine"])

        def told(call: str) -> dict[str, Any]:
            until = time.monotonic() + TOLD_WITHIN_S
            while time.monotonic() < until:
                for each in mine():
                    if each["call"] == call:
                        return each
                time.sleep(0.2)
            raise AssertionError(f"nothing was told of {call}")

        broken("first")
        first = told("first")
        kim.post(f"/follow-ups/{first['follow_up']}/reminders/seen", json={}).raise_for_status()
        broken("second")  # nobody has looked yet, or just now
        server.kill()
        server.start()
        assert told("second")["step"] == "due"
        assert [each["call"] for each in mine()] == ["second"]
