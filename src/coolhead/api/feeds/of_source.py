"""The feed of a source that is being tried: what has arrived, each time that something more has."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Final

import msgspec

from coolhead.api.feeds.items import RIGHTS_EVERY_S, Item, closed
from coolhead.api.security.principal import WhoNow
from coolhead.api.services import ApiServices

# Sound comes fifty times a second; nobody reads figures that change more often than this.
_AT_MOST_EVERY_S: Final = 0.25


async def source_feed(services: ApiServices, source: str, who_now: WhoNow) -> AsyncIterator[Item]:
    """Items `seen` for as long as an administrator looks. Raises ``BusyError``."""
    clock = services.clock
    with services.watch.looking(source, clock.now) as observation:
        asked: float | None = None
        while True:
            if asked is None or clock.passed() - asked >= RIGHTS_EVERY_S:
                asked, who = clock.passed(), await who_now()
                if who is None or not who.has("admin"):
                    yield closed("rights")
                    return
            yield Item("seen", msgspec.json.encode(observation.seen))
            await asyncio.sleep(_AT_MOST_EVERY_S)
            try:
                await asyncio.wait_for(observation.changed(), RIGHTS_EVERY_S)
            except TimeoutError:
                continue
