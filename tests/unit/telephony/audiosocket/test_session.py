"""AudioSocket over real connections: paired, heard, refused, lost, hung up."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.patience import PATIENCE_S

from coolhead.adapters.telephony.audiosocket import session as sessions
from coolhead.adapters.telephony.audiosocket.client import AudioSocketClient, audiosocket_client
from coolhead.adapters.telephony.audiosocket.messages import (
    ERROR,
    HANG_UP,
    IDENTITY,
    AudioSocketFault,
    HangUp,
    KeyPressed,
    PeerError,
    Samples,
    packed,
    receive,
)
from coolhead.adapters.telephony.audiosocket.registry import (
    EXPIRES_AFTER_S,
    MOST_REGISTERED,
    AudioSocketRegistry,
    Registration,
)
from coolhead.adapters.telephony.audiosocket.server import audiosocket_server
from coolhead.adapters.telephony.audiosocket.settings import ListeningSettings
from coolhead.adapters.telephony.together import Together
from coolhead.call.events import CallStarted
from coolhead.call.vocabulary import Party
from coolhead.errors import BusyError, ConfigError, InputError
from coolhead.services.live.fake_intake import FakeCall, FakeIntake

SLIN, SLIN12, SLIN16 = 0x10, 0x11, 0x12
REFUSED = packed(ERROR, b"\x01")


class Asterisk:
    """Whoever connects, and the server that it connects to."""

    def __init__(self, port: int, registry: AudioSocketRegistry, intake: FakeIntake) -> None:
        self.port = port
        self.registry = registry
        self.intake = intake

    def register(
        self, party: Party = "customer", call: str = "c", uuid: UUID | None = None
    ) -> UUID:
        uuid = uuid or uuid4()
        header = CallStarted(at=0.0, call=call, team="north")
        self.registry.register(
            uuid,
            Registration(header=header, party=party, intake=self.intake, source="asterisk"),
        )
        return uuid

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not condition():
                await asyncio.sleep(0.001)


def served(test: Callable[[Asterisk], Awaitable[Any]]) -> FakeIntake:
    async def whole() -> FakeIntake:
        intake, registry = FakeIntake(), AudioSocketRegistry()
        async with audiosocket_server(registry, Together(), ListeningSettings()) as server:
            await test(Asterisk(server.port, registry, intake))
        return intake

    return asyncio.run(whole())


def test_the_two_connections_of_a_call_are_heard_as_its_parties() -> None:
    async def test(asterisk: Asterisk) -> None:
        a, b = asterisk.register("customer"), asterisk.register("agent")
        async with (
            audiosocket_client(asterisk.port) as customer,
            audiosocket_client(asterisk.port) as agent,
        ):
            await customer.identify(a)
            await agent.identify(b)
            await customer.play(b"\x01\x02" * 320, pace=0.0)
            await agent.play(b"\x03\x04" * 320, rate_hz=16_000, pace=0.0)
            await customer.hang_up()
            assert not asterisk.intake.only.ended
            await agent.hang_up()
        assert asterisk.intake.only.ended
        assert len(asterisk.registry) == 0

    call = served(test).only
    heard = {ear.frames[0].party: ear for ear in call.ears}
    assert heard["customer"].rate_hz == 8_000
    assert heard["customer"].sound_of("customer") == b"\x01\x02" * 320
    assert [frame.at for frame in heard["customer"].frames] == pytest.approx([0.0, 0.02])
    assert heard["agent"].rate_hz == 16_000
    assert heard["agent"].sound_of("agent") == b"\x03\x04" * 320
    assert all(ear.finished for ear in call.ears)


def test_a_connection_that_is_closed_is_hung_up() -> None:
    async def test(asterisk: Asterisk) -> None:
        async with audiosocket_client(asterisk.port) as client:
            await client.identify(asterisk.register())
            await client.play(bytes(320), rate_hz=12_000, pace=0.0)
        await asterisk.until(lambda: bool(asterisk.intake.calls) and asterisk.intake.only.ended)

    assert served(test).only.left == []


def test_a_connection_that_breaks_off_leaves_the_call_and_may_come_back() -> None:
    async def test(asterisk: Asterisk) -> None:
        uuid = asterisk.register()
        async with audiosocket_client(asterisk.port) as client:
            await client.identify(uuid)
            await client.play(bytes(320), pace=0.0)
            await asterisk.until(lambda: bool(asterisk.intake.calls and asterisk.intake.only.ears))
            client.break_off()
        await asterisk.until(lambda: bool(asterisk.intake.only.left))
        assert not asterisk.intake.only.ended
        async with audiosocket_client(asterisk.port) as client:
            await client.identify(uuid)
            await client.play(bytes(320), pace=0.0)
            await client.hang_up()

    call = served(test).only
    assert call.ended
    assert call.resumed
    assert call.left == ["the connection was lost"]


def test_a_connection_takes_the_place_of_a_dead_one() -> None:
    async def test(asterisk: Asterisk) -> None:
        uuid = asterisk.register()
        async with (
            audiosocket_client(asterisk.port) as dead,
            audiosocket_client(asterisk.port) as client,
        ):
            await dead.identify(uuid)
            await asterisk.until(lambda: bool(asterisk.intake.calls))
            await client.identify(uuid)
            assert await asyncio.wait_for(dead.closed(), PATIENCE_S) == b""
            await client.play(bytes(320), pace=0.0)
            await client.hang_up()
        assert len(asterisk.registry) == 0

    assert served(test).only.ended


def test_keys_that_are_pressed_leave_nothing_behind() -> None:
    async def test(asterisk: Asterisk) -> None:
        async with audiosocket_client(asterisk.port) as client:
            await client.identify(asterisk.register())
            await client.press("7")
            await client.hang_up()

    assert [type(moment).__name__ for moment in served(test).only.moments] == ["CallEnded"]


async def refused(client: AudioSocketClient) -> None:
    assert await asyncio.wait_for(client.closed(), PATIENCE_S) == REFUSED


def test_who_is_not_registered_is_refused() -> None:
    async def test(asterisk: Asterisk) -> None:
        async with audiosocket_client(asterisk.port) as client:
            await client.identify(uuid4())
            await refused(client)

    assert served(test).calls == {}


@pytest.mark.parametrize(
    "sent",
    [
        packed(SLIN, bytes(320)),
        packed(IDENTITY, b"short"),
        packed(HANG_UP),
        packed(0x42),
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
    ids=["sound", "short", "hang-up", "unknown", "http"],
)
def test_a_connection_begins_with_its_uuid(sent: bytes) -> None:
    async def test(asterisk: Asterisk) -> None:
        async with audiosocket_client(asterisk.port) as client:
            client._writer.write(sent)
            await refused(client)

    assert served(test).calls == {}


@pytest.mark.parametrize(
    "sent",
    [
        packed(0x13, bytes(960)),
        packed(0x18, bytes(960)),
        packed(0x42),
        packed(ERROR, b"\x02"),
        packed(ERROR),
        packed(IDENTITY, bytes(16)),
        packed(SLIN, bytes(320)) + packed(SLIN16, bytes(320)),
    ],
    ids=["24k", "192k", "unknown", "error", "bare error", "second uuid", "rate changes"],
)
def test_what_is_not_understood_ends_the_connection_and_not_the_call(sent: bytes) -> None:
    async def test(asterisk: Asterisk) -> None:
        async with audiosocket_client(asterisk.port) as client:
            await client.identify(asterisk.register())
            client._writer.write(sent)
            await refused(client)

    call = served(test).only
    assert not call.ended
    assert call.left == ["the connection was refused"]


def test_other_rates_are_refused_by_name() -> None:
    async def test() -> None:
        reader = asyncio.StreamReader()
        reader.feed_data(packed(0x16, bytes(8)))
        with pytest.raises(AudioSocketFault, match=r"48,000 Hz.*slin16"):
            await receive(reader)

    asyncio.run(test())


def test_who_says_nothing_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test(asterisk: Asterisk) -> None:
        with monkeypatch.context() as hurried:
            hurried.setattr(sessions, "IDENTITY_WITHIN_S", 0.05)
            async with audiosocket_client(asterisk.port) as client:
                await refused(client)
        monkeypatch.setattr(sessions, "IDLE_S", 0.05)
        async with audiosocket_client(asterisk.port) as client:
            await client.identify(asterisk.register())
            await refused(client)

    assert served(test).only.left == ["nothing came any more"]


def test_a_call_that_cannot_be_opened_is_refused_and_may_be_tried_again() -> None:
    async def test(asterisk: Asterisk) -> None:
        uuid = asterisk.register()
        asterisk.intake.refuse = BusyError("full")
        for is_refused in (True, False):
            async with audiosocket_client(asterisk.port) as client:
                await client.identify(uuid)
                if is_refused:
                    await refused(client)
                else:
                    await client.hang_up()

    assert served(test).only.ended


def test_a_server_that_stops_leaves_its_calls() -> None:
    async def whole() -> FakeCall:
        intake, registry = FakeIntake(), AudioSocketRegistry()
        async with audiosocket_server(registry, Together(), ListeningSettings()) as server:
            asterisk = Asterisk(server.port, registry, intake)
            uuid = asterisk.register()
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            writer.write(packed(IDENTITY, uuid.bytes) + packed(SLIN, bytes(320)))
            await asterisk.until(lambda: bool(intake.calls) and bool(intake.only.ears))
        assert await reader.read() == b""
        writer.close()
        return intake.only

    call = asyncio.run(whole())
    assert not call.ended
    assert call.left == ["the connection was lost"]
    assert call.ears[0].finished


def test_a_port_that_is_taken_is_named() -> None:
    async def test(asterisk: Asterisk) -> None:
        taken = ListeningSettings(port=asterisk.port)
        with pytest.raises(ConfigError, match=str(asterisk.port)):
            async with audiosocket_server(asterisk.registry, Together(), taken):
                pass

    served(test)


class Holding:
    def give_way(self) -> None:
        return


def test_registrations_expire_and_are_bounded() -> None:
    seconds = 0.0
    registry = AudioSocketRegistry(lambda: seconds)
    asterisk = Asterisk(0, registry, FakeIntake())
    first, held = asterisk.register(), asterisk.register("agent")
    holding = Holding()
    assert registry.claim(held, holding) is not None
    seconds = EXPIRES_AFTER_S + 1
    assert registry.claim(first, Holding()) is None
    assert registry.claim(uuid4(), Holding()) is None
    asterisk.register(uuid=UUID(int=5))
    assert len(registry) == 2  # the one that is connected, and the new one
    registry.lost(held, holding)
    seconds += EXPIRES_AFTER_S + 1
    assert registry.claim(held, holding) is None
    for number in range(MOST_REGISTERED):
        asterisk.register(uuid=UUID(int=number))
    with pytest.raises(BusyError):
        asterisk.register()
    asterisk.register(uuid=UUID(int=5))
    with pytest.raises(InputError, match="another"):
        asterisk.register("agent", uuid=UUID(int=5))


def test_every_frame_is_read_as_what_it_is() -> None:
    async def test() -> list[Any]:
        reader = asyncio.StreamReader()
        reader.feed_data(packed(SLIN12, b"abc") + packed(0x03, b"5") + packed(ERROR, b"\x04"))
        reader.feed_eof()
        return [await receive(reader) for _ in range(4)]

    assert asyncio.run(test()) == [Samples(12_000, b"ab"), KeyPressed(), PeerError(4), HangUp()]


kinds = st.sampled_from([0x00, 0x01, 0x03, 0x10, 0x11, 0x12, 0x13, 0x42, 0xFF])
frames = st.builds(packed, kinds, st.binary(max_size=40))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.booleans(), st.lists(frames | st.binary(max_size=9), max_size=6))
def test_whatever_comes_the_connection_ends_and_the_call_is_ended_or_left(
    known: bool, sent: list[bytes]
) -> None:
    async def test(asterisk: Asterisk) -> None:
        uuid = asterisk.register()
        async with audiosocket_client(asterisk.port) as client:
            if known:
                await client.identify(uuid)
            for each in sent:
                client._writer.write(each)
            client._writer.write_eof()
            await asyncio.wait_for(client.closed(), PATIENCE_S)

    for call in served(test).calls.values():
        assert call.ended or len(call.left) == 1
        assert all(ear.finished for ear in call.ears)
