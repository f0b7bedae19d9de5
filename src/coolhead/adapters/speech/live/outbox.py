"""Events on their way to their call, one after the other."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final

from coolhead.adapters.speech.live.figures import Counts
from coolhead.call.events import Event
from coolhead.errors import CoolheadError, StorageError

# What cannot be kept at the moment is told again after a while, and given up when this long has
# passed: by then the call itself holds what it could take, and the store says what is wrong.
_AGAIN_AFTER_S: Final = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
# Events of one call that may wait: an hour of talk.
MOST: Final = 2_000


class Outbox:
    """Hands events to a call in order, whatever time it takes; used on the event loop."""

    def __init__(
        self,
        sink: Callable[[Event], Awaitable[object]],
        counts: Counts,
        emptied: Callable[[], None],
    ) -> None:
        self._sink = sink
        self._counts = counts
        self._emptied = emptied
        self._events: deque[tuple[Event, Callable[[], object] | None]] = deque()
        self._task: asyncio.Task[None] | None = None

    @property
    def empty(self) -> bool:
        """Whether all was handed over."""
        return not self._events

    def put(self, event: Event, then: Callable[[], object] | None = None) -> None:
        """Hand this over after those before it; do ``then`` when the call has taken it."""
        if len(self._events) >= MOST:
            self._counts.unkept += 1
            return
        self._events.append((event, then))
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._hand_over())

    async def _hand_over(self) -> None:
        try:
            while self._events:
                # It stays in the queue until it is there, so that "empty" is true.
                try:
                    event, then = self._events[0]
                    if await self._hand(event) and then is not None:
                        then()
                finally:
                    self._events.popleft()
        finally:
            self._task = None
            self._emptied()

    async def _hand(self, event: Event) -> bool:
        for pause in (*_AGAIN_AFTER_S, None):
            try:
                await self._sink(event)
                return True
            except StorageError:
                if pause is None:
                    break
                await asyncio.sleep(pause)
            except CoolheadError:  # the call has ended, or can have no such event
                break
            except Exception as error:  # noqa: BLE001 -- a fault in the call: the next may go well
                asyncio.get_running_loop().call_exception_handler(
                    {"message": f"a live call failed over {event.type}", "exception": error}
                )
                break
        self._counts.unkept += 1
        return False
