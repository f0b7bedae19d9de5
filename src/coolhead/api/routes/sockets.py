"""The feeds over WebSocket; the paths are those of the feeds over Server-Sent Events."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, WebSocket

from coolhead.api.feeds.of_call import call_feed
from coolhead.api.feeds.of_wall import wall_feed
from coolhead.api.feeds.sockets import send_feed
from coolhead.api.problems import ApiProblem
from coolhead.api.reading import CallId, CallViewer, readable
from coolhead.api.routes.live import Again, Mine
from coolhead.api.security.access import access_of
from coolhead.api.security.origins import check_origin
from coolhead.api.security.principal import visit
from coolhead.api.services import services_of
from coolhead.services.access.entry import Visit
from coolhead.services.access.seeing import own_agent_of

router = APIRouter()


async def from_our_page(websocket: WebSocket, found: Annotated[Visit, Depends(visit)]) -> None:
    """Raises a problem (403) for a socket that another site's page may have opened.

    Browsers always name the page. Who names none is a program, and programs have keys.
    """
    check_origin(websocket, access_of(websocket).origins)
    if not found.by_key and "origin" not in websocket.headers:
        raise ApiProblem(403, "foreign_origin", "A socket without an origin needs a key")


@router.websocket("/feed", dependencies=[Depends(from_our_page)])
async def feed_of_wall(
    websocket: WebSocket, asking: CallViewer, again: Again, *, mine: Mine = False
) -> None:
    """The wall as it changes."""
    services = services_of(websocket)
    if not mine:
        await services.trail.viewed(asking, "wall", "")
    who = asking.principal
    agent = (own_agent_of(who) or "") if mine else None
    items = wall_feed(services, who.workspace, again, agent=agent)
    await send_feed(websocket, services.watchers.counted(asking.principal.id, items))


@router.websocket("/calls/{call}/feed", dependencies=[Depends(from_our_page)])
async def feed_of_call(
    websocket: WebSocket,
    call: CallId,
    asking: CallViewer,
    again: Again,
    after: Annotated[int | None, Query(ge=-1, le=2**53)] = None,
) -> None:
    """A call as it happens."""
    services = services_of(websocket)
    seen = await readable(services, asking, call, kind="feed")
    items = call_feed(services, seen.summary.key, again, after=after)
    await send_feed(websocket, services.watchers.counted(asking.principal.id, items))
