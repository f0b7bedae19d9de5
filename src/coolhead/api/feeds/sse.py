"""A feed as Server-Sent Events."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Final

import structlog
from sse_starlette import EventSourceResponse, ServerSentEvent

from coolhead.api.feeds.items import Item
from coolhead.api.handlers import problem_for
from coolhead.errors import CoolheadError

_log: Final = structlog.get_logger("coolhead.api")
# Proxies close what is silent for a minute (nginx's `proxy_read_timeout`); a quarter leaves room.
PING_S: Final = 15
# Who reads nothing for this long is gone; TCP alone would notice after a quarter of an hour.
_SEND_TIMEOUT_S: Final = 30.0


def sse(items: AsyncIterator[Item]) -> EventSourceResponse:
    """The answer that sends these items; what ends with an error says so before it closes."""
    return EventSourceResponse(
        _events(items),
        ping=PING_S,
        send_timeout=_SEND_TIMEOUT_S,
        # nginx would otherwise gather the answer before it passes anything on.
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _events(items: AsyncIterator[Item]) -> AsyncIterator[ServerSentEvent]:
    try:
        async for item in items:
            seq = None if item.seq is None else str(item.seq)
            yield ServerSentEvent(data=item.body.decode(), event=item.kind, id=seq)
    except CoolheadError as error:
        problem = problem_for(error)
        _log.warning("a feed broke off", code=problem.code, exc_info=error)
        yield ServerSentEvent(data=problem.json().decode(), event="problem")
