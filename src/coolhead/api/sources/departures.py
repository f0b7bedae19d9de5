"""A server that stops asks those who stream to it to connect anew, where their protocol can."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from typing import Final

Ask = Callable[[], Awaitable[None]]

# A client answers at once; whoever has not by then is cut off with the rest.
_WITHIN_S: Final = 3.0
_LOOK_EVERY_S: Final = 0.05


class Departures:
    """The sessions that can be asked to go."""

    def __init__(self) -> None:
        self._asks: set[Ask] = set()

    @contextlib.contextmanager
    def of(self, ask: Ask) -> Iterator[None]:
        """A session that is there while the block lasts."""
        self._asks.add(ask)
        try:
            yield
        finally:
            self._asks.discard(ask)

    async def ask_all(self) -> None:
        """Ask every session to go, and wait for a moment until all of them have."""
        await asyncio.gather(*(ask() for ask in self._asks), return_exceptions=True)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_WITHIN_S):
                while self._asks:
                    await asyncio.sleep(_LOOK_EVERY_S)
