"""What another playbook would have shown in a call, beside what was shown.

The call's kept events are folded anew: no detector runs, and what people did and set stays. Only
answers to cues are left out, for they answered cues that would not have been there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from coolhead.call.decisions import CueCleared, CueShown, Decision, LadderMoved
from coolhead.call.events import CueAnswered, Envelope
from coolhead.call.vocabulary import Rung
from coolhead.guidance.engine import Engine
from coolhead.playbook.schema import Playbook

# The same cue a little sooner or later is the same to whoever reads it.
_AS_GOOD_AS_AT_ONCE_S = 2.0

DifferenceKind = Literal["only_here", "only_there", "other_words", "other_time"]


class CueStretch(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="cue"):
    """A cue on the screen from ``at`` until ``until``, None where nothing took it away."""

    id: str
    at: float
    until: float | None
    do: str
    say: str | None
    reason: str


class RungMove(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="ladder"):
    """The boundary ladder moved."""

    at: float
    rung: Rung
    because: str


class Course(msgspec.Struct, frozen=True):
    """What a call showed its agent: every cue, and every move of the ladder."""

    cues: tuple[CueStretch, ...]
    ladder: tuple[RungMove, ...]


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One difference at one moment; ``here`` is what was shown, ``there`` what would have been."""

    at: float
    kind: DifferenceKind
    here: CueStretch | RungMove | None = None
    there: CueStretch | RungMove | None = None


def under(playbook: Playbook, envelopes: Iterable[Envelope]) -> Course:
    """What the call whose events these are shows under this playbook."""
    past = [each for each in envelopes if not isinstance(each.event, CueAnswered)]
    return course_of(Engine(playbook).replay(past)[1])


def course_of(decisions: Iterable[Decision]) -> Course:
    """The cues and the moves of the ladder among what was decided, in order."""
    cues: list[CueStretch] = []
    ladder: list[RungMove] = []
    for each in decisions:
        if isinstance(each, CueShown):
            cues.append(_begun(each))
        elif isinstance(each, CueCleared) and cues and cues[-1].until is None:
            cues[-1] = msgspec.structs.replace(cues[-1], until=each.at)
        elif isinstance(each, LadderMoved):
            ladder.append(RungMove(at=each.at, rung=each.rung, because=each.because))
    return Course(tuple(cues), tuple(ladder))


def differences(here: Course, there: Course) -> tuple[Difference, ...]:
    """Where two courses of the same call part, in the order of time."""
    found = [*_of_cues(here.cues, there.cues), *_of_rungs(here.ladder, there.ladder)]
    return tuple(sorted(found, key=lambda each: each.at))


def _begun(cue: CueShown) -> CueStretch:
    return CueStretch(id=cue.id, at=cue.at, until=None, do=cue.do, say=cue.say, reason=cue.reason)


def _of_cues(here: Sequence[CueStretch], there: Sequence[CueStretch]) -> Iterable[Difference]:
    left = list(there)
    for cue in here:
        same = next((other for other in left if cue.id == other.id and _meet(cue, other)), None)
        if same is None:
            yield Difference(at=cue.at, kind="only_here", here=cue)
            continue
        left.remove(same)
        if cue.say != same.say or cue.do != same.do:
            yield Difference(at=cue.at, kind="other_words", here=cue, there=same)
        elif abs(cue.at - same.at) > _AS_GOOD_AS_AT_ONCE_S:
            yield Difference(at=min(cue.at, same.at), kind="other_time", here=cue, there=same)
    for cue in left:
        yield Difference(at=cue.at, kind="only_there", there=cue)


def _meet(one: CueStretch, other: CueStretch) -> bool:
    """Whether there is a moment at which both are on their screens."""
    return (one.until is None or other.at <= one.until) and (
        other.until is None or one.at <= other.until
    )


def _of_rungs(here: Sequence[RungMove], there: Sequence[RungMove]) -> Iterable[Difference]:
    moves = {(each.at, each.rung) for each in here} & {(each.at, each.rung) for each in there}
    for move in here:
        if (move.at, move.rung) not in moves:
            yield Difference(at=move.at, kind="only_here", here=move)
    for move in there:
        if (move.at, move.rung) not in moves:
            yield Difference(at=move.at, kind="only_there", there=move)
