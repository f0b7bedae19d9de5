"""What became of what was promised: counted, and of nobody by name."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from datetime import datetime

import msgspec

from coolhead.services.follow_ups.book import FollowUpBook, FollowUpQuery
from coolhead.services.follow_ups.follow_up import FollowUp, Kind
from coolhead.services.follow_ups.standing import Standing, standing_of

_PAGE = 200


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many were done by their time, done later, not done though it is over, open, dropped."""

    kept: int = 0
    late: int = 0
    broken: int = 0
    open: int = 0
    dropped: int = 0


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """The counts by kind, and of how many owners they are."""

    kinds: dict[Kind, Counts]
    owners: int


def ledger_of(rows: Iterable[FollowUp], now: datetime) -> Ledger:
    """Count follow-ups as they stand now."""
    counted: dict[Kind, dict[str, int]] = {"promise": {}, "check_in": {}, "thank_you": {}}
    owners = set[str | None]()
    for row in rows:
        name = _column(standing_of(row, now))
        of_kind = counted[row.kind]
        of_kind[name] = of_kind.get(name, 0) + 1
        owners.add(row.owner)
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
