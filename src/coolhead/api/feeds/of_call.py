"""The feed of one call: first what is missing, then every moment, until rights end."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator
from typing import Final

import msgspec

from coolhead.api.feeds.items import RIGHTS_EVERY_S, Item, closed, publications
from coolhead.api.security.principal import WhoNow
from coolhead.api.services import ApiServices
from coolhead.api.views.live import InterimWords, live_state
from coolhead.api.views.moments import between, moment_for
from coolhead.services.access.seeing import reader_of
from coolhead.services.live.calls import LiveCalls
from coolhead.services.live.feed import Interim, Missed, Published
from coolhead.services.live.summary import CallKey
from coolhead.services.projections import Reader

# Events of one item when a reader catches up: some 100 KB.
_PAGE: Final = 400


async def call_feed(
    services: ApiServices, key: CallKey, who_now: WhoNow, *, after: int | None
) -> AsyncIterator[Item]:
    """The items of a call's feed for whoever asks.

    ``after`` None begins with the call's state as it is; else every moment beyond that ``seq``
    comes first (-1: from the beginning). Raises what reading the store raises.
    """
    subscription = services.feed.subscribe(key.workspace, key.call)
    watch = _Watch(services, key, who_now)
    try:
        if not await watch.may_go_on():
            yield closed("rights")
            return
        async for item in watch.begin(after):
            yield item
        async for published in publications(subscription):
            if not await watch.may_go_on():
                yield closed("rights")
                return
            match published:
                case Published():
                    item_now = watch.passed_on(published)
                    if item_now is not None:
                        yield item_now
                case Interim(party=party, text=text):
                    yield Item("interim", msgspec.json.encode(InterimWords(party, text)))
                case Missed():
                    async for item in watch.caught_up():
                        yield item
    finally:
        await subscription.aclose()


class _Watch:
    """Where one reader of one call has got to."""

    def __init__(self, services: ApiServices, key: CallKey, who_now: WhoNow) -> None:
        self._services = services
        self._calls: LiveCalls = services.calls
        self._key = key
        self._who_now = who_now
        self._asked: float | None = None
        self._reader: Reader | None = None
        self._shown = -1

    async def may_go_on(self) -> bool:
        """Whether the reader may still see; asked anew where that is some time ago."""
        now = self._services.clock.passed()
        if self._asked is None or now - self._asked >= RIGHTS_EVERY_S:
            # Screens that were opened together do not all ask again together.
            early = zlib.crc32(self._key.call.encode()) % 1000 / 1000 * RIGHTS_EVERY_S
            self._asked = now - early if self._asked is None else now
            who, summary = await self._who_now(), await self._services.calls.summary(self._key)
            self._reader = None
            if who is not None and summary is not None:
                self._reader = reader_of(who, summary)
        return self._reader is not None

    async def begin(self, after: int | None) -> AsyncIterator[Item]:
        if after is not None:
            self._shown = after
            async for item in self.caught_up():
                yield item
            return
        call = await self._calls.find(self._key)
        if call is None or self._reader is None:
            return
        state = live_state(call, self._reader)
        self._shown = state.seq
        yield Item("state", msgspec.json.encode(state), seq=state.seq)

    def passed_on(self, published: Published) -> Item | None:
        """The item of a publication, None where the reader has seen all of it."""
        fresh = [each for each in published.envelopes if each.seq > self._shown]
        if not fresh or self._reader is None:
            return None
        decisions = between(published.decisions, self._shown, fresh[-1].seq)
        self._shown = fresh[-1].seq
        moment = moment_for(self._reader, fresh, decisions, published.summary)
        return Item("moment", msgspec.json.encode(moment), seq=moment.seq)

    async def caught_up(self) -> AsyncIterator[Item]:
        """What the reader has not seen, from the store."""
        while self._reader is not None:
            store = self._services.store
            events = await store.events(self._key, after=self._shown, limit=_PAGE)
            call = await self._calls.find(self._key) if events else None
            if call is None:
                return
            last = events[-1].seq
            decisions = between(call.decisions, self._shown, last)
            self._shown = last
            moment = moment_for(self._reader, events, decisions, call.summary)
            yield Item("moment", msgspec.json.encode(moment), seq=moment.seq)
