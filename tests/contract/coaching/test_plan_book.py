"""What every book of plans does, whatever it is made of."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from tests.contract.coaching.conftest import Kept, Opened

from coolhead.call.events import CallStarted, Envelope
from coolhead.services.coaching.plan import Change, Plan
from coolhead.services.live.store import Batch
from coolhead.services.live.summary import CallKey, CallSummary

FIRST = Change(
    number=1,
    practise="Say back what they want ☎",
    note="",
    state="open",
    at="2026-03-02T10:00:00+00:00",
    by="u-cleo",
    name="Cléo",
)
BOTH = frozenset({"a1", "a2"})


def kept(opened: Opened, test: Callable[[Kept], Awaitable[None]]) -> None:
    async def run() -> None:
        async with opened() as things:
            await test(things)

    asyncio.run(run())


def plan(number: int, **more: Any) -> Plan:
    given = {"workspace": "w", "id": f"{number:032}", "agent": "a1", "changes": (FIRST,), **more}
    return Plan(**given)


def then(number: int, **more: Any) -> Change:
    return msgspec.structs.replace(FIRST, number=number, **more)


def test_a_plan_is_found_as_it_was_kept_by_its_agent(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        one = plan(1, call="c1", moment=12.5)
        other = plan(2, agent="a2")
        assert await things.book.begin(one)
        assert await things.book.begin(other)
        assert await things.book.find("w", one.id) == one
        assert await things.book.find("x", one.id) is None
        assert await things.book.plans("w", frozenset({"a1"})) == [one]
        assert {each.id for each in await things.book.plans("w", BOTH)} == {one.id, other.id}
        assert await things.book.plans("w", frozenset()) == []
        assert await things.book.plans("x", BOTH) == []

    kept(opened, test)


def test_one_thing_at_a_time_and_the_next_when_it_is_over(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        assert await things.book.begin(plan(1))
        assert not await things.book.begin(plan(2))
        assert await things.book.begin(plan(3, workspace="x"))
        done = then(2, state="done", note="It works.", at="2026-03-09T10:00:00+00:00")
        changed = await things.book.change("w", plan(1).id, done)
        assert changed is not None
        assert (changed.now, changed.changes) == (done, (FIRST, done))
        later = plan(2, changes=(then(1, at="2026-03-10T10:00:00+00:00"),))
        assert await things.book.begin(later)
        found = await things.book.plans("w", BOTH)
        assert [each.id for each in found] == [later.id, plan(1).id]

    kept(opened, test)


def test_of_two_who_change_it_at_once_one_is_told(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await things.book.begin(plan(1))
        given = [then(2, practise=f"thing {number}") for number in range(4)]
        found = await asyncio.gather(*(things.book.change("w", plan(1).id, each) for each in given))
        (kept_one,) = [each for each in found if each is not None]
        assert await things.book.find("w", plan(1).id) == kept_one
        assert len(kept_one.changes) == 2
        assert await things.book.change("w", plan(1).id, then(2)) is None
        assert await things.book.change("w", plan(1).id, then(4)) is None
        assert await things.book.change("w", plan(9).id, then(2)) is None

    kept(opened, test)


def test_two_who_begin_at_once_begin_one(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        begun = await asyncio.gather(*(things.book.begin(plan(each)) for each in range(4)))
        assert sorted(begun) == [False, False, False, True]

    kept(opened, test)


def test_what_is_over_changes_no_more(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await things.book.begin(plan(1))
        await things.book.change("w", plan(1).id, then(2, state="dropped"))
        assert await things.book.change("w", plan(1).id, then(3)) is None

    kept(opened, test)


def test_an_erased_call_leaves_the_plan_and_no_way_to_the_call(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        summary = CallSummary(workspace="w", call="c1", team="north", agent="a1", ended=True, seq=0)
        started = CallStarted(at=0.0, call="c1", workspace="w", team="north")
        envelope = Envelope(workspace="w", team="north", call="c1", seq=0, event=started)
        batch = Batch(key=summary.key, envelopes=(envelope,), summary=summary)
        await (await things.store.append(batch)).landed()
        await things.book.begin(plan(1, call="c1", moment=3.0))
        await things.store.erase([CallKey("w", "c1")], reason="asked", at=FIRST.at)
        assert await things.book.find("w", plan(1).id) == plan(1)

    kept(opened, test)
