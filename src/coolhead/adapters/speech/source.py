"""A recorded call as the timeline of events that a live call would have given."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import Final

from coolhead.adapters.speech.decode import SAMPLE_RATE_HZ
from coolhead.adapters.speech.packages import voice_activity_model
from coolhead.adapters.speech.recogniser import Answer, Recogniser
from coolhead.adapters.speech.recording import (
    Block,
    Recording,
    check_recording,
    stream_blocks,
)
from coolhead.adapters.speech.segmenter import Found, Segment, Segmenter, Started, Stopped
from coolhead.adapters.speech.settings import SpeechSettings
from coolhead.adapters.speech.timeline import (
    NOTICED,
    PASSED,
    STARTED,
    STOPPED,
    Place,
    Timeline,
)
from coolhead.adapters.speech.vad import VoiceActivity, load_session
from coolhead.adapters.speech.words import heard_in
from coolhead.call.events import (
    CallEnded,
    Event,
    InputCut,
    RecogniserLost,
    RecogniserRestored,
    SpeechStarted,
    SpeechStopped,
    TimeAdvanced,
    UtteranceHeard,
)
from coolhead.call.vocabulary import Party

# Sound that is decoded ahead of what was handed out: longer than the longest utterance with its
# silence, so that the recogniser has its next one while words are being read; and the bound on
# what is kept in memory.
READ_AHEAD_S: Final = 30.0


class RecordingSource:
    """A recorded call.

    Raises ``InputError`` at once where the files cannot be one, ``MissingExtraError`` where a
    package is missing.

    ``duration_s`` is the length that the longer file announces, None where neither does.
    """

    def __init__(self, recording: Recording, settings: SpeechSettings | None = None) -> None:
        self._recording = recording
        self._settings = settings or SpeechSettings()
        voice_activity_model()  # so that an extra that is missing is known before a call begins
        known = [head.duration_s for head in check_recording(recording) if head.duration_s]
        self.duration_s: float | None = max(known) if known else None
        self._recogniser: Recogniser | None = None

    @property
    def recogniser_pid(self) -> int | None:
        """The id of the recogniser's process, None while there is none."""
        return self._recogniser.pid if self._recogniser else None

    def events(self) -> Generator[Event, None, None]:
        """Yield the call's events in the order of time, ending with ``CallEnded``.

        Speech starts and stops stand at the time they happened. An utterance stands at the time
        when it was clear that it had ended (its end and the silence after it, or the cut of a
        long one), whatever the machine's speed: so two runs give the same events. They come as
        they are known, while the rest is still being decoded; closing the generator ends every
        process behind it. ``CallStarted`` is the caller's to give, and utterances have no id
        yet. Raises ``InputError`` and ``SpeechError``.
        """
        recogniser = Recogniser(self._settings)
        self._recogniser = recogniser
        with closing(recogniser):
            hearing = _Hearing(self._settings, recogniser)
            recogniser.start()
            with closing(stream_blocks(self._recording, hearing.notice)) as blocks:
                yield from hearing.events(blocks)


class _Hearing:
    """The state of one pass over a recording."""

    def __init__(self, settings: SpeechSettings, recogniser: Recogniser) -> None:
        session = load_session()
        parties: tuple[Party, ...] = ("customer", "agent")
        self._voices = {party: VoiceActivity(session) for party in parties}
        self._segmenters = {party: Segmenter(settings) for party in parties}
        self._recogniser = recogniser
        self._timeline = Timeline()
        self._awaited: dict[int, tuple[Party, Segment, Place]] = {}
        self._read = 0  # samples of either side
        self._latest = 0.0  # the last moment that anything stands at

    def events(self, blocks: Iterator[Block]) -> Iterator[Event]:
        given = settled = 0.0
        while True:
            while settled < math.inf and self._read_s - given < READ_AHEAD_S:
                block = next(blocks, None)
                settled = self._finish() if block is None else self._hear(block)
            self._take(self._recogniser.answers(wait=False))
            if place := self._timeline.ready(settled):
                given = place.at
                yield from place.events or ()
            elif self._awaited:
                self._take(self._recogniser.answers(wait=True))
            else:
                break
        yield CallEnded(at=self._latest, ended_by="system")

    def notice(self, what: str) -> None:
        """Something of the input was cut or damaged."""
        self._put(self._read_s, NOTICED, InputCut(at=self._read_s, what=what))

    @property
    def _read_s(self) -> float:
        return round(self._read / SAMPLE_RATE_HZ, 3)

    def _hear(self, block: Block) -> float:
        """Take one block; returns the time before which nothing more will be placed."""
        before = self._read_s
        self._read += max(len(samples) for samples in block.values())
        for party, samples in block.items():
            spoken = self._voices[party].probabilities(samples)
            self._place(party, self._segmenters[party].feed(samples, spoken))
        for second in range(math.floor(before) + 1, math.floor(self._read_s) + 1):
            self._put(float(second), PASSED, TimeAdvanced(at=float(second)))
        return min(segmenter.settled_until for segmenter in self._segmenters.values())

    def _finish(self) -> float:
        for party, segmenter in self._segmenters.items():
            self._place(party, segmenter.finish())
        self._latest = max(self._latest, self._read_s)
        return math.inf

    def _place(self, party: Party, found: list[Found]) -> None:
        for thing in found:
            if isinstance(thing, Started):
                self._put(thing.at, STARTED, SpeechStarted(at=thing.at, party=party))
            elif isinstance(thing, Stopped):
                self._put(thing.at, STOPPED, SpeechStopped(at=thing.at, party=party))
            else:
                self._latest = max(self._latest, thing.known_at)
                number = self._recogniser.submit(thing.samples)
                place = self._timeline.reserve(thing.known_at)
                self._awaited[number] = (party, thing, place)

    def _put(self, at: float, rank: int, event: Event) -> None:
        self._latest = max(self._latest, at)
        self._timeline.add(at, rank, event)

    def _take(self, answers: list[Answer]) -> None:
        for answer in answers:
            party, segment, place = self._awaited.pop(answer.number)
            events: list[Event] = []
            if answer.lost is not None:
                events.append(RecogniserLost(at=place.at, reason=answer.lost))
            if answer.restored:
                events.append(RecogniserRestored(at=place.at))
            utterance = heard_in(party, segment, answer.recognition)
            if utterance is not None:
                events.append(UtteranceHeard(at=place.at, utterance=utterance))
            place.events = tuple(events)
