"""What an administrator sees of a source while they try it: figures and reasons, and no words."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncGenerator
from typing import Any

import msgspec
import numpy as np
import pytest
from tests.support.api import Served, serve
from tests.support.asgi import asked
from tests.support.live import START, Service, header, said
from tests.support.patience import PATIENCE_S
from tests.unit.api.test_feed_of_call import again

from coolhead.adapters.telephony.sockets import SocketClosed
from coolhead.api.feeds.items import RIGHTS_EVERY_S
from coolhead.api.feeds.of_source import source_feed
from coolhead.api.sources.scoped import ScopedIntake
from coolhead.api.sources.watch import (
    MOST_LOOKING,
    MOST_TROUBLES,
    Observation,
    SourceSeen,
    SourceWatch,
)
from coolhead.api.sources.watched import WatchedSocket, line_trouble
from coolhead.errors import BusyError
from coolhead.services.live.fake_intake import FakeEar
from coolhead.services.setup.sources import SourceConfig

pytestmark = pytest.mark.anyio

SOUND = SourceConfig(workspace="default", name="sound", kind="audio", team="north")


def tone(seconds: float, amplitude: float, rate_hz: int = 8000) -> bytes:
    """A tone of 200 Hz; of amplitude 1 it has -3 dB."""
    at = np.arange(int(seconds * rate_hz)) / rate_hz
    wave = amplitude * 32_767 * np.sin(2 * math.pi * 200 * at)
    return bytes(wave.astype("<i2").tobytes())


class OwnEars:
    """``Ears`` that keep what they hear."""

    def __init__(self) -> None:
        self.opened: list[FakeEar] = []

    def open(self, *_: Any, rate_hz: int, **__: Any) -> FakeEar:
        self.opened.append(FakeEar(rate_hz))
        return self.opened[-1]


class Silent:
    """``Socket`` that remembers what is sent."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.code = 0

    async def receive(self) -> str | bytes:
        raise SocketClosed

    async def send_text(self, text: str) -> None:
        self.sent.append(text)

    async def send_bytes(self, data: bytes) -> None:
        self.sent.append(data.decode())

    async def close(self, code: int = 1000, reason: str = "") -> None:
        self.code = code


def now() -> Any:
    return START


async def test_connections_calls_sound_and_words_are_counted_while_somebody_looks() -> None:
    ears, watch = OwnEars(), SourceWatch()
    service = Service(ears=ears)
    intake = ScopedIntake(service.calls, service.store, SOUND, watch)
    before = await intake.open(header("c0"), source="sound")
    await before.take(said("customer", "Nobody looked at this.", 4.0))
    with watch.looking("sound", now) as observation, watch.connection("sound"):
        call = await intake.open(header("c1"), source="sound")
        ear = call.listen(rate_hz=8000)
        for n in range(30):
            ear.hear("customer", tone(0.1, 0.1), at=n / 10)
        ear.hear("agent", bytes(1600), at=3.0)
        await call.take(said("customer", "My secret is otter.", 4.0))
        await call.take(said("agent", "I see.", 8.0))
        await before.take(said("customer", "Of the call before.", 8.0))
        await ear.finish()
        seen = observation.seen
        assert (seen.connections, seen.connected, seen.calls, seen.utterances) == (1, 1, 1, 3)
        assert seen.sound["customer"].frames == 30
        assert seen.sound["customer"].seconds == pytest.approx(3.0)
        assert seen.sound["customer"].level_dbfs == pytest.approx(-23.0, abs=0.2)
        assert seen.sound["agent"].level_dbfs == -96.0
        assert b"otter" not in msgspec.json.encode(seen)
        assert b"c1" not in msgspec.json.encode(seen)
    assert observation.seen.connected == 0
    assert len(ears.opened[0].frames) == 31, "the ear hears all of it"
    assert not watch.is_watched("sound")


async def test_what_came_while_nobody_looked_is_not_told_afterwards() -> None:
    watch, service = SourceWatch(), Service()
    call = await ScopedIntake(service.calls, service.store, SOUND, watch).open(
        header("c1"), source="sound"
    )
    with watch.looking("sound", now):
        await call.take(said("customer", "One.", 4.0))
    await call.take(said("customer", "Two.", 8.0))
    with watch.looking("sound", now) as observation, watch.looking("other", now) as other:
        await call.take(said("customer", "Three.", 12.0))
        assert observation.seen.utterances == 1
        assert other.seen == SourceSeen(since=START)


