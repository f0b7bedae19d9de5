"""One live call: each moment is folded, kept, and only then shown."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from coolhead.call.actions import Action
from coolhead.call.decisions import Decision
from coolhead.call.events import (
    AgentMarked,
    AlertAcknowledged,
    CallEnded,
    CallLent,
    ConsentChanged,
    CueAnswered,
    DisputeAnswered,
    Envelope,
    Event,
    FaultSet,
    FieldCorrected,
    FollowUpAdded,
    NoteAdded,
    PromiseMade,
    RecordSigned,
    ReflectionNoted,
    ScoreDisputed,
    SignalsDetected,
    TimeAdvanced,
    UtteranceHeard,
    UtteranceRedacted,
)
from coolhead.call.utterance import Utterance
from coolhead.call.vocabulary import EndedBy, Party
from coolhead.errors import ConfigError, InputError, StorageError
from coolhead.guidance.state import GuidanceState
from coolhead.record.record import Record
from coolhead.services.call_runner import CallRunner, Keep
from coolhead.services.checks import LONGEST_CALL_S
from coolhead.services.insights.figures import CallFigures, figures_of
from coolhead.services.live.facets import facets_of
from coolhead.services.live.feed import Feed, Interim, Published
from coolhead.services.live.intake import Ear
from coolhead.services.live.ports import Clock, Ears, Meters, Wishes
from coolhead.services.live.settings import CallSettings, LiveSettings
from coolhead.services.live.store import Batch, EventStore, Keeping
from coolhead.services.live.summary import CallKey, CallSummary, summary_of
from coolhead.services.live.tapes import Tapes

# What may still be done when the call is over: it completes the record.
AFTER_THE_CALL: Final = (
    AgentMarked,
    AlertAcknowledged,
    CallLent,
    CueAnswered,
    DisputeAnswered,
    FaultSet,
    FieldCorrected,
    FollowUpAdded,
    NoteAdded,
    PromiseMade,
    RecordSigned,
    ReflectionNoted,
    ScoreDisputed,
    UtteranceRedacted,
)


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What every live call of a process shares."""

    store: EventStore
    feed: Feed
    clock: Clock
    meters: Meters
    ears: Ears | None
    tapes: Tapes | None = None
    wishes: Wishes | None = None
    settings: LiveSettings


Again = Callable[[list[Envelope], Keep], CallRunner]
"""Makes the runner of a call from its events."""


