"""What pages ask of the API over the calls that a database has: a real server, asked by HTTP."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Final

import httpx
from tests.support.month import query_parts
from tests.support.server import running_server

from coolhead.services.insights.making import moment

_TEAMS: Final = ("north", "south", "tiny")
_TIMES: Final = 7


def pages(database: str, folder: Path) -> None:
    """Start a server over this database, and ask what a supervisor's pages ask."""
    data = folder / "data"
    with running_server(data, "--no-speech", COOLHEAD_DATABASE=database) as server:
        admin = server.administrator()
        for team in _TEAMS:
            admin.put(f"/teams/{team}", json={"name": team.title()}).raise_for_status()
        sam = server.person(admin, "sam", roles=["supervisor"], teams=list(_TEAMS))
        for page, route, query in _routes():
            print(f"  {page:34} {_timed(sam, route, query)}")
        # What was measured must have been there.
        assert sam.get("/calls", params={"limit": 50}).json()["next"]


def _routes() -> list[tuple[str, str, dict[str, Any]]]:
    parts = query_parts()
    month = {"since": moment(parts["since"]), "until": moment(parts["until"])}
    found = {**month, "ended": True, "limit": 50}
    return [
        ("/calls, newest", "/calls", {"limit": 50}),
        ("/calls, hottest", "/calls", {"limit": 50, "order": "hottest"}),
        ("/calls behind a topic", "/calls", {**found, "figure": "topic:internet"}),
        ("/calls behind broken promises", "/calls", {**found, "figure": "promises:broken"}),
        ("/calls behind answers of 1", "/calls", {**found, "figure": "satisfaction:1"}),
        ("/calls behind calls again", "/calls", {**found, "figure": "again"}),
        ("/follow-ups", "/follow-ups", {"limit": 50, "calling": True}),
        ("/follow-ups, the ledger", "/follow-ups/ledger", month),
        ("/floor, calls that go on", "/calls", {"ended": False, "limit": 200}),
        ("/floor, who is there", "/presence", {}),
        ("/reviews", "/reviews", {}),
        ("/reviews, agreement", "/reviews/agreement", {}),
        ("/insights, the month", "/insights/figures", month),
        ("/insights, one team", "/insights/figures", {**month, "team": "south"}),
        ("/insights, choices", "/insights/choices", {}),
    ]


def _timed(client: httpx.Client, route: str, query: dict[str, Any]) -> str:
    """How long the answer took: best, middle and worst, with how long it is."""
    taken, size = [], 0
    for _ in range(_TIMES):
        began = time.perf_counter()
        answer = client.get(route, params=query)
        taken.append(time.perf_counter() - began)
        answer.raise_for_status()
        size = len(answer.content)
    taken.sort()
    middle = taken[len(taken) // 2]
    return f"{taken[0]:6.3f}, {middle:.3f}, {taken[-1]:.3f} s ({size / 1024:,.0f} KiB)"
