"""Raw sound over a socket: what is heard when, what is answered, and what ends or leaves a call."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.patience import PATIENCE_S

from coolhead.adapters.telephony.raw_audio.messages import read_start
from coolhead.adapters.telephony.raw_audio.session import (
    LONGEST_FRAME,
    MOST_FAULTS,
    RawAudioSession,
)
from coolhead.adapters.telephony.settings import SourceSettings
from coolhead.adapters.telephony.sockets import MemorySocket, SocketClosed, socket_pair
from coolhead.adapters.telephony.sound import mulaw_to_pcm16
from coolhead.adapters.telephony.together import Together
from coolhead.call.events import AgentMarked, CallEnded, HoldStarted, TimeAdvanced
from coolhead.errors import BusyError, InputError, MissingExtraError, StorageError
from coolhead.services.live.fake_intake import FakeCall, FakeIntake

SOURCE = SourceSettings(name="dialler", workspace="w", team="north", consent="given")
BOTH = {"encoding": "pcm16", "rate_hz": 16_000, "channels": ["customer", "agent"]}
ONE = {"encoding": "mulaw", "rate_hz": 8_000, "channels": ["customer"]}


class Client:
    """The other side of one session, with a clock that stands still."""

    def __init__(
        self, intake: FakeIntake, together: Together | None = None, source: SourceSettings = SOURCE
    ) -> None:
        here, self.socket = socket_pair()
        self.served: MemorySocket = here
        session = RawAudioSession(
            here,
            intake,
            source,
            together or Together(),
            make_id=lambda: "made",
            passed=lambda: 0.0,
        )
        self.running = asyncio.create_task(session.run())

    async def send(self, *values: Any) -> None:
        for value in values:
            if isinstance(value, bytes):
                await self.socket.send_bytes(value)
            else:
                text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
                await self.socket.send_text(text)

    async def answer(self) -> dict[str, Any]:
        text = await asyncio.wait_for(self.socket.receive(), PATIENCE_S)
        answer: dict[str, Any] = msgspec.json.decode(text)
        return answer

    async def begin(self, call: str = "c", audio: Any = None) -> dict[str, Any]:
        await self.send({"call": {"id": call}, "audio": audio or BOTH})
        return await self.answer()

    async def gone(self) -> None:
        await self.socket.close()
        await asyncio.wait_for(self.running, PATIENCE_S)


def talk(test: Callable[[Client, FakeIntake], Awaitable[None]]) -> FakeIntake:
    async def whole() -> FakeIntake:
        intake = FakeIntake()
        client = Client(intake)
        await test(client, intake)
        await client.gone()
        return intake

    return asyncio.run(whole())


def ats(call: FakeCall, party: str = "customer") -> list[float]:
    return [frame.at for frame in call.ears[0].frames if frame.party == party]


def test_two_channels_are_taken_apart_and_placed_by_the_samples_counted() -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        assert await client.begin() == {"type": "call", "call": "c", "resumed": False}
        await client.send(b"\x01\x00\x02\x00" * 1_600, b"\x03\x00\x04\x00" * 800)

    call = talk(test).only
    assert (call.header.team, call.header.consent, call.source) == ("north", "given", "dialler")
    assert call.header.speech_timing
    assert call.ears[0].rate_hz == 16_000
    assert call.ears[0].sound_of("customer") == b"\x01\x00" * 1_600 + b"\x03\x00" * 800
    assert call.ears[0].sound_of("agent") == b"\x02\x00" * 1_600 + b"\x04\x00" * 800
    assert ats(call) == [0.0, 0.1]
    assert call.ears[0].finished
    assert call.left == ["the connection was lost"]


def test_frames_may_be_cut_anywhere() -> None:
    sound = bytes(range(200)) * 4

    async def test(client: Client, _intake: FakeIntake) -> None:
        await client.begin()
        for start in range(0, len(sound), 7):
            await client.send(sound[start : start + 7])

    ear = talk(test).only.ears[0]
    whole = [sound[i : i + 2] for i in range(0, len(sound), 2)]
    assert ear.sound_of("customer") == b"".join(whole[0::2])
    assert ear.sound_of("agent") == b"".join(whole[1::2])


def test_mulaw_of_one_party() -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        await client.begin(audio=ONE)
        await client.send(bytes(range(256)))

    ear = talk(test).only.ears[0]
    assert ear.rate_hz == 8_000
    assert ear.sound_of("customer") == mulaw_to_pcm16(bytes(range(256)))
    assert ear.sound_of("agent") == b""


def test_a_position_moves_time_on_and_never_back() -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        await client.begin(audio=ONE)
        await client.send(b"\xff" * 800, {"type": "position", "at": 9}, b"\xff" * 800)
        await client.send({"type": "position", "at": 2}, b"\xff" * 800)

    assert ats(talk(test).only) == pytest.approx([0.0, 9.0, 9.1])


def test_a_socket_for_each_party_makes_one_call() -> None:
    async def whole() -> FakeIntake:
        intake, together = FakeIntake(), Together()
        customer, agent = Client(intake, together), Client(intake, together)
        await customer.begin(audio=ONE)
        assert (await agent.begin(audio={**ONE, "channels": ["agent"]}))["resumed"]
        await customer.send(b"\x01")
        await agent.send(b"\x02")
        await customer.gone()
        assert not intake.only.ended
        await agent.send({"type": "end", "ended_by": "customer"})
        assert (await agent.answer())["type"] == "ack"
        await agent.gone()
        return intake

    call = asyncio.run(whole()).only
    assert [ear.frames[0].party for ear in call.ears] == ["customer", "agent"]
    assert call.moments == [CallEnded(at=0.0, ended_by="customer")]


def test_the_end_waits_for_the_last_words_of_both_parties_and_closes_both_sockets() -> None:
    async def whole() -> FakeIntake:
        intake, together = FakeIntake(), Together()
        customer, agent = Client(intake, together), Client(intake, together)
        await customer.begin(audio=ONE)
        await agent.begin(audio={**ONE, "channels": ["agent"]})
        await agent.send({"type": "end"})
        assert (await agent.answer())["type"] == "ack"
        assert all(ear.finished for ear in intake.only.ears)
        await asyncio.wait_for(agent.running, PATIENCE_S)
        await customer.send(b"\xff" * 80)
        await asyncio.wait_for(customer.running, PATIENCE_S)
        assert customer.served.closed_with == (1000, "")
        return intake

    call = asyncio.run(whole()).only
    assert call.ended
    assert call.left == []
    assert all(not ear.frames for ear in call.ears)


def test_a_call_goes_on_over_another_socket_from_where_it_was() -> None:
    async def whole() -> FakeIntake:
        intake = FakeIntake()
        first = Client(intake)
        await first.begin(audio=ONE)
        await first.send({"type": "advance", "at": 12.0})
        assert (await first.answer()) == {"type": "ack", "line": 2}
        await first.gone()
        second = Client(intake)
        assert (await second.begin(audio=ONE))["resumed"]
        await second.send(b"\xff" * 8)
        await second.gone()
        return intake

    call = asyncio.run(whole()).only
    assert call.ears[1].frames[0].at == 12.0
    assert call.moments == [TimeAdvanced(at=12.0)]


def test_messages_are_those_of_a_transcript_at_the_time_of_the_sound() -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        await client.begin(audio=ONE)
        await client.send(b"\xff" * 16_000, {"type": "hold", "on": True}, {"type": "mark_asked"})
        while await client.answer() != {"type": "ack", "line": 3}:
            pass

    assert talk(test).only.moments == [
        HoldStarted(at=2.0),
        AgentMarked(at=2.0, mark="mark_asked"),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        "nonsense",
        {"party": "agent", "start": 0, "end": 1, "text": "x"},
        {"type": "speech_started", "party": "agent"},
        {"type": "position"},
        {"type": "position", "at": -1},
        {"type": "position", "at": "x"},
        {"type": "hold"},
        {"call": {"id": "other"}},
        "x" * 70_000,
        b"\x00" * (LONGEST_FRAME + 1),
    ],
    ids=str,
)
def test_a_wrong_message_is_answered_and_breaks_nothing(wrong: Any) -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        await client.begin()
        await client.send(wrong)
        answer = await client.answer()
        assert (answer["type"], answer["code"]) == ("error", "input")
        await client.send({"type": "hold", "on": True})
        assert (await client.answer())["type"] == "ack"

    assert talk(test).only.moments == [HoldStarted(at=0.0)]


def test_who_sends_nothing_right_is_sent_away() -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        await client.begin()
        for _ in range(MOST_FAULTS + 1):
            await client.send("nonsense")
        await asyncio.wait_for(client.running, PATIENCE_S)
        assert client.served.closed_with is not None
        assert client.served.closed_with[0] == 1008

    assert talk(test).only.left == ["the sound was refused: input"]


@pytest.mark.parametrize(
    ("first", "field"),
    [
        ("nonsense", None),
        ({"call": {}}, "audio"),
        ({"audio": BOTH}, "call"),
        ({"call": {}, "audio": BOTH, "more": 1}, "more"),
        ({"call": {"consent": "x"}, "audio": BOTH}, "call.consent"),
        ({"call": {}, "audio": []}, "audio"),
        ({"call": {}, "audio": {**BOTH, "encoding": "opus"}}, "audio.encoding"),
        ({"call": {}, "audio": {**BOTH, "rate_hz": 44_100}}, "audio.rate_hz"),
        ({"call": {}, "audio": {**BOTH, "rate_hz": True}}, "audio.rate_hz"),
        ({"call": {}, "audio": {**BOTH, "channels": []}}, "audio.channels"),
        ({"call": {}, "audio": {**BOTH, "channels": ["agent", "agent"]}}, "audio.channels"),
        ({"call": {}, "audio": {**BOTH, "channels": ["dog"]}}, "audio.channels[0]"),
        ({"call": {}, "audio": {**BOTH, "channels": [[]]}}, "audio.channels[0]"),
    ],
    ids=str,
)
def test_a_wrong_beginning_is_named(first: Any, field: str | None) -> None:
    with pytest.raises(InputError) as caught:
        read_start(
            first if isinstance(first, str) else msgspec.json.encode(first).decode(), 1, SOURCE
        )
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (BusyError("full"), 1013),
        (StorageError("no room"), 1013),
        (InputError("ended already"), 1008),
    ],
)
def test_a_call_that_cannot_be_opened_closes_the_socket(error: Any, code: int) -> None:
    async def test(client: Client, intake: FakeIntake) -> None:
        intake.refuse = error
        assert (await client.begin())["type"] == "error"
        await asyncio.wait_for(client.running, PATIENCE_S)
        assert client.served.closed_with is not None
        assert client.served.closed_with[0] == code

    assert talk(test).calls == {}


def test_a_server_without_ears_says_so_and_leaves_the_call() -> None:
    class Deaf(FakeIntake):
        async def open(self, *args: Any, **more: Any) -> FakeCall:
            call = await super().open(*args, **more)

            def listen(*, rate_hz: int) -> Any:
                del rate_hz
                raise MissingExtraError("Sound", extra="speech")

            call.listen = listen  # type: ignore[method-assign]
            return call

    async def whole() -> FakeIntake:
        intake = Deaf()
        client = Client(intake)
        assert (await client.begin())["code"] == "missing_extra"
        await asyncio.wait_for(client.running, PATIENCE_S)
        assert client.served.closed_with is not None
        assert client.served.closed_with[0] == 1011
        return intake

    assert asyncio.run(whole()).only.left == ["the sound was refused: missing_extra"]


def test_sound_before_the_beginning_is_refused() -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        await client.send(b"\x00\x00")
        assert (await client.answer())["type"] == "error"
        await asyncio.wait_for(client.running, PATIENCE_S)

    assert talk(test).calls == {}


begins = st.fixed_dictionaries(
    {"call": st.dictionaries(st.sampled_from(["id", "agent", "x"]), st.text(max_size=4))},
    optional={
        "audio": st.fixed_dictionaries(
            {
                "encoding": st.sampled_from(["pcm16", "mulaw", "x"]),
                "rate_hz": st.sampled_from([8_000, 16_000, 0, None, 8_000.0]),
                "channels": st.lists(st.sampled_from(["customer", "agent"]), max_size=3),
            }
        )
    },
)
later = st.one_of(
    st.binary(max_size=50),
    st.text(max_size=20),
    st.fixed_dictionaries(
        {"type": st.sampled_from(["position", "hold", "end", "advance", "x", "mute", "NoteAdded"])},
        optional={
            "at": st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=2)),
            "on": st.booleans(),
            "text": st.text(max_size=5),
        },
    ),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(begins, later), st.lists(later, max_size=8))
def test_whatever_comes_the_session_ends_and_the_call_is_ended_or_left(
    first: Any, rest: list[Any]
) -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        try:
            for each in (first, *rest):
                await client.send(each)
        except SocketClosed:
            return

    for call in talk(test).calls.values():
        assert call.ended or len(call.left) == 1
        assert all(ear.finished for ear in call.ears)
