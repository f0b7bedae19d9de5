"""The pages of a supervisor over the calls that a database has, with calls going on beside.

A real server is asked by HTTP what the pages ask, and the pages are opened in Chromium.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Final

import httpx
import msgspec
import pytest
from playwright.sync_api import BrowserContext
from tests.support.browser import browser
from tests.support.month import query_parts
from tests.support.server import RunningServer, running_server

from coolhead.services.insights.making import moment

_TEAMS: Final = ("north", "south", "tiny")
_TIMES: Final = 7
_OPENED: Final = 5
_LIVE: Final = 60
_SAID: Final = (
    ("agent", "Good morning, this is Robin. How can I help?"),
    ("customer", "My internet has been off since Sunday and nobody rings back."),
    ("agent", "You have been cut off since Sunday. I am sorry about that."),
    ("customer", "This is the third time I am telling you people. It is a bloody disgrace."),
    ("agent", "I will call you back by five today and tell you when the engineer comes."),
    ("customer", "If it is not working tonight I am cancelling, and I will tell everyone."),
)
# What a page is there for, as its reader sees it.
_SHOWN: Final = (
    ("/floor", ".call-card"),
    ("/calls", "main a[href^='/calls/']"),
    ("/follow-ups", ".follow-up"),
    ("/reviews", ".review-rows > li"),
    ("/insights", ".insight .figure-value"),
)


def pages(database: str, folder: Path) -> None:
    """Start a server over this database, and ask and open what a supervisor does."""
    data = folder / "data"
    with running_server(data, "--no-speech", COOLHEAD_DATABASE=database) as server:
        admin = server.administrator()
        _go_on(server, admin)
        sam = server.person(admin, "sam", roles=["supervisor"], teams=list(_TEAMS))
        assert (
            len(sam.get("/calls", params={"ended": False, "limit": 200}).json()["calls"]) == _LIVE
        )
        assert sam.get("/reviews").json()["finished"]
        for page, route, query in _routes():
            print(f"  {page:34} {_timed(sam, route, query)}")
        # What was measured must have been there.
        assert sam.get("/calls", params={"limit": 50}).json()["next"]
        try:
            with browser() as running:
                context = running.new_context(viewport={"width": 1280, "height": 800})
                context.add_cookies(_cookies(sam, server.url))
                for page, shown in _SHOWN:
                    print(f"  {page:34} {_opened(context, server.url + page, shown)}")
        except pytest.skip.Exception as reason:
            print(f"  in a browser: not measured: {reason}")


def _go_on(server: RunningServer, admin: httpx.Client) -> None:
    """Calls that go on, twenty in each team."""
    for team in _TEAMS:
        admin.put(f"/teams/{team}", json={"name": team.title()}).raise_for_status()
        source = {"kind": "transcript", "team": team}
        admin.put(f"/sources/{team}-lines", json=source).raise_for_status()
    wanted = {"name": "lines", "scopes": ["ingest"], "teams": list(_TEAMS)}
    key = admin.post("/keys", json=wanted).raise_for_status().json()["token"]
    with httpx.Client(
        base_url=f"{server.url}/api/v1", headers={"Authorization": f"Bearer {key}"}
    ) as client:
        for number in range(_LIVE):
            header = {"agent": f"live-{number}", "consent": "given", "playbook": "standard"}
            lines: list[Any] = [{"call": header}]
            for place, (party, text) in enumerate(_SAID[: 2 + number % 5]):
                at = 5.0 * place
                said = {"party": party, "text": text, "id": f"u{place}"}
                lines.append({**said, "start": at, "end": at + 4.0})
            client.post(
                f"/sources/{_TEAMS[number % 3]}-lines/calls/live-{number}/lines",
                content=b"\n".join(map(msgspec.json.encode, lines)),
                headers={"Content-Type": "application/x-ndjson"},
            ).raise_for_status()


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
    return f"{_of(taken)} ({size / 1024:,.0f} KiB)"


def _opened(context: BrowserContext, url: str, shown: str) -> str:
    """How long it took from asking for a page until what it is there for could be seen."""
    taken = []
    for _ in range(_OPENED):
        page = context.new_page()
        began = time.perf_counter()
        page.goto(url, wait_until="commit")
        page.locator(shown).first.wait_for(state="visible")
        taken.append(time.perf_counter() - began)
        page.close()
    return f"{_of(taken)} (in a browser)"


def _of(taken: list[float]) -> str:
    taken.sort()
    return f"{taken[0]:6.3f}, {taken[len(taken) // 2]:.3f}, {taken[-1]:.3f} s"


def _cookies(client: httpx.Client, url: str) -> list[Any]:
    return [{"name": each.name, "value": each.value, "url": url} for each in client.cookies.jar]
