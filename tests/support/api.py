"""The API over live calls in memory, and everybody who may ask it something."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final, cast
from uuid import uuid4

import httpx
import msgspec
from fastapi import FastAPI
from prometheus_client import CollectorRegistry
from tests.support.access import surroundings
from tests.support.live import START, Service, header, said

from coolhead.adapters.formats.vcon import write_vcon
from coolhead.adapters.storage.accounts_in_memory import InMemoryAccessStore
from coolhead.adapters.storage.breaks import InMemoryBreakBook
from coolhead.adapters.storage.calendar_links import InMemoryCalendarLinks
from coolhead.adapters.storage.in_memory import InMemoryStore
from coolhead.adapters.storage.in_memory_setup import (
    InMemoryKeptAnswers,
    InMemoryPlaybookShelf,
    InMemorySearchBook,
    InMemorySourceBook,
)
from coolhead.adapters.storage.number_list import InMemoryNumberList
from coolhead.adapters.storage.reminders_in_memory import InMemoryReminderBook
from coolhead.adapters.telephony.audiosocket.registry import AudioSocketRegistry
from coolhead.api.app import create_app
from coolhead.api.figures import ServiceFigures
from coolhead.api.security.access import AccessServices
from coolhead.api.security.cookies import CookieSettings
from coolhead.api.security.csrf import HEADER as CSRF_HEADER
from coolhead.api.services import ApiServices
from coolhead.errors import InputError
from coolhead.redaction.redactor import RedactionSettings
from coolhead.server.examples import ShippedExamples, examples_folder
from coolhead.server.playbooks import WorkspacePlaybooks
from coolhead.services.access.audit import AuditTrail
from coolhead.services.access.people import ServiceKey, Session, Team, User, digest_of
from coolhead.services.access.principal import Role, Scope
from coolhead.services.access.store import Changes
from coolhead.services.keeping.erasure import Eraser
from coolhead.services.keeping.export import Exporter
from coolhead.services.keeping.numbers import CallingRules, DoNotCall
from coolhead.services.keeping.services import KeepingServices
from coolhead.services.live.call import LiveCall
from coolhead.services.live.store import CallKeeping, ErasedCall
from coolhead.services.live.summary import CallKey
from coolhead.services.sending.answer_links import AnswerLinks
from coolhead.services.sending.answering import Answering
from coolhead.services.sending.correspondence import Correspondence
from coolhead.services.sending.outbox import Outcome
from coolhead.services.sending.services import SendingServices
from coolhead.services.sending.setting_up import Webhooks
from coolhead.services.sending.webhook import Post

_WRITERS: Final = {".vcon": lambda call: write_vcon(call, created_at=START)}
LONG_AGO: Final = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


class RememberedLedger:
    """``Ledger`` in memory."""

    def __init__(self) -> None:
        self.erased: list[ErasedCall] = []

    def add(self, erased: Iterable[ErasedCall]) -> None:
        self.erased += erased

    def read(self) -> list[ErasedCall]:
        return self.erased


class RecordedPoster:
    """``Poster`` that takes everything and remembers it."""

    def __init__(self) -> None:
        self.posts: list[Post] = []

    async def check(self, url: str) -> None:
        if not url.startswith("https://"):
            raise InputError("a webhook is reached over https", field="body.url")

    async def post(self, post: Post) -> tuple[Outcome, bool]:
        self.posts.append(post)
        return Outcome("taken"), False


@dataclass
class Served:
    """An API with calls in it; everybody in `WHO` can ask it something."""

    service: Service = field(default_factory=Service)
    scores: bool = False
    reasons: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.people = InMemoryAccessStore()
        self.store = self.service.store
        keeping = cast("CallKeeping", self.store)
        self.shelf = InMemoryPlaybookShelf()
        self.sources = InMemorySourceBook()
        self.searches = InMemorySearchBook()
        assert isinstance(self.store, InMemoryStore)
        self.follow_ups = self.store.follow_ups
        self.reviews = self.store.reviews
        self.breaks = InMemoryBreakBook()
        self.reminders = InMemoryReminderBook(self.follow_ups)

        async def scores() -> bool:
            return self.scores

        async def minimum() -> int:
            return (await self.people.settings("default")).minimum_agents

        async def not_ready() -> list[str]:
            return self.reasons

        async def published(workspace: str, name: str) -> str | None:
            kept = await self.shelf.find(workspace, name)
            return kept.flattened if kept else None

        async def rules(workspace: str) -> CallingRules:
            kept = await self.people.settings(workspace)
            return CallingRules(region=kept.region, hours=kept.calling_hours)

        self.numbers = InMemoryNumberList()
        self.poster = RecordedPoster()
        numbers = DoNotCall(self.numbers, key=b"k" * 32, now=self.service.clock.now, rules_of=rules)
        self.service.wishes = numbers
        self.service.restarted()
        now = self.service.clock.now

        async def redaction_of(workspace: str) -> RedactionSettings:
            return (await self.people.settings(workspace)).for_calls.redaction

        playbooks = WorkspacePlaybooks(self.store, published, usual="standard")
        links = AnswerLinks(b"k" * 32, "default", now)
        self.letters = Correspondence(
            self.store.outbox, self.store, playbooks, numbers, links, now=now
        )
        answers = self.store.customer_answers
        self.sending = SendingServices(
            letters=self.letters,
            outbox=self.store.outbox,
            answering=Answering(
                self.follow_ups,
                answers,
                links,
                workspace="default",
                redaction_of=redaction_of,
                now=now,
            ),
            answers=answers,
            webhooks=Webhooks(
                self.store.webhooks,
                self.poster,
                key=b"k" * 32,
                ids=lambda: uuid4().hex,
                now=now,
            ),
        )
        self.services = ApiServices(
            workspace="default",
            calls=self.service.calls,
            store=self.store,
            feed=self.service.feed,
            clock=self.service.clock,
            playbooks=playbooks,
            shelf=self.shelf,
            examples=ShippedExamples(examples_folder()),
            sources=self.sources,
            searches=self.searches,
            follow_ups=self.follow_ups,
            reviews=self.reviews,
            plans=self.store.plans,
            breaks=self.breaks,
            insights=self.store.insights,
            reminders=self.reminders,
            calendar_links=InMemoryCalendarLinks(),
            care=self.store.care,
            lessons=self.store.lessons,
            answers=InMemoryKeptAnswers(),
            sending=self.sending,
            keeping=KeepingServices(
                keeping=keeping,
                eraser=Eraser(
                    self.store,
                    keeping,
                    self.service.calls,
                    ledger=RememberedLedger(),
                    numbers=numbers,
                    now=self.service.clock.now,
                ),
                exporter=Exporter(
                    self.store,
                    self.service.calls,
                    writers=_WRITERS,
                    reviews=self.reviews,
                    follow_ups=self.follow_ups,
                    sent_of=self.sending.of_call,
                ),
                numbers=numbers,
            ),
            figures=CollectorRegistry(),
            trail=AuditTrail(self.people, self.service.clock),
            not_ready=not_ready,
            scores_named_agents=scores,
            minimum_agents=minimum,
            audiosockets=AudioSocketRegistry(),
        )
        self.access = AccessServices(
            around=surroundings(self.people, self.service.clock),
            cookie=CookieSettings(secure=False),
        )
        self.services.figures.register(ServiceFigures(self.services))

    @property
    def app(self) -> FastAPI:
        """The app over these services: one for all tests, since making it takes long."""
        app = _app(self.services, self.access)
        app.state.services, app.state.access = self.services, self.access
        return app

    def headers(self, who: str) -> dict[str, str]:
        """What this person's browser or this program sends along."""
        if who in PEOPLE:
            return {"Cookie": f"coolhead={who}-token", CSRF_HEADER: "1"}
        return {"Authorization": f"Bearer chk_{who}"} if who in PROGRAMS else {}

    @asynccontextmanager
    async def asked_by(self, who: str, **more: Any) -> AsyncIterator[httpx.AsyncClient]:
        """A client of this person or program."""
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False, **more)
        async with httpx.AsyncClient(
            transport=transport, base_url="http://coolhead.test", headers=self.headers(who)
        ) as client:
            yield client

    async def end_session(self, who: str) -> None:
        """This person's sessions end."""
        ends = frozenset({who})
        await self.people.apply(Changes(workspace="default", ends_sessions_of=ends))

    async def move(self, who: str, *, teams: frozenset[str]) -> None:
        """This person belongs to other teams from now on."""
        user = await self.people.user("default", who)
        assert user is not None
        moved = msgspec.structs.replace(user, teams=teams)
        await self.people.apply(Changes(workspace="default", users=(moved,)))

    async def later(self, **time: float) -> None:
        """So much time passes; people have signed in again meanwhile."""
        self.service.clock.seconds += timedelta(**time).total_seconds()
        now = self.service.clock.now()
        again = [
            msgspec.structs.replace(_session(who), created_at=now, seen_at=now) for who in PEOPLE
        ]
        await self.people.apply(Changes(workspace="default", sessions=tuple(again)))

    async def find(self, call: str) -> LiveCall:
        """The call of this id, which is there."""
        found = await self.service.calls.find(CallKey("default", call))
        assert found is not None
        return found

    async def call(self, call: str = "c1", **more: Any) -> LiveCall:
        """A call of the agent a1 in the team north, something said in it already."""
        live = await self.service.calls.open(header(call, **more), source="test")
        await live.take(said("customer", "Where is my order? I was promised a call.", 4.0))
        await live.take(said("agent", "I am sorry about that, let me look.", 8.0))
        return live


