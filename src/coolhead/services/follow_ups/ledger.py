"""What became of what was promised: counted, and of nobody by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterable
from datetime import datetime

import msgspec

from coolhead.services.follow_ups.book import Counts, FollowUpBook, FollowUpQuery, Ledger
from coolhead.services.follow_ups.follow_up import FollowUp, Kind
from coolhead.services.follow_ups.standing import Standing, standing_of

_PAGE = 200


def ledger_of(rows: Iterable[FollowUp], now: datetime) -> Ledger:
    """Count follow-ups as they stand now."""
    return ledger_from((row.kind, _column(standing_of(row, now)), row.owner, 1) for row in rows)


def ledger_from(rows: Iterable[tuple[Kind, str, str | None, int]]) -> Ledger:
    """The ledger of rows of kind, how they stand, owner, and how many."""
    counted: dict[Kind, Counter[str]] = {
        "promise": Counter(),
        "check_in": Counter(),
        "thank_you": Counter(),
    }
    owners = set[str | None]()
    for kind, standing, owner, count in rows:
        counted[kind][standing] += count
        owners.add(owner)
    kinds = {kind: Counts(**counts) for kind, counts in counted.items()}
    return Ledger(kinds=kinds, owners=len(owners - {None}))


async def every_follow_up(book: FollowUpBook, query: FollowUpQuery) -> AsyncIterator[FollowUp]:
    """Yield the follow-ups of every page. Raises ``StorageError``."""
    after = query.after
    while True:
        page = await book.page(msgspec.structs.replace(query, after=after, limit=_PAGE))
        for row in page.follow_ups:
            yield row
        if page.next is None:
            return
        after = page.next


def _column(standing: Standing) -> str:
    match standing:
        case "overdue":
            return "broken"
        case "due_today":
            return "open"
        case _:
            return standing
