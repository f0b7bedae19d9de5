"""Check-ins and shared reflections: agreed to, taken back, and gone with the call."""

from __future__ import annotations

import asyncio

import msgspec
import pytest
from tests.contract.people.conftest import Opened
from tests.support.live import Service, header

from coolhead.server.playbooks import WorkspacePlaybooks
from coolhead.server.runners import InstalledRunners
from coolhead.services.live.rebuild import rebuild
from coolhead.services.live.summary import CallKey
from coolhead.services.wellbeing.care import CheckIn, OfAnAgent, SharedReflection

pytestmark = pytest.mark.anyio

KEY = CallKey("default", "c1")
NORTH = frozenset({"north"})
ASKED = CheckIn(
    workspace="default",
    call="c1",
    team="north",
    agent="a1",
    name="Kim",
    asked_at="2026-03-02T10:16:00+00:00",
)
SHARED = SharedReflection(
    workspace="default",
    call="c1",
    team="north",
    agent="a1",
    shared_with="coach",
    went_well="I let them finish.",
    next_time="Ask sooner.",
    shared_at="2026-03-02T10:16:00+00:00",
)


async def test_a_check_in_is_kept_once_and_told_to_its_team(opened: Opened) -> None:
    async with opened() as kept:
        assert await kept.care.ask(ASKED) == ASKED
        later = msgspec.structs.replace(ASKED, asked_at="2026-03-02T11:00:00+00:00")
        assert await kept.care.ask(later) == ASKED
    async with opened() as kept:
        assert await kept.care.check_in(KEY) == ASKED
        assert await kept.care.check_ins("default", NORTH) == [ASKED]
        assert await kept.care.check_ins("default", frozenset({"south"})) == []
        assert await kept.care.check_ins("default", frozenset()) == []
        assert await kept.care.check_ins("other", NORTH) == []


async def test_of_many_at_once_one_takes_it_on(opened: Opened) -> None:
    async with opened() as kept:
        await kept.care.ask(ASKED)
        at = "2026-03-02T10:20:00+00:00"
        names = [f"s{number}" for number in range(8)]
        took = await asyncio.gather(*(kept.care.take(KEY, by=name, at=at) for name in names))
        assert took.count(True) == 1
        row = await kept.care.check_in(KEY)
        assert row is not None
        assert row.taken_by == names[took.index(True)]


async def test_what_is_taken_back_is_gone(opened: Opened) -> None:
    async with opened() as kept:
        await kept.care.ask(ASKED)
        assert await kept.care.withdraw(KEY)
        assert not await kept.care.withdraw(KEY)
        assert not await kept.care.take(KEY, by="Sam", at="2026-03-02T10:20:00+00:00")
        await kept.care.share(SHARED)
        assert await kept.care.unshare(KEY)
        assert not await kept.care.unshare(KEY)
        assert await kept.care.reflection(KEY) is None
        assert await kept.care.of_agent("default", "a1") == OfAnAgent()


async def test_what_is_shared_again_takes_the_place_of_what_was(opened: Opened) -> None:
    async with opened() as kept:
        await kept.care.share(SHARED)
        anew = msgspec.structs.replace(SHARED, shared_with="team", next_time="Breathe.")
        await kept.care.share(anew)
        assert await kept.care.reflection(KEY) == anew
        await kept.care.ask(ASKED)
        assert await kept.care.of_agent("default", "a1") == OfAnAgent((ASKED,), (anew,))
        assert await kept.care.of_agent("default", "a2") == OfAnAgent()


async def test_check_ins_are_let_go_of_when_they_are_old(opened: Opened) -> None:
    async with opened() as kept:
        await kept.care.ask(ASKED)
        assert await kept.care.forget("default", before="2026-03-02T10:16:00+00:00") == 0
        assert await kept.care.forget("default", before="2026-03-02T11:17:00+01:00") == 1
        assert await kept.care.check_in(KEY) is None


async def test_a_rebuild_leaves_it_and_erasure_takes_it(opened: Opened) -> None:
    async with opened() as kept:
        service = Service(store=kept.store)
        call = await service.calls.open(header("c1"), source="s")
        await call.end("customer")
        await kept.care.ask(ASKED)
        await kept.care.share(SHARED)

        async def published(_workspace: str, _name: str) -> str | None:
            return None

        playbooks = WorkspacePlaybooks(kept.store, published, usual="standard")
        await rebuild(kept.store, runners=InstalledRunners(), playbooks=playbooks)
        assert await kept.care.check_in(KEY) == ASKED
        assert await kept.care.reflection(KEY) == SHARED
        await kept.store.erase([KEY], reason="asked", at="2026-03-03T10:00:00+00:00")
        assert await kept.care.check_in(KEY) is None
        assert await kept.care.reflection(KEY) is None
