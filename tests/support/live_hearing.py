"""Ears with a recogniser that is made up, and calls that write down what they are told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from tests.support.voices import RATE, Sound, as_pcm16

from coolhead.adapters.speech.live.ear import LiveEar
from coolhead.adapters.speech.live.ears import Ears
from coolhead.adapters.speech.live.fake_recogniser import FakeRecogniser, Says, how_long
from coolhead.adapters.speech.live.settings import HearingSettings
from coolhead.adapters.speech.settings import SpeechSettings
from coolhead.call.events import Event, UtteranceHeard
from coolhead.call.utterance import Utterance
from coolhead.call.vocabulary import Party

FRAME_S = 0.02
WAIT_S = 120.0


@asynccontextmanager
async def ears_that(
    says: Says = how_long, *, recognisers: int = 1, **settings: float
) -> AsyncIterator[Ears]:
    """Ears whose recogniser understands what it is told to; closed in the end."""
    ears = Ears(
        SpeechSettings(model="none"),
        HearingSettings(recognisers=recognisers, **settings),
        hire=FakeRecogniser(says).hire,
    )
    await ears.start()
    try:
        yield ears
    finally:
        await ears.close()


class Told:
    """A call that writes down what it is told."""

    def __init__(self, ears: Ears, may: Callable[[Party], bool] | None = None) -> None:
        self.events: list[Event] = []
        self.interim: list[tuple[Party, str]] = []
        self._came = asyncio.Condition()
        self.ear: LiveEar = ears.open(
            self.take,
            rate_hz=RATE,
            may_recognise=may or (lambda _party: True),
            show=lambda party, text: self.interim.append((party, text)),
        )

    async def take(self, event: Event) -> None:
        async with self._came:
            self.events.append(event)
            self._came.notify_all()

    async def until(self, kind: type[Event]) -> None:
        """Wait until an event of this kind has come."""
        async with asyncio.timeout(WAIT_S), self._came:
            await self._came.wait_for(lambda: any(isinstance(e, kind) for e in self.events))

    def hear(self, party: Party, sound: Sound, *, at: float = 0.0) -> None:
        """A sound in frames of 20 ms, as fast as they can be sent."""
        for moment, frame in frames(sound, at):
            self.ear.hear(party, frame, at=moment)

    async def finish(self) -> list[Event]:
        async with asyncio.timeout(WAIT_S):
            await self.ear.finish()
        return self.events

    @property
    def utterances(self) -> list[Utterance]:
        return [event.utterance for event in self.events if isinstance(event, UtteranceHeard)]


def frames(sound: Sound, at: float = 0.0) -> list[tuple[float, bytes]]:
    """The sound in frames of 20 ms with their times."""
    length = round(FRAME_S * RATE)
    return [
        (round(at + start / RATE, 3), as_pcm16(sound[start : start + length]))
        for start in range(0, len(sound), length)
    ]
