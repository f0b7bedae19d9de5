"""Reviews in memory: for tests, and for trying things out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

import msgspec

from coolhead.adapters.storage.review_rows import taken_review
from coolhead.adapters.storage.times import seconds_of
from coolhead.services.live.summary import CallKey, CallSummary
from coolhead.services.reviews.book import Queue, ReviewQuery
from coolhead.services.reviews.counting import ItemName, Tally, items_not_counting
from coolhead.services.reviews.review import Finished, Review, Taken
from coolhead.services.reviews.sampling import KINDS, Kind, drawn, kind_of

Calls = Callable[[], Iterable[tuple[CallSummary, float]]]
"""The calls that are kept, and when each began (seconds since 1970)."""


class InMemoryReviewBook:
    """``ReviewBook`` over the calls of a store in memory."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._reviews: dict[CallKey, Review] = {}

    def forget(self, key: CallKey) -> None:
        """The call is erased, and its review."""
        self._reviews.pop(key, None)

    async def waiting(self, queue: Queue) -> dict[Kind, int]:
        """How many wait; see ``ReviewBook.waiting``."""
        counts = Counter(kind for _, kind, _ in self._queue(queue))
        return {each: counts[each] for each in KINDS}

    async def take_next(self, queue: Queue, taken: Taken) -> Review | None:
        """Give the next call; see ``ReviewBook.take_next``."""
        found = sorted(
            self._queue(queue), key=lambda each: (KINDS.index(each[1]), each[2], each[0].call)
        )
        if not found:
            return None
        summary, kind, _ = found[0]
        review = self._reviews[summary.key] = taken_review(summary, kind, taken)
        return review

    async def find(self, key: CallKey) -> Review | None:
        """The review of a call; see ``ReviewBook.find``."""
        return self._reviews.get(key)

    async def reviews(self, query: ReviewQuery) -> list[Review]:
        """Those that a query asks for; see ``ReviewBook.reviews``."""
        found = [
            each
            for each in self._reviews.values()
            if each.workspace == query.workspace
            and (query.teams is None or each.team in query.teams)
            and (query.agent is None or each.agent == query.agent)
            and (query.reviewer is None or each.reviewer == query.reviewer)
            and (query.finished is None or (each.finished_at is not None) == query.finished)
        ]
        found.sort(key=lambda each: (seconds_of(each.taken_at, ""), each.call), reverse=True)
        return found[: query.limit]

    async def give_back(self, key: CallKey, reviewer: str) -> bool:
        """Let somebody else have it; see ``ReviewBook.give_back``."""
        if not self._is_theirs(key, reviewer):
            return False
        del self._reviews[key]
        return True

    async def finish(self, key: CallKey, reviewer: str, finished: Finished) -> Review | None:
        """Keep what was found; see ``ReviewBook.finish``."""
        if not self._is_theirs(key, reviewer):
            return None
        review = self._reviews[key] = msgspec.structs.replace(
            self._reviews[key],
            finished_at=finished.at,
            machine_seen=finished.machine_seen,
            note=finished.note,
            items=finished.items,
        )
        return review

    async def tallies(self, workspace: str) -> list[Tally]:
        """How often each line was judged how; see ``ReviewBook.tallies``."""
        counts = Counter(
            Tally(
                playbook=review.playbook,
                item=each.item,
                month=review.finished_at[:7],
                verdict=each.verdict,
                machine=each.machine,
                blind=not review.machine_seen,
                count=1,
            )
            for review in self._reviews.values()
            if review.workspace == workspace and review.finished_at is not None
            for each in review.items
        )
        return [msgspec.structs.replace(each, count=count) for each, count in counts.items()]

    async def items_not_counting(self, workspace: str) -> frozenset[ItemName]:
        """The lines that stay out of averages; see ``ReviewBook.items_not_counting``."""
        return items_not_counting(await self.tallies(workspace))

    def _is_theirs(self, key: CallKey, reviewer: str) -> bool:
        review = self._reviews.get(key)
        return review is not None and review.reviewer == reviewer and review.finished_at is None

    def _queue(self, queue: Queue) -> list[tuple[CallSummary, Kind, float]]:
        since = seconds_of(queue.since, "since")
        found = []
        for summary, began in self._calls():
            number = drawn(summary, began)
            kind = kind_of(summary, number, queue.settings)
            if (
                kind is not None
                and number is not None
                and summary.workspace == queue.workspace
                and summary.team in queue.teams
                and began >= since
                and (queue.not_of is None or summary.agent != queue.not_of)
                and not self._is_taken(summary.key, queue)
            ):
                found.append((summary, kind, number))
        return found

    def _is_taken(self, key: CallKey, queue: Queue) -> bool:
        review = self._reviews.get(key)
        if review is None:
            return False
        before = seconds_of(queue.taken_before, "taken_before")
        return review.finished_at is not None or seconds_of(review.taken_at, "") >= before
