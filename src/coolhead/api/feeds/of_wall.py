"""The feed of the wall: every live call that somebody may see, and each change of its row."""

from __future__ import annotations

from collections.abc import AsyncIterator

import msgspec

from coolhead.api.feeds.items import RIGHTS_EVERY_S, Item, closed, publications
from coolhead.api.security.principal import WhoNow
from coolhead.api.services import ApiServices
from coolhead.api.views.live import Wall, WallRow, alerts_for, wall_row
from coolhead.services.access.principal import Principal
from coolhead.services.access.seeing import reader_of
from coolhead.services.live.feed import Missed, Published
from coolhead.services.live.summary import CallKey, CallSummary


def wall_of(services: ApiServices, who: Principal) -> list[WallRow]:
    """The live calls that somebody may see, in the order in which they came."""
    rows = []
    for call in services.calls.live(who.workspace):
        reader = reader_of(who, call.summary)
        if reader is not None:
            rows.append(wall_row(call.summary, call.decisions, reader))
    return rows


async def wall_feed(services: ApiServices, workspace: str, who_now: WhoNow) -> AsyncIterator[Item]:
    """The items of the wall's feed: the whole wall, then every row as it changes.

    A row's alerts are those raised since the item before; what only tells that time passed is
    not sent. It begins anew with the whole wall, whatever was seen before: the wall has no past.
    """
    subscription = services.feed.subscribe(workspace)
    wall = _Wall(services)
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
    def __init__(self, services: ApiServices) -> None:
        self._services = services
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
        rows = wall_of(self._services, self._who) if self._who else []
        self._shown = {row.call.key: _apart_from_time(row.call) for row in rows}
        return Item("wall", msgspec.json.encode(Wall(calls=tuple(rows))))

    def changed(self, published: Published) -> Item | None:
        """The row, None where nothing of it changed or it is not for this reader."""
        summary = published.summary
        reader = reader_of(self._who, summary) if self._who else None
        if reader is None:
            return None
        alerts = alerts_for(reader, published.decisions)
        row = _apart_from_time(summary)
        if self._shown.get(summary.key) == row and not alerts:
            return None
        self._shown[summary.key] = row
        if summary.ended:
            del self._shown[summary.key]
        return Item("row", msgspec.json.encode(WallRow(call=summary, alerts=alerts)))


def _apart_from_time(summary: CallSummary) -> CallSummary:
    return msgspec.structs.replace(summary, seq=0, now=0.0)
