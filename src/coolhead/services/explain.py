"""One moment of a call, explained."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from coolhead.call.decisions import Because, CueCleared, CueShown, HeatMeasured
from coolhead.call.events import Envelope, Event
from coolhead.call.utterance import Utterance
from coolhead.call.vocabulary import Level, Phase, Rung
from coolhead.guidance.heat import measured
from coolhead.playbook.schema import Playbook
from coolhead.services.call_runner import CallRunner
from coolhead.services.checks import time_of

# What was said lately, to place the moment.
_LATELY = 4


class Explanation(msgspec.Struct, frozen=True):
    """The moment ``at``: heat with all that moves it, ladder, phase, and the cue on the screen.

    ``settings`` are the reasons that the playbook gives for what bears on the cue. ``ended_at``
    is set where the call was over before ``at``: this is then how it stood at its end.
    """

    at: float
    phase: Phase
    heat: float
    level: Level
    heat_because: tuple[Because, ...]
    rung: Rung
    cue: CueShown | None
    playbook: str
    settings: tuple[tuple[str, str], ...]
    lately: tuple[Utterance, ...]
    ended_at: float | None = None


def explain_at(runner: CallRunner, events: Iterable[Event | Envelope], at: float) -> Explanation:
    """Run the call up to ``at`` seconds, a finite number, and explain what stands there."""
    for event in events:
        if time_of(event) > at:
            break
        runner.feed(event)
    state = runner.state
    cue: CueShown | None = None
    for decision in runner.decisions:
        if isinstance(decision, CueShown):
            cue = decision
        elif isinstance(decision, CueCleared):
            cue = None
    heat: HeatMeasured = measured(state.heat, state.call.now, "")
    return Explanation(
        at=at,
        phase=state.phase,
        heat=heat.value,
        level=heat.level,
        heat_because=heat.because,
        rung=state.ladder.rung,
        cue=cue,
        playbook=runner.engine.playbook.name,
        settings=_settings(runner.engine.playbook, cue),
        lately=tuple(heard.utterance for heard in state.call.heard[-_LATELY:]),
        ended_at=state.call.ended.at if state.call.ended is not None else None,
    )


# Which part of a playbook bears on a cue, beside `cues.<name>` itself.
_BEARS_ON = {
    "apologise": "apology",
    "ask_for_civility": "ladder",
    "final_warning": "ladder",
    "end_call": "ladder",
    "offer_supervisor": "escalation",
    "breathe": "heat.breathe_on_rise",
    "check_in": "timing.check_in_after_s",
    "offer_options": "remedies",
    "explain_plainly": "explanations",
}


def _settings(playbook: Playbook, cue: CueShown | None) -> tuple[tuple[str, str], ...]:
    if cue is None:
        return ()
    parts = (f"cues.{cue.id}", _BEARS_ON.get(cue.id, f"cues.{cue.id}"))
    return tuple(
        (path, reason) for path, reason in playbook.reasons.items() if path.startswith(parts)
    )
