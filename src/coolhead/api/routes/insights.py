"""Insights: what the calls of one's teams come to, never of a person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from coolhead.adapters.archive.tables import CsvRows
from coolhead.api.problems import ApiProblem, problems
from coolhead.api.replies import answers, answers_as, raw_reply, reply
from coolhead.api.security.access import access_of
from coolhead.api.security.principal import asker, require
from coolhead.api.services import services_of
from coolhead.api.views.insights import (
    InsightsAsked,
    InsightsChoices,
    PlaybookChoice,
    TeamChoice,
)
from coolhead.errors import InputError
from coolhead.services.access.audit import Asker
from coolhead.services.access.principal import Principal
from coolhead.services.access.seeing import teams_of
from coolhead.services.insights.book import InsightsQuery
from coolhead.services.insights.reckoning import insights_of
from coolhead.services.insights.shapes import Insights
from coolhead.services.insights.table import FigureRow, rows_of

router = APIRouter(tags=["insights"])

_Reader = Annotated[Principal, Depends(require("supervisor", "coach", scope="records:read"))]
_Asking = Annotated[Asker, Depends(asker)]
_Asked = Annotated[InsightsAsked, Query()]
_USUAL: Final = timedelta(days=30)


@router.get(
    "/insights/figures",
    summary="Insights",
    responses=answers("Insights", "Figures with their definitions.") | problems(401, 403, 422, 503),
)
async def figures(request: Request, who: _Reader, asking: _Asking, asked: _Asked) -> Response:
    """What the calls of one's teams come to: each figure with its definition and its calls.

    Where fewer agents than the workspace asks for stand behind a figure, it is withheld.
    """
    return reply(await _insights(request, who, asking, asked))


@router.get(
    "/insights/figures.csv",
    summary="Insights as a table",
    responses=answers_as("text/csv", "A line a figure.") | problems(401, 403, 422, 503),
)
async def figures_csv(request: Request, who: _Reader, asking: _Asking, asked: _Asked) -> Response:
    """The same as a table for spreadsheets; no cell of it is taken for a formula."""
    found = await _insights(request, who, asking, asked)
    table = CsvRows(FigureRow)
    lines = b"".join([table.head(), *(table.line(row) for row in rows_of(found))])
    headers = {"Content-Disposition": 'attachment; filename="insights.csv"'}
    return raw_reply(lines, media_type="text/csv; charset=utf-8", headers=headers)


@router.get(
    "/insights/choices",
    summary="What insights can be narrowed by",
    responses=answers("InsightsChoices", "Teams, playbooks and campaigns.")
    | problems(401, 403, 503),
)
async def choices(request: Request, who: _Reader) -> Response:
    """The teams whose calls one sees, and the playbooks and campaigns of their calls."""
    teams = teams_of(who, scope="records:read")
    found = await services_of(request).insights.choices(who.workspace, teams)
    kept = await access_of(request).around.store.teams(who.workspace)
    names = {team.id: team.name for team in kept}
    return reply(
        InsightsChoices(
            teams=tuple(TeamChoice(team, names.get(team, team)) for team in sorted(teams)),
            playbooks=tuple(PlaybookChoice(*each) for each in found.playbooks),
            campaigns=found.campaigns,
        )
    )


async def _insights(
    request: Request, who: Principal, asking: Asker, asked: InsightsAsked
) -> Insights:
    services = services_of(request)
    teams = teams_of(who, scope="records:read")
    if asked.team is not None:
        if asked.team not in teams:
            raise ApiProblem(403, "forbidden", "This is not your team")
        teams = frozenset({asked.team})
    now = services.clock.now()
    until = asked.until or now
    try:
        since = asked.since or until - _USUAL
        query = InsightsQuery(
            workspace=who.workspace,
            since=since.timestamp(),
            until=until.timestamp(),
            now=now.timestamp(),
            teams=teams,
            playbook=asked.playbook,
            version=asked.version,
            direction=asked.direction,
            campaign=asked.campaign,
        )
        is_period = datetime.fromtimestamp(query.since, UTC) < datetime.fromtimestamp(
            query.until, UTC
        )
    except (OverflowError, ValueError) as error:
        raise InputError("this is no time", field="since", hint="Name a day of our age.") from error
    if not is_period:
        raise InputError("the period ends before it begins", field="since", hint="Name both ends.")
    found = insights_of(
        await services.insights.sums(query),
        query,
        minimum=await services.minimum_agents(),
        team=asked.team,
    )
    await services.trail.viewed(asking, "insights", asked.team or "")
    return found
