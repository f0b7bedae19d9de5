from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

import msgspec
import pytest
from tests.support.api import Served, serve
from tests.support.live import said
from tests.support.patience import PATIENCE_S

from coolhead.api.feeds.items import RIGHTS_EVERY_S, Item
from coolhead.api.feeds.of_call import call_feed
from coolhead.call.events import NoteAdded
from coolhead.services.access.principal import Principal
from coolhead.services.live.call import LiveCall
from coolhead.services.live.summary import CallKey

pytestmark = pytest.mark.anyio

KEY = CallKey("default", "c1")


def again(served: Served, who: str) -> Callable[[], Awaitable[Principal | None]]:
    async def who_now() -> Principal | None:
        visit = await served.access.entry.by_session(f"{who}-token")
        return visit.principal if visit else None

    return who_now


def feed(served: Served, who: str = "own_agent", after: int | None = None) -> AsyncGenerator[Item]:
    items = call_feed(served.services, KEY, again(served, who), after=after)
    assert isinstance(items, AsyncGenerator)
    return items


def body(item: Item) -> dict[str, Any]:
    decoded: dict[str, Any] = msgspec.json.decode(item.body)
    return decoded


async def next_of(items: AsyncGenerator[Item]) -> Item:
    return await asyncio.wait_for(anext(items), PATIENCE_S)


async def talk(call: LiveCall, text: str = "I want my money back, and I want it today.") -> None:
    await call.take(said("customer", text, call.now + 4.0))


async def test_it_begins_with_the_state_and_goes_on_with_moments() -> None:
    served = await serve()
    call = await served.call()
    items = feed(served)
    first = await next_of(items)
    assert first.kind == "state"
    assert first.seq == call.summary.seq
    known = call.summary.seq
    await talk(call)
    second = await next_of(items)
    assert second.kind == "moment"
    seqs = [event["seq"] for event in body(second)["events"]]
    assert seqs == [known + 1, known + 2]
    assert body(second)["call"]["seq"] == second.seq == call.summary.seq
    await items.aclose()


async def test_words_that_are_still_being_said_have_no_seq_and_are_sent_to_who_may_read() -> None:
    served = await serve()
    call = await served.call()
    feeds = [feed(served), feed(served, "supervisor")]
    for items in feeds:
        await next_of(items)
    call.show("customer", "My card is 4532 0151")
    for items in feeds:
        item = await next_of(items)
        assert (item.kind, item.seq) == ("interim", None)
        assert body(item) == {"party": "customer", "text": "My card is [digits]"}
    await talk(call)
    for items in feeds:
        assert (await next_of(items)).kind == "moment"
        await items.aclose()


@pytest.mark.parametrize("after", [-1, 0, 2, 4, 9])
async def test_resumed_it_has_every_event_beyond_once(after: int) -> None:
    served = await serve()
    call = await served.call()
    items = feed(served, after=after)
    seen: list[int] = []
    decided: list[str] = []

    async def watch() -> None:
        async for item in items:
            seen.extend(event["seq"] for event in body(item)["events"])
            decided.extend(each["decision"] for each in body(item)["decisions"])

    watching = asyncio.create_task(watch())
    for _ in range(8):
        await talk(call)
        await asyncio.sleep(0)
    wanted = [d.decision for d in call.decisions if int(d.decision.split(":")[1]) > after]
    async with asyncio.timeout(PATIENCE_S):
        while len(decided) < len(wanted) or seen[-1:] != [call.summary.seq]:
            await asyncio.sleep(0.005)
    await asyncio.sleep(0.02)  # nothing comes twice
    watching.cancel()
    assert seen == list(range(after + 1, call.summary.seq + 1))
    assert decided == wanted


async def test_who_was_too_slow_reads_anew_and_misses_nothing() -> None:
    served = await serve()
    served.service.feed._deepest = 2
    call = await served.call()
    items = feed(served)
    state = await next_of(items)
    assert state.seq is not None
    for _ in range(6):
        await talk(call)
    seen: list[int] = []
    while not seen or seen[-1] < call.summary.seq:
        seen += [event["seq"] for event in body(await next_of(items))["events"]]
    assert seen == list(range(state.seq + 1, call.summary.seq + 1))
    await items.aclose()


async def test_of_a_call_that_is_over_the_past_is_there_and_corrections_follow() -> None:
    served = await serve()
    call = await served.call()
    await call.end("customer")
    items = feed(served, after=-1)
    past = await next_of(items)
    assert body(past)["call"]["ended"]
    await call.act(NoteAdded(at=0.0, text="x"))
    assert body(await next_of(items))["events"][0]["event"]["text"] == "x"
    await items.aclose()


async def test_it_closes_when_the_session_ends() -> None:
    served = await serve()
    call = await served.call()
    items = feed(served, "supervisor")
    await next_of(items)
    await served.end_session("supervisor")
    served.service.clock.seconds += RIGHTS_EVERY_S
    await talk(call)
    last = await next_of(items)
    assert (last.kind, body(last)) == ("closed", {"because": "rights"})
    with pytest.raises(StopAsyncIteration):
        await next_of(items)
    assert served.service.feed.subscribers == 0


async def test_it_closes_when_somebody_goes_to_another_team() -> None:
    served = await serve()
    call = await served.call()
    items = feed(served, "supervisor")
    await next_of(items)
    await served.move("supervisor", teams=frozenset({"south"}))
    served.service.clock.seconds += RIGHTS_EVERY_S
    await talk(call)
    assert (await next_of(items)).kind == "closed"


async def test_nobody_who_may_not_see_the_call_gets_a_word() -> None:
    served = await serve()
    await served.call()
    for who in ("other_agent", "supervisor_elsewhere", "admin", "stranger"):
        items = [item async for item in feed(served, who)]
        assert [item.kind for item in items] == ["closed"]


async def test_a_cue_is_in_the_feed_of_the_own_agent_alone() -> None:
    served = await serve()
    call = await served.call()
    kinds = {}
    for who in ("own_agent", "supervisor", "coach"):
        items = feed(served, who, after=-1)
        await talk(call)
        kinds[who] = {each["type"] for each in body(await next_of(items))["decisions"]}
        await items.aclose()
    assert "cue" in kinds["own_agent"]
    assert "cue" not in kinds["supervisor"] | kinds["coach"]


async def test_who_goes_leaves_no_subscription() -> None:
    served = await serve()
    await served.call()
    items = feed(served)
    await next_of(items)
    waiting = asyncio.create_task(next_of(items))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await items.aclose()
    assert served.service.feed.subscribers == 0