class LiveCall:
    """A call that is going on; made by ``LiveCalls``. Moments are taken in one at a time."""

    def __init__(
        self,
        key: CallKey,
        run: Callable[[Keep], CallRunner],
        around: Surroundings,
        settings: CallSettings,
        *,
        again: Again,
        resumed: bool,
    ) -> None:
        self.key = key
        self.resumed = resumed
        self.left_at: float | None = None
        self.left_because = ""
        self._sources = 0
        self.ended_at: float | None = None
        self._around = around
        self._settings = settings
        self._again = again
        self._turn = asyncio.Lock()
        self._unkept: list[Envelope] = []
        self._unshown: list[Decision] = []
        self._keeping: Keeping | None = None
        # Of a call whose sound was kept once it must go on being taken off, whatever is set now.
        self._tape = around.tapes.tape(key) if around.tapes is not None else None
        self._runner = run(self._unkept.append)
        self._began = around.clock.passed() - self._runner.state.call.now
        self._summary = self._row()
        self._facets: frozenset[str] | None = None  # those that are kept, as far as is known
        self._settled: bool | None = None  # what is noted of the wish for no more calls

    @property
    def now(self) -> float:
        """Seconds from the call's start up to which the call has been told of."""
        return self.state.call.now

    @property
    def ended(self) -> bool:
        """Whether the call is over."""
        return self.state.call.ended is not None

    @property
    def state(self) -> GuidanceState:
        """The engine's state; it is whole, so cut it to what a reader may see."""
        return self._runner.state

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What was decided so far, in order; whole, as above."""
        return tuple(self._runner.decisions)

    @property
    def summary(self) -> CallSummary:
        """The call in one row."""
        return self._summary

    @property
    def runner(self) -> CallRunner:
        """The call's runner, for what reads it: exports, the hand-over brief."""
        return self._runner

    def record(self) -> Record:
        """The record as it stands."""
        return self._runner.record()

    async def opened(self) -> Keeping:
        """Keep and show what a call begins with, or goes on with after a restart."""
        async with self._turn:
            return await self._keep_and_show(list(self._runner.opening))

    async def take(self, moment: Event) -> Keeping:
        """Take in an event; see ``OpenCall.take``."""
        came = self._around.clock.passed()
        async with self._turn:
            self._must_fit(moment)
            placed = self._placed(moment)
            made = self._runner.feed(placed)
            if self.ended:
                if self.ended_at is None:
                    self.ended_at = came
                made += self._runner.finish()[-1:]
            keeping = await self._keep_and_show(made)
        if isinstance(moment, UtteranceHeard):
            self._around.meters.moment_taken(self._around.clock.passed() - came)
        return keeping

    async def act(self, action: Action) -> Keeping:
        """Take in what the agent does."""
        return await self.take(action)

    @property
    def is_due(self) -> bool:
        """Whether a second has passed that the call has not been told of."""
        return int(self._around.clock.passed() - self._began) > self.now

    async def tick(self) -> None:
        """Let time pass up to the present, if it has not by itself."""
        now = float(int(self._around.clock.passed() - self._began))
        if self.ended or now <= self.now:
            return
        if now >= LONGEST_CALL_S:
            await self.end("system", "it went on for a day")
            return
        await self.take(TimeAdvanced(at=now))

    def show(self, party: Party, text: str) -> None:
        """Let whoever watches see words that are still being said; see ``OpenCall.show``."""
        if self.ended or not self._around.feed.is_watched(self.key):
            return
        shown = self._runner.glance(party, text) if text and self.may_recognise(party) else ""
        self._around.feed.show(Interim(key=self.key, party=party, text=shown))

    def listen(self, *, rate_hz: int) -> Ear:
        """An ear for this call's sound; see ``OpenCall.listen``."""
        if self._around.ears is None:
            raise ConfigError(
                "this server does not hear sound",
                hint="Start it without --no-speech, with the extra 'speech' installed.",
            )
        return self._around.ears.open(
            self.take,
            rate_hz=rate_hz,
            started_at=self.now,
            may_recognise=self.may_recognise,
            show=self.show,
            keep_sound=self._keep_sound if self._settings.keep_audio else None,
        )

    def may_recognise(self, party: Party) -> bool:
        """Whether words of this party may be heard at the moment."""
        paused = self.state.call.paused
        if not self._runner.words_are_allowed or self.ended or "payment" in paused:
            return False
        return party != "agent" or not paused

    async def end(self, ended_by: EndedBy = "system", reason: str = "") -> Keeping:
        """The call is over; ending it again changes nothing."""
        if self.ended and self._keeping is not None:
            return self._keeping
        return await self.take(CallEnded(at=self.now, ended_by=ended_by, reason=reason))

    def leave(self, reason: str) -> None:
        """The source goes; see ``OpenCall.leave``. Only the last one to go leaves the call alone.

        A connection that was lost may be noticed long after the source has come back by another.
        """
        self._sources = max(0, self._sources - 1)
        if self._sources == 0:
            self.left_at = self._around.clock.passed()
            self.left_because = reason

    def come_back(self) -> None:
        """A source has opened the call, for the first time or again."""
        self._sources += 1
        self.left_at = None

    async def settle(self) -> None:
        """Keep what found no room before; raises ``StorageError`` where there still is none."""
        async with self._turn:
            if self._unkept:
                await self._keep_and_show([])

    @property
    def is_settled(self) -> bool:
        """Whether it is noted outside the call if the customer wants no more calls."""
        return self._around.wishes is None or self._settled == self._summary.do_not_call

    async def settle_wish(self) -> None:
        """Note it where that is still to be done; what cannot be noted now is to be tried again."""
        async with self._turn:
            await self._settle_wish()

    async def fold_anew(self, events: list[Envelope]) -> None:
        """Go on from the events as they are kept now: some were rewritten."""
        async with self._turn:
            self._runner = self._again(events, self._unkept.append)
            self._summary = self._row()

    def _must_fit(self, moment: Event) -> None:
        if self.ended and not isinstance(moment, AFTER_THE_CALL):
            raise InputError("the call has ended", hint="Open a call with another id.")
        if len(self._unkept) > self._around.settings.most_unkept:
            self._around.meters.unkept()
            raise StorageError(
                "there is no room to keep what happens in this call",
                hint="Make room on the disk or bring the database back; then send it again.",
            )

    def _placed(self, moment: Event) -> Event:
        """The event as it may enter the call: not before now, without what may not count."""
        if isinstance(moment, UtteranceHeard):
            said = self._without_voice(moment.utterance)
            moment = msgspec.structs.replace(moment, utterance=said)
        if moment.at < self.now:
            moment = msgspec.structs.replace(moment, at=self.now)
        ahead = moment.at - (self._around.clock.passed() - self._began)
        if ahead > 0:  # the source's clock is further on than ours: from now on it counts
            self._began -= ahead
        return moment

    def _without_voice(self, utterance: Utterance) -> Utterance:
        if self._settings.voice_heat or utterance.party != "customer":
            return utterance
        return msgspec.structs.replace(utterance, loudness_dbfs=None, pitch_hz=None)

    def _keep_sound(self, said: Utterance, at: float, sound: bytes) -> None:
        """Keep the sound of what was said, if every word of it may be kept."""
        heard = self.state.call.find(said.id)
        if self._tape is not None and heard is not None and heard.utterance.text == said.text:
            self._tape.put(said.party, at, sound)

    def _unkeep_sound(self, envelopes: Iterable[Envelope]) -> None:
        """Take off the tape what must not be kept, as is known now."""
        tape = self._tape
        if tape is None:
            return
        for envelope in envelopes:
            event = envelope.event
            if isinstance(event, ConsentChanged) and event.consent == "refused":
                tape.discard()
            elif isinstance(event, UtteranceRedacted):
                heard = self.state.call.find(event.utterance)
                if heard is not None:
                    said = heard.utterance
                    tape.silence(said.party, said.start, said.end)

    async def _keep_and_show(self, made: list[Decision]) -> Keeping:
        """Keep what is new and then show it. What finds no room is kept with the next."""
        self._unshown += made
        envelopes, shown = tuple(self._unkept), tuple(self._unshown)
        if not envelopes and self._keeping is not None:
            return self._keeping
        self._unkeep_sound(envelopes)
        record = self._runner.record() if self.ended else None
        summary = summary_of(self._runner.state, record)
        figures = self._figures(record) if record is not None else None
        facets = self._facets_after(envelopes, record, figures)
        changed = None if facets == self._facets else facets
        self._keeping = await self._around.store.append(
            Batch(
                key=self.key,
                envelopes=envelopes,
                summary=summary,
                record=record,
                facets=changed,
                figures=figures,
            )
        )
        self._facets = facets
        del self._unkept[: len(envelopes)]
        del self._unshown[: len(shown)]
        self._summary = summary
        self._around.feed.publish(
            Published(key=self.key, envelopes=envelopes, decisions=shown, summary=summary)
        )
        await self._settle_wish()
        return self._keeping

    async def _settle_wish(self) -> None:
        wishes, wish = self._around.wishes, self._summary.do_not_call
        if wishes is None or not self.ended or self.is_settled:
            return
        with contextlib.suppress(StorageError):
            await wishes.settle(self._summary)
            self._settled = wish

    def _row(self) -> CallSummary:
        return summary_of(self._runner.state, self._runner.record() if self.ended else None)

    def _figures(self, record: Record) -> CallFigures:
        return figures_of(self._runner.state.call, self._runner.decisions, record)

    def _facets_after(
        self, envelopes: Iterable[Envelope], record: Record | None, figures: CallFigures | None
    ) -> frozenset[str]:
        """The call's facets; they are made anew only after what can change them."""
        if self._facets is not None and record is None:
            events = (each.event for each in envelopes)
            if not any(isinstance(each, AgentMarked | SignalsDetected) for each in events):
                return self._facets
        return facets_of(self._runner.state.call, record, figures)
