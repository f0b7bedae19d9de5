"""Reminders: what one was told and has not put away. And whether a customer may be called."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.following_up import Asking, Person, Theirs
from coolhead.api.problems import problems
from coolhead.api.replies import answers, reply
from coolhead.api.services import services_of
from coolhead.api.views.reminders import ReminderList, reminder_shown
from coolhead.services.access.seeing import is_own_follow_up, own_agent_of
from coolhead.services.follow_ups.calling import may_call
from coolhead.services.follow_ups.reminder_book import ToldQuery
from coolhead.services.follow_ups.reminders import To

router = APIRouter(tags=["follow-ups"])


@router.get(
    "/follow-ups/reminders",
    summary="What one is reminded of",
    responses=answers("ReminderList", "Reminders that nobody has put away, the oldest first.")
    | problems(401, 403, 503),
)
async def list_reminders(request: Request, who: Person, asking: Asking) -> Response:
    """An agent's own follow-ups, before and at their time; broken promises for supervisors.

    What was done, dropped or is due at another time now is reminded of no more.
    """
    services = services_of(request)
    now, book = services.clock.now(), services.reminders
    own = own_agent_of(who)
    mine = await book.told(ToldQuery(workspace=who.workspace, owner=own)) if own else []
    teams = []
    if who.has("supervisor"):
        teams = await book.told(ToldQuery(workspace=who.workspace, teams=who.teams))
        await services.trail.viewed(asking, "follow_ups", "")
    return reply(
        ReminderList(
            mine=tuple(reminder_shown(each, now) for each in mine),
            teams=tuple(reminder_shown(each, now) for each in teams),
        )
    )


@router.post(
    "/follow-ups/{follow_up}/reminders/seen",
    summary="Put a reminder away",
    status_code=204,
    response_class=Response,
    responses=problems(401, 403, 404, 422, 503),
)
async def put_away(request: Request, row: Theirs, asking: Asking) -> Response:
    """It is read. The owner puts away their own; supervisors what was told to the team's.

    The follow-up stays as it is. Putting away what is put away changes nothing.
    """
    services, who = services_of(request), asking.principal
    now = services.clock.now()
    told: list[To] = ["owner"] if is_own_follow_up(who, row) else []
    if who.has("supervisor") and row.team in who.teams:
        told.append("supervisors")
    for to in told:
        await services.reminders.see(row.workspace, row.id, to, by=who.name, at=now)
    return Response(status_code=204)


@router.get(
    "/follow-ups/{follow_up}/may-call",
    summary="May the customer be called",
    responses=answers("MayCall", "Whether, why not, and when.") | problems(401, 403, 404, 422, 503),
)
async def may_be_called(request: Request, row: Theirs) -> Response:
    """By the do-not-call list, and by the clock where the customer is."""
    services = services_of(request)
    return reply(await may_call(services.keeping.numbers, services.store, row))
