"""Who is at work at this moment, so that somebody is there for the next call."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from starlette.requests import Request

from coolhead.api.problems import problems
from coolhead.api.security.access import access_of
from coolhead.api.security.principal import require
from coolhead.api.services import services_of
from coolhead.api.views.people import Given
from coolhead.services.access.people import User
from coolhead.services.access.principal import Principal
from coolhead.services.access.store import UserQuery
from coolhead.services.presence import Availability, Presence

router = APIRouter(tags=["presence"])

# Agents of one supervisor's teams; who has more of them looks at teams one by one.
_MOST = 500


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


class Coverage(BaseModel):
    """The agents of one's teams."""

    agents: list[AgentPresence]


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
    services, store = services_of(request), access_of(request).around.store
    query = UserQuery(workspace=who.workspace, teams=who.teams, active=True, limit=_MOST)
    busy: dict[str, list[str]] = {}
    for call in services.calls.live(who.workspace):
        busy.setdefault(call.summary.agent or "", []).append(call.summary.call)

    def shown(user: User, agent: str) -> AgentPresence:
        calls = busy.get(agent, [])
        return AgentPresence(
            agent=agent,
            name=user.name,
            teams=sorted(user.teams & who.teams),
            presence=services.presence.of(user.id, on_call=bool(calls)),
            calls=calls,
        )

    agents = [
        shown(user, user.agent)
        for user in await store.users(query)
        if user.agent is not None and "agent" in user.roles
    ]
    return Coverage(agents=agents)


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
