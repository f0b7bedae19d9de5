"""Media Streams: what Twilio may say, what is answered, and what reaches the call."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.patience import PATIENCE_S

from coolhead.adapters.telephony.sockets import MemorySocket, SocketClosed, socket_pair
from coolhead.adapters.telephony.twilio import session as session_module
from coolhead.adapters.telephony.twilio.session import MOST_FAULTS, TwilioSession
from coolhead.adapters.telephony.twilio.settings import TwilioSource
from coolhead.call.events import TimeAdvanced
from coolhead.errors import BusyError, CoolheadError, MissingExtraError
from coolhead.services.live.fake_intake import FakeCall, FakeIntake

CALL = "CA" + "0" * 32
ACCOUNT = "AC" + "1" * 32
STREAM = "MZ" + "2" * 32
# 20 ms of µ-law: silence, and the loudest there is.
SILENCE, LOUD = b"\xff" * 160, b"\x80" * 160
LOUDEST = (32124).to_bytes(2, "little")


class Client:
    """The other side, which writes what a test tells it to."""

    def __init__(self, socket: MemorySocket) -> None:
        self.socket = socket
        self.seq = 0

    async def write(self, message: Any) -> None:
        await self.socket.send_text(msgspec.json.encode(message).decode())

    async def send(self, event: str, **more: Any) -> None:
        self.seq += 1
        head = {"event": event, "sequenceNumber": str(self.seq), "streamSid": STREAM}
        await self.write({**head, **more})

    async def connect(self) -> None:
        await self.write({"event": "connected", "protocol": "Call", "version": "1.0.0"})

    async def start(self, **more: Any) -> None:
        await self.connect()
        await self.send("start", start=starting(**more))

    async def media(self, track: str, ms: object, sound: bytes = SILENCE, **more: Any) -> None:
        payload = base64.b64encode(sound).decode()
        media = {"track": track, "chunk": "1", "timestamp": str(ms), "payload": payload, **more}
        await self.send("media", media=media)

    async def stop(self) -> None:
        await self.send("stop", stop={"accountSid": ACCOUNT, "callSid": CALL})

    async def closed(self) -> tuple[int, str]:
        """How the other side closed; it never says anything before."""
        with pytest.raises(SocketClosed):
            await asyncio.wait_for(self.socket.receive(), PATIENCE_S)
        other = self.socket._other
        assert other is not None
        assert other.closed_with is not None
        return other.closed_with

    @property
    def is_closed(self) -> bool:
        return self.socket._other is None or self.socket._other.closed_with is not None


def starting(**more: Any) -> dict[str, Any]:
    return {
        "streamSid": STREAM,
        "accountSid": ACCOUNT,
        "callSid": CALL,
        "tracks": ["inbound", "outbound"],
        "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
        "customParameters": {},
        **more,
    }


def talk(
    test: Callable[[Client, FakeIntake], Awaitable[None]],
    *,
    source: TwilioSource | None = None,
    intake: FakeIntake | None = None,
) -> FakeIntake:
    """Run a session against a client; the session must come to its end by itself."""
    intake = intake or FakeIntake()

    async def whole() -> FakeIntake:
        here, there = socket_pair()
        session = TwilioSession(here, intake, source or TwilioSource(name="phones", team="north"))
        running = asyncio.create_task(session.run())
        await test(Client(there), intake)
        await there.close()
        await asyncio.wait_for(running, PATIENCE_S)
        return intake

    return asyncio.run(whole())


def frames(call: FakeCall) -> list[tuple[str, float]]:
    return [(frame.party, frame.at) for frame in call.ears[0].frames]


def test_a_call_is_opened_heard_and_ended() -> None:
    async def test(client: Client, intake: FakeIntake) -> None:
        await client.start()
        for ms in (0, 20):
            await client.media("inbound", ms, SILENCE)
            await client.media("outbound", ms, LOUD)
        await client.send("mark", mark={"name": "m"})
        await client.stop()
        assert (await client.closed())[0] == 1000
        # It closes when all has been kept: the call is over already.
        assert intake.only.ended

    call = talk(test).only
    assert call.header.call == CALL
    assert call.header.team == "north"
    assert call.header.consent == "unknown"
    assert call.header.speech_timing
    assert call.source == "phones"
    assert frames(call) == [
        ("customer", 0.0),
        ("agent", 0.0),
        ("customer", 0.02),
        ("agent", 0.02),
    ]
    ear = call.ears[0]
    assert ear.rate_hz == 8000
    assert ear.finished
    assert ear.sound_of("customer") == b"\0\0" * 320
    assert ear.sound_of("agent") == LOUDEST * 320
    assert not call.left


def test_what_the_parameters_say_of_a_call_is_taken() -> None:
    parameters = {
        "agent": "a17",
        "customer_number": "+442079460933",
        "direction": "outbound",
        "consent": "given",
        "campaign": "",
        "team": "theirs",
        "playbook": "shop",
        "theirs": "x",
    }

    async def test(client: Client, _intake: FakeIntake) -> None:
        await client.start(customParameters=parameters)

    call = talk(test, source=TwilioSource(name="phones", team="north", language="en-GB")).only
    assert call.header.agent == "a17"
    assert call.header.customer_number == "+442079460933"
    assert call.header.direction == "outbound"
    assert call.header.consent == "given"
    assert call.header.campaign is None
    assert call.header.language == "en-GB"
    assert call.header.team == "north"  # the source's, whatever the call says
    assert call.playbook == "shop"
    assert call.left == ["the connection was lost"]


@pytest.mark.parametrize(
    ("customer", "parameters", "party"),
    [
        ("inbound", {}, "customer"),
        ("outbound", {}, "agent"),
        ("inbound", {"customer_track": "outbound"}, "agent"),
        ("outbound", {"customer_track": "inbound"}, "customer"),
    ],
)
def test_the_source_or_the_call_says_on_which_track_the_customer_is(
    customer: Any, parameters: dict[str, str], party: str
) -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        await client.start(customParameters=parameters)
        await client.media("inbound", 0)

    call = talk(test, source=TwilioSource(name="phones", customer=customer)).only
    assert frames(call) == [(party, 0.0)]


def test_numbers_may_be_text_or_bare() -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        await client.start(
            mediaFormat={"encoding": "audio/x-mulaw", "sampleRate": "8000", "channels": "1"},
            customParameters=None,
        )
        await client.media("inbound", 0, timestamp=1500)
        await client.media("inbound", 0, timestamp="1520.5")

    assert frames(talk(test).only) == [("customer", 1.5), ("customer", 1.5205)]


def test_pressed_keys_are_never_kept() -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        await client.start()
        await client.send("dtmf", dtmf={"track": "inbound_track", "digit": "7"})
        await client.send("dtmf", dtmf={"digit": 7777})
        await client.stop()
        assert (await client.closed())[0] == 1000

    call = talk(test).only
    assert [moment.type for moment in call.moments] == ["CallEnded"]
    assert not call.ears[0].frames


def test_frames_keep_their_own_times_however_they_come() -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        await client.start()
        for ms in (40, 0, 0, 30_000):
            await client.media("inbound", ms, b"\xff" * 7)
        await client.media("inbound", 30_020, b"")

    call = talk(test).only
    assert frames(call) == [
        ("customer", 0.04),
        ("customer", 0.0),
        ("customer", 0.0),
        ("customer", 30.0),
    ]
    assert not call.moments


def test_a_call_whose_stream_is_lost_is_gone_on_with_by_the_next() -> None:
    async def lost(client: Client, intake: FakeIntake) -> None:
        await client.start()
        await client.media("inbound", 0)
        await client.socket.close(1006)
        while not (intake.calls and intake.only.left):
            await asyncio.sleep(0)
        await intake.only.take(TimeAdvanced(at=42.0))

    async def again(client: Client, _intake: FakeIntake) -> None:
        await client.start()
        await client.media("inbound", 20)
        await client.stop()
        await client.closed()

    call = talk(again, intake=talk(lost)).only
    assert call.resumed
    assert call.left == ["the connection was lost"]
    assert call.ended
    # Each stream counts from its own start: the call's clock goes on.
    assert [ear.frames[0].at for ear in call.ears] == [0.0, 42.02]


def test_where_streams_are_stopped_within_a_call_it_is_left_and_not_ended() -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        await client.start()
        await client.stop()
        await client.closed()

    call = talk(test, source=TwilioSource(name="phones", stop_ends_call=False)).only
    assert not call.ended
    assert call.left == ["the stream was stopped"]
    assert call.ears[0].finished


async def _before_start(client: Client) -> None:
    await client.connect()
    await client.media("inbound", 0)


STARTS: dict[str, Callable[[Client], Awaitable[None]]] = {
    "binary": lambda c: c.socket.send_bytes(b"\xff"),
    "not JSON": lambda c: c.socket.send_text("{"),
    "JSON of another kind": lambda c: c.socket.send_text("[1]"),
    "nested": lambda c: c.socket.send_text('{"event": ' + "[" * 60_000),
    "too long": lambda c: c.socket.send_text('"' + "x" * 70_000 + '"'),
    "half a surrogate": lambda c: c.socket.send_text('{"event": "\ud800"}'),
    "no event": lambda c: c.write({}),
    "an event that is no text": lambda c: c.write({"event": 1}),
    "sound first": _before_start,
    "stopped first": lambda c: c.stop(),
    "no parameters": lambda c: c.send("start"),
    "another start": lambda c: c.send("start", start=[]),
    "no call": lambda c: c.start(callSid=""),
    "a call's id with a line in it": lambda c: c.start(callSid="a\nb"),
    "a call's id without an end": lambda c: c.start(callSid="a" * 65),
    "no tracks": lambda c: c.start(tracks=[]),
    "another track": lambda c: c.start(tracks=["both"]),
    "other sound": lambda c: c.start(
        mediaFormat={"encoding": "audio/opus", "sampleRate": 8000, "channels": 1}
    ),
    "another rate": lambda c: c.start(
        mediaFormat={"encoding": "audio/x-mulaw", "sampleRate": 16000, "channels": 1}
    ),
    "two channels": lambda c: c.start(
        mediaFormat={"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 2}
    ),
    "parameters of another kind": lambda c: c.start(customParameters={"agent": ["a"]}),
}  # fmt: skip


@pytest.mark.parametrize("name", STARTS)
def test_what_is_wrong_before_the_stream_begins_closes_the_socket_with_the_reason(
    name: str,
) -> None:
    async def test(client: Client, intake: FakeIntake) -> None:
        await STARTS[name](client)
        code, reason = await client.closed()
        assert code == 1002
        assert reason
        assert not intake.calls

    talk(test)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"customParameters": {"consent": "maybe"}}, "consent"),
        ({"customParameters": {"customer_track": "left"}}, "customer_track"),
        ({"accountSid": "AC" + "9" * 32}, "accountSid"),
    ],
)
def test_a_call_that_cannot_be_is_refused(more: dict[str, Any], field: str) -> None:
    async def test(client: Client, intake: FakeIntake) -> None:
        await client.start(**more)
        code, reason = await client.closed()
        assert code == 1008
        assert field in reason
        assert not intake.calls

    talk(test, source=TwilioSource(name="phones", account=ACCOUNT))


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (BusyError("no more calls can be taken", hint="Try again."), 1013),
        (MissingExtraError("Hearing sound", extra="speech"), 1011),
    ],
)
def test_a_server_that_cannot_take_a_call_says_so(error: CoolheadError, code: int) -> None:
    async def test(client: Client, intake: FakeIntake) -> None:
        intake.refuse = error
        await client.start()
        assert await client.closed() == (code, f"{error.message} {error.hint}")

    talk(test)


def test_a_call_that_has_ended_is_not_begun_again() -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        await client.start()
        await client.stop()
        await client.closed()

    async def again(client: Client, _intake: FakeIntake) -> None:
        await client.start()
        assert (await client.closed())[0] == 1008

    talk(again, intake=talk(test))


WRONG: dict[str, Callable[[Client], Awaitable[None]]] = {
    "binary": lambda c: c.socket.send_bytes(b"\xff"),
    "not JSON": lambda c: c.socket.send_text("{"),
    "too long": lambda c: c.media("inbound", 0, b"\xff" * 60_000),
    "started again": lambda c: c.start(),
    "no sound": lambda c: c.send("media"),
    "another track": lambda c: c.media("both", 0),
    "a track that there is not": lambda c: c.media("outbound", 0),
    "not base64": lambda c: c.media("inbound", 0, payload="§"),
    "half of base64": lambda c: c.media("inbound", 0, payload="abc"),
    "no time": lambda c: c.media("inbound", "soon"),
    "a time before the stream": lambda c: c.media("inbound", -1),
    "a time that never comes": lambda c: c.media("inbound", "inf"),
    "not a number": lambda c: c.media("inbound", "nan"),
    "a time of day": lambda c: c.media("inbound", 1_790_000_000_000),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_in_a_stream_is_left_out_and_noted_once(name: str) -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        await client.start(tracks=["inbound"])
        await client.media("inbound", 0)
        for _ in range(3):
            await WRONG[name](client)
        await client.media("inbound", 20)
        await client.stop()
        assert (await client.closed())[0] == 1000

    call = talk(test).only
    assert frames(call) == [("customer", 0.0), ("customer", 0.02)]
    assert [moment.type for moment in call.moments] == ["InputCut", "CallEnded"]


def test_what_was_left_out_is_not_repeated_anywhere() -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        await client.start()
        await client.media("4929 1234", 0, timestamp="4929 1234", payload="4929 1234")
        await client.stop()
        assert "4929" not in (await client.closed())[1]

    assert "4929" not in repr(talk(test).only.moments)


def test_a_stream_with_nothing_right_in_it_is_closed() -> None:
    async def test(client: Client, intake: FakeIntake) -> None:
        await client.start()
        for _ in range(MOST_FAULTS + 1):
            await client.socket.send_bytes(b"?")
        code, reason = await client.closed()
        assert code == 1002
        assert "too much" in reason
        assert not intake.only.ended
        assert intake.only.left == ["the stream was not understood"]

    talk(test)


def test_no_room_to_note_what_was_left_out_loses_nothing_else() -> None:
    async def test(client: Client, intake: FakeIntake) -> None:
        await client.start()
        while not intake.calls:
            await asyncio.sleep(0)
        intake.only.refuse = BusyError("full")
        await client.socket.send_bytes(b"?")
        await client.media("inbound", 0)
        await client.stop()
        assert (await client.closed())[0] == 1000

    assert frames(talk(test).only) == [("customer", 0.0)]


@pytest.mark.parametrize("chatter", [False, True])
def test_a_client_that_starts_nothing_is_let_go(
    monkeypatch: pytest.MonkeyPatch, chatter: bool
) -> None:
    monkeypatch.setattr(session_module, "START_WITHIN_S", 0.05)

    async def test(client: Client, _intake: FakeIntake) -> None:
        while chatter and not client.is_closed:
            await client.connect()
            await asyncio.sleep(0.001)
        assert await client.closed() == (1008, "no stream was started")

    talk(test)


def test_a_client_that_falls_silent_leaves_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_module, "IDLE_S", 0.05)

    async def test(client: Client, intake: FakeIntake) -> None:
        await client.start()
        assert (await client.closed())[0] == 1008
        assert intake.only.left == ["nothing came any more"]

    talk(test)


values = st.one_of(
    st.none(), st.integers(-3, 10**15), st.floats(), st.text(max_size=8), st.binary(max_size=9),
    st.just(starting()), st.just("0"), st.just("inbound"), st.lists(st.text(max_size=3)),
)  # fmt: skip
keys = st.sampled_from(["start", "media", "track", "timestamp", "payload", "tracks", "callSid"])
objects = st.dictionaries(keys, values, max_size=4)
steps = st.one_of(
    st.binary(max_size=40),
    st.text(max_size=40),
    st.fixed_dictionaries(
        {"event": st.sampled_from(["connected", "start", "media", "dtmf", "mark", "stop", "new"])},
        optional={"start": objects, "media": objects},
    ),
    st.just({"event": "start", "start": starting()}),
    st.just({"event": "media", "media": {"track": "inbound", "timestamp": "0", "payload": "////"}}),
)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(steps, max_size=14))
def test_whatever_comes_the_session_ends_and_every_call_is_ended_or_left(did: list[Any]) -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        for step in did:
            try:
                if isinstance(step, bytes):
                    await client.socket.send_bytes(step)
                elif isinstance(step, str):
                    await client.socket.send_text(step)
                else:
                    await client.write(step)
            except SocketClosed:
                return

    for call in talk(test).calls.values():
        assert call.ended or call.left
        assert all(ear.finished for ear in call.ears)
