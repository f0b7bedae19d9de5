"""The demo: the shipped example calls run in a loop, and three people to look at them as.

It is the whole server on a folder that is gone afterwards; only who calls is made up.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import tempfile
import uuid
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from typing import Final

import msgspec
from fastapi import APIRouter, FastAPI
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coolhead.adapters.observing.logs import configure_logs
from coolhead.api.security.access import access_of
from coolhead.api.security.addresses import address_of
from coolhead.api.security.csrf import check_request
from coolhead.bootstrap import open_call
from coolhead.call.events import CallStarted, Envelope, Event
from coolhead.desk.pages import DEMO, home_of, page_of
from coolhead.errors import ConfigError, CoolheadError
from coolhead.server.as_said import Saying, as_said
from coolhead.server.assembly import Assembly, assembled
from coolhead.server.examples import examples_folder
from coolhead.server.run import StartPage, Told, serve_assembled
from coolhead.server.settings import ServerSettings
from coolhead.services.access.people import Team, User
from coolhead.services.access.principal import Role
from coolhead.services.access.settings import WorkspaceSettings
from coolhead.services.access.store import Changes
from coolhead.services.reviews.sampling import ReviewSettings

TEAM: Final = "north"
_SOURCE: Final = "demo"


class Person(msgspec.Struct, frozen=True):
    """Somebody of the demo; ``agent`` is what the telephone system calls them."""

    id: str
    name: str
    role: Role
    agent: str | None = None


PEOPLE: Final = (
    Person("agent", "Ada Agent", "agent", "ada"),
    Person("supervisor", "Sol Supervisor", "supervisor"),
    Person("coach", "Cleo Coach", "coach"),
    Person("ben", "Ben", "agent", "ben"),
    Person("chi", "Chi", "agent", "chi"),
    Person("dina", "Dina", "agent", "dina"),
)
# Whom one can be.
PERSONAS: Final = frozenset({"agent", "supervisor", "coach"})
# Which calls each of them takes, by how the files begin, and how many seconds into the first one
# the demo opens: there is something to see at once.
_TURNS: Final = {
    "ada": (("04", "20", "15", "01", "05"), 0.0),
    "ben": (("13", "16", "03", "12"), 80.0),
    "chi": (("17", "19", "02", "14"), 70.0),
    "dina": (("21", "10", "06", "22", "18"), 145.0),
}
# Calls that are over when the demo opens, each with its agent.
_OVER: Final = (("01", "ada"), ("07", "ada"), ("05", "ben"), ("09", "chi"), ("08", "dina"))
# Between two calls; Ada's is long enough to sign a record in.
_PAUSES_S: Final = {"ada": 45.0}
_PAUSE_S: Final = 8.0
# Few people and few calls: their figures are shown, and every call is drawn for review.
_SETTINGS: Final = WorkspaceSettings(minimum_agents=3, reviews=ReviewSettings(random=1.0))
# From the mark to the end of the line.
_HANGS_UP_S: Final = 3.0


def run_demo(
    told: Told,
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    opened: Told | None = None,
) -> None:
    """Serve the demo until stopped; raises ``ConfigError`` where it cannot begin.

    ``port`` None is the usual one where it is free, else any. ``opened`` is told the address of
    the page when it can be opened.
    """
    configure_logs("warning")
    with tempfile.TemporaryDirectory(prefix="coolhead-demo-") as folder:
        settings = ServerSettings(
            data=Path(folder), host=host, port=_free(host) if port is None else port, speech="off"
        )

        async def whole() -> None:
            async with assembled(settings) as parts:
                demo = Demo(parts, examples_folder())
                await demo.prepare()
                demo.add_to(parts.app)
                await serve_assembled(
                    settings, parts, told, beside=(demo.run,), start=StartPage("/demo", opened)
                )

        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(whole())


class Demo:
    """People, and calls that they take one after the other."""

    def __init__(self, parts: Assembly, folder: Path) -> None:
        self._parts = parts
        self._files = sorted(folder.glob("*.jsonl"))
        if not self._files:
            raise ConfigError(f"there are no example calls in {folder}")
        self._rounds = 0

    async def prepare(self) -> None:
        """Everybody has an account, and some calls are over."""
        around = self._parts.access.around
        team = Team(workspace=around.workspace, id=TEAM, name="North")
        users = tuple(
            User(
                workspace=around.workspace,
                id=person.id,
                email=f"{person.id}@example.com",
                name=person.name,
                roles=frozenset({person.role}),
                created_at=around.now,
                teams=frozenset({TEAM}),
                agent=person.agent,
            )
            for person in PEOPLE
        )
        await around.store.apply(
            Changes(workspace=around.workspace, teams=(team,), users=users, settings=_SETTINGS)
        )

    def add_to(self, app: FastAPI) -> None:
        """Whoever is not signed in chooses whom to be."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route("/demo", _page, methods=["GET"])
        router.add_api_route("/demo/as/{who}", _become, methods=["POST"])
        router.add_api_route("/sign-in", _to_the_demo, methods=["GET"])
        app.router.routes[:0] = router.routes

    async def run(self) -> None:
        """Take calls until cancelled."""
        async with asyncio.TaskGroup() as group:
            for agent in _TURNS:
                group.create_task(self._work(agent))
            for start, agent in _OVER:
                await self._play(self._file(start), agent, ahead_s=float("inf"))

    async def _work(self, agent: str) -> None:
        starts, ahead_s = _TURNS[agent]
        for start in cycle(starts):
            await self._play(self._file(start), agent, ahead_s=ahead_s)
            ahead_s = 0.0
            await asyncio.sleep(_PAUSES_S.get(agent, _PAUSE_S))

    def _file(self, start: str) -> Path:
        """The file whose name begins so, any where there is none."""
        return next((file for file in self._files if file.name.startswith(start)), self._files[0])

    async def _play(self, file: Path, agent: str, *, ahead_s: float) -> None:
        """A call in real time; its first ``ahead_s`` seconds have passed when it begins."""
        events = await asyncio.to_thread(_events_of, file)
        clock = self._parts.services.clock
        ahead_s = min(ahead_s, events[-1].at)
        self._rounds += 1
        started = clock.now() - timedelta(seconds=ahead_s)
        header = msgspec.structs.replace(
            _header_of(events),
            call=f"{file.stem}-{self._rounds}-{uuid.uuid4().hex[:6]}",
            workspace=self._parts.services.workspace,
            team=TEAM,
            agent=agent,
            started_at=started.isoformat(timespec="seconds"),
            consent="given",
            playbook=None,
        )
        call = await self._parts.calls.open(header, source=_SOURCE)
        began = clock.passed() - ahead_s
        for event in as_said(events[1:]):
            if (wait := event.at - (clock.passed() - began)) > 0:
                await asyncio.sleep(wait)
            if call.state.ladder.rung == "ended":  # by whoever is the agent: they hang up
                await asyncio.sleep(_HANGS_UP_S)
                break
            if isinstance(event, Saying):
                call.show(event.party, event.text)
                continue
            try:
                await call.take(event)
            except CoolheadError as error:
                if error.retryable:
                    await asyncio.sleep(1.0)
        if not call.ended:
            await call.end("agent" if call.state.ladder.rung == "ended" else "customer")


def _free(host: str) -> int:
    """The usual port where nobody has it, else 0, which takes any."""
    usual = int(ServerSettings.model_fields["port"].default)
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind((host, usual))
        except OSError:
            return 0
    return usual


def _events_of(file: Path) -> list[Event]:
    source = open_call(file)
    return [source.started, *(each for each in source if not isinstance(each, Envelope))]


def _header_of(events: list[Event]) -> CallStarted:
    header = events[0]
    assert isinstance(header, CallStarted)  # noqa: S101 - as they were made
    return header


async def _page() -> Response:
    return page_of(DEMO)


async def _become(request: Request, who: str) -> Response:
    """Sign in as one of the personas."""
    access = access_of(request)
    check_request(request, access.origins)
    user = await access.around.store.user(access.around.workspace, who)
    if who not in PERSONAS or user is None:
        return Response("There is nobody of this name.", status_code=404, media_type="text/plain")
    signed_in = await access.signing_in.begin(user, "link", address_of(request))
    response = Response(home_of(user.principal), media_type="text/plain")
    access.cookie.give(response, signed_in.token, seconds=access.session_seconds)
    return response


async def _to_the_demo() -> Response:
    return RedirectResponse("/demo", status_code=303)
