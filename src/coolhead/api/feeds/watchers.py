"""How many feeds are open: so many at once, and so many for one person or key."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from typing import Final

from coolhead.api.feeds.items import Item
from coolhead.api.problems import ApiProblem

# An open feed takes a queue and a task, some 100 KB with a reader who lags behind.
MOST: Final = 2_000
# A person has some tabs open, a supervisor's console a feed for every call on the wall; a program
# may watch every live call of a team of the largest size that one process takes.
MOST_OF_ONE: Final = 500


class Watchers:
    """Counts the open feeds."""

    def __init__(self, most: int = MOST, most_of_one: int = MOST_OF_ONE) -> None:
        self._most = most
        self._most_of_one = most_of_one
        self._open: Counter[str] = Counter()

    @property
    def open(self) -> int:
        """How many feeds are open."""
        return self._open.total()

    def counted(self, who: str, items: AsyncIterator[Item]) -> AsyncIterator[Item]:
        """The same items, counted while they last; raises a problem where there is no room."""
        if self._open[who] >= self._most_of_one:
            raise ApiProblem(429, "too_many", "Too many feeds are open already", "Close some.")
        if self.open >= self._most:
            raise ApiProblem(503, "busy", "No room for another feed at the moment")
        return self._counting(who, items)

    async def _counting(self, who: str, items: AsyncIterator[Item]) -> AsyncIterator[Item]:
        self._open[who] += 1
        try:
            async for item in items:
                yield item
        finally:
            self._open[who] -= 1
            if not self._open[who]:
                del self._open[who]
