"""One's own breaks: advised, taken, put off, noted afterwards. For the agent, and nobody else."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.idempotency import OnlyOnce
from coolhead.api.present import calls_of_agents, minimum_free_in, present_in
from coolhead.api.problems import ApiProblem, problems
from coolhead.api.replies import answers, reply
from coolhead.api.security.principal import require
from coolhead.api.services import services_of
from coolhead.api.views.breaks import BreakShown, BreaksOver, NewBreak, OwnBreaks, Snooze
from coolhead.services.access.principal import Principal
from coolhead.services.wellbeing.breaks import KEPT_FOR, MOST_BREAKS, How, OwnBreak
from coolhead.services.wellbeing.day import Day, day_of, goes_on, snoozed_until

router = APIRouter(tags=["breaks"])

_Agent = Annotated[Principal, Depends(require("agent"))]
_KEPT = answers("BreakShown", "It is noted, for you alone.") | problems(
    401, 403, 409, 413, 422, 503
)


@router.get(
    "/breaks",
    summary="My breaks, and whether one is due",
    responses=answers("OwnBreaks", "Advice, and one's own breaks of two days.")
    | problems(401, 403, 503),
)
async def my_breaks(request: Request, who: _Agent) -> Response:
    """What is advised comes from one's calls and breaks alone, and never during a call."""
    services = services_of(request)
    now = services.clock.now()
    rows = await _mine(request, who, now)
    day = Day()
    if who.agent not in calls_of_agents(request, who.workspace):
        day = await _day(request, who, rows, now)
    mates = await present_in(request, who.workspace, who.teams)
    free = [each.user.teams for each in mates if each.presence == "free" and each.user.id != who.id]
    least = await minimum_free_in(request, who.workspace)
    return reply(
        OwnBreaks(
            advice=day.advice,
            on_break_since=day.on_break_since,
            snoozed_until=snoozed_until(rows, now),
            others_free=len(free),
            covered=all(sum(team in teams for teams in free) >= least[team] for team in who.teams),
            breaks=tuple(_shown(each) for each in rows if each.how != "snoozed"),
        )
    )


@router.post("/breaks", summary="Take a break, or note one that was taken", responses=_KEPT)
async def take_break(request: Request, who: _Agent, body: NewBreak, once: OnlyOnce) -> Response:
    """The team is told that one is on a break, and nothing else of it."""

    async def write() -> Response:
        services = services_of(request)
        now = services.clock.now()
        if body.how == "logged":
            began = now - timedelta(minutes=body.minutes)
            return await _noted(request, who, "logged", began, now)
        if who.agent in calls_of_agents(request, who.workspace):
            raise ApiProblem(409, "on_call", "A call is going on", "Take the break after it.")
        services.presence.tell(who.id, "break")
        rows = await _mine(request, who, now)
        open_break = goes_on(rows)
        if open_break is not None:
            if (await _day(request, who, rows, now)).on_break_since:
                return reply(_shown(open_break))
            # A call came between: that break was over when it rang.
            await services.breaks.end(who.workspace, who.id, _stamp(now))
        return await _noted(request, who, "taken", now, None)

    return await once(write)


@router.post(
    "/breaks/over",
    summary="The break is over",
    responses=answers("BreaksOver", "Whether one went on.")
    | problems(401, 403, 409, 413, 422, 503),
)
async def break_over(request: Request, who: _Agent, once: OnlyOnce) -> Response:
    """One is free again."""

    async def write() -> Response:
        services = services_of(request)
        services.presence.tell(who.id, "free")
        at = _stamp(services.clock.now())
        return reply(BreaksOver(await services.breaks.end(who.workspace, who.id, at)))

    return await once(write)


@router.post("/breaks/snooze", summary="Put the advice off", responses=_KEPT)
async def snooze(request: Request, who: _Agent, body: Snooze, once: OnlyOnce) -> Response:
    """No break is advised for so many minutes."""
    now = services_of(request).clock.now()
    until = now + timedelta(minutes=body.minutes)
    return await once(lambda: _noted(request, who, "snoozed", now, until))


async def _mine(request: Request, who: Principal, now: datetime) -> list[OwnBreak]:
    since = (now - KEPT_FOR).isoformat()
    return await services_of(request).breaks.of(who.workspace, who.id, since=since)


async def _day(request: Request, who: Principal, rows: list[OwnBreak], now: datetime) -> Day:
    services = services_of(request)
    return await day_of(
        who.agent or "",
        who.workspace,
        rows,
        store=services.store,
        keeping=services.keeping.keeping,
        playbooks=services.playbooks,
        now=now,
    )


async def _noted(
    request: Request, who: Principal, how: How, began: datetime, ended: datetime | None
) -> Response:
    services = services_of(request)
    if len(await _mine(request, who, services.clock.now())) >= MOST_BREAKS:
        raise ApiProblem(409, "too_many", "There are too many", "Two days hold so many breaks.")
    row = OwnBreak(
        workspace=who.workspace,
        user=who.id,
        id=uuid.uuid4().hex,
        how=how,
        began_at=_stamp(began),
        ended_at=_stamp(ended) if ended is not None else None,
    )
    await services.breaks.add(row)
    return reply(_shown(row))


def _stamp(at: datetime) -> str:
    # A break that is noted within the second in which a call ended came after it.
    return at.isoformat(timespec="milliseconds")


def _shown(row: OwnBreak) -> BreakShown:
    return BreakShown(id=row.id, how=row.how, began_at=row.began_at, ended_at=row.ended_at)