async def test_troubles_are_bounded_counted_and_quote_nothing() -> None:
    watch = SourceWatch()
    watch.refused("wire", "nobody looks")
    with watch.looking("wire", now) as observation:
        for _ in range(3):
            watch.refused("wire", "The key is not known")
        watch.wrong("wire", "the id 'Mr O'Brien' is taken by another call")
        first, second = observation.seen.troubles
        assert (first.what, first.reason, first.times) == ("refused", "The key is not known", 3)
        assert (second.what, second.reason) == ("error", "the id … is taken by another call")
        for n in range(MOST_TROUBLES):
            watch.wrong("wire", f"reason {n}")
        reasons = [each.reason for each in observation.seen.troubles]
        assert reasons == [f"reason {n}" for n in range(MOST_TROUBLES)]
        watch.wrong("wire", "long " * 1000)
        assert len(observation.seen.troubles[-1].reason) < 300


async def test_no_more_than_so_many_look_at_once() -> None:
    watch = SourceWatch()
    contexts = [watch.looking("wire", now) for _ in range(MOST_LOOKING)]
    for each in contexts:
        each.__enter__()
    with pytest.raises(BusyError), watch.looking("wire", now):
        pass
    contexts[0].__exit__(None, None, None)
    with watch.looking("wire", now) as observation:
        assert isinstance(observation, Observation)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (
            {"code": "input", "field": "call.words[0].w", "message": "my 'secret' words"},
            "A line was refused at call.words[0].w: the answer to it says why",
        ),
        (
            {"code": "input", "field": "My Secret", "message": "unknown"},
            "A line was refused: the answer to it says why",
        ),
        ({"code": "busy", "message": "No room.", "hint": "Wait."}, "No room. Wait."),
    ],
)
def test_a_wrong_line_is_told_by_its_place_alone(answer: dict[str, Any], told: str) -> None:
    assert line_trouble(answer) == told


async def test_a_session_that_sends_its_source_away_says_why_to_whoever_looks() -> None:
    watch, silent = SourceWatch(), Silent()
    socket = WatchedSocket(silent, watch, "hook")
    await socket.send_text("not even JSON")
    with watch.looking("hook", now) as observation:
        await socket.send_text('{"type":"ack","line":1}')
        await socket.send_text('{"type":"disconnect","parameters":{"info":"no media"}}')
        await socket.send_text('{"type":"error","code":"input","message":"Hello there"}')
        await socket.close(1008, "no 'such' call")
        assert [each.reason for each in observation.seen.troubles] == [
            "no media",
            "A line was refused: the answer to it says why",
            "The connection was closed (1008): no … call",
        ]
    assert (len(silent.sent), silent.code) == (4, 1008)
    with watch.looking("hook", now) as observation:
        await socket.close()
        assert observation.seen.troubles == ()


async def test_a_signature_that_does_not_hold_is_told_to_whoever_looks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOOK_KEY", "k")
    served = await serve()
    watch, path = served.services.watch, "/api/v1/sources/phones/twilio"
    settings = {"auth_token": "env:HOOK_KEY"}
    source = SourceConfig(
        workspace="default", name="phones", kind="twilio", team="north", settings=settings
    )
    await served.sources.put(source)
    with watch.looking("phones", now) as observation:
        assert (await asked(served.app, "WEBSOCKET", path)).status == 401
        signed = {"X-Twilio-Signature": "bm90IGl0"}
        assert (await asked(served.app, "WEBSOCKET", path, headers=signed)).status == 401
        monkeypatch.delenv("HOOK_KEY")
        assert (await asked(served.app, "WEBSOCKET", path, headers=signed)).status == 400
        assert [(each.what, each.reason) for each in observation.seen.troubles] == [
            ("refused", "the request is not signed"),
            ("refused", "the signature does not hold"),
            ("refused", "the secret env:HOOK_KEY is not set"),
        ]


async def feed_of(served: Served, who: str) -> AsyncGenerator[Any]:
    items = source_feed(served.services, "wire", again(served, who))
    assert isinstance(items, AsyncGenerator)
    return items


async def test_the_feed_tells_what_came_and_ends_with_the_role() -> None:
    served = await serve()
    watch = served.services.watch
    items = await feed_of(served, "admin")
    first = await asyncio.wait_for(anext(items), PATIENCE_S)
    assert first.kind == "seen"
    assert msgspec.json.decode(first.body, type=SourceSeen) == SourceSeen(since=START)
    watch.call_begun("wire")
    watch.call_begun("wire")
    second = await asyncio.wait_for(anext(items), PATIENCE_S)
    assert msgspec.json.decode(second.body, type=SourceSeen).calls == 2
    await served.end_session("admin")
    served.service.clock.seconds += RIGHTS_EVERY_S
    watch.call_begun("wire")
    assert (await asyncio.wait_for(anext(items), PATIENCE_S)).kind == "closed"
    await items.aclose()
    assert not watch.is_watched("wire")


async def test_who_is_no_administrator_is_told_nothing() -> None:
    served = await serve()
    items = await feed_of(served, "supervisor")
    assert (await asyncio.wait_for(anext(items), PATIENCE_S)).kind == "closed"
    await items.aclose()
