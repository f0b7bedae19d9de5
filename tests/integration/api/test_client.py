"""The product's own client against the API on a real port."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from tests.support.api import Served, serve
from tests.support.live import said
from tests.support.patience import PATIENCE_S
from tests.support.serving import client_of, on_a_port
from websockets.exceptions import InvalidStatus

from coolhead.adapters.telephony.audiohook.client import audiohook_client
from coolhead.adapters.telephony.audiohook.messages import NIL
from coolhead.adapters.telephony.audiohook.signatures import credentials
from coolhead.adapters.telephony.transcript.client import transcript_client
from coolhead.adapters.telephony.twilio.client import twilio_client
from coolhead.client import ApiError, Client, FeedItem
from coolhead.services.live.call import LiveCall
from coolhead.services.setup.sources import SourceConfig

pytestmark = pytest.mark.anyio

FEEDS = pytest.mark.parametrize("how", ["feed", "socket_feed"])


@asynccontextmanager
async def talking() -> AsyncIterator[tuple[Served, str, LiveCall]]:
    served = await serve()
    call = await served.call()
    async with on_a_port(served.app) as url:
        yield served, url, call


async def some(items: AsyncIterator[FeedItem], count: int) -> list[FeedItem]:
    """So many items of a feed, which is then closed."""
    found: list[FeedItem] = []
    async with asyncio.timeout(PATIENCE_S):
        async for item in items:
            found.append(item)
            if len(found) == count:
                break
    await items.aclose()  # type: ignore[attr-defined]
    return found


async def test_what_one_asks_for_comes_back_as_the_products_own_structs() -> None:
    async with talking() as (served, url, call), client_of(served, url, "own_agent") as client:
        assert (await client.calls(limit=5)).calls == (call.summary,)
        assert await client.call("c1") == call.summary
        assert (await client.state("c1")).seq == call.summary.seq
        events = [envelope async for envelope in client.events("c1")]
        assert [envelope.seq for envelope in events] == list(range(call.summary.seq + 1))
        assert (await client.decisions("c1"))[0]["type"] == "signal"
        assert (await client.wall()).calls[0].call == call.summary
        done = await client.act("c1", {"type": "NoteAdded", "text": "x"}, once="k")
        assert await client.act("c1", {"type": "NoteAdded", "text": "x"}, once="k") == done
        assert (await client.record("c1")).notes == ("x",)
        assert "# Call c1" in await client.record_markdown("c1")
        assert (await client.brief("c1")).text
        await call.end("customer")
        assert b'"vcon"' in await client.export("c1", "vcon")
        assert (await client.playbook("standard")).about.shipped
        assert not (await client.check_playbook("nonsense")).ok


async def test_what_is_owed_and_what_calls_come_to_are_asked_for_too() -> None:
    async with talking() as (served, url, call):
        async with client_of(served, url, "own_agent") as client:
            added = await client.add_follow_up("c1", "ring about the van", once="k")
            assert await client.add_follow_up("c1", "ring about the van", once="k") == added
            await call.end("customer")
            (row,) = (await client.follow_ups(mine=True)).follow_ups
            assert (row.id, row.what, row.state) == (added, "ring about the van", "open")
            assert (await client.owed("c1")).owed == ()
            assert (await client.follow_up_done(added, note="rung")).state == "done"
            assert (await client.ledger(mine=True)).of == "own"
            checked = await client.check_number("+44 20 7946 0933")
            assert not checked.listed
        async with client_of(served, url, "supervisor") as client:
            assert (await client.insights(team="north")).minimum_agents == 5


async def test_a_problem_is_an_error_that_says_what_the_server_said() -> None:
    async with talking() as (served, url, _), client_of(served, url, "other_agent") as client:
        with pytest.raises(ApiError) as raised:
            await client.call("c1")
        assert (raised.value.status, raised.value.problem) == (404, "not_found")
        assert not raised.value.retryable
    async with Client(url, key="chk_reads_calls") as client:
        with pytest.raises(ApiError, match="cannot be reached") as raised:
            await client.call("c1")
        assert raised.value.retryable
        with pytest.raises(ApiError, match="cannot be reached"):
            await some(client.socket_feed("c1"), 1)


@FEEDS
async def test_a_feed_is_followed_and_taken_up_again(how: str) -> None:
    async with talking() as (served, url, call), client_of(served, url, "own_agent") as client:
        watching = asyncio.create_task(some(getattr(client, how)("c1"), 2))
        await _until(lambda: served.services.watchers.open == 1)
        await asyncio.sleep(0.02)
        await call.take(said("customer", "It is a shambles \u2028 and I am furious.", 12.0))
        state, moment = await watching
        assert (state.type, state.data["cue"]["type"]) == ("state", "cue")
        assert moment.type == "moment"
        texts = [e["event"].get("utterance", {}) for e in moment.data["events"][:1]]
        assert texts[0]["text"] == "It is a shambles \u2028 and I am furious."
        await call.take(said("agent", "I hear you.", 15.0))
        assert moment.seq is not None
        (missed,) = await some(getattr(client, how)("c1", after=moment.seq), 1)
        assert missed.data["events"][0]["seq"] == moment.seq + 1
        await _until(lambda: served.services.watchers.open == 0)
    assert served.service.feed.subscribers == 0


@FEEDS
async def test_the_wall_is_watched_by_a_program_with_a_key(how: str) -> None:
    async with talking() as (served, url, call), client_of(served, url, "reads_calls") as client:
        watching = asyncio.create_task(some(getattr(client, how)(), 2))
        await _until(lambda: served.services.watchers.open == 1)
        await asyncio.sleep(0.02)
        await call.end("customer")
        wall, row = await watching
        assert [each["call"]["call"] for each in wall.data["calls"]] == ["c1"]
        assert row.data["call"]["ended"]


@FEEDS
async def test_who_may_not_is_told_so_before_a_feed_begins(how: str) -> None:
    async with talking() as (served, url, _), client_of(served, url, "coach") as client:
        with pytest.raises(ApiError) as raised:
            await some(getattr(client, how)("unknown"), 1)
        assert (raised.value.status, raised.value.problem) == (404, "not_found")


async def test_who_talks_to_a_feed_is_shown_out() -> None:
    from websockets.asyncio.client import connect  # noqa: PLC0415 - one test alone

    async with talking() as (_, url, _call):
        where = url.replace("http", "ws") + "/api/v1/calls/c1/feed"
        key = {"Authorization": "Bearer chk_reads_calls"}
        async with connect(where, additional_headers=key, proxy=None) as socket:
            await socket.recv()
            await socket.send("x" * 100)
            await asyncio.wait_for(socket.wait_closed(), PATIENCE_S)
            assert socket.close_code == 1003


async def test_a_call_comes_in_by_the_transcripts_socket_and_is_seen_in_the_feed() -> None:
    served = await serve()
    await _source(served, "wire", "transcript")
    async with on_a_port(served.app) as url, client_of(served, url, "reads_calls") as client:
        where = url.replace("http", "ws") + "/api/v1/sources/wire/transcript"
        async with transcript_client(where, "chk_ingests") as source:
            await source.begin({"id": "t1", "agent": "a1", "team": "south"})
            number = await source.send(
                {"party": "customer", "start": 1.0, "end": 3.0, "text": "Where is my order?"}
            )
            await source.acknowledged(number)
            (past,) = await some(client.feed("t1", after=-1), 1)
            assert past.data["call"]["utterances"] == 1
            assert past.data["call"]["team"] == "north"
            await source.acknowledged(await source.send({"type": "end", "ended_by": "customer"}))
        assert (await client.call("t1")).ended


async def test_audiohook_comes_in_signed_and_not_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOOK_KEY", "the key")
    monkeypatch.setenv("HOOK_SECRET", "dGhlIHNlY3JldCBpdHNlbGY=")
    served = await serve()
    references = {"api_key": "env:HOOK_KEY", "client_secret": "env:HOOK_SECRET"}
    await _source(served, "hook", "audiohook", **references)
    async with on_a_port(served.app) as url:
        where = url.replace("http", "ws") + "/api/v1/sources/hook/audiohook"
        right = credentials("the key", "dGhlIHNlY3JldCBpdHNlbGY=")
        async with audiohook_client(where, right) as hook:
            assert await hook.open(NIL)  # a probe of the connection, which makes no call
        wrong = credentials("the key", "YW5vdGhlciBzZWNyZXQ=")
        with pytest.raises(InvalidStatus, match="401"):
            async with audiohook_client(where, wrong):
                pass


async def test_twilio_comes_in_with_the_accounts_signature_and_not_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TWILIO_TOKEN", "the token")
    served = await serve()
    await _source(served, "twilio", "twilio", auth_token="env:TWILIO_TOKEN")  # noqa: S106 - where it is
    async with on_a_port(served.app) as url:
        where = url.replace("http", "ws") + "/api/v1/sources/twilio/twilio"
        async with twilio_client(where, "the token"):
            pass
        with pytest.raises(InvalidStatus, match="401"):
            async with twilio_client(where, "another"):
                pass


async def _source(served: Served, name: str, kind: Any, **settings: str) -> None:
    await served.sources.put(
        SourceConfig(
            workspace="default", name=name, kind=kind, team="north", settings=dict(settings)
        )
    )


async def _until(condition: Any) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not condition():
            await asyncio.sleep(0.005)
