"""The public Python API: a companion for one call, and functions for one line or one file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.bootstrap import CallSource, choose_playbook, open_call, start_call
from coolhead.call.codec import split_path
from coolhead.call.decisions import Decision
from coolhead.call.events import (
    Action,
    CallEnded,
    CallStarted,
    Envelope,
    SpeechStarted,
    SpeechStopped,
    TimeAdvanced,
    UtteranceHeard,
)
from coolhead.call.utterance import Signal, Utterance
from coolhead.call.vocabulary import PARTIES, EndedBy, Party
from coolhead.errors import InputError
from coolhead.playbook.schema import Playbook
from coolhead.record.record import Record, Scorecard
from coolhead.signals.detector import THRESHOLD
from coolhead.signals.hearing import detect_in_context
from coolhead.signals.registry import standard_detectors

__all__ = ["Companion", "detect", "load_call", "score"]


class Companion:
    """Sits beside one call.

    >>> companion = Companion()
    >>> events = companion.hear(
    ...     {"party": "customer", "start": 0.0, "end": 3.0, "text": "My sofa still hasn't come!"}
    ... )
    >>> [event.type for event in events][0]
    'signal'

    ``playbook`` is a shipped name, a path, or a loaded ``Playbook``. ``call`` gives the header of
    the call (``CallStarted``, or a mapping of the header's keys); without it promises keep the
    words of their due time and get no date, since no clock is known. Whether the customer has
    consented to being listened to is for the embedding application to know before it calls
    ``hear``; after ``consent`` ``refused`` no words are used or kept.

    ``events`` is the log of the call so far: the same log gives the same decisions again.
    """

    def __init__(
        self,
        playbook: str | Path | Playbook = "standard",
        *,
        call: CallStarted | Mapping[str, Any] | None = None,
    ) -> None:
        self.playbook = (
            playbook if isinstance(playbook, Playbook) else choose_playbook(str(playbook))
        )
        self.events: list[Envelope] = []
        self._live_speech = False
        self._runner = start_call(_started(call), self.playbook, keep=self.events.append)
        self._opening: list[Decision] = self._runner.opening

    def hear(self, utterance: Utterance | Mapping[str, Any]) -> list[Decision]:
        """Take in what somebody said; returns what follows, in order.

        Time passes up to the end of the utterance. An utterance that comes late (out of order)
        improves the record and shows nothing. Raises ``InputError`` for one that is malformed.
        """
        said = _utterance(utterance)
        made = self._first()
        now = self._runner.state.call.now
        if not self._live_speech and said.end > now:
            # Only utterances are fed: what is known of speech is known when they end.
            if said.start > now:
                made += self._runner.feed(TimeAdvanced(at=said.start))
            start = max(said.start, now)
            made += self._runner.feed(SpeechStarted(at=start, party=said.party))
            made += self._runner.feed(SpeechStopped(at=said.end, party=said.party))
        return made + self._runner.feed(UtteranceHeard(at=max(now, said.end), utterance=said))

    def speech_started(self, party: Party, at: float) -> list[Decision]:
        """A party begins to speak, for a feed that knows so while it happens."""
        self._live_speech = True
        return self._first() + self._runner.feed(SpeechStarted(at=at, party=party))

    def speech_stopped(self, party: Party, at: float) -> list[Decision]:
        """A party falls silent."""
        self._live_speech = True
        return self._first() + self._runner.feed(SpeechStopped(at=at, party=party))

    def advance(self, to: float) -> list[Decision]:
        """Let time pass up to ``to`` seconds; call it once a second in a live call."""
        return self._first() + self._runner.feed(TimeAdvanced(at=to))

    def act(self, action: Action) -> list[Decision]:
        """Take in what the agent does: a mark, a hold, an answer to a cue, …"""
        return self._first() + self._runner.feed(action)

    def finish(self, ended_by: EndedBy | None = None) -> Record:
        """End the call and return its record; the call may be finished only once."""
        call = self._runner.state.call
        if call.ended is None:
            self._runner.feed(CallEnded(at=call.now, ended_by=ended_by or "system"))
        return self._runner.record()

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Everything that was decided so far, in order."""
        return tuple(self._runner.decisions)

    @property
    def heat(self) -> float:
        """The customer's heat now, 0-100."""
        return self._runner.state.heat.value

    def _first(self) -> list[Decision]:
        opening, self._opening = self._opening, []
        return opening


def detect(
    text: str,
    party: Party,
    context: Sequence[tuple[Party, str]] = (),
    *,
    threshold: float = THRESHOLD,
) -> list[Signal]:
    """Find the signals of one line, said by ``party`` after ``context`` (``(party, text)`` pairs).

    The most certain come first. With ``threshold=0.0`` every signal of that party comes back with
    its confidence, those without evidence at 0.
    """
    for who in (party, *(earlier for earlier, _ in context)):
        if who not in PARTIES:
            raise InputError(
                f"'{who}' is no party", field="party", hint=f"Use one of {', '.join(PARTIES)}."
            )
    return detect_in_context(standard_detectors(), text, party, context, threshold=threshold)


def load_call(path: str | Path) -> TranscriptCall:
    """Read a call's transcript, in any format that ``coolhead listen`` reads.

    Raises ``InputError`` naming file, line and field.
    """
    from coolhead.adapters.formats.reading import read_call  # noqa: PLC0415 - see `open_call`

    return read_call(Path(path))


def score(
    call: str | Path | TranscriptCall, *, playbook: str | Path | Playbook | None = None
) -> Scorecard:
    """Score a call by the rubric: each item pass, miss or not applicable, with its quote."""
    return run(call, playbook=playbook).scorecard


def run(
    call: str | Path | TranscriptCall, *, playbook: str | Path | Playbook | None = None
) -> Record:
    """Run a whole call and return its record."""
    source = _source(call)
    chosen = (
        playbook
        if isinstance(playbook, Playbook)
        else choose_playbook(str(playbook) if playbook is not None else None, source)
    )
    runner = start_call(source.started, chosen)
    for event in source:
        runner.feed(event)
    runner.finish()
    return runner.record()


def _source(call: str | Path | TranscriptCall) -> CallSource:
    if not isinstance(call, TranscriptCall):
        return open_call(Path(call))
    from coolhead.adapters.formats.timeline import timeline  # noqa: PLC0415 - see `open_call`

    return CallSource(
        started=call.started,
        events=timeline(call),
        playbook_name=call.playbook_name,
        folder=Path(call.source).parent,
    )


def _started(call: CallStarted | Mapping[str, Any] | None) -> CallStarted:
    if isinstance(call, CallStarted):
        return call
    header = {"at": 0.0, "call": "call", "speech_timing": False, **(call or {})}
    if "id" in header:
        header["call"] = header.pop("id")
    try:
        return msgspec.convert({"type": "CallStarted", **header}, CallStarted)
    except msgspec.ValidationError as error:
        message, field = split_path(error)
        raise InputError(message, field=field) from error


def _utterance(given: Utterance | Mapping[str, Any]) -> Utterance:
    if isinstance(given, Utterance):
        return given
    try:
        return msgspec.convert(dict(given), Utterance)
    except msgspec.ValidationError as error:
        message, field = split_path(error)
        raise InputError(message, field=field) from error