_MADE: Final[list[FastAPI]] = []


def _app(services: ApiServices, access: AccessServices) -> FastAPI:
    if not _MADE:
        own = dataclasses.replace(services, figures=CollectorRegistry())
        _MADE.append(create_app(own, access))
    return _MADE[0]


async def serve(**more: Any) -> Served:
    """An API that everybody in `WHO` is known to."""
    served = Served(**more)
    await served.people.apply(
        Changes(
            workspace="default",
            teams=tuple(
                Team(workspace="default", id=team, name=team) for team in ("north", "south")
            ),
            users=tuple(_user(name, *of) for name, of in PEOPLE.items()),
            sessions=tuple(map(_session, PEOPLE)),
            keys=tuple(_key(name, *of) for name, of in PROGRAMS.items()),
        )
    )
    return served


def _user(name: str, roles: tuple[Role, ...], teams: tuple[str, ...], agent: str | None) -> User:
    return User(
        workspace="default",
        id=name,
        email=f"{name}@example.com",
        name=name,
        roles=frozenset(roles),
        created_at=LONG_AGO,
        teams=frozenset(teams),
        agent=agent,
    )


def _session(name: str) -> Session:
    return Session(
        digest=digest_of(f"{name}-token"),
        workspace="default",
        user=name,
        way="password",
        created_at=START,
        seen_at=START,
    )


