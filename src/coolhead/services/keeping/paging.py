"""All the calls that a query asks for, page by page."""

from __future__ import annotations

from collections.abc import AsyncIterator

import msgspec

from coolhead.services.live.store import CallQuery, EventStore
from coolhead.services.live.summary import CallSummary


async def every_page(store: EventStore, query: CallQuery) -> AsyncIterator[tuple[CallSummary, ...]]:
    """Yield the calls page by page, from the query's own cursor on."""
    after = query.after
    while True:
        page = await store.summaries(msgspec.structs.replace(query, after=after))
        yield page.calls
        if page.next is None:
            return
        after = page.next


async def every_call(store: EventStore, query: CallQuery) -> AsyncIterator[CallSummary]:
    """Yield the calls of every page."""
    async for calls in every_page(store, query):
        for summary in calls:
            yield summary
