"""Plans of coaching and the turns of a call as the API takes and shows them."""

from __future__ import annotations

from typing import Annotated

import msgspec
from pydantic import ConfigDict, Field

from coolhead.api.views.people import Given
from coolhead.services.coaching.plan import Change, Plan, State
from coolhead.services.coaching.turns import Turn

_NO_NUL = r"^[^\x00]*$"
_Agent = Annotated[str | None, Field(min_length=1, max_length=300, pattern=_NO_NUL)]
_Practise = Annotated[
    str, Field(min_length=1, max_length=300, pattern=r"^[^\x00]*[^\s\x00][^\x00]*$")
]
_Note = Annotated[str, Field(max_length=2000, pattern=_NO_NUL)]


class PlansOf(Given):
    """Whose plans are wanted; one's own where it is left out."""

    model_config = ConfigDict(extra="ignore")

    agent: _Agent = Field(default=None, description="The agent, as calls name them.")


class PlanBegun(Given):
    """One thing to practise; of ``agent``, or one's own where it is left out."""

    agent: _Agent = None
    practise: _Practise
    note: _Note = ""
    call: Annotated[str | None, Field(min_length=1, max_length=300)] = Field(
        default=None, description="The call in which it came up."
    )
    moment: Annotated[float | None, Field(ge=0, le=86_400)] = Field(
        default=None, description="Where in the call, in seconds."
    )


class PlanChanged(Given):
    """How the plan stands from now on; ``number`` is that of the change it was read with."""

    number: int = Field(ge=1, le=1_000_000)
    practise: _Practise
    note: _Note = ""
    state: State = "open"


class ChangeShown(msgspec.Struct, frozen=True, kw_only=True):
    """How a plan stood after somebody changed it."""

    number: int
    practise: str
    note: str
    state: State
    at: str
    name: str


class PlanShown(msgspec.Struct, frozen=True, kw_only=True):
    """A plan as it stands, with its history, oldest first."""

    id: str
    agent: str
    practise: str
    note: str
    state: State
    number: int
    call: str | None
    moment: float | None
    changes: tuple[ChangeShown, ...]


class PlanList(msgspec.Struct, frozen=True):
    """An agent's plans, the latest first; at most one is open."""

    plans: tuple[PlanShown, ...]


class CoachedAgent(msgspec.Struct, frozen=True, kw_only=True):
    """An agent of one's teams, and what they practise now."""

    agent: str
    name: str
    teams: tuple[str, ...]
    practise: str | None
    since: str | None


class CoachedAgents(msgspec.Struct, frozen=True):
    """The agents of one's teams, by name."""

    agents: tuple[CoachedAgent, ...]


class TurnList(msgspec.Struct, frozen=True):
    """Where a call turned, in order."""

    turns: tuple[Turn, ...]


def plan_shown(plan: Plan) -> PlanShown:
    """A plan."""
    now = plan.now
    return PlanShown(
        id=plan.id,
        agent=plan.agent,
        practise=now.practise,
        note=now.note,
        state=now.state,
        number=now.number,
        call=plan.call,
        moment=plan.moment,
        changes=tuple(map(_change_shown, plan.changes)),
    )


def _change_shown(change: Change) -> ChangeShown:
    return ChangeShown(
        number=change.number,
        practise=change.practise,
        note=change.note,
        state=change.state,
        at=change.at,
        name=change.name,
    )
