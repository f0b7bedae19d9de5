"""The port of reviews: drawn from calls that are kept, made by people, gone with the call."""

from __future__ import annotations

from typing import Protocol

import msgspec

from coolhead.services.live.summary import CallKey
from coolhead.services.reviews.counting import ItemName, Tally
from coolhead.services.reviews.review import Finished, Review, Taken
from coolhead.services.reviews.sampling import Kind, ReviewSettings


class Queue(msgspec.Struct, frozen=True, kw_only=True):
    """The calls that somebody may review, as they are drawn.

    ``not_of`` is the agent whom this person is: nobody reviews their own calls. ``since`` are calls
    that began from then on; what was taken before ``taken_before`` and not finished waits again.
    Both RFC 3339.
    """

    workspace: str
    teams: frozenset[str]
    settings: ReviewSettings
    since: str
    taken_before: str
    not_of: str | None = None


class ReviewQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which reviews are wanted, the latest first; what is None is not asked for."""

    workspace: str
    teams: frozenset[str] | None = None
    agent: str | None = None
    reviewer: str | None = None
    finished: bool | None = None
    limit: int = 50


class ReviewBook(Protocol):
    """Every method may raise ``StorageError``."""

    async def waiting(self, queue: Queue) -> dict[Kind, int]:
        """How many calls of each kind wait for a reviewer."""

    async def take_next(self, queue: Queue, taken: Taken) -> Review | None:
        """Give the next call to a reviewer, and to nobody else; None where none waits."""

    async def find(self, key: CallKey) -> Review | None:
        """The review of a call, None where nobody has taken it."""

    async def reviews(self, query: ReviewQuery) -> list[Review]:
        """The reviews that a query asks for."""

    async def give_back(self, key: CallKey, reviewer: str) -> bool:
        """Let somebody else have the call; false where it is not theirs, or finished."""

    async def finish(self, key: CallKey, reviewer: str, finished: Finished) -> Review | None:
        """Keep what was found; None, and nothing is kept, where it is not theirs or finished."""

    async def tallies(self, workspace: str) -> list[Tally]:
        """How often each line was judged how, month by month."""

    async def items_not_counting(self, workspace: str) -> frozenset[ItemName]:
        """The lines (playbook, id) that stay out of every average: see ``counting``."""
