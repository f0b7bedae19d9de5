"""What is shown once the call is over, one thing after another."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from coolhead.call.decisions import CueShown
from coolhead.call.vocabulary import CueName, level_of
from coolhead.guidance.breaks import asks_for_a_break
from coolhead.guidance.heat import at_least
from coolhead.guidance.stage import AFTER_CALL
from coolhead.guidance.state import GuidanceState, OnScreen
from coolhead.playbook.schema import Playbook


def next_after_call(
    state: GuidanceState, playbook: Playbook
) -> tuple[GuidanceState, CueShown | None]:
    """Show the next thing to do after the call; the one on the screen stays until answered."""
    stage = state.stage
    if stage.current is not None or stage.help_level == "off":
        return state, None
    for name, reason in _in_order(state, playbook):
        spec = playbook.cues.get(name)
        if spec is None or not spec.enabled or f"{name}|{AFTER_CALL}" in stage.spent:
            continue
        number = stage.number + 1
        now = state.call.now
        current = OnScreen(
            id=name,
            number=number,
            at=now,
            key=AFTER_CALL,
            rank=0,
            place=len(state.call.heard) - 1,
        )
        staged = msgspec.structs.replace(
            stage, current=current, number=number, spent={**stage.spent, f"{name}|{AFTER_CALL}": 1}
        )
        shown = CueShown(
            at=now,
            id=name,
            number=number,
            do=spec.do,
            say=None,
            why=(),
            reason=reason,
            rows=spec.rows,
            until=spec.until,
        )
        return msgspec.structs.replace(state, stage=staged), shown
    return state, None


def _in_order(state: GuidanceState, playbook: Playbook) -> Iterator[tuple[CueName, str]]:
    yield "complete_record", "The record is drafted; correct it while it is fresh."
    if state.tally.place("agent", "commitment") >= 0 or state.call.promises:
        yield "schedule_follow_up", "Something was promised."
    breaks = playbook.breaks
    peak = level_of(state.heat.peak)
    if asks_for_a_break(peak, state.ladder.rung, breaks):
        yield "take_break", f"That was a hard call: {breaks.minutes} minutes for yourself."
    if at_least(peak, "heated"):
        yield "reflect_on_call", "What went well, and what would you do again?"
        if state.heat.value < state.heat.peak / 2:
            yield "share_lesson", "It came down again: others could learn from how."
