"""Transcript events: what a line may be, what is answered, and what reaches the call."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.patience import PATIENCE_S

from coolhead.adapters.telephony.settings import SourceSettings
from coolhead.adapters.telephony.sockets import MemorySocket, SocketClosed, socket_pair
from coolhead.adapters.telephony.transcript.lines import Begin, End, Interim, read_line
from coolhead.adapters.telephony.transcript.posting import MOST_LINES, take_lines
from coolhead.adapters.telephony.transcript.session import TranscriptSession
from coolhead.call.events import (
    AgentMarked,
    CallEnded,
    ConsentChanged,
    Event,
    HoldEnded,
    HoldStarted,
    MuteStarted,
    NoteAdded,
    PaymentPauseStarted,
    SpeechStarted,
    SpeechStopped,
    TimeAdvanced,
    UtteranceHeard,
)
from coolhead.errors import InputError, StorageError
from coolhead.services.live.fake_intake import FakeIntake

SOURCE = SourceSettings(name="dialler", workspace="w", team="north", consent="given")
SAID = {"party": "customer", "start": 1.0, "end": 2.0, "text": "Hello?", "id": "u1"}


def line(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def read(value: Any, now: float = 5.0) -> Any:
    return read_line(line(value), 7, SOURCE, now)


@pytest.mark.parametrize(
    ("value", "event"),
    [
        ({"type": "speech_started", "party": "agent", "at": 1}, SpeechStarted(at=1, party="agent")),
        ({"type": "speech_stopped", "party": "agent"}, SpeechStopped(at=5.0, party="agent")),
        ({"type": "hold", "on": True, "at": 2.5}, HoldStarted(at=2.5)),
        ({"type": "hold", "on": False}, HoldEnded(at=5.0)),
        ({"type": "mute", "on": True}, MuteStarted(at=5.0)),
        ({"type": "payment_pause", "on": True}, PaymentPauseStarted(at=5.0)),
        ({"type": "consent", "consent": "refused"}, ConsentChanged(at=5.0, consent="refused")),
        ({"type": "advance", "at": 9}, TimeAdvanced(at=9.0)),
        ({"type": "mark_asked"}, AgentMarked(at=5.0, mark="mark_asked")),
        ({"type": "NoteAdded", "text": "x", "at": 3.0}, NoteAdded(at=3.0, text="x")),
        ({"type": "end", "ended_by": "customer"}, End("customer", "")),
        ({"type": "end"}, End("system", "")),
        ({"type": "interim", "party": "agent", "text": "Let"}, Interim("agent", "Let")),
    ],
)
def test_what_a_line_says(value: Any, event: Event | End | Interim) -> None:
    assert read(value) == event


def test_an_utterance_is_as_in_the_file() -> None:
    said = read({**SAID, "confidence": 0.5, "words": [{"w": "Hello?", "start": 1, "end": 2}]})
    assert isinstance(said, UtteranceHeard)
    assert said.at == 2.0
    assert said.utterance.id == "u1"
    assert said.utterance.words[0].w == "Hello?"


def test_a_header_keeps_to_the_team_it_was_set_up_for() -> None:
    begin = read(
        {"call": {"id": "c", "team": "theirs", "workspace": "x", "agent": "a", "playbook": "p"}}
    )
    assert isinstance(begin, Begin)
    assert (begin.header.workspace, begin.header.team) == ("w", "north")
    assert (begin.header.call, begin.header.agent, begin.playbook) == ("c", "a", "p")
    assert begin.header.consent == "given"
    assert not begin.header.speech_timing
    again = read({"call": {"consent": None}, "speech_timing": True})
    assert again.header.call == ""
    assert again.header.consent == "given"
    assert again.header.speech_timing


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("", None),
        ("nonsense", None),
        ("[]", None),
        ("{}", None),
        (line({**SAID, "party": "robot"}), "party"),
        (line({**SAID, "end": 0.5}), "end"),
        (line({**SAID, "start": -1}), "start"),
        (line({**SAID, "colour": 1}), "colour"),
        ('{"party":"agent","start":NaN,"end":1,"text":"x"}', None),
        (line({"type": "hold", "on": "yes"}), "on"),
        (line({"type": "hold"}), "on"),
        (line({"type": "hold", "on": True, "at": "now"}), "at"),
        (line({"type": "hold", "on": True, "at": -1}), "at"),
        (line({"type": "advance"}), "at"),
        (line({"type": "speech_started", "party": "x"}), "party"),
        (line({"type": "consent", "consent": "perhaps"}), "consent"),
        (line({"type": "end", "ended_by": "nobody"}), "ended_by"),
        (line({"type": "end", "reason": 1}), "reason"),
        (line({"type": "interim", "party": "x", "text": ""}), "party"),
        (line({"type": "interim", "party": "agent", "text": 1}), "text"),
        (line({"type": "interim", "party": "agent"}), "text"),
        (line({"type": "interim", "party": "agent", "text": "", "at": 1}), "at"),
        (line({"type": "CallStarted", "call": "x"}), None),
        (line({"type": "TimeAdvanced"}), "type"),
        (line({"type": ["x"]}), "type"),
        (line({"call": 3}), "call"),
        (line({"call": {}, "more": 1}), "more"),
        (line({"call": {"consent": "x"}}), "call.consent"),
        (line({"call": {}, "speech_timing": 1}), "speech_timing"),
        ('{"party": "agent", "text": "' + "x" * 70_000 + '"}', None),
        ("[" * 50_000, None),
    ],
)
def test_a_wrong_line_is_named(text: str, field: str | None) -> None:
    with pytest.raises(InputError) as caught:
        read_line(text, 7, SOURCE, 0.0)
    assert caught.value.line == 7
    assert caught.value.field == field or field is None


class Client:
    """The other side; ``answers`` are what it was told."""

    def __init__(self, socket: MemorySocket) -> None:
        self.socket = socket

    async def send(self, *values: Any) -> None:
        for value in values:
            await self.socket.send_text(value if isinstance(value, str) else line(value))

    async def answer(self) -> dict[str, Any]:
        text = await asyncio.wait_for(self.socket.receive(), PATIENCE_S)
        answer: dict[str, Any] = msgspec.json.decode(text)
        return answer

    async def until_acknowledged(self, number: int) -> list[dict[str, Any]]:
        others = list[dict[str, Any]]()
        while True:
            answer = await self.answer()
            if answer == {"type": "ack", "line": number}:
                return others
            if answer["type"] != "ack":
                others.append(answer)


def talk(test: Callable[[Client, FakeIntake], Awaitable[None]]) -> FakeIntake:
    async def whole() -> FakeIntake:
        here, there = socket_pair()
        intake = FakeIntake()
        session = TranscriptSession(here, intake, SOURCE, make_id=lambda: "made")
        running = asyncio.create_task(session.run())
        await test(Client(there), intake)
        await there.close()
        await asyncio.wait_for(running, PATIENCE_S)
        return intake

    return asyncio.run(whole())


def test_a_call_is_told_and_acknowledged() -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        await client.send({"call": {"id": "c1"}}, SAID, {"type": "hold", "on": True, "at": 3})
        assert await client.answer() == {"type": "call", "call": "c1", "resumed": False}
        await client.until_acknowledged(3)
        await client.send({"type": "end", "ended_by": "customer"})
        await client.until_acknowledged(4)

    call = talk(test).only
    assert [type(moment) for moment in call.moments] == [UtteranceHeard, HoldStarted, CallEnded]
    assert call.left == []


def test_words_that_may_still_change_are_shown_and_not_taken_in() -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        await client.send({"call": {"id": "c1"}})
        for text in ("Hel", "Hello", ""):
            await client.send({"type": "interim", "party": "customer", "text": text})
        await client.send(SAID)
        assert [each["type"] for each in await client.until_acknowledged(5)] == ["call"]

    call = talk(test).only
    assert call.interim == [("customer", "Hel"), ("customer", "Hello"), ("customer", "")]
    assert [type(moment) for moment in call.moments] == [UtteranceHeard]


def test_several_lines_may_come_in_one_message() -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        await client.send("\n".join([line({"call": {"id": "c"}}), line(SAID), line(SAID), ""]))
        await client.until_acknowledged(3)

    assert len(talk(test).only.moments) == 2


def test_without_a_header_the_call_is_given_an_id() -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        await client.send(SAID)
        assert await client.answer() == {"type": "call", "call": "made", "resumed": False}
        await client.until_acknowledged(1)

    call = talk(test).only
    assert call.header.team == "north"
    assert call.left == ["the transcript's socket was closed"]


def test_a_wrong_line_breaks_nothing() -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        await client.send({"call": {"id": "c"}}, "nonsense", SAID, {"call": {"id": "d"}})
        await client.socket.send_bytes(b"\x00")
        await client.send({"type": "end"})
        answers = await client.until_acknowledged(6)
        wrong = [(each["line"], each["code"]) for each in answers if each["type"] == "error"]
        assert wrong == [(2, "input"), (4, "input"), (5, "input")]
        assert all(each["hint"] is not None for each in answers if each["type"] == "error")

    assert len(talk(test).only.moments) == 2


def test_what_cannot_be_kept_is_told_and_may_be_sent_again() -> None:
    async def test(client: Client, intake: FakeIntake) -> None:
        await client.send({"call": {"id": "c"}})
        await client.answer()
        intake.only.refuse = StorageError("no room", hint="Make room.")
        await client.send(SAID)
        answer = await client.answer()
        assert answer["retryable"]
        assert answer["code"] == "storage"
        await client.send(SAID)
        await client.until_acknowledged(3)

    assert len(talk(test).only.moments) == 1


def test_a_call_goes_on_over_another_socket() -> None:
    async def whole() -> None:
        intake = FakeIntake()
        for number in range(2):
            here, there = socket_pair()
            session = TranscriptSession(here, intake, SOURCE, make_id=lambda: "x")
            running = asyncio.create_task(session.run())
            client = Client(there)
            await client.send({"call": {"id": "c"}})
            assert (await client.answer())["resumed"] is bool(number)
            await there.close()
            await running

    asyncio.run(whole())


def test_what_is_not_kept_yet_is_not_acknowledged() -> None:
    class Waiting:
        where = "memory"

        def __init__(self) -> None:
            self.there = asyncio.Event()

        async def landed(self) -> None:
            await self.there.wait()

    async def test(client: Client, intake: FakeIntake) -> None:
        await client.send({"call": {"id": "c"}})
        await client.answer()
        waiting = Waiting()

        async def take(_moment: Event) -> Any:
            return waiting

        intake.only.take = take  # type: ignore[assignment,method-assign]
        await client.send(SAID)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(client.socket.receive(), 0.1)
        waiting.there.set()
        await client.until_acknowledged(2)

    talk(test)


def test_lines_may_be_posted_in_batches() -> None:
    async def whole() -> None:
        intake = FakeIntake()
        first = await take_lines(
            intake, SOURCE, "c", [line({"call": {"id": "other", "agent": "a1"}}), "", line(SAID)]
        )
        assert (first.call, first.accepted, first.errors, first.ended) == ("c", 1, (), False)
        assert intake.only.header.call == "c"
        assert intake.only.header.agent == "a1"
        assert intake.only.left == ["no more lines came"]
        more = [line(SAID), "nonsense", line({"call": {}}), line({"type": "end"})]
        second = await take_lines(intake, SOURCE, "c", more)
        assert second.resumed
        assert second.ended
        assert second.accepted == 2
        assert [each["line"] for each in second.errors] == [2, 3]
        with pytest.raises(InputError, match="ended"):
            await take_lines(intake, SOURCE, "c", [line(SAID)])
        with pytest.raises(InputError, match="at most"):
            await take_lines(intake, SOURCE, "d", [line(SAID)] * (MOST_LINES + 1))
        assert (await take_lines(intake, SOURCE, "e", [])).accepted == 0
        interim = line({"type": "interim", "party": "agent", "text": "Let me"})
        assert (await take_lines(intake, SOURCE, "e", [interim, line(SAID)])).accepted == 1

    asyncio.run(whole())


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.floats(), st.text(max_size=5), st.integers()),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
keys = st.sampled_from(
    ["party", "start", "end", "text", "type", "at", "on", "call", "id", "words", "consent"]
)
words = st.sampled_from(["agent", "hold", "end", "mark_asked", "NoteAdded", "speech_started"])
objects = st.dictionaries(keys, values | words, max_size=6)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(objects, st.text(max_size=30), st.binary(max_size=9)), max_size=8))
def test_whatever_comes_every_message_is_answered_and_the_call_is_left(sent: list[Any]) -> None:
    async def test(client: Client, _intake: FakeIntake) -> None:
        for each in sent:
            if isinstance(each, bytes):
                await client.socket.send_bytes(each)
            elif isinstance(each, str):
                await client.send(each)
            else:
                try:
                    await client.send(each)
                except ValueError:
                    return
        await client.send({"call": {"id": "z"}})
        with_answers = 0
        try:
            while with_answers < 1:
                await client.answer()
                with_answers += 1
        except SocketClosed:
            raise AssertionError("the session gave up") from None

    for call in talk(test).calls.values():
        assert call.ended or call.left
