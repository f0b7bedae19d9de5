"""The wall of live calls, and the feeds over Server-Sent Events."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.feeds.of_call import call_feed
from coolhead.api.feeds.of_wall import wall_feed, wall_of
from coolhead.api.feeds.sse import sse
from coolhead.api.problems import problems
from coolhead.api.reading import EXAMPLE, CallId, CallViewer, readable
from coolhead.api.replies import answers, answers_as, reply
from coolhead.api.security.principal import WhoNow, who_now
from coolhead.api.services import services_of
from coolhead.api.views.live import Wall
from coolhead.services.access.seeing import own_agent_of

router = APIRouter(tags=["live"])
# Anything may stand in a header that a browser sends back; what is no number is no place.
_SEEN_DIGITS = 16
Again = Annotated[WhoNow, Depends(who_now)]
After = Annotated[
    int | None,
    Query(
        ge=-1,
        le=2**53,
        description="Go on beyond this `seq`; -1 is from the call's beginning. Without it the feed "
        "begins with the call's state as it is.",
    ),
]
Mine = Annotated[bool, Query(description="Only calls that I take myself.")]


@router.get(
    "/live",
    summary="The wall",
    responses=answers("Wall", "Live calls.", example={"calls": [{"call": EXAMPLE, "alerts": []}]})
    | problems(401, 403, 422, 503),
)
async def wall(request: Request, asking: CallViewer) -> Response:
    """The calls that are going on and that one may see, with the alerts they have raised."""
    services = services_of(request)
    await services.trail.viewed(asking, "wall", "")
    return reply(Wall(calls=tuple(wall_of(services, asking.principal))))


@router.get(
    "/feed",
    summary="The wall as it changes",
    response_class=Response,
    responses=answers_as("text/event-stream", "Items `wall`, `row`, `closed`.")
    | problems(401, 403, 422, 429, 503),
)
async def feed_of_wall(
    request: Request, asking: CallViewer, who_now: Again, *, mine: Mine = False
) -> Response:
    """Server-Sent Events: the whole wall first, then every row that changes, and its alerts."""
    services = services_of(request)
    if not mine:
        await services.trail.viewed(asking, "wall", "")
    who = asking.principal
    agent = (own_agent_of(who) or "") if mine else None
    items = wall_feed(services, who.workspace, who_now, agent=agent)
    return sse(services.watchers.counted(asking.principal.id, items))


@router.get(
    "/calls/{call}/feed",
    summary="A call as it happens",
    response_class=Response,
    responses=answers_as("text/event-stream", "Items `state`, `moment`, `closed`.")
    | problems(401, 403, 404, 422, 429, 503),
)
async def feed_of_call(
    request: Request,
    call: CallId,
    asking: CallViewer,
    who_now: Again,
    *,
    after: After = None,
    last_event_id: Annotated[
        str | None, Header(description="Sent by browsers that come back.", max_length=40)
    ] = None,
) -> Response:
    """Server-Sent Events: events, decisions and the row of one call, each moment in one item.

    The id of an item is a `seq`: a browser that reconnects goes on where it was.
    """
    services = services_of(request)
    seen = await readable(services, asking, call, kind="feed")
    start = seen_up_to(last_event_id)
    start = after if start is None else start
    items = call_feed(services, seen.summary.key, who_now, after=start)
    return sse(services.watchers.counted(asking.principal.id, items))


def seen_up_to(last_event_id: str | None) -> int | None:
    """The `seq` in a header that browsers send, None where it holds none."""
    text = (last_event_id or "").strip()
    if not text.isascii() or not text.isdigit() or len(text) > _SEEN_DIGITS:
        return None
    return int(text)
