"""The public Python API: a companion for one call, and functions for one line or one file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from coolhead.adapters.formats.given import (
    action_from,
    context_from,
    line_from,
    sound,
    started_from,
    utterance_from,
)
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.bootstrap import (
    CallSource,
    all_detectors,
    choose_playbook,
    open_call,
    run_call,
    start_call,
)
from coolhead.call.actions import Action
from coolhead.call.decisions import Decision
from coolhead.call.events import (
    AgentMarked,
    CallEnded,
    CallStarted,
    CueAnswered,
    Envelope,
    FaultSet,
    FieldCorrected,
    NoteAdded,
    PromiseMade,
    SpeechStarted,
    SpeechStopped,
    TimeAdvanced,
    UtteranceHeard,
)
from coolhead.call.state import is_duplicate
from coolhead.call.utterance import Signal, Utterance
from coolhead.call.vocabulary import EndedBy, Party
from coolhead.errors import ConfigError, InputError
from coolhead.playbook.schema import Playbook
from coolhead.record.brief import HandoverBrief, handover_brief
from coolhead.record.record import Record
from coolhead.record.scorecard import Scorecard
from coolhead.services.checks import check_event
from coolhead.signals.detector import THRESHOLD
from coolhead.signals.hearing import detect_in_context

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
    Whatever is malformed raises ``InputError`` naming the field, and leaves the call as it was.
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
        self._runner = start_call(started_from(call), self.playbook, keep=self.events.append)
        self._opening: list[Decision] = self._runner.opening

    def hear(self, utterance: Utterance | Mapping[str, Any]) -> list[Decision]:
        """Take in what somebody said; returns what follows, in order.

        Time passes up to the end of the utterance. An utterance that comes late (out of order)
        improves the record and shows nothing; one whose ``id`` was heard changes nothing. Control
        characters are left out of the text, and a text of over 20,000 characters is cut, which
        the call says. Raises ``InputError`` for one that is malformed, and after ``finish``.
        """
        said = utterance_from(utterance)
        self._must_go_on("hear")
        if said.id and is_duplicate(self._runner.state.call, said):
            return self._first()
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
        return self._speech(SpeechStarted(at=at, party=party))

    def speech_stopped(self, party: Party, at: float) -> list[Decision]:
        """A party falls silent."""
        return self._speech(SpeechStopped(at=at, party=party))

    def advance(self, to: float) -> list[Decision]:
        """Let time pass up to ``to`` seconds; call it once a second in a live call.

        A clock that jumps back changes nothing, nor does one that ticks on after ``finish``.
        """
        moment = sound(TimeAdvanced(at=to))
        check_event(moment)
        call = self._runner.state.call
        if call.ended is not None or moment.at < call.now:
            return self._first()
        return self._first() + self._runner.feed(moment)

    def act(self, action: Action | Mapping[str, Any] | str) -> list[Decision]:
        """Take in what the agent does: a mark, a hold, an answer to a cue.

        ``action`` is one of the events of ``coolhead.call.actions.Action``, a mapping of its keys
        with its ``type`` (``at`` is now, unless given), or the bare word of a mark:
        ``companion.act("mark_asked")``. After ``finish`` only what completes the record can be
        done: notes, corrections, promises, fault, the reason for a mark, an answer to a cue.
        """
        checked = action_from(action, self._runner.state.call.now)
        if not isinstance(checked, _AFTER_THE_CALL):
            self._must_go_on("act")
        return self._first() + self._runner.feed(checked)

    def finish(self, ended_by: EndedBy | None = None) -> Record:
        """End the call and return its record.

        Called again it returns the record with what was added since; how the call ended stays.
        """
        call = self._runner.state.call
        if call.ended is None:
            self._runner.feed(sound(CallEnded(at=call.now, ended_by=ended_by or "system")))
        return self._runner.record()

    def handover_brief(self) -> HandoverBrief:
        """The story so far for whoever takes the call over, readable in ten seconds (S0.6)."""
        return handover_brief(self._runner.record(), self._runner.state.call)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Everything that was decided so far, in order."""
        return tuple(self._runner.decisions)

    @property
    def heat(self) -> float:
        """The customer's heat now, 0-100."""
        return self._runner.state.heat.value

    def _speech(self, event: SpeechStarted | SpeechStopped) -> list[Decision]:
        checked = sound(event)
        self._must_go_on("hear")
        check_event(checked)
        self._live_speech = True
        return self._first() + self._runner.feed(checked)

    def _must_go_on(self, what: str) -> None:
        if self._runner.state.call.ended is not None:
            raise InputError(
                f"the call has ended: there is nothing more to {what}",
                hint="Make a new Companion for each call.",
            )

    def _first(self) -> list[Decision]:
        opening, self._opening = self._opening, []
        return opening


# What may still be done when the call is over: it completes the record.
_AFTER_THE_CALL = (AgentMarked, CueAnswered, FaultSet, FieldCorrected, NoteAdded, PromiseMade)


def detect(
    text: str,
    party: Party,
    context: Sequence[tuple[Party, str]] = (),
    *,
    threshold: float = THRESHOLD,
) -> list[Signal]:
    """Find the signals of one line, said by ``party`` after ``context`` (``(party, text)`` pairs).

    The most certain come first. With ``threshold=0.0`` every signal of that party comes back with
    its confidence, those without evidence at 0. As in a call, only the first 20,000 characters of
    a line are read; of ``context`` the last 1,000 lines. Raises ``InputError`` for what is no
    party or no text, ``ConfigError`` for a threshold outside 0 to 1.
    """
    if not isinstance(threshold, int | float) or not 0.0 <= threshold <= 1.0:
        raise ConfigError(
            f"a threshold of {threshold!r} is not from 0 to 1", hint="The usual is 0.5."
        )
    who, said = line_from(party, text)
    return detect_in_context(all_detectors(), said, who, context_from(context), threshold=threshold)


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
    card = run(call, playbook=playbook).scorecard
    return card if card is not None else Scorecard(items=(), score=None)


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
    return run_call(source, chosen).record()


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
