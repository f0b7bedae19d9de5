"""A call in one row: what the wall of live calls and the list of calls show of it."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from coolhead.call.events import PlaybookRef
from coolhead.call.vocabulary import Consent, Direction, EndedBy, Level, Outcome, Phase, Rung
from coolhead.guidance.ladder import Step
from coolhead.guidance.state import GuidanceState
from coolhead.record.record import Record


class CallKey(NamedTuple):
    """What names a call: its workspace and its id there."""

    workspace: str
    call: str


class CallSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A call in one row; a projection of its events.

    ``now`` is seconds from the call's start, ``heat`` 0-100. ``open_step`` is the step of the
    ladder to which abuse has opened the way, ``rung_reached`` the highest rung so far. ``outcome``
    and ``do_not_call`` are those of the record: None and false while the call goes on. ``signed``:
    the agent stands by the record. ``disputed``: a line of the scorecard is disputed and not
    answered yet. ``lent``: the agent lets the team try playbooks on the call. Nothing in it is
    private to the agent, and nothing of it restricted.
    """

    workspace: str
    call: str
    team: str
    agent: str | None = None
    customer: str | None = None
    customer_number: str | None = None
    campaign: str | None = None
    direction: Direction = "inbound"
    started_at: str | None = None
    language: str = "en"
    consent: Consent = "unknown"
    playbook: PlaybookRef | None = None
    seq: int = -1
    now: float = 0.0
    utterances: int = 0
    heat: float = 0.0
    heat_peak: float = 0.0
    level: Level = "calm"
    phase: Phase = "opening"
    rung: Rung = "none"
    rung_reached: Rung = "none"
    open_step: Step | None = None
    supervisor_asked: bool = False
    recogniser_lost: bool = False
    ended: bool = False
    ended_by: EndedBy | None = None
    outcome: Outcome | None = None
    do_not_call: bool = False
    signed: bool = False
    disputed: bool = False
    lent: bool = False

    @property
    def key(self) -> CallKey:
        """What names the call."""
        return CallKey(self.workspace, self.call)


def summary_of(state: GuidanceState, record: Record | None = None) -> CallSummary:
    """The row of a call that has begun; ``record`` is that of a call that is over."""
    call, header = state.call, state.call.header
    assert header is not None  # noqa: S101 - a call begins with CallStarted
    return CallSummary(
        workspace=header.workspace,
        call=header.call,
        team=header.team,
        agent=header.agent,
        customer=header.customer,
        customer_number=header.customer_number,
        campaign=header.campaign,
        direction=header.direction,
        started_at=header.started_at,
        language=header.language,
        consent=call.consent,
        playbook=header.playbook,
        seq=call.seq,
        now=call.now,
        utterances=len(call.heard),
        heat=state.heat.value,
        heat_peak=state.heat.peak,
        level=state.heat.level,
        phase=state.phase,
        rung=state.ladder.rung,
        rung_reached=state.ladder.reached,
        open_step=state.ladder.open_step,
        supervisor_asked=call.supervisor_asked_at is not None,
        recogniser_lost=call.recogniser_lost,
        ended=call.ended is not None,
        ended_by=call.ended_by,
        outcome=record.outcome if record is not None else None,
        do_not_call=record is not None and record.do_not_call,
        signed=call.signed is not None,
        disputed=bool(call.open_disputes),
        lent=call.lent,
    )
