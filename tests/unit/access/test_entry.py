"""Who is known by a session or a key, and until when."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import msgspec
import pytest
from tests.support.access import NOON, WORKSPACE, SetClock, user

from coolhead.adapters.storage.accounts_in_memory import InMemoryAccessStore
from coolhead.errors import StorageError
from coolhead.services.access.entry import ABSOLUTE, IDLE, SEEN_EVERY, Entry
from coolhead.services.access.people import ServiceKey, Session, Team, digest_of
from coolhead.services.access.store import Changes

KIM = user("kim", "agent", teams=("north",), agent="a17")
KEY = ServiceKey(
    workspace=WORKSPACE,
    id="k1",
    name="dialler",
    prefix="chk_abc",
    digest=digest_of("chk_secret"),
    scopes=frozenset({"ingest"}),
    teams=frozenset({"north"}),
    created_at=NOON,
    created_by="ada",
    expires_at=NOON + timedelta(days=30),
)
Doing = Callable[[Entry, InMemoryAccessStore, SetClock], Awaitable[None]]


def run(doing: Doing, store: InMemoryAccessStore | None = None) -> None:
    async def whole() -> None:
        kept, clock = store or InMemoryAccessStore(), SetClock()
        session = Session(
            digest=digest_of("token"),
            workspace=WORKSPACE,
            user="kim",
            way="password",
            created_at=NOON,
            seen_at=NOON,
        )
        team = Team(workspace=WORKSPACE, id="north", name="North")
        await kept.apply(
            Changes(
                workspace=WORKSPACE, teams=(team,), users=(KIM,), sessions=(session,), keys=(KEY,)
            )
        )
        await doing(Entry(kept, clock), kept, clock)

    asyncio.run(whole())


def test_a_session_is_its_user_and_a_key_its_program() -> None:
    async def doing(entry: Entry, _store: object, _clock: object) -> None:
        person, program = await entry.by_session("token"), await entry.by_key("chk_secret")
        assert person is not None
        assert person.principal == KIM.principal
        assert program is not None
        assert program.principal == KEY.principal
        assert program.by_key
        assert program.principal.roles == {"service"}

    run(doing)


@pytest.mark.parametrize("token", ["", "wrong", "chk_wrong", "x" * 10_000, "\ud800", "\0"])
def test_nobody_is_known_by_a_wrong_token(token: str) -> None:
    async def doing(entry: Entry, _store: object, _clock: object) -> None:
        assert await entry.by_session(token) is None
        assert await entry.by_key(token) is None

    run(doing)


def test_a_key_is_no_session_and_a_session_no_key() -> None:
    async def doing(entry: Entry, _store: object, _clock: object) -> None:
        assert await entry.by_session("chk_secret") is None
        assert await entry.by_key("token") is None

    run(doing)


def test_a_session_ends_after_a_while_without_a_request() -> None:
    async def doing(entry: Entry, _store: object, clock: SetClock) -> None:
        clock.move(IDLE - timedelta(seconds=1))
        visit = await entry.by_session("token")
        assert visit is not None
        clock.move(IDLE - timedelta(seconds=1))
        assert await entry.again(visit) is not None
        clock.move(IDLE)
        assert await entry.again(visit) is None
        assert await entry.by_session("token") is None

    run(doing)


def test_a_session_ends_at_last_however_busy_it_is() -> None:
    async def doing(entry: Entry, _store: object, clock: SetClock) -> None:
        while clock.at < NOON + ABSOLUTE - IDLE / 2:
            assert await entry.by_session("token") is not None
            clock.move(IDLE / 2)
        clock.move(IDLE / 2)
        assert await entry.by_session("token") is None

    run(doing)


def test_rights_are_as_they_are_now() -> None:
    async def doing(entry: Entry, store: InMemoryAccessStore, _clock: object) -> None:
        visit = await entry.by_session("token")
        assert visit is not None
        moved = msgspec.structs.replace(KIM, teams=frozenset())
        await store.apply(Changes(workspace=WORKSPACE, users=(moved,)))
        now = await entry.again(visit)
        assert now is not None
        assert now.principal.teams == frozenset()
        gone = msgspec.structs.replace(KIM, active=False)
        await store.apply(Changes(workspace=WORKSPACE, users=(gone,)))
        assert await entry.again(visit) is None

    run(doing)


def test_a_key_ends_when_it_is_revoked_or_its_time_is_over() -> None:
    async def doing(entry: Entry, store: InMemoryAccessStore, clock: SetClock) -> None:
        visit = await entry.by_key("chk_secret")
        assert visit is not None
        clock.move(timedelta(days=30))
        assert await entry.by_key("chk_secret") is None
        clock.move(timedelta(days=-1))
        assert await entry.again(visit) is not None
        revoked = msgspec.structs.replace(KEY, revoked_at=NOON)
        await store.apply(Changes(workspace=WORKSPACE, keys=(revoked,)))
        assert await entry.again(visit) is None

    run(doing)


class CountingStore(InMemoryAccessStore):
    """Counts how often somebody was seen; away while told so."""

    def __init__(self) -> None:
        super().__init__()
        self.seen_count = 0
        self.away = False

    async def seen(self, digest: str, at: datetime) -> None:
        if self.away:
            raise StorageError("away")
        self.seen_count += 1
        await super().seen(digest, at)


def test_not_every_request_is_a_write() -> None:
    store = CountingStore()

    async def doing(entry: Entry, _store: object, clock: SetClock) -> None:
        for _ in range(10):
            await entry.by_session("token")
            clock.move(SEEN_EVERY / 4)
        assert store.seen_count == 2

    run(doing, store)


def test_whoever_is_in_stays_in_while_the_database_takes_no_writes() -> None:
    store = CountingStore()

    async def doing(entry: Entry, _store: object, clock: SetClock) -> None:
        store.away = True
        clock.move(SEEN_EVERY * 2)
        assert await entry.by_session("token") is not None

    run(doing, store)
