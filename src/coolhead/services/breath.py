"""Long work beside live calls: it takes a part of the time and leaves the rest to them."""

from __future__ import annotations

import asyncio
from typing import Final

# Of the time between two breaths so much was work.
SHARE: Final = 0.25


class Breath:
    """Between two steps of long work: waits as much longer than the step took as its share asks.

    Made where the work begins, in a running event loop.
    """

    def __init__(self) -> None:
        self._now = asyncio.get_running_loop().time
        self._since = self._now()

    async def taken(self) -> None:
        """Let others go on; a step begins when this returns."""
        await asyncio.sleep((self._now() - self._since) * (1 / SHARE - 1))
        self._since = self._now()
