"""The feed of the wall: every live call that somebody may see, and each change of its row."""

from __future__ import annotations

from collections.abc import AsyncIterator

import msgspec

from coolhead.api.feeds.items import RIGHTS_EVERY_S, Item, closed, publications
from coolhead.api.security.principal import WhoNow
from coolhead.api.services import ApiServices
from coolhead.api.views.live import Wall, WallRow, alerts_for, wall_row
from coolhead.call.events import AlertAcknowledged
from coolhead.services.access.principal import Principal
from coolhead.services.access.seeing import reader_of
from coolhead.services.live.feed import Missed, Published
from coolhead.services.live.summary import CallKey, CallSummary
from coolhead.services.projections import Reader, events_for


def wall_of(services: ApiServices, who: Principal, *, mine: bool = False) -> list[WallRow]:
    """The live calls that somebody may see, in the order in which they came.

    ``mine``: only those that they take themselves.
    """
    rows = []
    for call in services.calls.live(who.workspace):
        reader = reader_of(who, call.summary)
        if reader is not None and (reader == "own_agent" or not mine):
            rows.append(wall_row(call, reader))
    return rows


async def wall_feed(
    services: ApiServices, workspace: str, who_now: WhoNow, *, agent: str | None = None
) -> AsyncIterator[Item]:
    """The items of the wall's feed: the whole wall, then every row as it changes.

    A row's alerts, and which were acknowledged, are those since the item before; what only tells
    that time passed is not sent. It begins anew with the whole wall, whatever was seen before: the
    wall has no past. ``agent``: only this agent's calls, for whom they are their own.
    """
    subscription = services.feed.subscribe(workspace, agent=agent)
    wall = _Wall(services, mine=agent is not None)
    try:
        if not await wall.may_go_on(who_now):
            yield closed("rights")
            return
        yield wall.whole()
        async for published in publications(subscription):
            if not await wall.may_go_on(who_now):
                yield closed("rights")
                return
            match published:
                case Published():
                    item = wall.changed(published)
                    if item is not None:
                        yield item
                case Missed():
                    yield wall.whole()
    finally:
        await subscription.aclose()


class _Wall:
    def __init__(self, services: ApiServices, *, mine: bool) -> None:
        self._services = services
        self._mine = mine
        self._who: Principal | None = None
        self._asked: float | None = None
        self._shown: dict[CallKey, CallSummary] = {}

    async def may_go_on(self, who_now: WhoNow) -> bool:
        now = self._services.clock.passed()
        if self._asked is None or now - self._asked >= RIGHTS_EVERY_S:
            self._asked = now
            self._who = await who_now()
        return self._who is not None

    def whole(self) -> Item:
        rows = wall_of(self._services, self._who, mine=self._mine) if self._who else []
        self._shown = {row.call.key: _apart_from_time(row.call) for row in rows}
        return Item("wall", msgspec.json.encode(Wall(calls=tuple(rows))))

    def changed(self, published: Published) -> Item | None:
        """The row, None where nothing of it changed or it is not for this reader."""
        summary = published.summary
        reader = reader_of(self._who, summary) if self._who else None
        if reader is None:
            return None
        if self._mine and reader != "own_agent":
            return None
        alerts = alerts_for(reader, published.decisions)
        acknowledged = _acknowledged(reader, published)
        row = _apart_from_time(summary)
        if self._shown.get(summary.key) == row and not alerts and not acknowledged:
            return None
        self._shown[summary.key] = row
        if summary.ended:
            del self._shown[summary.key]
        sent = WallRow(call=summary, alerts=alerts, acknowledged=acknowledged)
        return Item("row", msgspec.json.encode(sent))


def _acknowledged(reader: Reader, published: Published) -> dict[str, str]:
    return {
        envelope.event.alert: envelope.event.by
        for envelope in events_for(reader, published.envelopes)
        if isinstance(envelope.event, AlertAcknowledged)
    }


def _apart_from_time(summary: CallSummary) -> CallSummary:
    return msgspec.structs.replace(summary, seq=0, now=0.0)