def _key(name: str, scopes: tuple[Scope, ...], teams: tuple[str, ...]) -> ServiceKey:
    return ServiceKey(
        workspace="default",
        id=name,
        name=name,
        prefix="chk_",
        digest=digest_of(f"chk_{name}"),
        scopes=frozenset(scopes),
        teams=frozenset(teams),
        created_at=LONG_AGO,
        created_by="admin",
    )


PEOPLE: Final[dict[str, tuple[tuple[Role, ...], tuple[str, ...], str | None]]] = {
    "own_agent": (("agent",), ("north",), "a1"),
    "other_agent": (("agent",), ("north",), "a2"),
    "supervisor": (("supervisor",), ("north",), None),
    "supervisor_elsewhere": (("supervisor",), ("south",), None),
    "coach": (("coach",), ("north",), None),
    "admin": (("admin",), (), None),
}
PROGRAMS: Final[dict[str, tuple[tuple[Scope, ...], tuple[str, ...]]]] = {
    "reads_calls": (("calls:read",), ("north",)),
    "reads_records": (("records:read",), ("north",)),
    "reads_elsewhere": (("calls:read", "records:read"), ("south",)),
    "ingests": (("ingest",), ("north",)),
    "writes_playbooks": (("playbooks:write",), ("north",)),
    "reads_metrics": (("metrics:read",), ()),
    "no_scope": ((), ("north",)),
}
WHO: Final = ("nobody", *PEOPLE, *PROGRAMS)
