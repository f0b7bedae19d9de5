"""The feed within one process: a bounded queue a subscriber, and nobody waits for a slow one."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from typing import Final, NamedTuple

from coolhead.services.live.feed import Interim, Missed, Published, Subscription
from coolhead.services.live.summary import CallKey

# At a moment a second and a few more while people talk, one call fills this in about two minutes;
# a reader who is further behind is better served by reading anew.
_DEEPEST: Final = 256
# Who watches a workspace hears of all its calls; of so many talking at once for as long.
_CALLS_AT_ONCE: Final = 32


class _Watched(NamedTuple):
    """What a subscriber is told of: a workspace, one call of it, or one agent's calls."""

    workspace: str
    call: str | None = None
    agent: str | None = None


class InProcessFeed:
    """Passes publications on to the subscribers of this process."""

    def __init__(self, deepest: int = _DEEPEST) -> None:
        self._deepest = deepest
        # By what they watch: hundreds of screens watch a call each, and only those of this call
        # are to be told of it.
        self._subscribers: dict[_Watched, set[_Subscription]] = {}

    def publish(self, published: Published) -> None:
        """Pass on; see ``Feed.publish``."""
        workspace, call = published.key
        for watched in (
            _Watched(workspace, call=call),
            _Watched(workspace, agent=published.summary.agent or ""),
            _Watched(workspace),
        ):
            for subscriber in self._subscribers.get(watched, ()):
                subscriber.offer(published)

    def is_watched(self, key: CallKey) -> bool:
        """Whether anybody watches just this call."""
        return _Watched(key.workspace, call=key.call) in self._subscribers

    def show(self, interim: Interim) -> None:
        """Pass on; see ``Feed.show``."""
        watched = _Watched(interim.key.workspace, call=interim.key.call)
        for subscriber in self._subscribers.get(watched, ()):
            subscriber.glimpse(interim)

    def subscribe(
        self, workspace: str, call: str | None = None, *, agent: str | None = None
    ) -> Subscription:
        """Everything from now on; see ``Feed.subscribe``."""
        watched = _Watched(workspace, call, agent)
        deepest = self._deepest * (_CALLS_AT_ONCE if watched == _Watched(workspace) else 1)
        subscription = _Subscription(self, watched, deepest)
        self._subscribers.setdefault(watched, set()).add(subscription)
        return subscription

    def end(self, subscription: _Subscription) -> None:
        """Pass nothing more on to a subscription."""
        watching = self._subscribers.get(subscription.watched, set())
        watching.discard(subscription)
        if not watching:
            self._subscribers.pop(subscription.watched, None)

    @property
    def subscribers(self) -> int:
        """How many subscriptions stand."""
        return sum(map(len, self._subscribers.values()))


class _Subscription(AsyncIterator[Published | Interim | Missed]):
    def __init__(self, feed: InProcessFeed, watched: _Watched, deepest: int) -> None:
        self._feed = feed
        self.watched = watched
        self._deepest = deepest
        self._waiting: deque[Published | Interim] = deque()
        self._missed = 0
        self._news = asyncio.Event()
        self._closed = False

    def offer(self, published: Published) -> None:
        if self._missed or len(self._waiting) >= self._deepest:
            # What waits is out of date too: it is read anew with the rest.
            self._missed += 1 + len(self._waiting)
            self._waiting.clear()
        else:
            self._waiting.append(published)
        self._news.set()

    def glimpse(self, interim: Interim) -> None:
        """Words that are about to change: only the latest, and none for who is behind."""
        if self._missed or len(self._waiting) >= self._deepest // 2:
            return
        latest = self._waiting[-1] if self._waiting else None
        if isinstance(latest, Interim) and latest.party == interim.party:
            self._waiting.pop()
        self._waiting.append(interim)
        self._news.set()

    async def __anext__(self) -> Published | Interim | Missed:
        while not self._closed:
            if self._missed:
                missed, self._missed = Missed(self._missed), 0
                return missed
            if self._waiting:
                return self._waiting.popleft()
            self._news.clear()
            await self._news.wait()
        raise StopAsyncIteration

    async def aclose(self) -> None:
        """End the subscription; whoever waits for its next publication is told that it is over."""
        self._closed = True
        self._waiting.clear()
        self._news.set()
        self._feed.end(self)
