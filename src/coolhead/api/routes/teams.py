"""Teams, which calls, people and keys belong to."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from starlette.requests import Request

from coolhead.api.problems import not_found, problems
from coolhead.api.security.access import access_of
from coolhead.api.security.principal import asker, principal, require
from coolhead.api.views.people import Given, MinimumFree, Name, TeamList, TeamShown
from coolhead.services.access.audit import Asker
from coolhead.services.access.people import Team
from coolhead.services.access.principal import Principal

router = APIRouter(tags=["teams"])

TeamId = Annotated[
    str,
    Path(
        min_length=1,
        max_length=200,
        pattern=r"^[^\x00-\x1f\x7f/]+$",
        description="As calls and sources name it.",
        examples=["north"],
    ),
]
_Admin = Annotated[Principal, Depends(require("admin"))]
_Asking = Annotated[Asker, Depends(asker)]


class TeamBody(Given):
    """What a team is called, and how many of its agents stay free; null: the workspace's."""

    name: Name
    minimum_free: MinimumFree = None


@router.get("/teams", summary="List teams", response_model=TeamList, responses=problems(401, 503))
async def list_teams(request: Request, who: Annotated[Principal, Depends(principal)]) -> TeamList:
    """Administrators see every team, others those that they belong to."""
    teams = await access_of(request).around.store.teams(who.workspace)
    shown = [team for team in teams if who.has("admin") or team.id in who.teams]
    return TeamList(teams=[_shown(team) for team in shown])


@router.put(
    "/teams/{team}",
    summary="Make a team, or change it",
    response_model=TeamShown,
    responses=problems(401, 403, 422, 503),
)
async def put_team(
    team: TeamId, body: TeamBody, request: Request, _who: _Admin, asking: _Asking
) -> TeamShown:
    """The id is what telephone systems and sources say, so it does not change."""
    administration = access_of(request).administration
    return _shown(await administration.put_team(asking, team, body.name, body.minimum_free))


@router.delete(
    "/teams/{team}",
    summary="Remove a team",
    status_code=204,
    responses=problems(401, 403, 404, 422, 503),
)
async def drop_team(team: TeamId, request: Request, _who: _Admin, asking: _Asking) -> None:
    """Only where nobody belongs to it and no key that holds is for it. Its calls stay."""
    if not await access_of(request).administration.drop_team(asking, team):
        raise not_found("team")


def _shown(team: Team) -> TeamShown:
    return TeamShown(id=team.id, name=team.name, minimum_free=team.minimum_free)
