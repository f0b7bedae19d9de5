"""AudioHook: what a client may say, what it is answered, and what reaches the call."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.patience import PATIENCE_S

from coolhead.adapters.telephony.audiohook import session as session_module
from coolhead.adapters.telephony.audiohook.messages import NIL
from coolhead.adapters.telephony.audiohook.session import AudioHookSession
from coolhead.adapters.telephony.settings import SourceSettings
from coolhead.adapters.telephony.sockets import MemorySocket, SocketClosed, socket_pair
from coolhead.call.events import PaymentPauseEnded, PaymentPauseStarted
from coolhead.errors import BusyError
from coolhead.services.live.fake_intake import FakeIntake

SESSION = "30b0e395-84d3-4570-ac13-9a62d8f514c0"
CONVERSATION = "090eaa2f-72fa-480a-83e0-8667ff89c0ec"
ORGANIZATION = "d7934305-0972-4844-938e-9060eef73d05"
STEREO = {"type": "audio", "format": "PCMU", "channels": ["external", "internal"], "rate": 8000}
MONO = {"type": "audio", "format": "PCMU", "channels": ["external"], "rate": 8000}
LINEAR = {**STEREO, "format": "L16"}


class Client:
    """The other side, which writes what a test tells it to."""

    def __init__(self, socket: MemorySocket) -> None:
        self.socket = socket
        self.seq = 0
        self.server_seq = 0
        self.position = "PT0S"

    async def send(self, kind: str, parameters: dict[str, Any], **more: Any) -> None:
        self.seq += 1
        message = {
            "version": "2",
            "id": SESSION,
            "type": kind,
            "seq": self.seq,
            "serverseq": self.server_seq,
            "position": self.position,
            "parameters": parameters,
            **more,
        }
        await self.socket.send_text(msgspec.json.encode(message).decode())

    async def answer(self) -> dict[str, Any]:
        text = await asyncio.wait_for(self.socket.receive(), PATIENCE_S)
        assert isinstance(text, str)
        message: dict[str, Any] = msgspec.json.decode(text)
        assert message["seq"] == self.server_seq + 1
        self.server_seq = message["seq"]
        assert message["clientseq"] <= self.seq
        return message

    async def open(self, **more: Any) -> dict[str, Any]:
        await self.send("open", opening(**more))
        return await self.answer()


def opening(**more: Any) -> dict[str, Any]:
    return {
        "organizationId": ORGANIZATION,
        "conversationId": CONVERSATION,
        "participant": {"id": str(uuid.UUID(int=1)), "ani": "+441", "aniName": "", "dnis": "+442"},
        "media": [MONO, STEREO],
        "language": "en-US",
        **more,
    }


def talk(
    test: Callable[[Client, FakeIntake], Awaitable[None]],
    *,
    source: SourceSettings | None = None,
    organization: str | None = ORGANIZATION,
) -> FakeIntake:
    """Run a session against a client; the session must come to its end by itself."""

    async def whole() -> FakeIntake:
        here, there = socket_pair()
        intake = FakeIntake()
        session = AudioHookSession(
            here,
            intake,
            source or SourceSettings(name="genesys", team="north"),
            organization=organization,
            session=SESSION,
        )
        running = asyncio.create_task(session.run())
        await test(Client(there), intake)
        await there.close()
        await asyncio.wait_for(running, PATIENCE_S)
        return intake

    return asyncio.run(whole())


def test_a_call_is_opened_heard_and_ended() -> None:
    async def test(client: Client, intake: FakeIntake) -> None:
        opened = await client.open()
        assert opened["type"] == "opened"
        assert opened["parameters"]["media"] == [STEREO]
        assert opened["parameters"]["startPaused"] is False
        await client.socket.send_bytes(bytes([0xFF, 0x80] * 800))
        await client.send("ping", {"rtt": "PT0.1S"}, position="PT0.1S")
        assert (await client.answer())["type"] == "pong"
        await client.socket.send_bytes(bytes([0xFF, 0x80] * 800))
        await client.send("close", {"reason": "end"}, position="PT0.2S")
        assert (await client.answer())["type"] == "closed"
        # What is answered has been kept: the call is over already.
        assert intake.only.ended

    intake = talk(test)
    call = intake.only
    assert call.header.call == CONVERSATION
    assert call.header.team == "north"
    assert call.header.customer_number == "+441"
    assert call.header.language == "en-US"
    assert call.header.consent == "unknown"
    ear = call.ears[0]
    assert ear.finished
    assert [(frame.party, frame.at) for frame in ear.frames] == [
        ("customer", 0.0),
        ("agent", 0.0),
        ("customer", 0.1),
        ("agent", 0.1),
    ]
    assert ear.sound_of("customer") == b"\0\0" * 1600
    assert ear.sound_of("agent") == (32124).to_bytes(2, "little") * 1600
    assert not call.left


@pytest.mark.parametrize(("media", "frame"), [(MONO, b"\xff" * 8), (LINEAR, b"\0\0\x7c\x7d" * 8)])
def test_every_kind_of_sound_is_understood(media: dict[str, Any], frame: bytes) -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        opened = await client.open(media=[media])
        assert opened["parameters"]["media"] == [media]
        await client.socket.send_bytes(frame)
        await client.send("close", {"reason": "end"})
        assert (await client.answer())["type"] == "closed"

    ear = talk(test).only.ears[0]
    assert ear.sound_of("customer") == b"\0\0" * 8
    if media is LINEAR:
        assert ear.sound_of("agent") == b"\x7c\x7d" * 8


def test_what_the_configuration_says_of_a_call_is_taken() -> None:
    config = {
        "agent": "a17",
        "consent": "given",
        "campaign": "spring",
        "team": "theirs",
        "x": 1,
        "playbook": "shop",
        "direction": "outbound",
    }

    async def test(client: Client, _intake: FakeIntake) -> None:
        assert (await client.open(customConfig=config))["type"] == "opened"

    call = talk(test).only
    assert call.header.agent == "a17"
    assert call.header.consent == "given"
    assert call.header.team == "north"  # the source's, whatever the call says
    assert call.header.customer_number == "+442"  # we called them
    assert call.playbook == "shop"
    assert call.left == ["the connection was lost"]


def test_a_wrong_configuration_sends_the_client_away_and_opens_nothing() -> None:
    async def test(client: Client, intake: FakeIntake) -> None:
        answer = await client.open(customConfig={"consent": "maybe"})
        assert answer["type"] == "disconnect"
        assert answer["parameters"]["reason"] == "error"
        assert "maybe" in answer["parameters"]["info"]
        assert not intake.calls
        await client.send("close", {"reason": "disconnect"})
        assert (await client.answer())["type"] == "closed"

    talk(test)


def test_a_connection_probe_makes_no_call() -> None:
    async def test(client: Client, intake: FakeIntake) -> None:
        assert (await client.open(conversationId=NIL))["type"] == "opened"
        await client.socket.send_bytes(b"\xff\xff")
        await client.send("close", {"reason": "end"})
        assert (await client.answer())["type"] == "closed"
        assert not intake.calls

    talk(test)


def test_a_session_that_is_lost_is_gone_on_with_by_the_next() -> None:
    async def whole() -> None:
        intake = FakeIntake()
        for number in range(2):
            here, there = socket_pair()
            running = asyncio.create_task(
                AudioHookSession(here, intake, SourceSettings(name="g")).run()
            )
            client = Client(there)
            continued = [{"id": SESSION, "serverseq": 3, "clientseq": 4}] if number else []
            assert (await client.open(continuedSessions=continued))["type"] == "opened"
            if number == 0:
                await intake.only.take(PaymentPauseEnded(at=42.0))
            await there.send_bytes(b"\xff\xff" * 80)
            if number:
                await client.send("close", {"reason": "end"})
                assert (await client.answer())["type"] == "closed"
            await there.close()
            await running
        call = intake.only
        assert call.resumed
        assert call.left == ["the connection was lost"]
        assert call.ended
        assert call.ears[0].frames[0].at == 0.0
        # Each session counts from its own start: the call's clock goes on.
        assert call.ears[1].frames[0].at == 42.0

    asyncio.run(whole())


@pytest.mark.parametrize("reason", ["disconnect", "error", "reconnect"])
def test_a_session_that_closes_for_another_reason_leaves_the_call_open(reason: str) -> None:
    async def test(client: Client, intake: FakeIntake) -> None:
        await client.open()
        await client.send("close", {"reason": reason})
        assert (await client.answer())["type"] == "closed"
        assert not intake.only.ended
        assert intake.only.left == [f"AudioHook closed: {reason}"]

    talk(test)


def test_while_the_client_pauses_nothing_is_heard() -> None:
    async def test(client: Client, intake: FakeIntake) -> None:
        await client.open()
        await client.socket.send_bytes(b"\xff\xff" * 8000)
        await client.send("paused", {}, position="PT1S")
        await client.send("ping", {}, position="PT1S")
        assert (await client.answer())["type"] == "pong"
        await client.send("resumed", {"start": "PT1S", "discarded": "PT9.5S"}, position="PT1S")
        await client.socket.send_bytes(b"\xff\xff" * 80)
        await client.send("close", {"reason": "end"}, position="PT10.51S")
        assert (await client.answer())["type"] == "closed"
        call = intake.only
        assert call.of(PaymentPauseStarted)[0].at == 1.0
        assert call.of(PaymentPauseEnded)[0].at == 10.5
        assert call.ears[0].frames[-1].at == 10.5

    talk(test)


def test_sound_that_was_discarded_leaves_a_gap() -> None:
    async def test(client: Client, intake: FakeIntake) -> None:
        await client.open()
        await client.send("discarded", {"start": "PT0S", "discarded": "PT3S"})
        await client.socket.send_bytes(b"\xff\xff" * 80)
        await client.send("update", {"language": "es-ES"}, position="PT3.01S")
        assert (await client.answer())["type"] == "updated"
        assert intake.only.ears[0].frames[0].at == 3.0

    talk(test)


def test_the_client_s_position_holds() -> None:
    async def test(client: Client, intake: FakeIntake) -> None:
        await client.open()
        await client.send("ping", {}, position="PT20S")
        await client.answer()
        await client.socket.send_bytes(b"\xff\xff" * 80)
        await client.send("ping", {}, position="PT20.1S")
        await client.answer()
        assert intake.only.ears[0].frames[0].at == 20.0

    talk(test)


async def _twice(client: Client) -> None:
    await client.open()
    await client.send("open", opening())


async def _binary_first(client: Client) -> None:
    await client.socket.send_bytes(b"\xff")


async def _while_paused(client: Client) -> None:
    await client.open()
    await client.send("paused", {})
    await client.socket.send_bytes(b"\xff\xff")


async def _odd_frame(client: Client) -> None:
    await client.open()
    await client.socket.send_bytes(b"\xff" * 3)


async def _huge_frame(client: Client) -> None:
    await client.open()
    await client.socket.send_bytes(b"\xff" * 1_000_000)


async def _empty_frame(client: Client) -> None:
    await client.open()
    await client.socket.send_bytes(b"")


FAULTS: dict[str, Callable[[Client], Awaitable[None]]] = {
    "not JSON": lambda c: c.socket.send_text("{"),
    "JSON of another kind": lambda c: c.socket.send_text("[1]"),
    "nested": lambda c: c.socket.send_text("[" * 60_000),
    "too long": lambda c: c.socket.send_text('"' + "x" * 70_000 + '"'),
    "half a surrogate": lambda c: c.socket.send_text('{"version": "\ud800"}'),
    "another version": lambda c: c.send("ping", {}, version="1"),
    "unknown type": lambda c: c.send("hello", {}),
    "a server's type": lambda c: c.send("opened", {}),
    "a number left out": lambda c: c.send("ping", {}, seq=2),
    "a number twice": lambda c: c.send("ping", {}, seq=0),
    "a negative number": lambda c: c.send("ping", {}, serverseq=-1),
    "never sent": lambda c: c.send("ping", {}, serverseq=7),
    "another session": lambda c: c.send("ping", {}, id=CONVERSATION),
    "no session": lambda c: c.send("ping", {}, id="x"),
    "no duration": lambda c: c.send("ping", {}, position="1s"),
    "negative duration": lambda c: c.send("ping", {}, position="PT-1S"),
    "endless duration": lambda c: c.send("ping", {}, position="PT" + "9" * 400 + "S"),
    "parameters missing": lambda c: c.send("open", {}),
    "no conversation": lambda c: c.send("open", opening(conversationId="x")),
    "no media": lambda c: c.send("open", opening(media=[])),
    "other media": lambda c: c.send("open", opening(media=[{**MONO, "format": "OPUS"}])),
    "other rate": lambda c: c.send("open", opening(media=[{**MONO, "rate": 16000}])),
    "other channels": lambda c: c.send("open", opening(media=[{**MONO, "channels": ["both"]}])),
    "one channel twice": lambda c: c.send(
        "open", opening(media=[{**MONO, "channels": ["external", "external"]}])
    ),
    "opened twice": _twice,
    "sound first": _binary_first,
    "sound in a pause": _while_paused,
    "half a sample": _odd_frame,
    "a minute at once": _huge_frame,
    "nothing at once": _empty_frame,
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_client_that_breaks_the_protocol_is_sent_away(name: str) -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        await FAULTS[name](client)
        answer = await client.answer()
        assert answer["type"] == "disconnect"
        assert answer["parameters"]["reason"] == "error"
        assert answer["parameters"]["info"]
        await client.socket.send_bytes(b"\xff\xff")  # was under way

    talk(test)


def test_another_organization_is_not_let_in() -> None:
    async def test(client: Client, intake: FakeIntake) -> None:
        answer = await client.open(organizationId=CONVERSATION)
        assert answer["parameters"]["reason"] == "unauthorized"
        assert not intake.calls

    talk(test)


def test_a_server_that_is_full_says_so() -> None:
    async def test(client: Client, intake: FakeIntake) -> None:
        intake.refuse = BusyError("no more calls can be taken", hint="Try again.")
        answer = await client.open()
        assert answer["type"] == "disconnect"
        assert "no more calls" in answer["parameters"]["info"]

    talk(test)


def test_a_client_that_says_nothing_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_module, "OPEN_WITHIN_S", 0.05)

    async def whole() -> None:
        here, _there = socket_pair()
        session = AudioHookSession(here, FakeIntake(), SourceSettings(name="g"))
        await asyncio.wait_for(session.run(), PATIENCE_S)

    asyncio.run(whole())


@pytest.mark.parametrize("opened", [False, True])
def test_a_client_that_only_chatters_is_let_go(
    monkeypatch: pytest.MonkeyPatch, opened: bool
) -> None:
    late = "CLOSE_WITHIN_S" if opened else "OPEN_WITHIN_S"
    monkeypatch.setattr(session_module, late, 0.05)

    async def whole() -> None:
        here, there = socket_pair()
        intake, client = FakeIntake(), Client(there)
        session = AudioHookSession(here, intake, SourceSettings(name="g"))
        running = asyncio.create_task(session.run())
        if opened:
            await client.open()
            await there.send_text("nothing that can be understood")
        async with asyncio.timeout(PATIENCE_S):
            while not running.done():
                if opened:
                    await there.send_bytes(b"\xff\xff")
                else:
                    await client.send("ping", {})
                await asyncio.sleep(0.001)
        assert [call.left for call in intake.calls.values()] == [["nothing came any more"]] * opened

    asyncio.run(whole())


plain = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 10), st.text(max_size=8), st.just("PT1S"),
    st.just([STEREO]), st.just(opening()), st.just({"start": "PT0S", "discarded": "PT1S"}),
)  # fmt: skip
kinds = st.sampled_from(
    ["open", "close", "ping", "paused", "resumed", "discarded", "update", "error", "zzz"]
)
steps = st.one_of(
    st.binary(max_size=40),
    st.text(max_size=40),
    st.tuples(kinds, st.dictionaries(st.sampled_from(["reason", "media", "start"]), plain)),
    st.tuples(kinds, st.just(opening())),
    st.tuples(st.just("close"), st.just({"reason": "end"})),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(steps, max_size=12))
def test_whatever_comes_the_session_ends_and_every_call_is_ended_or_left(did: list[Any]) -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        for step in did:
            try:
                if isinstance(step, bytes):
                    await client.socket.send_bytes(step)
                elif isinstance(step, str):
                    await client.socket.send_text(step)
                else:
                    await client.send(*step)
            except SocketClosed:
                return

    for call in talk(test).calls.values():
        assert call.ended or call.left
        assert all(ear.finished for ear in call.ears)
