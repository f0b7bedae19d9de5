"""The screens as people use them: a server, everybody's browser, and calls that are told to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import httpx
from playwright.sync_api import Browser, BrowserContext, Page
from tests.support.patience import PATIENCE_S
from tests.support.server import RunningServer, running_server

EXAMPLES: Final = Path(__file__).parents[2] / "examples" / "calls"
# Who is who: name, role, team, and what the telephone system calls them.
PEOPLE: Final = (
    ("kim", "agent", "north", "a17"),
    ("lee", "agent", "north", "a18"),
    ("sam", "supervisor", "north", None),
    ("sue", "supervisor", "south", None),
    ("cleo", "coach", "north", None),
)


def example(start: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The header and the utterances of the example call whose name begins so."""
    file = next(EXAMPLES.glob(f"{start}*.jsonl"))
    first, *rest = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return first["call"], [{**line, "id": f"u{n}"} for n, line in enumerate(rest)]


class Screens:
    """A server with everybody of `PEOPLE` signed in, and a browser for each who is asked for."""

    def __init__(self, server: RunningServer, chromium: Browser) -> None:
        self.server = server
        self._chromium = chromium
        self._contexts: list[BrowserContext] = []
        self._going: set[str] = set()
        # Calls that go on from one test to the next.
        self.lasting: set[str] = set()
        self.errors: list[str] = []
        self.admin = server.administrator()
        for team in ("north", "south"):
            self.admin.put(f"/teams/{team}", json={"name": team.title()}).raise_for_status()
        self.admin.put("/sources/wire", json={"kind": "transcript", "team": "north"})
        key = {"name": "wire", "scopes": ["ingest"], "teams": ["north"]}
        self._key = self.admin.post("/keys", json=key).json()["token"]
        self.people: dict[str, httpx.Client] = {"admin": self.admin}
        for name, role, team, agent in PEOPLE:
            more = {"roles": [role], "teams": [team]} | ({"agent": agent} if agent else {})
            self.people[name] = server.person(self.admin, name, **more)

    def page(self, who: str, path: str, *, width: int = 1280, height: int = 800) -> Page:
        """A page as this person ("" is nobody) sees it, in a browser of their own.

        What goes wrong in it is in `errors`.
        """
        context = self._chromium.new_context(viewport={"width": width, "height": height})
        self._contexts.append(context)
        if who:
            cookies = [
                {"name": str(each.name), "value": str(each.value), "url": self.server.url}
                for each in self.people[who].cookies.jar
            ]
            context.add_cookies(cookies)  # type: ignore[arg-type]
        page = context.new_page()
        page.on("pageerror", lambda error: self.errors.append(f"{path}: {error}"))
        page.on(
            "console",
            lambda told: (
                self.errors.append(f"{path}: {told.text}")
                if told.type == "error" and "Content Security Policy" in told.text
                else None
            ),
        )
        page.goto(self.server.url + path)
        return page

    def tell(self, call: str, *lines: dict[str, Any]) -> None:
        """Tell the server what happens in a call; the first line may be its header."""
        answer = httpx.post(
            f"{self.server.url}/api/v1/sources/wire/calls/{call}/lines",
            content="\n".join(json.dumps(line) for line in lines),
            headers={
                "Authorization": f"Bearer {self._key}",
                "Content-Type": "application/x-ndjson",
            },
            timeout=PATIENCE_S,
        )
        assert answer.status_code == 200, answer.text
        self._going.add(call)
        if any(line.get("type") == "end" for line in lines):
            self._going.discard(call)

    def begin(self, call: str, *, agent: str = "a17", **header: Any) -> None:
        """A call begins."""
        self.tell(call, {"call": {"id": call, "agent": agent, "consent": "given"} | header})

    def run(self, call: str, start: str, *, agent: str = "a17", upto: int | None = None) -> None:
        """An example call, or the beginning of it, is told at once; whole, it ends too."""
        header, said = example(start)
        mine = {name: each for name, each in header.items() if name not in {"playbook", "ended_by"}}
        given = {**mine, "id": call, "agent": agent, "consent": "given"}
        lines = said if upto is None else said[:upto]
        end = [{"type": "end", "ended_by": "customer"}] if upto is None else []
        self.tell(call, {"call": given}, *lines, *end)

    def close(self, *, ends: bool = True) -> None:
        """Close every browser, and end the calls that go on but for those that last."""
        for context in self._contexts:
            context.close()
        self._contexts.clear()
        for call in sorted(self._going - self.lasting) if ends else ():
            self.tell(call, {"type": "end", "ended_by": "customer"})


@contextmanager
def screens(folder: Path, chromium: Browser, *options: str) -> Iterator[Screens]:
    """Screens over a server that is gone at the end."""
    with running_server(folder, "--no-speech", *options) as server:
        shown = Screens(server, chromium)
        try:
            yield shown
        finally:
            shown.close(ends=False)
