"""What somebody may see and do of a call: decided here once, for every route, feed and export.

| who                                  | sees a call as | acts in it            |
|--------------------------------------|----------------|-----------------------|
| the agent whose call it is           | `own_agent`    | all that is not above |
| a supervisor of the call's team      | `supervisor`   | what is above (*)     |
| a coach of the call's team           | `coach`        |                       |
| a program with the scope, in its team| `analyst`      |                       |
| anybody else, administrators too     | not at all     |                       |

(*) Steps of a hand-over, and what is of the team: alerts taken on, whispers, answers to disputes.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

import msgspec

from coolhead.call.actions import Action, OfTheTeam
from coolhead.call.events import (
    AlertAcknowledged,
    DisputeAnswered,
    HandoverStepped,
    RecordSigned,
    Whispered,
)
from coolhead.services.access.principal import Principal, Role, Scope
from coolhead.services.follow_ups.follow_up import FollowUp
from coolhead.services.live.summary import CallSummary
from coolhead.services.projections import Reader

# Roles that see the calls of their teams; the first that somebody has decides what they see.
_OF_THE_TEAM: Final[tuple[tuple[Role, Reader], ...]] = (
    ("supervisor", "supervisor"),
    ("coach", "coach"),
)


def is_own(principal: Principal, summary: CallSummary) -> bool:
    """Whether it is this agent's own call."""
    return (
        principal.workspace == summary.workspace
        and principal.has("agent")
        and principal.agent is not None
        and principal.agent == summary.agent
    )


def reader_of(
    principal: Principal, summary: CallSummary, *, scope: Scope = "calls:read"
) -> Reader | None:
    """As what somebody reads this call, None where not at all.

    ``scope`` is what a program's key needs for what is read: ``records:read`` for records.
    """
    if principal.workspace != summary.workspace:
        return None
    if is_own(principal, summary):
        return "own_agent"
    if summary.team not in principal.teams:
        return None
    for role, reader in _OF_THE_TEAM:
        if principal.has(role):
            return reader
    if principal.has("service") and scope in principal.scopes:
        return "analyst"
    return None


def teams_of(principal: Principal, *, scope: Scope = "calls:read") -> frozenset[str]:
    """The teams whose calls somebody may list; an agent's own calls are not among them by team."""
    if principal.has("supervisor", "coach"):
        return principal.teams
    if principal.has("service") and scope in principal.scopes:
        return principal.teams
    return frozenset()


def own_agent_of(principal: Principal) -> str | None:
    """The agent whose own calls these are, None for those who take no calls."""
    return principal.agent if principal.has("agent") else None


def is_own_follow_up(principal: Principal, row: FollowUp) -> bool:
    """Whether it is of this agent's own call."""
    own = own_agent_of(principal)
    return own is not None and principal.workspace == row.workspace and own == row.owner


def may_follow_up(principal: Principal, row: FollowUp) -> bool:
    """Whether somebody may see and change a follow-up: its own agent, its team's supervisors."""
    if is_own_follow_up(principal, row):
        return True
    return (
        principal.workspace == row.workspace
        and principal.has("supervisor")
        and row.team in principal.teams
    )


def may_act(principal: Principal, summary: CallSummary, action: Action) -> bool:
    """Whether somebody may do this in a call."""
    if is_own(principal, summary):
        return not isinstance(action, OfTheTeam)
    above = isinstance(action, HandoverStepped | OfTheTeam)
    return above and reader_of(principal, summary) == "supervisor"


def signed_by(principal: Principal, action: Action, now: datetime) -> Action:
    """The action with who does it, and when, where it says so, whatever was sent of that."""
    match action:
        case RecordSigned():
            signed_at = now.isoformat(timespec="seconds")
            return msgspec.structs.replace(action, by=principal.name, signed_at=signed_at)
        case AlertAcknowledged() | Whispered() | DisputeAnswered():
            return msgspec.structs.replace(action, by=principal.name)
    return action
