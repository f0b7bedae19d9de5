"""A live call as one reader sees it at this moment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Literal

import msgspec

from coolhead.call.decisions import (
    AlertRaised,
    Because,
    CueCleared,
    CueShown,
    Decision,
    HeatMeasured,
    line_of,
)
from coolhead.call.state import CallState
from coolhead.call.vocabulary import Level, Party, Phase, Rung
from coolhead.guidance.heat import measured
from coolhead.services.live.call import LiveCall
from coolhead.services.live.summary import CallSummary, summary_of
from coolhead.services.projections import MAY_READ, Reader, decisions_for

# Measurements of a small curve: more than it has pixels nobody sees.
_CURVE: Final = 120


class HeatNow(msgspec.Struct, frozen=True):
    """The customer's heat, 0-100, and what moves it, the strongest first."""

    value: float
    level: Level
    because: tuple[Because, ...] = ()


class LiveState(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A call at this moment; ``cue`` is there for the call's own agent alone.

    ``seq`` is of the last event that it reckons with: a feed goes on after it. ``speaking`` maps
    a party to the time since when it speaks. ``paused`` is what is on: hold, mute, payment.
    """

    seq: int
    call: CallSummary
    heat: HeatNow
    phase: Phase
    rung: Rung
    speaking: dict[Party, float]
    paused: tuple[Literal["hold", "mute", "payment"], ...]
    alerts: tuple[dict[str, Any], ...]
    acknowledged: dict[str, str] = {}
    cue: dict[str, Any] | None = None
    help_level: str | None = None


class InterimWords(msgspec.Struct, frozen=True):
    """Words of a party that are still being said; "" where there are none any more."""

    party: Party
    text: str


class WallRow(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A call on the wall: its row, and the alerts that it has raised.

    ``acknowledged`` maps alerts (``decision``) to who took them on. ``curve`` is the heat up to
    now as pairs of seconds and heat, the last of them; in a feed it is sent with the whole wall.
    """

    call: CallSummary
    alerts: tuple[dict[str, Any], ...] = ()
    acknowledged: dict[str, str] = {}
    curve: tuple[tuple[float, float], ...] = ()


class Wall(msgspec.Struct, frozen=True):
    """The live calls that somebody may see."""

    calls: tuple[WallRow, ...]


def live_state(call: LiveCall, reader: Reader) -> LiveState:
    """What this reader sees of a call."""
    state, known = call.state, list(call.decisions)
    heat = measured(state.heat, state.call.now, "")
    private = reader == "own_agent"
    return LiveState(
        seq=state.call.seq,
        call=summary_of(state, call.record() if call.ended else None),
        heat=HeatNow(heat.value, heat.level, heat.because),
        phase=state.phase,
        rung=state.ladder.rung,
        speaking=dict(state.call.speaking),
        paused=tuple(sorted(state.call.paused)),
        alerts=alerts_for(reader, known),
        acknowledged=acknowledged_for(reader, state.call),
        cue=_on_screen(known) if private else None,
        help_level=state.stage.help_level if private else None,
    )


def wall_row(call: LiveCall, reader: Reader) -> WallRow:
    """What this reader sees of a call on the wall."""
    decisions = call.decisions
    heat = [(each.at, each.value) for each in decisions if isinstance(each, HeatMeasured)]
    return WallRow(
        call=call.summary,
        alerts=alerts_for(reader, decisions),
        acknowledged=acknowledged_for(reader, call.state.call),
        curve=tuple(heat[-_CURVE:]),
    )


def acknowledged_for(reader: Reader, call: CallState) -> dict[str, str]:
    """Which alerts somebody took on, for those who see alerts at all."""
    return call.acknowledged if "team" in MAY_READ[reader] else {}


def alerts_for(reader: Reader, decisions: Iterable[Decision]) -> tuple[dict[str, Any], ...]:
    """The alerts among the decisions that this reader may see, as lines."""
    alerts = (each for each in decisions if isinstance(each, AlertRaised))
    return tuple(map(line_of, decisions_for(reader, alerts)))


def _on_screen(decisions: Iterable[Decision]) -> dict[str, Any] | None:
    """The cue that was shown last, unless it has gone."""
    cue: CueShown | None = None
    for each in decisions:
        if isinstance(each, CueShown):
            cue = each
        elif isinstance(each, CueCleared):
            cue = None
    return line_of(cue) if cue else None
