"""The agents of teams and where each is at this moment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec
from starlette.requests import Request

from coolhead.api.security.access import access_of
from coolhead.api.services import services_of
from coolhead.services.access.people import User
from coolhead.services.access.store import UserQuery
from coolhead.services.presence import Presence

# Agents of one supervisor's teams; who has more of them looks at teams one by one.
_MOST: Final = 500


class Present(msgspec.Struct, frozen=True, kw_only=True):
    """An agent, where they are, and the calls that they are in."""

    user: User
    agent: str
    presence: Presence
    calls: list[str]


async def present_in(request: Request, workspace: str, teams: Iterable[str]) -> list[Present]:
    """Every active agent of these teams."""
    services, store = services_of(request), access_of(request).around.store
    query = UserQuery(workspace=workspace, teams=frozenset(teams), active=True, limit=_MOST)
    busy = calls_of_agents(request, workspace)
    return [
        Present(
            user=user,
            agent=user.agent,
            presence=services.presence.of(user.id, on_call=user.agent in busy),
            calls=busy.get(user.agent, []),
        )
        for user in await store.users(query)
        if user.agent is not None and "agent" in user.roles
    ]


async def minimum_free_in(request: Request, workspace: str) -> dict[str, int]:
    """How many agents of each team are to stay free: its own number, else the workspace's."""
    store = access_of(request).around.store
    usual = (await store.settings(workspace)).minimum_free
    return {
        team.id: usual if team.minimum_free is None else team.minimum_free
        for team in await store.teams(workspace)
    }


def calls_of_agents(request: Request, workspace: str) -> dict[str, list[str]]:
    """The calls that go on, by whose they are."""
    busy: dict[str, list[str]] = {}
    for call in services_of(request).calls.live(workspace):
        if call.summary.agent:
            busy.setdefault(call.summary.agent, []).append(call.summary.call)
    return busy
