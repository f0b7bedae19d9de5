"""Our clients of transcripts and raw sound against real servers: told, kept, cut off, gone on."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from tests.support.source_servers import raw_audio_server, transcript_server

from coolhead.adapters.telephony.audiosocket.registry import AudioSocketRegistry, Registration
from coolhead.adapters.telephony.audiosocket.server import audiosocket_server
from coolhead.adapters.telephony.audiosocket.settings import ListeningSettings
from coolhead.adapters.telephony.raw_audio.client import raw_audio_client
from coolhead.adapters.telephony.settings import SourceSettings
from coolhead.adapters.telephony.sockets import SocketClosed
from coolhead.adapters.telephony.together import Together
from coolhead.adapters.telephony.transcript.client import transcript_client
from coolhead.call.events import CallEnded, CallStarted, HoldStarted, UtteranceHeard
from coolhead.services.live.fake_intake import FakeIntake

AUDIO = SourceSettings(name="dialler", team="north")
TRANSCRIPT = SourceSettings(name="words", team="north")


PAGES = Path(__file__).parents[2] / "docs" / "connect"


def examples(page: str) -> dict[str, Any]:
    """What the Python of a page defines."""
    defined: dict[str, Any] = {}
    text = (PAGES / page).read_text(encoding="utf-8")
    for code in re.findall(r"```python\n(.*?)```", text, re.DOTALL):
        exec(compile(code, page, "exec"), defined)  # noqa: S102 - our own documentation
    return defined


def said(number: int) -> dict[str, Any]:
    return {
        "party": "customer",
        "start": number,
        "end": number + 1,
        "text": "No.",
        "id": f"u{number}",
    }


def test_a_transcript_is_kept_line_by_line() -> None:
    async def test() -> FakeIntake:
        intake = FakeIntake()
        async with transcript_server(intake, TRANSCRIPT) as url, transcript_client(url) as client:
            await client.begin({"id": "c1", "agent": "a17"})
            assert client.call == {"type": "call", "call": "c1", "resumed": False}
            for number in range(50):
                await client.send(said(number))
            last = await client.send({"type": "end", "ended_by": "customer"})
            await client.acknowledged(last)
            assert client.errors == []
        return intake

    call = asyncio.run(test()).only
    assert len(call.of(UtteranceHeard)) == 50
    assert call.ended


def test_sound_of_two_channels_arrives_to_the_byte() -> None:
    sound = bytes(range(256)) * 250  # one second

    async def test() -> FakeIntake:
        intake = FakeIntake()
        async with raw_audio_server(intake, AUDIO) as url, raw_audio_client(url) as client:
            await client.start({"id": "c1"})
            await client.play(sound, pace=0.0)
            await client.acknowledged(await client.send({"type": "hold", "on": True}))
            await client.end("customer")
        return intake

    call = asyncio.run(test()).only
    assert [type(moment) for moment in call.moments] == [HoldStarted, CallEnded]
    assert [moment.at for moment in call.moments] == pytest.approx([1.0, 1.0])
    ear = call.ears[0]
    assert ear.finished
    halves = [sound[i : i + 2] for i in range(0, len(sound), 2)]
    assert ear.sound_of("customer") == b"".join(halves[0::2])
    assert ear.sound_of("agent") == b"".join(halves[1::2])


def test_a_party_on_a_socket_of_its_own_that_is_cut_off_comes_back() -> None:
    async def test() -> FakeIntake:
        intake = FakeIntake()
        async with raw_audio_server(intake, AUDIO) as url, raw_audio_client(url) as agent:
            await agent.start({"id": "c1"}, channels=["agent"])
            for _ in range(2):
                async with raw_audio_client(url) as customer:
                    await customer.start({"id": "c1"}, channels=["customer"])
                    await customer.play(b"\x01\x00" * 1_600, pace=0.0)
                    await customer.acknowledged(await customer.send({"type": "mark_asked"}))
            await agent.end()
        return intake

    call = asyncio.run(test()).only
    assert call.ended
    assert [len(ear.frames) for ear in call.ears] == [0, 1, 1]


def test_who_waits_for_an_answer_is_told_that_the_server_has_hung_up() -> None:
    async def test() -> None:
        async with raw_audio_server(FakeIntake(), AUDIO) as url, raw_audio_client(url) as client:
            await client.start({"id": "c1"})
            await client.end()
            with pytest.raises(SocketClosed):
                await client.acknowledged(99)

    asyncio.run(test())


def test_the_examples_of_a_source_of_ones_own_do_what_they_say() -> None:
    async def test() -> FakeIntake:
        intake, shown = FakeIntake(), examples("home_made.md")
        async with transcript_server(intake, TRANSCRIPT) as url:
            await shown["send_words"](url, "key")
        async with raw_audio_server(intake, AUDIO) as url:
            await shown["send_sound"](url, "key")
        return intake

    words, sound = asyncio.run(test()).calls.values()
    assert [type(moment) for moment in words.moments] == [UtteranceHeard, CallEnded]
    assert sound.ended
    assert len(sound.ears[0].sound_of("customer")) == 16_000


def test_the_example_of_asterisk_does_what_it_says() -> None:
    async def test() -> FakeIntake:
        intake, registry, uuid = FakeIntake(), AudioSocketRegistry(), uuid4()
        header = CallStarted(at=0.0, call="c1")
        registry.register(
            uuid, Registration(header=header, party="customer", intake=intake, source="asterisk")
        )
        async with audiosocket_server(registry, Together(), ListeningSettings()) as server:
            await examples("asterisk.md")["call_in"](server.port, uuid)
        return intake

    call = asyncio.run(test()).only
    assert call.ended
    assert len(call.ears[0].sound_of("customer")) == 16_000
