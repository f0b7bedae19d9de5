"""The one cue on the screen: which, when it comes, when it goes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import msgspec

from coolhead.call.decisions import CueCleared, CueShown
from coolhead.guidance.fillers import fillers_of
from coolhead.guidance.phrases import choose_phrase, slots_of
from coolhead.guidance.rules import (
    AFTER_DO_NOT_CALL,
    AFTER_SELF_HARM,
    ALWAYS,
    BY_THE_CLOCK,
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
from coolhead.guidance.situation import Situation
from coolhead.guidance.state import DueCue, GuidanceState, OnScreen, StageState
from coolhead.guidance.tally import NEVER
from coolhead.playbook.schema import CueSpec, Playbook

# A cue that the agent has sent away ("not now", "wrong") rests for this long: two or three
# exchanges, so that it does not nag within the same moment.
_RESTS_FOR_S = 120.0
# An agent who has not taken up a standing cue after this many times has decided otherwise.
_SHOWN_AT_MOST = 3
# What goes as soon as somebody speaks, or when a breath has passed.
_OF_THE_MOMENT = BY_THE_CLOCK | {"breathe"}
# The key of a cue that is shown when the call is over.
AFTER_CALL = "after"

Change = tuple[CueCleared | None, CueShown | None]


def restage(
    state: GuidanceState, playbook: Playbook, *, news: bool = True
) -> tuple[GuidanceState, Change]:
    """Clear the cue that has had its time, and show the one that is due. Ids are added later.

    ``news``: something was heard or done since the last time. Without it only the clock has
    moved or somebody began or stopped to speak, and what was due then is due still (ask
    ``nothing_can_change`` first).
    """
    stage = state.stage
    situation = Situation(state, playbook)
    if news:
        kinds = _kinds(situation)
        stage = msgspec.structs.replace(stage, kinds=kinds, due=tuple(_due(situation, kinds)))
        stage = msgspec.structs.replace(stage, pending=_pending(stage))
        state = msgspec.structs.replace(state, stage=stage)
        situation.state = state
    cleared: CueCleared | None = None
    if stage.current is not None:
        because = _goes_because(situation, stage.current, playbook)
        if because:
            cleared = _clear(stage.current, state, because)
            stage = msgspec.structs.replace(stage, current=None)
    shown: CueShown | None = None
    best = _best(situation, stage)
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
        stage = msgspec.structs.replace(stage, pending=_pending(stage))
    if cleared is None and shown is None:
        return state, (None, None)
    return msgspec.structs.replace(state, stage=stage), (cleared, shown)


def nothing_can_change(state: GuidanceState, playbook: Playbook) -> bool:
    """Whether the clock alone cannot clear or show anything now; true of most seconds."""
    stage, call, timing = state.stage, state.call, playbook.timing
    current = stage.current
    if current is None:
        return (
            not stage.pending
            and "customer" not in call.speaking
            and call.now - call.last_speech < timing.check_in_after_s
            and state.tally.place("agent", "interruption") == NEVER
        )
    if current.id in _OF_THE_MOMENT or call.ended is not None:
        return False
    age = call.now - current.at
    if age < timing.min_dwell_s:
        return True
    return (
        age < timing.max_dwell_s
        and not ("customer" in call.speaking and "agent" in call.speaking)
        and current.id in [name for name, _, _ in stage.due]
        and not (stage.pending and stage.pending[0][1] < current.rank)
    )


def _pending(stage: StageState) -> tuple[DueCue, ...]:
    """Of what is due, that which may yet be shown: not what has been, unless it stands."""
    return tuple(due for due in stage.due if due[2].standing or not _times_shown(stage, due))


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
    if current.id in BY_THE_CLOCK:
        return "" if PHASE_OWN[current.id](s) is not None else "no longer due"
    return "" if any(current.id == name for name, _, _ in s.state.stage.due) else "no longer due"


def _due(s: Situation, kinds: frozenset[str]) -> Iterator[DueCue]:
    """All that is due by what was heard and done, the most wanted first."""
    for rank, name, rule in _order(s.playbook.phases.get(s.state.phase, ()), kinds):
        due = rule(s)
        if due is None:
            continue
        if name in RULED_OUT_BY_HAVING_JUST_DONE_IT and s.just_did(*DONE_BY[name]):
            continue
        yield name, rank, due


def _best(s: Situation, stage: StageState) -> DueCue | None:
    """What is due, may be shown now, and is wanted more than what stands on the screen."""
    over = s.call.ended is not None or s.state.ladder.rung == "ended"
    if over or stage.help_level == "off" or "hold" in s.call.paused:
        return None
    current = stage.current
    told: list[DueCue] = []
    for due in _with_the_clock(s):
        name, rank, _ = due
        if current is not None and (current.id == name or current.rank < rank):
            continue
        if name not in CANNOT_WAIT and _times_shown(stage, due):
            told.append(due)  # what has been shown for the same reason comes after what is new
        elif _may_be_shown(s, stage, name) and not _too_soon(s, stage, due):
            return due
    for due in told:
        if _may_be_shown(s, stage, due[0]) and not _too_soon(s, stage, due):
            return due
    return None


def _with_the_clock(s: Situation) -> tuple[DueCue, ...]:
    """What is due at this moment: what was due, and what the clock adds."""
    due = s.state.stage.pending
    name = _by_the_clock(s)
    why = PHASE_OWN[name](s) if name else None
    if why is None:
        return due
    return tuple(sorted((*due, (name, _RANK_BY_THE_CLOCK[name], why)), key=_rank))


def _rank(due: DueCue) -> int:
    return due[1]


def _by_the_clock(s: Situation) -> str:
    """The cue that the clock may have made due; an empty string for none."""
    if s.call.speaking:
        name = "let_them_finish"
    elif s.now - s.call.last_speech >= s.playbook.timing.check_in_after_s:
        name = "check_in"
    elif s.agent("interruption") > NEVER:
        name = "let_them_finish"
    else:
        return ""
    return name if name in s.state.stage.kinds else ""


# `let_them_finish` leads the cues of every phase; `check_in` comes after all of them.
_RANK_BY_THE_CLOCK = {"let_them_finish": len(URGENT), "check_in": 1_000}
_EVERYTHING = frozenset(PHASE_OWN) | WHEN_IT_MATTERS


def _kinds(s: Situation) -> frozenset[str]:
    """The kinds of cue that have a place in this call at all."""
    kinds = _EVERYTHING if s.difficult else IN_PLAIN_CALLS
    if s.customer("do_not_call") > NEVER:
        kinds &= AFTER_DO_NOT_CALL
    if s.customer("vulnerability:self_harm") > NEVER:
        kinds &= AFTER_SELF_HARM
    return kinds - s.playbook.disabled_cues


@cache
def _order(phase_own: tuple[str, ...], kinds: frozenset[str]) -> tuple[tuple[int, str, Rule], ...]:
    """The rules to ask in a phase, each with its rank."""
    own = [n for n in phase_own if n in PHASE_OWN and n not in ALWAYS and n not in LAST]
    rules = (*URGENT, *((name, PHASE_OWN[name]) for name in (*ALWAYS, *own)))
    return tuple(
        (rank, name, rule)
        for rank, (name, rule) in enumerate(rules)
        if name in kinds and name not in BY_THE_CLOCK
    )


def _may_be_shown(s: Situation, stage: StageState, name: str) -> bool:
    if (s.customer_speaking or s.words_pending) and name not in WHILE_THEY_SPEAK:
        return False
    if s.awaiting_answer and name not in WHEN_IT_MATTERS and name not in BY_THE_CLOCK:
        return False
    return stage.resting.get(name, 0.0) <= s.now and (
        stage.help_level == "all" or name in WHEN_IT_MATTERS
    )


def _times_shown(stage: StageState, due: DueCue) -> int:
    return stage.spent.get(f"{due[0]}|{due[2].key}", 0)


def _too_soon(s: Situation, stage: StageState, due: DueCue) -> bool:
    name, _, why = due
    spec = _spec(s.playbook, name)
    again_after = spec.again_after_s if spec else 0.0
    since = s.now - stage.shown_at.get(name, float("-inf"))
    times = _times_shown(stage, due)
    if times:
        return not why.standing or times >= _SHOWN_AT_MOST or since < again_after
    return name not in CANNOT_WAIT and since < again_after


def _show(
    state: GuidanceState, stage: StageState, playbook: Playbook, best: DueCue
) -> tuple[StageState, CueShown]:
    name, rank, due = best
    spec = _spec(playbook, name)
    assert spec is not None  # noqa: S101 - _may_be_shown has seen it
    number = stage.number + 1
    phrases = spec.say_for.get(due.variant or "") or spec.say
    slots = slots_of(phrases)
    fillers = fillers_of(state.call, playbook, slots) if slots else {}
    chosen = choose_phrase(phrases, fillers, used=stage.used)
    now = state.call.now
    current = OnScreen(
        id=name,
        number=number,
        at=now,
        key=due.key,
        rank=rank,
        place=len(state.call.heard) - 1,
    )
    staged = msgspec.structs.replace(
        stage,
        current=current,
        number=number,
        shown_at={**stage.shown_at, name: now},
        spent={**stage.spent, f"{name}|{due.key}": _times_shown(stage, best) + 1},
        used=(*stage.used, chosen[1]) if chosen else stage.used,
    )
    shown = CueShown(
        at=now,
        id=name,
        number=number,
        do=spec.do,
        say=chosen[0] if chosen else None,
        why=Situation(state, playbook).because(*due.why) if due.why else (),
        reason=due.reason,
        rows=spec.rows,
        until=spec.until,
    )
    return staged, shown


def _spec(playbook: Playbook, name: str) -> CueSpec | None:
    return playbook.cues.get(name)  # type: ignore[call-overload, no-any-return]
