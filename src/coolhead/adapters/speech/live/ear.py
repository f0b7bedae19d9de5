"""The ear of one live call: sound in, events out."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from threading import Lock
from typing import Final

import numpy as np
import soxr

from coolhead.adapters.speech.decode import SAMPLE_RATE_HZ
from coolhead.adapters.speech.live.channel import (
    FORBIDDEN,
    FREE,
    PAUSED,
    Channel,
    Glimpse,
    Heard,
    Spoken,
)
from coolhead.adapters.speech.live.figures import Counts
from coolhead.adapters.speech.live.hearing import Hearing
from coolhead.adapters.speech.live.inbox import Inbox
from coolhead.adapters.speech.live.interim import InterimWords
from coolhead.adapters.speech.live.jobs import Job, Lost, Outcome, Recognised
from coolhead.adapters.speech.live.outbox import Outbox
from coolhead.adapters.speech.live.pool import Pool
from coolhead.adapters.speech.segmenter import Segment, Started
from coolhead.adapters.speech.words import heard_in
from coolhead.call.events import (
    Event,
    InputCut,
    RecogniserLost,
    RecogniserRestored,
    SpeechStarted,
    SpeechStopped,
    UtteranceHeard,
)
from coolhead.call.vocabulary import Party
from coolhead.services.live.ports import KeepSound, Show
from coolhead.services.live.tapes import TAPE_RATE_HZ

# What was left out is told at most so often: who floods a call must not flood its record.
_CUT_TOLD_EVERY_S: Final = 10.0


@dataclass(eq=False)
class _Awaited:
    """An utterance whose words are to come; ``outcome`` is None until then."""

    party: Party
    segment: Segment
    job: Job | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True)
class _Cut:
    """Something of the sound was left out."""

    what: str


class LiveEar:
    """``Ear``: listens to one call. Made by `Ears`; the methods of the port are the loop's."""

    def __init__(
        self,
        hearing: Hearing,
        pool: Pool,
        new_channel: Callable[[], Channel],
        counts: Counts,
        sink: Callable[[Event], Awaitable[object]],
        *,
        rate_hz: int,
        started_at: float,
        may_recognise: Callable[[Party], bool],
        show: Show | None = None,
        keep_sound: KeepSound | None = None,
    ) -> None:
        self._hearing = hearing
        self._pool = pool
        self._new_channel = new_channel
        self._counts = counts
        self._may_recognise = may_recognise
        self._keep_sound = keep_sound
        self._loop = asyncio.get_running_loop()
        self._inbox = Inbox(rate_hz, counts)
        self._outbox = Outbox(sink, counts, self._check_over)
        self._channels: dict[Party, Channel] = {}
        self._lock = Lock()
        self._heard: list[tuple[Party, Heard] | _Cut] = []
        self._cut_told = float("-inf")
        self._latest = time.monotonic()
        self._latest_at = started_at
        self._early: dict[Party, _Awaited] = {}
        self._awaited: dict[Party, deque[_Awaited]] = {}
        self._interim = InterimWords(show)
        self._words_lost = False
        self._finishing = False
        self._heard_all = False
        self._over = asyncio.Event()

    def hear(self, party: Party, sound: bytes, *, at: float) -> None:
        """Take a frame of 16-bit little-endian mono samples; see ``Ear.hear``."""
        if self._finishing or self._hearing.closed:
            self._counts.refused_at_once += 1
            return
        now = time.monotonic()
        if self._inbox.put(party, sound, at, self._leave(party), now):
            self._latest_at = max(self._latest_at, at)
        self._latest = now
        self._hearing.attend(self)

    async def finish(self) -> None:
        """No more sound comes; see ``Ear.finish``."""
        self._finishing = True
        if self._hearing.closed:
            self._over.set()
        else:
            self._hearing.attend(self)
        await self._over.wait()

    def end(self) -> None:
        """Nothing more will be heard: whoever waits for the last words need not."""
        self._finishing = True
        self._over.set()

    @property
    def busy(self) -> bool:
        """Whether something has come that was not yet heard."""
        return bool(self._inbox) or (self._finishing and not self._heard_all)

    @property
    def latest(self) -> float:
        """When the latest frame came."""
        return self._latest

    @property
    def waits_since(self) -> float | None:
        """When the oldest frame came that was not yet heard."""
        return self._inbox.since

    def listen(self, now: float) -> bool:
        """Hear what has come. From the hearing thread."""
        found: list[tuple[Party, Heard] | _Cut] = []
        # Asked before the frames are taken: what comes meanwhile is not the end.
        finishing = self._finishing
        try:
            self._listen(found, now, finishing=finishing)
        except Exception as error:  # noqa: BLE001 -- native code: this call's sound, not all calls'
            self._channels = {}
            found.append(_Cut(f"Sound could not be heard ({type(error).__name__})."))
        if now - self._cut_told > _CUT_TOLD_EVERY_S and (left_out := self._inbox.left_out_s()):
            self._cut_told = now
            found.append(_Cut(f"{left_out:.1f} s of sound were left out: too much, or no sound."))
        with self._lock:
            self._heard += found
            if finishing and not self._inbox:
                self._heard_all = True
            return bool(self._heard) or self._heard_all

    def tell(self) -> None:
        """Tell what was heard. From the loop."""
        with self._lock:
            heard, self._heard = self._heard, []
        for thing in heard:
            if isinstance(thing, _Cut):
                self._outbox.put(InputCut(at=self._latest_at, what=thing.what))
            else:
                self._tell(*thing)
        self._check_over()

    def _listen(
        self, found: list[tuple[Party, Heard] | _Cut], now: float, *, finishing: bool
    ) -> None:
        for party, frames in self._inbox.take().items():
            if party not in self._channels:
                self._channels[party] = self._new_channel()
            found += [(party, thing) for thing in self._channels[party].hear(frames, now)]
        if self._inbox:
            return
        for party, channel in self._channels.items():
            things = channel.finish() if finishing else channel.pass_time(now)
            found += [(party, thing) for thing in things]

    def _leave(self, party: Party) -> int:
        """How much of what a party says at the moment may be used."""
        if self._may_recognise(party):
            return FREE
        return PAUSED if party == "agent" and self._may_recognise("customer") else FORBIDDEN

    def _tell(self, party: Party, thing: Heard) -> None:
        if isinstance(thing, Spoken):
            # Asked again, now that it has ended: consent may have been withdrawn meanwhile.
            usable = thing.usable and self._leave(party) != FORBIDDEN
            if thing.certain:
                self._recognise(party, thing.segment, usable=usable)
            elif usable:
                self._begin_early(party, thing.segment)
        elif isinstance(thing, Glimpse):
            if thing.usable and self._leave(party) == FREE and self._interim.is_free(party):
                self._glimpse(party, thing.segment)
        elif isinstance(thing, Started):
            self._outbox.put(SpeechStarted(at=thing.at, party=party))
        else:
            self._outbox.put(SpeechStopped(at=thing.at, party=party))

    def _glimpse(self, party: Party, segment: Segment) -> None:
        """Recognise what is being said so far, if a recogniser has nothing else to do."""
        awaited = self._job(party, segment, self._glimpsed)
        if awaited.job is not None and self._pool.offer(awaited.job):
            self._interim.ask(party)

    def _glimpsed(self, awaited: _Awaited, outcome: Outcome) -> None:
        self._interim.answered(awaited.party)
        self._show(awaited.party, awaited.segment, outcome)

    def _show(self, party: Party, segment: Segment, outcome: Outcome) -> None:
        if isinstance(outcome, Recognised):
            said = heard_in(party, segment, outcome.recognition, id="")
            self._interim.show(party, segment.start, said.text if said is not None else "")

    def _begin_early(self, party: Party, segment: Segment) -> None:
        self._drop_early(party)
        awaited = self._job(party, segment)
        if awaited.job is not None and self._pool.offer(awaited.job):
            self._early[party] = awaited
            self._counts.begun_early += 1

    def _drop_early(self, party: Party) -> None:
        early = self._early.pop(party, None)
        if early is None:
            return
        self._counts.begun_in_vain += 1
        if early.job is not None:
            self._pool.withdraw(early.job)

    def _recognise(self, party: Party, segment: Segment, *, usable: bool) -> None:
        self._interim.over(party, segment.end)
        early = self._early.get(party)
        same = early is not None and _span(early.segment) == _span(segment)
        if early is not None and same and usable:
            awaited = self._early.pop(party)
        else:
            self._drop_early(party)
            if not usable:
                return
            awaited = self._job(party, segment)
        self._awaited.setdefault(party, deque()).append(awaited)
        if awaited.job is not None and not same:
            self._pool.submit(awaited.job)
        self._give_out(party)

    def _job(
        self,
        party: Party,
        segment: Segment,
        then: Callable[[_Awaited, Outcome], None] | None = None,
    ) -> _Awaited:
        awaited = _Awaited(party, segment)
        then = then or self._answered

        def done(outcome: Outcome) -> None:
            with contextlib.suppress(RuntimeError):  # the loop has ended before the recogniser
                self._loop.call_soon_threadsafe(then, awaited, outcome)

        awaited.job = Job(self, party, segment.samples, time.monotonic(), done)
        return awaited

    def _answered(self, awaited: _Awaited, outcome: Outcome) -> None:
        awaited.outcome, awaited.job = outcome, None
        if self._early.get(awaited.party) is awaited:
            self._show(awaited.party, awaited.segment, outcome)
        self._give_out(awaited.party)
        self._check_over()

    def _give_out(self, party: Party) -> None:
        """Give out a party's utterances in order, up to the first whose words are to come."""
        queue = self._awaited.get(party)
        while queue and queue[0].outcome is not None:
            awaited = queue.popleft()
            events = self._events(awaited.party, awaited.segment, awaited.outcome)
            if not any(isinstance(event, UtteranceHeard) for event in events):
                self._interim.take_away(awaited.party)
            for event in events:
                self._outbox.put(event, self._keeping(event, awaited.segment))

    def _keeping(self, event: Event, segment: Segment) -> Callable[[], None] | None:
        """What keeps the sound of an utterance that the call has taken."""
        keep = self._keep_sound
        if keep is None or not isinstance(event, UtteranceHeard):
            return None
        said = event.utterance

        def kept() -> None:
            # Without the sound around it: that may be of other words, which must not be kept.
            first = round((segment.start - segment.sound_start) * SAMPLE_RATE_HZ)
            length = round((segment.end - segment.start) * SAMPLE_RATE_HZ)
            spoken = segment.samples[max(0, first) : max(0, first) + length]
            sound = soxr.resample(spoken, SAMPLE_RATE_HZ, TAPE_RATE_HZ)
            keep(said, segment.start, (np.clip(sound, -1, 1) * 32_767).astype("<i2").tobytes())

        return kept

    def _events(self, party: Party, segment: Segment, outcome: Outcome | None) -> list[Event]:
        at = segment.known_at
        if outcome is None or isinstance(outcome, Lost):
            self._counts.given_up += 1
            told = self._words_lost or outcome is None
            self._words_lost = True
            return [] if told or outcome is None else [RecogniserLost(at=at, reason=outcome.reason)]
        events: list[Event] = []
        if self._words_lost:
            self._words_lost = False
            events.append(RecogniserRestored(at=at))
        utterance = heard_in(party, segment, outcome.recognition, id=_name(party, segment))
        if utterance is not None:
            events.append(UtteranceHeard(at=at, utterance=utterance))
        return events

    def _check_over(self) -> None:
        if self._heard_all and not any(self._awaited.values()) and self._outbox.empty:
            with self._lock:
                if not self._heard:
                    self._over.set()


def _span(segment: Segment) -> tuple[float, float]:
    return segment.start, segment.end


def _name(party: Party, segment: Segment) -> str:
    """An id that is the same each time: what is told twice is known for the same."""
    return f"{party[0]}{round(segment.start * 1000)}"
