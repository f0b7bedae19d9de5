"""A source is tried: an administrator sees what arrives at it, and no word of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, WebSocket

from coolhead.api.feeds.of_source import source_feed
from coolhead.api.feeds.sockets import send_feed
from coolhead.api.problems import not_found
from coolhead.api.routes.live import Again
from coolhead.api.routes.sockets import from_our_page
from coolhead.api.routes.sources import SourceName
from coolhead.api.security.principal import asker, require
from coolhead.api.services import services_of
from coolhead.services.access.audit import Asker
from coolhead.services.access.principal import Principal

router = APIRouter()


@router.websocket("/sources/{name}/test", dependencies=[Depends(from_our_page)])
async def try_source(
    websocket: WebSocket,
    name: SourceName,
    who: Annotated[Principal, Depends(require("admin"))],
    asking: Annotated[Asker, Depends(asker)],
    again: Again,
) -> None:
    """Connections, calls that begin, sound and its level, how many utterances, and troubles."""
    services = services_of(websocket)
    if await services.sources.find(who.workspace, name) is None:
        raise not_found("source")
    await services.trail.noted(asking, "source.try", on=("source", name))
    items = source_feed(services, name, again)
    await send_feed(websocket, services.watchers.counted(who.id, items))
