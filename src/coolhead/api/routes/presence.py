"""Who is at work at this moment, so that somebody is there for the next call."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends
from pydantic import BaseModel
from starlette.requests import Request

from coolhead.api.present import minimum_free_in, present_in
from coolhead.api.problems import problems
from coolhead.api.security.principal import require
from coolhead.api.services import services_of
from coolhead.api.views.people import Given
from coolhead.services.access.principal import Principal
from coolhead.services.presence import Availability, Presence, cover_of

router = APIRouter(tags=["presence"])


class Availing(Given):
    """What an agent tells of themselves."""

    availability: Availability


class AgentPresence(BaseModel):
    """An agent at this moment; ``calls`` are those that they are in."""

    agent: str
    name: str
    teams: list[str]
    presence: Presence
    calls: list[str]


class TeamCover(BaseModel):
    """How many of a team are where; ``one_more_break``: ``minimum_free`` stay free if one goes."""

    team: str
    free: int
    on_call: int
    on_break: int
    one_more_break: bool
    minimum_free: int


class Coverage(BaseModel):
    """The agents of one's teams, and what they cover."""

    agents: list[AgentPresence]
    teams: list[TeamCover]


@router.get(
    "/presence",
    summary="Who is free, on a call, on a break",
    response_model=Coverage,
    responses=problems(401, 403, 503),
)
async def coverage(
    request: Request, who: Annotated[Principal, Depends(require("supervisor"))]
) -> Coverage:
    """The agents of one's teams as they are now; nothing is kept of how they were."""
    present = await present_in(request, who.workspace, who.teams)
    wanted = await minimum_free_in(request, who.workspace)
    agents = [
        AgentPresence(
            agent=each.agent,
            name=each.user.name,
            teams=sorted(each.user.teams & who.teams),
            presence=each.presence,
            calls=each.calls,
        )
        for each in present
    ]
    teams = []
    for team in sorted(who.teams):
        there = (each.presence for each in present if team in each.user.teams)
        least = wanted[team]
        cover = msgspec.structs.asdict(cover_of(there, minimum_free=least))
        teams.append(TeamCover(team=team, **cover, minimum_free=least))
    return Coverage(agents=agents, teams=teams)


@router.put(
    "/presence",
    summary="Tell that one is free, or on a break",
    status_code=204,
    responses=problems(401, 403, 422, 503),
)
async def tell(
    body: Availing, request: Request, who: Annotated[Principal, Depends(require("agent"))]
) -> None:
    """A desk tells this every half minute; who has not told it for longer is away."""
    services_of(request).presence.tell(who.id, body.availability)


@router.delete("/presence", summary="Leave", status_code=204, responses=problems(401, 403, 503))
async def leave(request: Request, who: Annotated[Principal, Depends(require("agent"))]) -> None:
    """The desk was closed."""
    services_of(request).presence.leave(who.id)
