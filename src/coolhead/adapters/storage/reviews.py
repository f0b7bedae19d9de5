"""Reviews in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, and_, case, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from coolhead.adapters.storage.reading import MOST_ON_A_PAGE
from coolhead.adapters.storage.review_rows import (
    item_rows,
    judged_from,
    review_from,
    review_row,
    taken_review,
    tally_from,
)
from coolhead.adapters.storage.rows import summary_from
from coolhead.adapters.storage.schema.calls import calls
from coolhead.adapters.storage.schema.reviews import review_items, reviews
from coolhead.adapters.storage.store import Store
from coolhead.adapters.storage.times import seconds_of
from coolhead.adapters.storage.writing import of_call, upsert
from coolhead.services.live.summary import CallKey
from coolhead.services.reviews.book import Queue, ReviewQuery
from coolhead.services.reviews.counting import ItemName, Tally, items_not_counting
from coolhead.services.reviews.review import Finished, Judged, Review, Taken
from coolhead.services.reviews.sampling import KINDS, Kind


class SqlReviewBook:
    """``ReviewBook``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def waiting(self, queue: Queue) -> dict[Kind, int]:
        """How many wait; see ``ReviewBook.waiting``."""
        kind = _kind(queue)
        asked = select(kind.label("kind"), func.count().label("times")).where(*_waits(queue, kind))
        async with self._store.reading() as connection:
            rows = (await connection.execute(asked.group_by(kind))).all()
        counts = {row.kind: row.times for row in rows}
        return {each: counts.get(each, 0) for each in KINDS}

    async def take_next(self, queue: Queue, taken: Taken) -> Review | None:
        """Give the next call; see ``ReviewBook.take_next``."""
        kind = _kind(queue)
        urgent = case(*((kind == each, place) for place, each in enumerate(KINDS)), else_=9)
        asked = (
            select(calls.c.body, kind.label("kind"))
            .where(*_waits(queue, kind))
            .order_by(urgent, calls.c.drawn, calls.c.call)
            .limit(1)
        )
        async with self._store.transaction() as connection:
            row = (await connection.execute(asked)).first()
            if row is None:
                return None
            review = taken_review(summary_from(row.body), row.kind, taken)
            await upsert(connection, reviews, [review_row(review)])
        return review

    async def find(self, key: CallKey) -> Review | None:
        """The review of a call; see ``ReviewBook.find``."""
        async with self._store.reading() as connection:
            found = await _reviews(connection, [of_call(reviews, key)], 1)
        return found[0] if found else None

    async def reviews(self, query: ReviewQuery) -> list[Review]:
        """Those that a query asks for; see ``ReviewBook.reviews``."""
        wanted: list[Any] = [reviews.c.workspace == query.workspace]
        for name in ("agent", "reviewer"):
            if (value := getattr(query, name)) is not None:
                wanted.append(reviews.c[name] == value)
        if query.teams is not None:
            wanted.append(reviews.c.team.in_(sorted(query.teams)))
        if query.finished is not None:
            is_open = reviews.c.finished_at.is_(None)
            wanted.append(~is_open if query.finished else is_open)
        async with self._store.reading() as connection:
            return await _reviews(connection, wanted, max(1, min(query.limit, MOST_ON_A_PAGE)))

    async def give_back(self, key: CallKey, reviewer: str) -> bool:
        """Let somebody else have it; see ``ReviewBook.give_back``."""
        async with self._store.transaction() as connection:
            gone = await connection.execute(delete(reviews).where(_is_theirs(key, reviewer)))
        return gone.rowcount > 0

    async def finish(self, key: CallKey, reviewer: str, finished: Finished) -> Review | None:
        """Keep what was found; see ``ReviewBook.finish``."""
        theirs = _is_theirs(key, reviewer)
        values = {
            "finished_at": finished.at,
            "finished_s": seconds_of(finished.at, "finished_at"),
            "machine_seen": finished.machine_seen,
            "note": finished.note,
        }
        async with self._store.transaction() as connection:
            row = (await connection.execute(select(reviews).where(theirs))).first()
            if row is None:
                return None
            review = review_from(row)
            await connection.execute(update(reviews).where(theirs).values(values))
            await upsert(connection, review_items, item_rows(review, finished))
        return msgspec.structs.replace(
            review,
            finished_at=finished.at,
            machine_seen=finished.machine_seen,
            note=finished.note,
            items=finished.items,
        )

    async def tallies(self, workspace: str) -> list[Tally]:
        """How often each line was judged how; see ``ReviewBook.tallies``."""
        by = [
            review_items.c[name]
            for name in ("playbook", "item", "month", "verdict", "machine", "blind")
        ]
        asked = (
            select(*by, func.count().label("times"))
            .where(review_items.c.workspace == workspace)
            .group_by(*by)
        )
        async with self._store.reading() as connection:
            return [tally_from(row) for row in await connection.execute(asked)]

    async def items_not_counting(self, workspace: str) -> frozenset[ItemName]:
        """The lines that stay out of averages; see ``ReviewBook.items_not_counting``."""
        return items_not_counting(await self.tallies(workspace))


def _is_theirs(key: CallKey, reviewer: str) -> ColumnElement[bool]:
    return and_(
        of_call(reviews, key), reviews.c.reviewer == reviewer, reviews.c.finished_at.is_(None)
    )


def _kind(queue: Queue) -> Any:
    """Why a call is drawn, as ``sampling.kind_of`` says it."""
    settings, columns = queue.settings, calls.c
    return case(
        (and_(columns.disputed.is_(True), columns.drawn < settings.disputed), "disputed"),
        (
            and_(columns.heat_peak >= settings.hot_from, columns.drawn < settings.hot),
            "hot",
        ),
        (columns.drawn < settings.random, "random"),
        else_=None,
    )


def _waits(queue: Queue, kind: Any) -> list[Any]:
    """That a call is drawn, and nobody has it."""
    taken = (
        select(reviews.c.call)
        .where(
            reviews.c.workspace == calls.c.workspace,
            reviews.c.call == calls.c.call,
            or_(
                reviews.c.finished_at.is_not(None),
                reviews.c.taken_s >= seconds_of(queue.taken_before, "taken_before"),
            ),
        )
        .exists()
    )
    wanted: list[Any] = [
        calls.c.workspace == queue.workspace,
        calls.c.team.in_(sorted(queue.teams)),
        calls.c.began >= seconds_of(queue.since, "since"),
        # The same again so that an index serves: most calls are drawn for nothing.
        or_(
            calls.c.drawn < max(queue.settings.random, queue.settings.hot),
            and_(calls.c.disputed.is_(True), calls.c.drawn < queue.settings.disputed),
        ),
        kind.is_not(None),
        ~taken,
    ]
    if queue.not_of is not None:
        wanted.append(or_(calls.c.agent.is_(None), calls.c.agent != queue.not_of))
    return wanted


async def _reviews(connection: AsyncConnection, wanted: Sequence[Any], limit: int) -> list[Review]:
    asked = select(reviews).where(*wanted).order_by(reviews.c.taken_s.desc(), reviews.c.call.desc())
    rows = (await connection.execute(asked.limit(limit))).all()
    if not rows:
        return []
    found: defaultdict[str, list[Judged]] = defaultdict(list)
    lines = (
        select(review_items)
        .where(
            review_items.c.workspace == rows[0].workspace,
            review_items.c.call.in_([row.call for row in rows]),
        )
        .order_by(review_items.c.call, review_items.c.place)
    )
    for line in await connection.execute(lines):
        found[line.call].append(judged_from(line))
    return [review_from(row, found[row.call]) for row in rows]
