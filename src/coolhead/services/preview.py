"""What a playbook would have done in a call: decided anew, nothing of it kept.

What the agent was really shown stays theirs. A preview is made of what others may see of the call
too: answers to cues, and how much help was wanted, do not go into it, so nothing of them can be
found out by trying playbooks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

import msgspec

from coolhead.call.decisions import CueShown, Decision, HeatMeasured, LadderMoved
from coolhead.call.events import CallStarted, Envelope
from coolhead.call.state import CallState
from coolhead.call.vocabulary import Level, Party, Rung
from coolhead.errors import InputError
from coolhead.guidance.engine import Engine
from coolhead.playbook.schema import Playbook
from coolhead.services.projections import Reader, events_for


class SaidLine(msgspec.Struct, frozen=True):
    """Something that was said."""

    id: str
    party: Party
    start: float
    text: str


class PreviewCue(msgspec.Struct, frozen=True):
    """A cue as it would be shown."""

    at: float
    id: str
    do: str
    say: str | None
    reason: str


class PreviewMove(msgspec.Struct, frozen=True):
    """A move of the boundary ladder."""

    at: float
    rung: Rung
    previous: Rung
    because: str


class PreviewHeat(msgspec.Struct, frozen=True):
    """Heat from a moment on."""

    at: float
    value: float
    level: Level


class PreviewRun(msgspec.Struct, frozen=True, kw_only=True):
    """A whole call under one playbook."""

    name: str
    version: int
    title: str
    cues: tuple[PreviewCue, ...]
    ladder: tuple[PreviewMove, ...]
    heat: tuple[PreviewHeat, ...]


class Decided(msgspec.Struct, frozen=True):
    """How a call ended up, and what was decided on the way."""

    call: CallState
    decisions: Sequence[Decision]


class ExampleCall(msgspec.Struct, frozen=True):
    """A call that ships: its name, and what it is about."""

    name: str
    title: str


class ExampleCalls(Protocol):
    """The calls that ship."""

    def listed(self) -> tuple[ExampleCall, ...]:
        """All of them, in order."""

    def decided(self, name: str, playbook: Playbook) -> Decided:
        """One of those listed under a playbook, heard anew; it takes a fraction of a second."""


Decide = Callable[[Playbook], Decided]
"""A call under a playbook."""


def kept_call(envelopes: Iterable[Envelope], reader: Reader) -> Decide:
    """A call that was kept, of what this reader may see of it, and never what is the agent's own.

    The recorded signals are folded; no detector runs.
    """
    log = list(events_for("supervisor" if reader == "own_agent" else reader, envelopes))
    if not log or not isinstance(log[0].event, CallStarted):
        raise InputError("a call begins with CallStarted", field="event")

    def decided(playbook: Playbook) -> Decided:
        state, decisions = Engine(playbook).replay(log)
        return Decided(state.call, decisions)

    return decided


def preview_run(playbook: Playbook, decided: Decided) -> PreviewRun:
    """What a preview shows of a call under one playbook."""
    cues, ladder, heat = list[PreviewCue](), list[PreviewMove](), list[PreviewHeat]()
    for each in decided.decisions:
        match each:
            case CueShown():
                cues.append(PreviewCue(each.at, each.id, each.do, each.say, each.reason))
            case LadderMoved():
                ladder.append(PreviewMove(each.at, each.rung, each.previous, each.because))
            case HeatMeasured():
                heat.append(PreviewHeat(each.at, each.value, each.level))
            case _:
                pass
    return PreviewRun(
        name=playbook.name,
        version=playbook.version,
        title=playbook.title,
        cues=tuple(cues),
        ladder=tuple(ladder),
        heat=tuple(heat),
    )


def said_in(call: CallState) -> tuple[SaidLine, ...]:
    """What was said, in the order in which it was begun."""
    lines = (each.utterance for each in call.heard)
    return tuple(
        SaidLine(line.id, line.party, line.start, line.text)
        for line in sorted(lines, key=lambda line: line.start)
    )
