"""What a feed is made of, whichever way it goes out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Final, Literal

import msgspec

from coolhead.services.live.feed import Interim, Missed, Published, Subscription

# How long somebody whose role was changed or whose session ended may still see: asked for at most
# this often, since each time is a look-up in the database.
RIGHTS_EVERY_S: Final = 15.0

Kind = Literal["state", "moment", "interim", "wall", "row", "seen", "closed"]


class Item(msgspec.Struct, frozen=True):
    """One item: ``body`` is JSON. A feed can be taken up again after an item that has a ``seq``."""

    kind: Kind
    body: bytes
    seq: int | None = None


def closed(because: Literal["rights", "gone"]) -> Item:
    """The last item: the reader may see no more, or there is nothing to see any more."""
    return Item("closed", msgspec.json.encode({"because": because}))


async def publications(
    subscription: Subscription, every_s: float = RIGHTS_EVERY_S
) -> AsyncIterator[Published | Interim | Missed | None]:
    """What is published, and None where nothing was for so many seconds; closes at the end."""
    waiting: asyncio.Task[Published | Interim | Missed] | None = None
    try:
        while True:
            waiting = waiting or asyncio.create_task(_next(subscription))
            done, _ = await asyncio.wait({waiting}, timeout=every_s)
            if not done:
                yield None
                continue
            finished, waiting = waiting, None
            try:
                published = finished.result()
            except _Over:
                return
            yield published
    finally:
        if waiting is not None:
            waiting.cancel()
        await subscription.aclose()


class _Over(Exception):  # noqa: N818 - nothing went wrong
    """The subscription has ended; a task cannot raise StopAsyncIteration."""


async def _next(subscription: Subscription) -> Published | Interim | Missed:
    try:
        return await subscription.__anext__()
    except StopAsyncIteration:
        raise _Over from None
