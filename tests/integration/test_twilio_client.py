"""Our client of Media Streams against a real server: signed, streamed, stopped, lost, gone on."""

from __future__ import annotations

import asyncio

import pytest
from tests.support.twilio_server import twilio_server
from websockets.exceptions import InvalidStatus

from coolhead.adapters.telephony.sound import mulaw_to_pcm16
from coolhead.adapters.telephony.twilio.client import twilio_client
from coolhead.adapters.telephony.twilio.settings import TwilioSource
from coolhead.services.live.fake_intake import FakeIntake

TOKEN = "token-of-a-test"  # noqa: S105 - opens nothing
SOURCE = TwilioSource(name="phones", team="north")
# Half a second of each, every byte there is among them.
INBOUND = bytes(range(250)) * 16
OUTBOUND = bytes(reversed(range(250))) * 16


def test_a_stream_of_both_tracks_arrives_to_the_byte() -> None:
    async def test() -> FakeIntake:
        intake = FakeIntake()
        async with twilio_server(intake, TOKEN, SOURCE) as url, twilio_client(url, TOKEN) as client:
            await client.start("CA1", parameters={"agent": "a17"})
            await client.play(inbound=INBOUND, outbound=OUTBOUND, pace=0.0)
            await client.stop()
        return intake

    call = asyncio.run(test()).only
    assert call.ended
    assert call.header.agent == "a17"
    ear = call.ears[0]
    assert ear.sound_of("customer") == mulaw_to_pcm16(INBOUND)
    assert ear.sound_of("agent") == mulaw_to_pcm16(OUTBOUND)
    assert ear.frames[-1].at == pytest.approx(0.48)


def test_several_streams_beside_each_other_are_calls_of_their_own() -> None:
    async def one(url: str, call: str) -> None:
        async with twilio_client(url, TOKEN) as client:
            await client.start(call)
            await client.play(inbound=INBOUND, pace=0.1)
            await client.stop()

    async def test() -> FakeIntake:
        intake = FakeIntake()
        async with twilio_server(intake, TOKEN, SOURCE) as url:
            await asyncio.gather(*(one(url, f"CA{number}") for number in range(20)))
        return intake

    calls = asyncio.run(test()).calls.values()
    assert len(calls) == 20
    assert all(call.ended and len(call.ears[0].frames) == 25 for call in calls)


def test_a_client_that_is_cut_off_goes_on_with_its_call() -> None:
    async def test() -> FakeIntake:
        intake = FakeIntake()
        async with twilio_server(intake, TOKEN, SOURCE) as url:
            async with twilio_client(url, TOKEN) as client:
                await client.start("CA1")
                await client.play(inbound=INBOUND, pace=0.0)
            while not (intake.calls and intake.only.left):
                await asyncio.sleep(0.001)
            async with twilio_client(url, TOKEN) as client:
                await client.start("CA1")
                await client.stop()
        return intake

    call = asyncio.run(test()).only
    assert call.resumed
    assert call.left == ["the connection was lost"]
    assert call.ended


def test_another_token_is_not_let_in() -> None:
    async def test() -> None:
        async with twilio_server(FakeIntake(), TOKEN, SOURCE) as url:
            with pytest.raises(InvalidStatus):
                async with twilio_client(url, "another"):
                    pass

    asyncio.run(test())
