"""The main flow: one call, event by event.

Each event gets its sequence number; an utterance is heard by the detectors and what they found
follows as an event of its own; each event is kept and folded by the engine. Live and batch are
the same flow: the only difference is who calls ``feed``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import UnionType
from typing import Final

import msgspec

from coolhead.call.decisions import Decision, RecordDrafted
from coolhead.call.events import (
    CallEnded,
    CallStarted,
    ConsentChanged,
    DetectorFailed,
    Envelope,
    Event,
    InputCut,
    SignalsDetected,
    TimeAdvanced,
    UtteranceHeard,
    UtteranceRedacted,
)
from coolhead.call.state import CallState, is_duplicate
from coolhead.call.utterance import Signal, Utterance
from coolhead.call.vocabulary import Party
from coolhead.errors import InputError
from coolhead.guidance.engine import Engine
from coolhead.guidance.state import GuidanceState
from coolhead.record.draft import draft_record
from coolhead.record.due_times import WorkCalendar
from coolhead.record.record import Record
from coolhead.redaction.redactor import RedactionSettings, Redactor
from coolhead.services.checks import check_event
from coolhead.services.pauses import Pauses
from coolhead.services.promised import with_due
from coolhead.services.redacting import redacted_writing
from coolhead.signals.hearing import Hearing

# An utterance longer than this is no utterance: at 150 words a minute it would be two hours of
# speech. It is cut, and said so.
LONGEST_TEXT = 20_000

# Nobody reads more than this of words that are about to change.
LONGEST_INTERIM = 1_000

Keep = Callable[[Envelope], None]


class CallRunner:
    """Runs one call under one playbook.

    ``keep`` takes every event in order (a store, a file, a list); it is called before the event
    is folded, so that nothing is ever shown that has not been kept. What must never be kept is
    masked by ``redactor`` before an utterance becomes an event. Without consent to being listened
    to, or where nobody knows of any and ``words_when_unknown`` is off, no words are used or kept:
    the timing cues remain. So it is with words of a language in which nothing can be masked, unless
    ``words_of_any_language`` is on.
    """

    def __init__(
        self,
        engine: Engine,
        hearing: Hearing,
        calendar: WorkCalendar,
        *,
        started: CallStarted,
        keep: Keep | None = None,
        redactor: Redactor | None = None,
        words_when_unknown: bool = True,
        words_of_any_language: bool = True,
    ) -> None:
        self.engine = engine
        self.hearing = hearing
        self.calendar = calendar
        self.state = GuidanceState()
        self.decisions: list[Decision] = []
        self._keep = keep
        self._redactor = redactor or Redactor(RedactionSettings())
        self._words_when_unknown = words_when_unknown
        self._words_of_any_language = words_of_any_language
        self._started = started
        self._seq = 0
        self._pauses = Pauses()
        self._latest: Event = started
        check_event(started)
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
        redactor: Redactor | None = None,
        words_when_unknown: bool = True,
        words_of_any_language: bool = True,
    ) -> CallRunner:
        """Carry a call on from its events; no detector runs on what has been heard.

        ``keep`` takes the events from here on. Where the log ends between an utterance and what
        was found in it, the utterance is heard now, and ``opening`` holds what follows. Then feed
        the source's events from the first that the log does not hold.
        """
        past = iter(envelopes)
        first = next(past, None)
        if first is None or not isinstance(first.event, CallStarted):
            raise InputError("a call begins with CallStarted", field="event")
        runner = cls(
            engine,
            hearing,
            calendar,
            started=first.event,
            redactor=redactor,
            words_when_unknown=words_when_unknown,
            words_of_any_language=words_of_any_language,
        )
        runner._seq = first.seq + 1
        for envelope in past:
            runner.feed(envelope)
        unheard = runner._latest_utterance(UtteranceHeard | DetectorFailed)
        for heard in runner.state.call.heard:
            runner._redactor.remember(heard.utterance)
            if heard.utterance.id != unheard:
                hearing.remember(heard)
        runner._keep = keep
        runner.opening = runner._catch_up(unheard)
        return runner

    def feed(self, moment: Event | Envelope) -> list[Decision]:
        """Take one event in and return what follows from it, in order.

        An ``Envelope`` is an event that was recorded: it keeps its place, and nothing is detected
        in it again. Raises ``InputError`` for an event that no call can have.
        """
        if isinstance(moment, Envelope):
            return self._follow(moment)
        check_event(moment)
        if isinstance(moment, UtteranceHeard):
            return self._hear(moment)
        if isinstance(moment, ConsentChanged) and moment.consent != self.state.call.consent:
            self._check_consent()
        if not isinstance(moment, TimeAdvanced):
            made = self._release(moment.at) if isinstance(moment, CallEnded) else []
            return made + self._fold(redacted_writing(moment, self._redactor))
        made = []
        for party, signal in self.hearing.silence(self.state.call, moment.at):
            found = SignalsDetected(at=moment.at, party=party, signals=(_as_kept(signal),))
            made += self._fold(found)
        return made + self._fold(moment) if made else self._fold(moment)

    def glance(self, party: Party, text: str) -> str:
        """What may be shown of words that are still being said; nothing is kept or folded.

        "" where no words may be used.
        """
        now = self.state.call.now
        said = Utterance(party=party, start=now, end=now, text=text[-LONGEST_INTERIM:])
        if not self.words_are_allowed or self._pauses.silences(said):
            return ""
        return self._redactor.glance(said)

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
        utterance, before = event.utterance, self.state.call
        if not self.words_are_allowed or self._pauses.silences(utterance):
            utterance = msgspec.structs.replace(utterance, text="", words=())
        if len(utterance.text) > LONGEST_TEXT:
            text = utterance.text[:LONGEST_TEXT].rsplit(" ", 1)[0]
            what = f"An utterance of {len(utterance.text)} characters was cut at {len(text)}."
            cut = InputCut(at=event.at, what=what)
            made += self._fold(cut) if cut != self._latest else []
            utterance = msgspec.structs.replace(utterance, text=text, words=())
        if not utterance.id:
            utterance = msgspec.structs.replace(utterance, id=self._next_id())
        if is_duplicate(before, utterance):
            return made
        at = max(event.at, utterance.end)
        redacted = self._redactor.redact(utterance)
        for earlier, text in redacted.rewritten:
            made += self._fold(UtteranceRedacted(at=at, utterance=earlier, text=text))
        made += self._hear_redacted(redacted.utterance, at)
        for released in redacted.released:
            made += self._hear_redacted(released, at)
        return made

    def _check_consent(self) -> None:
        if self.state.call.consent == "refused":
            raise InputError(
                "the customer has refused to be listened to, and that holds for this call",
                field="consent",
                hint="Words are heard again in another call, with its own consent.",
            )

    def _release(self, at: float) -> list[Decision]:
        """Give out what was masked until words decided, now that none will come."""
        at = max(at, self.state.call.now)
        return [
            each
            for released in self._redactor.finish()
            for each in self._hear_redacted(released, at)
        ]

    def _hear_redacted(self, utterance: Utterance, at: float) -> list[Decision]:
        before = self.state.call
        made = self._fold(UtteranceHeard(at=at, utterance=utterance))
        return made + self._detect(before, utterance, at)

    def _detect(self, before: CallState, utterance: Utterance, at: float) -> list[Decision]:
        """Note what is found in an utterance; ``before`` is the call without it."""
        made: list[Decision] = []
        found = self.hearing.hear(before, utterance, words=self._words_may_be_used())
        for failure in found.failures:
            made += self._fold(
                DetectorFailed(
                    at=at,
                    detector=failure.detector,
                    utterance=utterance.id,
                    reason=failure.reason,
                )
            )
        promised = [s.span for s in found.signals if s.name == "commitment" and s.span]
        signals = tuple(
            with_due(_as_kept(signal), utterance, promised, self._started.started_at, self.calendar)
            for signal in found.signals
        )
        made += self._fold(
            SignalsDetected(
                at=at,
                party=utterance.party,
                utterance=utterance.id,
                signals=signals,
                hints=tuple(map(_as_kept, found.hints)),
                detectors=found.detectors,
            )
        )
        return made + self._settle(at)

    def _settle(self, at: float) -> list[Decision]:
        """Note what the utterance just heard says of an earlier one."""
        settled = self.hearing.revise()
        if settled is None:
            return []
        earlier, signal = settled
        return self._fold(
            SignalsDetected(at=at, party="agent", utterance=earlier, signals=(signal,))
        )

    def _follow(self, envelope: Envelope) -> list[Decision]:
        """Fold an event that was recorded, in its own place."""
        if (envelope.workspace, envelope.call) != (self._started.workspace, self._started.call):
            raise InputError(
                f"an event of another call, '{envelope.call}'",
                field="call",
                hint="A log holds one call; put each into a file of its own.",
            )
        if isinstance(envelope.event, CallStarted):
            raise InputError("a call starts only once", field="event")
        check_event(envelope.event)
        self._seq = max(self._seq, envelope.seq + 1)
        return self._step(envelope)

    def _catch_up(self, unheard: str | None) -> list[Decision]:
        """Do what was left undone where a log breaks off."""
        call = self.state.call
        if unheard is not None and (heard := call.find(unheard)) is not None:
            return self._detect(_without(call, unheard), heard.utterance, self._latest.at)
        found = self._latest_utterance(SignalsDetected)
        if found is None or not call.heard or call.heard[-1].utterance.id != found:
            return []
        return self._settle(self._latest.at)

    def _latest_utterance(self, kind: type | UnionType) -> str | None:
        """The utterance that the latest event is about, if the event is of this kind."""
        latest = self._latest
        if not isinstance(latest, kind):
            return None
        if isinstance(latest, UtteranceHeard):
            return latest.utterance.id
        return latest.utterance if isinstance(latest, DetectorFailed | SignalsDetected) else None

    def _next_id(self) -> str:
        number = len(self.state.call.heard)
        while f"u{number}" in self.state.call.ids:
            number += 1
        return f"u{number}"

    @property
    def words_are_allowed(self) -> bool:
        """Whether words may be kept at the moment: the customer's consent and language allow it."""
        if not (self._words_of_any_language or self._is_english):
            return False
        consent = self.state.call.consent
        return consent == "given" or (consent == "unknown" and self._words_when_unknown)

    @property
    def _is_english(self) -> bool:
        return self._started.language.lower().startswith("en")

    def _words_may_be_used(self) -> bool:
        return self.words_are_allowed and self._is_english

    def _fold(self, event: Event) -> list[Decision]:
        envelope = Envelope(
            workspace=self._started.workspace,
            team=self._started.team,
            call=self._started.call,
            seq=self._seq,
            event=event,
        )
        self._seq += 1
        return self._step(envelope)

    def _step(self, envelope: Envelope) -> list[Decision]:
        if self._keep is not None:
            self._keep(envelope)
        self._latest = event = envelope.event
        if not isinstance(event, TimeAdvanced):  # the clock pauses nothing, and is asked most
            self._pauses.note(event)
        self.state, made = self.engine.step(self.state, envelope)
        if not made:
            return []
        self.decisions += made
        return list(made)


# A whole number in one of these fields would come back from a log as 191.0 where it was 191.
_FRACTIONS: Final = ("confidence", "seconds", "ratio", "words_per_minute", "db_over_baseline")


def _as_kept(signal: Signal) -> Signal:
    """The signal exactly as a log gives it back, so that a replay is the same to the byte."""
    whole = {
        name: float(value) for name in _FRACTIONS if isinstance(value := getattr(signal, name), int)
    }
    return msgspec.structs.replace(signal, **whole) if whole else signal


def _without(call: CallState, utterance: str) -> CallState:
    """The call as it was before its latest utterance, as far as detection looks at it."""
    heard = tuple(each for each in call.heard if each.utterance.id != utterance)
    return msgspec.structs.replace(
        call,
        heard=heard,
        ids={each.utterance.id: place for place, each in enumerate(heard)},
        latest_end=max((each.utterance.end for each in heard), default=0.0),
    )
