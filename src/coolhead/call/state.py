"""The facts of a call so far: a fold over its events that interprets nothing."""

from __future__ import annotations

from collections.abc import Container
from typing import Any, Literal

import msgspec

from coolhead.call.events import (
    AgentMarked,
    AlertAcknowledged,
    CallEnded,
    CallLent,
    CallStarted,
    ConsentChanged,
    DisputeAnswered,
    Envelope,
    Event,
    FaultSet,
    FieldCorrected,
    FollowUpAdded,
    HandoverStepped,
    HoldEnded,
    HoldStarted,
    MuteEnded,
    MuteStarted,
    NoteAdded,
    PaymentPauseEnded,
    PaymentPauseStarted,
    PromiseMade,
    RecogniserLost,
    RecogniserRestored,
    RecordSigned,
    ScoreDisputed,
    SignalsDetected,
    SpeechStarted,
    SpeechStopped,
    SupervisorAsked,
    TimeAdvanced,
    UtteranceHeard,
    UtteranceRedacted,
)
from coolhead.call.rewriting import redacted_signals, redacted_utterance
from coolhead.call.utterance import Signal, Utterance
from coolhead.call.vocabulary import Consent, EndedBy, Fault, Party

# Recognisers of the two channels finish out of order by about this much; an utterance that ends
# further back than this before the latest one is late: it counts for the record alone.
LATE_AFTER_S = 2.0


class Heard(msgspec.Struct, frozen=True, gc=False):
    """An utterance in its place, with the signals found in it."""

    utterance: Utterance
    seq: int
    signals: tuple[Signal, ...] = ()
    late: bool = False
    hints: tuple[Signal, ...] = ()

    def has(self, name: str) -> bool:
        """Whether the utterance shows this signal."""
        return self.has_any((name,))

    def has_any(self, names: Container[str]) -> bool:
        """Whether the utterance shows any of these signals."""
        return any(signal.name in names for signal in self.signals)

    def find(self, name: str) -> Signal | None:
        """The signal of this name, or None."""
        return next((signal for signal in self.signals if signal.name == name), None)


class TimedSignal(msgspec.Struct, frozen=True, gc=False):
    """A signal from time itself, of no utterance (``dead_air``)."""

    at: float
    party: Party
    signal: Signal


class CallState(msgspec.Struct, frozen=True, gc=False):
    """Everything known of a call, as plain facts.

    ``heard`` is in the order in which utterances were folded. ``speaking`` maps a party to the
    time since when it speaks; a party that is silent is absent, and ``fell_silent`` says when it
    last stopped. ``paused`` lists what is on: ``hold``, ``mute``, ``payment``. ``acknowledged``
    maps alerts to who took them on; ``signed`` is the latest signature under the record.
    """

    header: CallStarted | None = None
    seq: int = -1
    now: float = 0.0
    heard: tuple[Heard, ...] = ()
    ids: dict[str, int] = {}
    latest_end: float = 0.0
    speaking: dict[Party, float] = {}
    fell_silent: dict[Party, float] = {}
    last_speech: float = 0.0
    paused: frozenset[Literal["hold", "mute", "payment"]] = frozenset()
    held_since: float | None = None
    held_s: float = 0.0
    resumed_at: float = 0.0
    consent: Consent = "unknown"
    recogniser_lost: bool = False
    fault: Fault = "unknown"
    timed: tuple[TimedSignal, ...] = ()
    marks: tuple[AgentMarked, ...] = ()
    promises: tuple[PromiseMade, ...] = ()
    follow_ups: tuple[FollowUpAdded, ...] = ()
    notes: tuple[NoteAdded, ...] = ()
    corrections: dict[str, Any] = {}
    handover: tuple[HandoverStepped, ...] = ()
    supervisor_asked_at: float | None = None
    acknowledged: dict[str, str] = {}
    disputes: tuple[ScoreDisputed | DisputeAnswered, ...] = ()
    signed: RecordSigned | None = None
    lent: bool = False
    ended: CallEnded | None = None
    ended_by: EndedBy | None = None

    @property
    def open_disputes(self) -> frozenset[str]:
        """The lines of the scorecard whose dispute waits for an answer."""
        latest = {each.item: each for each in self.disputes}
        return frozenset(item for item, each in latest.items() if isinstance(each, ScoreDisputed))

    def find(self, utterance: str) -> Heard | None:
        """The utterance of this id, or None."""
        index = self.ids.get(utterance)
        return None if index is None else self.heard[index]

    def of(self, party: Party) -> tuple[Heard, ...]:
        """The utterances of one party, in the order heard."""
        return tuple(heard for heard in self.heard if heard.utterance.party == party)


def fold(state: CallState, envelope: Envelope) -> CallState:
    """Return the state after one more event; an event seen before changes nothing."""
    if envelope.seq <= state.seq:
        return state
    event = envelope.event
    if isinstance(event, TimeAdvanced):  # by far the most of them
        now = event.at if event.at > state.now else state.now
        return msgspec.structs.replace(state, seq=envelope.seq, now=now)
    changed = _fold_event(state, event, envelope.seq)
    return msgspec.structs.replace(changed, seq=envelope.seq, now=max(changed.now, event.at))


def is_duplicate(state: CallState, utterance: Utterance) -> bool:
    """Whether this revision of the utterance (or a later one) has been heard."""
    known = state.find(utterance.id)
    return known is not None and known.utterance.revision >= utterance.revision


