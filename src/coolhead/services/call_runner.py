"""The main flow: one call, event by event.

Each event gets its sequence number; an utterance is heard by the detectors and what they found
follows as an event of its own; each event is kept and folded by the engine. Live and batch are
the same flow: the only difference is who calls ``feed``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import msgspec

from coolhead.call.decisions import Decision, RecordDrafted
from coolhead.call.events import (
    CallEnded,
    CallStarted,
    DetectorFailed,
    Envelope,
    Event,
    InputCut,
    SignalsDetected,
    TimeAdvanced,
    UtteranceHeard,
)
from coolhead.call.state import is_duplicate
from coolhead.call.utterance import Signal, Utterance
from coolhead.errors import InputError
from coolhead.guidance.engine import Engine
from coolhead.guidance.state import GuidanceState
from coolhead.record.draft import draft_record
from coolhead.record.due_times import WorkCalendar, find_due, read_due
from coolhead.record.record import Record
from coolhead.signals.hearing import Hearing

# An utterance longer than this is no utterance: at 150 words a minute it would be two hours of
# speech. It is cut, and said so.
LONGEST_TEXT = 20_000

Keep = Callable[[Envelope], None]


class CallRunner:
    """Runs one call under one playbook.

    ``keep`` takes every event in order (a store, a file, a list); it is called before the event
    is folded, so that nothing is ever shown that has not been kept. ``hear_words`` off (no
    consent, a language that is not understood) leaves the timing cues.
    """

    def __init__(
        self,
        engine: Engine,
        hearing: Hearing,
        calendar: WorkCalendar,
        *,
        started: CallStarted,
        keep: Keep | None = None,
    ) -> None:
        self.engine = engine
        self.hearing = hearing
        self.calendar = calendar
        self.state = GuidanceState()
        self.decisions: list[Decision] = []
        self._keep = keep
        self._started = started
        self._seq = 0
        self.opening = self._fold(started)

    @classmethod
    def resume(
        cls,
        engine: Engine,
        hearing: Hearing,
        calendar: WorkCalendar,
        envelopes: Iterable[Envelope],
        *,
        keep: Keep | None = None,
    ) -> CallRunner:
        """Carry a call on from its events; no detector runs on what has been heard."""
        past = iter(envelopes)
        first = next(past, None)
        if first is None or not isinstance(first.event, CallStarted):
            raise InputError("a call begins with CallStarted", field="event")
        runner = cls(engine, hearing, calendar, started=first.event)
        runner._seq = first.seq + 1
        for envelope in past:
            runner.state, made = engine.step(runner.state, envelope)
            runner.decisions += made
            runner._seq = envelope.seq + 1
        for heard in runner.state.call.heard:
            hearing.remember(heard)
        runner._keep = keep
        return runner

    def feed(self, event: Event) -> list[Decision]:
        """Take one event in and return what follows from it, in order."""
        if isinstance(event, UtteranceHeard):
            return self._hear(event)
        made: list[Decision] = []
        if isinstance(event, TimeAdvanced):
            for party, signal in self.hearing.silence(self.state.call, event.at):
                found = SignalsDetected(at=event.at, party=party, signals=(signal,))
                made += self._fold(found)
        made += self._fold(event)
        return made

    def record(self) -> Record:
        """The interaction record as it stands."""
        return draft_record(self.state.call, self.decisions, self.engine.playbook, self.calendar)

    def finish(self, ended: CallEnded | None = None) -> list[Decision]:
        """End the call (unless it has ended) and draft the record, the last line of all."""
        made = []
        if self.state.call.ended is None:
            made += self.feed(ended or CallEnded(at=self.state.call.now))
        drafted = RecordDrafted(
            at=self.state.call.now,
            decision=f"{self._started.call}:{self._seq}:0",
            record=msgspec.to_builtins(self.record()),
        )
        return [*made, drafted]

    def _hear(self, event: UtteranceHeard) -> list[Decision]:
        made: list[Decision] = []
        utterance = event.utterance
        _check_times(utterance)
        if len(utterance.text) > LONGEST_TEXT:
            text = utterance.text[:LONGEST_TEXT].rsplit(" ", 1)[0]
            what = f"An utterance of {len(utterance.text)} characters was cut at {len(text)}."
            made += self._fold(InputCut(at=event.at, what=what))
            utterance = msgspec.structs.replace(utterance, text=text, words=())
        before = self.state.call
        if before.consent == "refused":  # nothing of what is said may be kept
            utterance = msgspec.structs.replace(utterance, text="", words=())
        if not utterance.id:
            utterance = msgspec.structs.replace(utterance, id=self._next_id())
        if is_duplicate(before, utterance):
            return made
        made += self._fold(UtteranceHeard(at=max(event.at, utterance.end), utterance=utterance))
        found = self.hearing.hear(before, utterance, words=self._words_may_be_used())
        for failure in found.failures:
            made += self._fold(
                DetectorFailed(
                    at=event.at,
                    detector=failure.detector,
                    utterance=utterance.id,
                    reason=failure.reason,
                )
            )
        signals = tuple(self._with_due(signal, utterance) for signal in found.signals)
        made += self._fold(
            SignalsDetected(
                at=event.at,
                party=utterance.party,
                utterance=utterance.id,
                signals=signals,
                detectors=found.detectors,
            )
        )
        settled = self.hearing.revise()
        if settled is not None:
            earlier, signal = settled
            made += self._fold(
                SignalsDetected(at=event.at, party="agent", utterance=earlier, signals=(signal,))
            )
        return made

    def _next_id(self) -> str:
        number = len(self.state.call.heard)
        while f"u{number}" in self.state.call.ids:
            number += 1
        return f"u{number}"

    def _words_may_be_used(self) -> bool:
        english = self._started.language.lower().startswith("en")
        return english and self.state.call.consent != "refused"

    def _with_due(self, signal: Signal, utterance: Utterance) -> Signal:
        """Give a promise its absolute due time, from the call's clock."""
        if signal.name != "commitment" or signal.due_text is not None:
            return signal
        for text in _where_promised(utterance.text, signal.span):
            if self._started.started_at is None:
                found = find_due(text)
                if found is not None:
                    return msgspec.structs.replace(signal, due_text=found[1])
                continue
            said_at = datetime.fromisoformat(self._started.started_at)
            said_at += timedelta(seconds=utterance.end)
            due = read_due(text, said_at, self.calendar)
            if due is not None:
                at = due.at.isoformat() if due.at is not None else None
                return msgspec.structs.replace(signal, due=at, due_text=due.text)
        return signal

    def _fold(self, event: Event) -> list[Decision]:
        envelope = Envelope(
            workspace=self._started.workspace,
            team=self._started.team,
            call=self._started.call,
            seq=self._seq,
            event=event,
        )
        self._seq += 1
        if self._keep is not None:
            self._keep(envelope)
        self.state, made = self.engine.step(self.state, envelope)
        self.decisions += made
        return list(made)


def _where_promised(text: str, span: tuple[int, int] | None) -> tuple[str, ...]:
    """Where the time of a promise may stand: in its own words, else in the rest of its sentence."""
    if span is None:
        return (text,)
    start, end = span
    opens = max((text.rfind(mark, 0, start) for mark in ".!?"), default=-1) + 1
    closes = min((at for mark in ".!?" if (at := text.find(mark, end)) >= 0), default=len(text))
    return (text[start:end], text[opens:closes])


def _check_times(utterance: Utterance) -> None:
    for name in ("start", "end"):
        value = getattr(utterance, name)
        if not math.isfinite(value) or value < 0:
            raise InputError(
                f"not a time in seconds from the call's start: {value}",
                field=name,
                hint="Give a finite number that is not negative.",
            )
    if utterance.end < utterance.start:
        raise InputError(
            f"the utterance ends ({utterance.end}) before it starts ({utterance.start})",
            field="end",
        )
