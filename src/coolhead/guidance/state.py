"""All that the engine remembers of a call."""

from __future__ import annotations

from typing import Literal

import msgspec

from coolhead.call.state import CallState
from coolhead.call.vocabulary import Phase
from coolhead.guidance.due import Due
from coolhead.guidance.escalation import EscalationState
from coolhead.guidance.heat import HeatState
from coolhead.guidance.ladder import LadderState
from coolhead.guidance.tally import Tally

DueCue = tuple[str, int, Due]
"""A cue's name, its rank (0 is the most wanted), and why it is due."""

HelpLevel = Literal["all", "when_it_matters", "off"]


class OnScreen(msgspec.Struct, frozen=True, gc=False):
    """The cue that is shown: its instance, its reason's key, and where the call then stood."""

    id: str
    number: int
    at: float
    key: str
    rank: int
    place: int


class StageState(msgspec.Struct, frozen=True, gc=False):
    """The one cue and its history.

    ``kinds`` are the cues that have a place in this call at all; ``due`` is what is due by all
    that was heard and done, ``pending`` what of it may yet be shown. ``shown_at`` is when each
    cue was last shown; ``spent`` how often each reason (``cue|key``) has been; ``used`` the
    phrases said; ``resting`` cues the agent has sent away, until when; ``done`` the number of the
    one the agent has said is done.
    """

    current: OnScreen | None = None
    kinds: frozenset[str] = frozenset()
    due: tuple[DueCue, ...] = ()
    pending: tuple[DueCue, ...] = ()
    number: int = 0
    shown_at: dict[str, float] = {}
    spent: dict[str, int] = {}
    used: tuple[str, ...] = ()
    resting: dict[str, float] = {}
    done: int | None = None
    help_level: HelpLevel = "all"


class GuidanceState(msgspec.Struct, frozen=True, gc=False):
    """The engine's state: the facts of the call and what follows from them.

    ``phase`` is what is shown; ``base_phase`` goes on underneath ``boundary`` and ``handover``.
    ``taken_back`` are the utterances whose abuse the agent has retracted. ``folded`` is how many
    of the utterances have had their effect; ``silence_alerted`` the silence told of already.
    """

    call: CallState = CallState()
    tally: Tally = Tally()
    heat: HeatState = HeatState()
    ladder: LadderState = LadderState()
    escalation: EscalationState = EscalationState()
    base_phase: Phase = "opening"
    phase: Phase = "opening"
    stage: StageState = StageState()
    taken_back: frozenset[str] = frozenset()
    folded: int = 0
    silence_alerted: float | None = None
