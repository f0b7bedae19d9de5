"""All the calls that a query asks for, page by page."""

from __future__ import annotations

from collections.abc import AsyncIterator

import msgspec

from coolhead.services.live.store import CallQuery, EventStore
from coolhead.services.live.summary import CallSummary


async def every_call(store: EventStore, query: CallQuery) -> AsyncIterator[CallSummary]:
    """Yield the calls of every page, from the query's own cursor on."""
    after = query.after
    while True:
        page = await store.summaries(msgspec.structs.replace(query, after=after))
        for summary in page.calls:
            yield summary
        if page.next is None:
            return
        after = page.next
