"""The promise ledger: what became of what was promised, counted over a period."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.following_up import Asking, Person
from coolhead.api.problems import problems
from coolhead.api.replies import answers, reply
from coolhead.api.security.access import access_of
from coolhead.api.services import services_of
from coolhead.api.views.ledger import LedgerSearch, LedgerShown
from coolhead.errors import InputError
from coolhead.services.access.seeing import own_agent_of
from coolhead.services.follow_ups.book import FollowUpQuery

router = APIRouter(tags=["follow-ups"])

_USUAL: Final = timedelta(days=30)
_YEARS: Final = range(1970, 9900)
_LONGEST: Final = timedelta(days=366)


@router.get(
    "/follow-ups/ledger",
    summary="Kept, late, broken",
    responses=answers("LedgerShown", "The counts of a period.") | problems(401, 403, 422, 503),
)
async def ledger(
    request: Request, who: Person, asking: Asking, wanted: Annotated[LedgerSearch, Query()]
) -> Response:
    """Follow-ups by when they were due, counted by how they stand; those without a time are not.

    An agent's own, or for supervisors those of their teams, of nobody by name: where fewer agents
    than the workspace's minimum have any, the counts are withheld.
    """
    services = services_of(request)
    now = services.clock.now()
    until = wanted.until or now
    if until.year not in _YEARS:
        raise InputError("no follow-up is of that time", field="until", hint="Give another year.")
    since = wanted.since or until - _USUAL
    if not since < until:
        raise InputError("the period is empty", field="since", hint="Begin before the end.")
    if until - since > _LONGEST:
        raise InputError("longer than a year", field="since", hint="Ask for a year at most.")
    teams = who.teams if who.has("supervisor") and not wanted.mine else None
    owner = None
    if teams is None:
        owner = own_agent_of(who)
    elif wanted.team is not None:
        teams &= {wanted.team}
    shown = LedgerShown(since=since, until=until, of="teams" if teams is not None else "own")
    if teams is None and owner is None:
        return reply(shown)
    query = FollowUpQuery(
        workspace=who.workspace,
        teams=teams,
        owner=owner,
        due_since=since.astimezone(UTC).isoformat(),
        due_before=until.astimezone(UTC).isoformat(),
    )
    counted = await services.follow_ups.ledger(query, now.timestamp())
    if teams is not None:
        await services.trail.viewed(asking, "follow_ups", "")
        settings = await access_of(request).around.store.settings(who.workspace)
        if counted.owners < settings.minimum_agents:
            least = settings.minimum_agents
            return reply(shown.without(f"Figures of fewer than {least} agents are not shown."))
    return reply(shown.counting(counted))
