"""The one cue on the screen: which, when it comes, when it goes."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from coolhead.call.decisions import CueCleared, CueShown
from coolhead.guidance.phrases import choose_phrase, fillers_of
from coolhead.guidance.rules import (
    ALWAYS,
    CANNOT_WAIT,
    DONE_BY,
    IN_PLAIN_CALLS,
    LAST,
    PHASE_OWN,
    RULED_OUT_BY_HAVING_JUST_DONE_IT,
    URGENT,
    WHEN_IT_MATTERS,
    WHILE_THEY_SPEAK,
    Rule,
)
from coolhead.guidance.situation import Due, Situation
from coolhead.guidance.state import GuidanceState, OnScreen, StageState
from coolhead.playbook.schema import CueSpec, Playbook

# A cue that the agent has sent away ("not now", "wrong") rests for this long: two or three
# exchanges, so that it does not nag within the same moment.
_RESTS_FOR_S = 120.0
# The key of a cue that is shown when the call is over.
AFTER_CALL = "after"

Change = tuple[CueCleared | None, CueShown | None]


def restage(state: GuidanceState, playbook: Playbook) -> tuple[GuidanceState, Change]:
    """Clear the cue that has had its time, and show the one that is due. Ids are added later."""
    situation = Situation(state, playbook)
    stage = state.stage
    cleared: CueCleared | None = None
    if stage.current is not None:
        because = _goes_because(situation, stage.current, playbook)
        if because:
            cleared = _clear(stage.current, state, because)
            stage = msgspec.structs.replace(stage, current=None)
    shown: CueShown | None = None
    best = next(_candidates(situation, stage), None)
    if (
        best is not None
        and stage.current is not None
        and (
            # What is being read must not change under the eyes, except for what cannot wait.
            best[0] in CANNOT_WAIT
            or state.call.now - stage.current.at >= playbook.timing.min_dwell_s
        )
    ):
        cleared = _clear(stage.current, state, f"overtaken by {best[0]}")
        stage = msgspec.structs.replace(stage, current=None)
    if best is not None and stage.current is None:
        stage, shown = _show(state, stage, playbook, best)
    if cleared is None and shown is None:
        return state, (None, None)
    return msgspec.structs.replace(state, stage=stage), (cleared, shown)


def answered(stage: StageState, number: int, answer: str, now: float) -> StageState:
    """The stage after the agent's word on a cue; one that is not shown any more stays away too."""
    current = stage.current
    if current is None or current.number != number:
        return stage
    if answer == "done":
        return msgspec.structs.replace(stage, done=number)
    return msgspec.structs.replace(stage, resting={**stage.resting, current.id: now + _RESTS_FOR_S})


def _clear(current: OnScreen, state: GuidanceState, because: str) -> CueCleared:
    return CueCleared(at=state.call.now, id=current.id, number=current.number, because=because)


def _goes_because(s: Situation, current: OnScreen, playbook: Playbook) -> str:
    """Why the cue goes now; an empty string while it stays."""
    stage = s.state.stage
    if stage.done == current.number:
        return "done"
    if stage.help_level == "off":
        return "cues are off"
    if stage.resting.get(current.id, 0.0) > s.now:
        return "sent away"
    if s.call.ended is not None:
        return "" if current.key == AFTER_CALL else "the call ended"
    if s.agent_since(current.place, *DONE_BY.get(current.id, ())):
        return "done"
    return _outlived(s, current, playbook)


def _outlived(s: Situation, current: OnScreen, playbook: Playbook) -> str:
    """Why the moment of a cue that nobody has answered is over; empty while it is not."""
    age, timing = s.now - current.at, playbook.timing
    if current.id == "breathe" and (age >= timing.min_dwell_s or "agent" in s.call.speaking):
        return "a breath later"
    if current.id == "check_in" and s.call.speaking:
        return "somebody is speaking"
    if age >= timing.max_dwell_s:
        return "its moment has passed"
    if age < timing.min_dwell_s:
        return ""
    if current.id == "let_them_finish" and not s.customer_speaking:
        return "they have finished"
    rules = [rule for name, rule in URGENT if name == current.id] or [PHASE_OWN[current.id]]
    return "" if any(rule(s) is not None for rule in rules) else "no longer due"


def _candidates(s: Situation, stage: StageState) -> Iterator[tuple[str, int, Due]]:
    """What is due and may be shown now, the most wanted first: (cue, rank, reason)."""
    if stage.help_level == "off" or s.call.ended is not None or "hold" in s.call.paused:
        return
    for rank, (name, rule) in enumerate(_in_order(s)):
        if stage.current is not None and stage.current.id == name:
            return  # what stands on the screen outranks the rest
        if not _may_be_shown(s, stage, name):
            continue
        due = rule(s)
        if due is not None and not _too_soon(s, stage, name, due):
            yield name, rank, due


def _in_order(s: Situation) -> Iterator[tuple[str, Rule]]:
    yield from URGENT
    for name in ALWAYS:
        yield name, PHASE_OWN[name]
    for name in s.playbook.phases.get(s.state.phase, ()):
        if name in PHASE_OWN and name not in ALWAYS and name not in LAST:
            yield name, PHASE_OWN[name]
    for name in LAST:
        yield name, PHASE_OWN[name]


def _may_be_shown(s: Situation, stage: StageState, name: str) -> bool:
    spec = _spec(s.playbook, name)
    if spec is None or not spec.enabled or stage.resting.get(name, 0.0) > s.now:
        return False
    if (s.customer_speaking or s.words_pending) and name not in WHILE_THEY_SPEAK:
        return False
    if stage.help_level == "when_it_matters" and name not in WHEN_IT_MATTERS:
        return False
    if not s.difficult and name not in IN_PLAIN_CALLS:
        return False
    return not (name in RULED_OUT_BY_HAVING_JUST_DONE_IT and s.just_did(*DONE_BY[name]))


def _too_soon(s: Situation, stage: StageState, name: str, due: Due) -> bool:
    spec = _spec(s.playbook, name)
    again_after = spec.again_after_s if spec else 0.0
    since = s.now - stage.shown_at.get(name, float("-inf"))
    if (name, due.key) in stage.spent:
        return not due.standing or since < again_after
    return name not in CANNOT_WAIT and since < again_after


def _show(
    state: GuidanceState, stage: StageState, playbook: Playbook, best: tuple[str, int, Due]
) -> tuple[StageState, CueShown]:
    name, _, due = best
    spec = _spec(playbook, name)
    assert spec is not None  # noqa: S101 - _may_be_shown has seen it
    number = stage.number + 1
    phrases = spec.say_for.get(due.variant or "") or spec.say
    chosen = (
        choose_phrase(phrases, fillers_of(state.call, playbook), used=stage.used)
        if phrases
        else None
    )
    now = state.call.now
    current = OnScreen(
        id=name,
        number=number,
        at=now,
        key=due.key,
        variant=due.variant,
        place=len(state.call.heard) - 1,
    )
    staged = msgspec.structs.replace(
        stage,
        current=current,
        number=number,
        shown_at={**stage.shown_at, name: now},
        spent=stage.spent | {(name, due.key)},
        used=(*stage.used, chosen[1]) if chosen else stage.used,
    )
    shown = CueShown(
        at=now,
        id=name,
        number=number,
        do=spec.do,
        say=chosen[0] if chosen else None,
        why=due.why,
        reason=due.reason,
        rows=spec.rows,
        until=spec.until,
    )
    return staged, shown


def _spec(playbook: Playbook, name: str) -> CueSpec | None:
    return playbook.cues.get(name)  # type: ignore[call-overload, no-any-return]
