"""Follow-ups in one's own calendar: by a secret address, since calendar programs cannot sign in."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from coolhead.adapters.calendar_feed import MEDIA_TYPE, calendar_of
from coolhead.api.following_up import Theirs
from coolhead.api.problems import not_found, problems
from coolhead.api.replies import answers, answers_as, raw_reply, reply
from coolhead.api.security.access import access_of
from coolhead.api.security.principal import asker, require
from coolhead.api.services import services_of
from coolhead.api.views.calendar import CalendarAddress, CalendarLinkShown
from coolhead.services.access.audit import Asker
from coolhead.services.access.people import User, digest_of
from coolhead.services.access.principal import Principal
from coolhead.services.follow_ups.book import FollowUpQuery
from coolhead.services.follow_ups.calendar_links import CalendarLink
from coolhead.services.follow_ups.ledger import every_follow_up

router = APIRouter(tags=["follow-ups"])

_Agent = Annotated[Principal, Depends(require("agent"))]
_Asking = Annotated[Asker, Depends(asker)]
_ICS: Final = answers_as(MEDIA_TYPE, "A calendar (RFC 5545).")
# What is over for longer is looked up in the queue and not in a calendar.
_BEHIND: Final = timedelta(days=60)
_AHEAD: Final = timedelta(days=366)
_FEED: Final = "/api/v1/follow-ups.ics"


@router.get(
    "/follow-ups.ics",
    summary="Follow-ups as a calendar",
    response_class=Response,
    responses=_ICS | problems(404, 422, 503),
    openapi_extra={"security": []},
)
async def feed(
    request: Request,
    key: Annotated[str, Query(max_length=200, description="The secret of the address.")] = "",
) -> Response:
    """An agent's own follow-ups: what kind of thing, the customer's reference, and when.

    It holds no words of a call. The address is what opens it: whoever has it reads along, until it
    is taken back, and no longer than the agent has an account.
    """
    services = services_of(request)
    link = await services.calendar_links.by_digest(digest_of(key)) if key else None
    user = await _user_of(request, link)
    if link is None or user is None:
        raise not_found("calendar")
    now = services.clock.now()
    query = FollowUpQuery(
        workspace=link.workspace,
        owner=user.agent,
        due_since=(now - _BEHIND).isoformat(),
        due_before=(now + _AHEAD).isoformat(),
    )
    rows = [row async for row in every_follow_up(services.follow_ups, query)]
    return _calendar(calendar_of(rows, now=now, page=_page(request)), "follow-ups.ics")


@router.get(
    "/follow-ups/{follow_up}/event.ics",
    summary="A follow-up for one's calendar",
    response_class=Response,
    responses=_ICS | problems(401, 403, 404, 422, 503),
)
async def event(request: Request, row: Theirs) -> Response:
    """One follow-up as a calendar; empty where it has no time."""
    now = services_of(request).clock.now()
    return _calendar(calendar_of([row], now=now, page=_page(request)), "follow-up.ics")


@router.get(
    "/follow-ups/calendar-link",
    summary="Whether one's calendar has an address",
    responses=answers("CalendarLinkShown", "Since when, null for never.") | problems(401, 403, 503),
)
async def show_link(request: Request, who: _Agent) -> Response:
    """The address itself was shown when it was made, and is not known any more."""
    link = await services_of(request).calendar_links.of_user(who.workspace, who.id)
    return reply(CalendarLinkShown(made_at=link.made_at if link is not None else None))


@router.post(
    "/follow-ups/calendar-link",
    summary="Make an address for one's calendar",
    status_code=201,
    responses=answers("CalendarAddress", "Shown this once.", status=201) | problems(401, 403, 503),
)
async def make_link(request: Request, who: _Agent, asking: _Asking) -> Response:
    """A new secret address; the one before opens nothing any more."""
    services = services_of(request)
    token = secrets.token_urlsafe(32)
    now = services.clock.now()
    link = CalendarLink(workspace=who.workspace, user=who.id, digest=digest_of(token), made_at=now)
    await services.calendar_links.put(link)
    await services.trail.noted(asking, "calendar.link", on=("user", who.id))
    url = f"{_base(request)}{_FEED}?key={token}"
    return reply(CalendarAddress(url=url, made_at=now), status=201)


@router.delete(
    "/follow-ups/calendar-link",
    summary="Take the address back",
    status_code=204,
    response_class=Response,
    responses=problems(401, 403, 404, 503),
)
async def take_back(request: Request, who: _Agent, asking: _Asking) -> Response:
    """From now on it opens nothing; what a calendar has copied stays there."""
    services = services_of(request)
    if not await services.calendar_links.remove(who.workspace, who.id):
        raise not_found("calendar")
    await services.trail.noted(asking, "calendar.unlink", on=("user", who.id))
    return Response(status_code=204)


async def _user_of(request: Request, link: CalendarLink | None) -> User | None:
    """The agent whose link it is, None where they take no calls here any more."""
    if link is None:
        return None
    user = await access_of(request).around.store.user(link.workspace, link.user)
    if user is None or not user.active or "agent" not in user.roles or user.agent is None:
        return None
    return user


def _base(request: Request) -> str:
    return access_of(request).public_url or str(request.base_url).rstrip("/")


def _page(request: Request) -> str:
    return f"{_base(request)}/follow-ups"


def _calendar(content: bytes, name: str) -> Response:
    return raw_reply(
        content,
        media_type=f"{MEDIA_TYPE}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
