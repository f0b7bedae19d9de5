from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import msgspec
import pytest
from tests.support.api import Served, serve
from tests.support.live import header, said
from tests.support.patience import PATIENCE_S
from tests.unit.api.test_feed_of_call import again

from coolhead.api.feeds.items import RIGHTS_EVERY_S, Item
from coolhead.api.feeds.of_wall import wall_feed
from coolhead.call.events import AlertAcknowledged, SupervisorAsked
from coolhead.services.live.call import LiveCall

pytestmark = pytest.mark.anyio


def wall(served: Served, who: str = "supervisor", agent: str | None = None) -> AsyncGenerator[Item]:
    items = wall_feed(served.services, "default", again(served, who), agent=agent)
    assert isinstance(items, AsyncGenerator)
    return items


async def next_of(items: AsyncGenerator[Item]) -> tuple[str, Any]:
    item = await asyncio.wait_for(anext(items), PATIENCE_S)
    return item.kind, msgspec.json.decode(item.body)


async def talk(call: LiveCall) -> None:
    await call.take(said("customer", "I want my money back, you useless idiot.", call.now + 4.0))


async def test_it_begins_with_the_calls_of_ones_teams_alone() -> None:
    served = await serve()
    await served.call("c1")
    await served.call("c2")
    south = msgspec.structs.replace(header("c3"), team="south")
    await served.service.calls.open(south, source="test")
    for who, seen in (
        ("supervisor", {"c1", "c2"}),
        ("coach", {"c1", "c2"}),
        ("supervisor_elsewhere", {"c3"}),
        ("own_agent", {"c1", "c2", "c3"}),
        ("other_agent", set()),
        ("admin", set()),
    ):
        items = wall(served, who)
        kind, body = await next_of(items)
        assert kind == "wall"
        assert {row["call"]["call"] for row in body["calls"]} == seen
        await items.aclose()


async def test_a_row_comes_when_something_changes_and_not_when_only_time_passes() -> None:
    served = await serve()
    call = await served.call()
    items = wall(served)
    await next_of(items)
    for _ in range(3):
        served.service.clock.seconds += 9.0
        await call.tick()
    await talk(call)
    kind, body = await next_of(items)
    assert kind == "row"
    assert body["call"]["utterances"] == 3
    await items.aclose()


async def test_a_call_that_ends_is_told_of_once() -> None:
    served = await serve()
    call = await served.call()
    items = wall(served)
    await next_of(items)
    await call.end("customer")
    kind, body = await next_of(items)
    assert (kind, body["call"]["ended"]) == ("row", True)
    await items.aclose()


async def test_alerts_are_in_the_row_when_raised_and_on_the_wall_afterwards() -> None:
    served = await serve()
    call = await served.call()
    items = wall(served)
    await next_of(items)
    await call.act(SupervisorAsked(at=0.0))
    _, row = await next_of(items)
    assert [alert["type"] for alert in row["alerts"]] == ["alert"]
    await items.aclose()
    items = wall(served)
    _, body = await next_of(items)
    assert body["calls"][0]["alerts"] == row["alerts"]
    await items.aclose()


async def test_who_was_too_slow_gets_the_whole_wall_again() -> None:
    served = await serve()
    served.service.feed._deepest = 0
    call = await served.call()
    items = wall(served)
    await next_of(items)
    await talk(call)
    kind, body = await next_of(items)
    assert kind == "wall"
    assert body["calls"][0]["call"]["utterances"] == 3
    await items.aclose()


async def test_it_closes_when_rights_end_and_narrows_with_them() -> None:
    served = await serve()
    call = await served.call()
    items = wall(served)
    await next_of(items)
    await served.move("supervisor", teams=frozenset({"south"}))
    served.service.clock.seconds += RIGHTS_EVERY_S
    await talk(call)
    await served.end_session("supervisor")
    served.service.clock.seconds += RIGHTS_EVERY_S
    await talk(call)
    kind, body = await next_of(items)
    assert (kind, body) == ("closed", {"because": "rights"})
    assert [item async for item in items] == []
    assert served.service.feed.subscribers == 0


async def test_an_agents_own_wall_is_told_of_no_other_call() -> None:
    served = await serve()
    await served.call("c1")
    other = await served.call("c2", agent="a2")
    items = wall(served, "own_agent", agent="a1")
    kind, body = await next_of(items)
    assert [row["call"]["call"] for row in body["calls"]] == ["c1"]
    await talk(other)
    mine = await served.call("c3")
    await talk(mine)
    kind, body = await next_of(items)
    assert (kind, body["call"]["call"]) == ("row", "c3")
    await items.aclose()


async def test_an_alert_that_somebody_took_on_is_shown_to_all_above() -> None:
    served = await serve()
    call = await served.call()
    await call.act(SupervisorAsked(at=9.0))
    for who in ("supervisor", "coach"):
        items = wall(served, who)
        _, body = await next_of(items)
        alert = body["calls"][0]["alerts"][0]["decision"]
        await call.act(AlertAcknowledged(at=9.0, alert=alert, by=who))
        kind, body = await next_of(items)
        assert (kind, body["acknowledged"]) == ("row", {alert: who})
        await items.aclose()
    _, body = await next_of(wall(served))
    assert body["calls"][0]["acknowledged"] == {alert: "supervisor"}, "the first to take it on"
    assert body["calls"][0]["curve"], "the heat up to now"