def is_late(state: CallState, utterance: Utterance) -> bool:
    """Whether the moment of this utterance has passed: no cue may come of it."""
    return utterance.end < state.latest_end - LATE_AFTER_S


def _fold_event(state: CallState, event: Event, seq: int) -> CallState:  # noqa: C901, PLR0911, PLR0912 - one case an event type of the closed union
    replace = msgspec.structs.replace
    match event:
        case CallStarted():
            return replace(state, header=event, consent=event.consent)
        case UtteranceHeard():
            return _hear(state, event.utterance, seq)
        case UtteranceRedacted():
            return _redact(state, event)
        case SignalsDetected():
            return _note_signals(state, event)
        case SpeechStarted():
            return replace(
                state, speaking={**state.speaking, event.party: event.at}, last_speech=event.at
            )
        case SpeechStopped():
            still = {
                party: since for party, since in state.speaking.items() if party != event.party
            }
            return replace(
                state,
                speaking=still,
                fell_silent={**state.fell_silent, event.party: event.at},
                last_speech=max(state.last_speech, event.at),
            )
        case HoldStarted():
            since = state.held_since if "hold" in state.paused else event.at
            return replace(state, paused=state.paused | {"hold"}, held_since=since)
        case HoldEnded():
            held = event.at - state.held_since if state.held_since is not None else 0.0
            return replace(
                state,
                paused=state.paused - {"hold"},
                held_since=None,
                held_s=state.held_s + held,
                resumed_at=event.at,
                last_speech=max(state.last_speech, event.at),
            )
        case MuteStarted():
            return replace(state, paused=state.paused | {"mute"})
        case MuteEnded():
            return replace(state, paused=state.paused - {"mute"})
        case PaymentPauseStarted():
            return replace(state, paused=state.paused | {"payment"})
        case PaymentPauseEnded():
            return replace(
                state,
                paused=state.paused - {"payment"},
                resumed_at=event.at,
                last_speech=max(state.last_speech, event.at),
            )
        case ConsentChanged():
            return replace(state, consent=event.consent)
        case RecogniserLost():
            return replace(state, recogniser_lost=True)
        case RecogniserRestored():
            return replace(state, recogniser_lost=False)
        case AgentMarked():
            return replace(state, marks=(*state.marks, event))
        case FaultSet():
            return replace(state, fault=event.fault)
        case PromiseMade():
            return replace(state, promises=(*state.promises, event))
        case FollowUpAdded():
            return replace(state, follow_ups=(*state.follow_ups, event))
        case NoteAdded():
            return replace(state, notes=(*state.notes, event))
        case FieldCorrected():
            return replace(state, corrections={**state.corrections, event.field: event.value})
        case HandoverStepped():
            return replace(state, handover=(*state.handover, event))
        case SupervisorAsked():
            return replace(state, supervisor_asked_at=event.at)
        case AlertAcknowledged():
            known = state.acknowledged
            return replace(state, acknowledged={event.alert: event.by, **known})
        case ScoreDisputed() | DisputeAnswered():
            return replace(state, disputes=(*state.disputes, event))
        case RecordSigned():
            return replace(state, signed=event)
        case CallLent():
            return replace(state, lent=event.lent)
        case CallEnded():
            return replace(state, ended=event, ended_by=event.ended_by, speaking={})
        case _:  # the rest is for logs and screens
            return state


def _hear(state: CallState, utterance: Utterance, seq: int) -> CallState:
    if is_duplicate(state, utterance):
        return state
    index = state.ids.get(utterance.id)
    if index is not None:
        revised = msgspec.structs.replace(state.heard[index], utterance=utterance)
        heard = (*state.heard[:index], revised, *state.heard[index + 1 :])
        return msgspec.structs.replace(state, heard=heard)
    entry = Heard(utterance=utterance, seq=seq, late=is_late(state, utterance))
    return msgspec.structs.replace(
        state,
        heard=(*state.heard, entry),
        ids={**state.ids, utterance.id: len(state.heard)},
        latest_end=max(state.latest_end, utterance.end),
        last_speech=max(state.last_speech, utterance.end),
    )


def _redact(state: CallState, event: UtteranceRedacted) -> CallState:
    index = state.ids.get(event.utterance)
    if index is None:
        return state
    entry = state.heard[index]
    before = entry.utterance.text
    heard = (
        *state.heard[:index],
        msgspec.structs.replace(
            entry,
            utterance=redacted_utterance(entry.utterance, event.text),
            signals=redacted_signals(entry.signals, before, event.text),
            hints=redacted_signals(entry.hints, before, event.text),
        ),
        *state.heard[index + 1 :],
    )
    return msgspec.structs.replace(state, heard=heard)


def _note_signals(state: CallState, event: SignalsDetected) -> CallState:
    if event.utterance is None:
        timed = tuple(TimedSignal(event.at, event.party, signal) for signal in event.signals)
        return msgspec.structs.replace(state, timed=(*state.timed, *timed))
    index = state.ids.get(event.utterance)
    if index is None:
        return state
    entry = state.heard[index]
    names = {signal.name for signal in event.signals}
    kept = tuple(signal for signal in entry.signals if signal.name not in names)
    heard = (
        *state.heard[:index],
        msgspec.structs.replace(
            entry, signals=(*kept, *event.signals), hints=event.hints or entry.hints
        ),
        *state.heard[index + 1 :],
    )
    return msgspec.structs.replace(state, heard=heard)
