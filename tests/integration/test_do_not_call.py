"""Who asks not to be called is known as long as the server stands, whatever is erased."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import httpx
from tests.support.server import RunningServer, running_server

LISTED: Final = "+44 20 7946 0933"
OTHER: Final = "+44 20 7946 0934"


def told(server: RunningServer, key: str, call: str, number: str, text: str) -> None:
    """A call with this number in its header, whole."""
    lines: list[dict[str, Any]] = [
        {"call": {"id": call, "agent": "a17", "consent": "given", "customer_number": number}},
        {"party": "agent", "start": 0.0, "end": 2.0, "text": "Hello, this is Kim of Acme."},
        {"party": "customer", "start": 2.5, "end": 6.0, "text": text},
        {"type": "end", "ended_by": "customer"},
    ]
    answer = httpx.post(
        f"{server.url}/api/v1/sources/wire/calls/{call}/lines",
        content="\n".join(map(json.dumps, lines)),
        headers={"Authorization": f"Bearer {key}", "Content-Type": "application/x-ndjson"},
        timeout=30,
    )
    assert answer.status_code == 200, answer.text


def answer_of(program: httpx.Client, number: str) -> dict[str, Any]:
    asked = {"number": number, "at": "2026-03-04T12:00:00Z"}
    got = program.post("/do-not-call/check", json=asked)
    assert got.status_code == 200, got.text
    found: dict[str, Any] = got.json()
    return found


def test_who_asked_in_a_call_is_listed_after_it_after_its_erasure_and_after_a_restart(
    tmp_path: Path,
) -> None:
    with running_server(tmp_path, "--no-speech") as server:
        admin = server.administrator()
        admin.put("/teams/north", json={"name": "North"}).raise_for_status()
        admin.put("/sources/wire", json={"kind": "transcript", "team": "north"})
        keys = [
            admin.post("/keys", json={"name": name, "scopes": [name], "teams": ["north"]}).json()
            for name in ("ingest", "calls:read")
        ]
        program = server.client()
        program.headers["Authorization"] = f"Bearer {keys[1]['token']}"
        wire = keys[0]["token"]
        told(server, wire, "stop", LISTED, "Take me off your list and never call me again.")
        told(server, wire, "other", OTHER, "Where is my parcel? It was due on Monday.")

        found = answer_of(program, LISTED)
        assert (found["listed"], found["allowed"]) == (True, False)
        assert found["reasons"][0].startswith("The customer asked in a call not to be called")
        assert found["next_allowed"] is None
        assert answer_of(program, OTHER)["allowed"]

        erased = admin.post("/erasures", json={"customer_number": LISTED, "reason": "asked"})
        assert [each["call"] for each in erased.json()["erased"]] == ["stop"]
        again = answer_of(program, "0044 20 7946 0933")
        assert (again["listed"], again["reasons"]) == (True, found["reasons"])
        assert server.stop() == 0
        server.start()
        program.base_url = httpx.URL(f"{server.url}/api/v1/")
        assert answer_of(program, LISTED)["listed"]
        assert answer_of(program, OTHER)["allowed"]
