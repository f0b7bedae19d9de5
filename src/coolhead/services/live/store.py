"""The port of the store of calls: an append-only log of events, and projections beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Protocol

import msgspec

from coolhead.call.events import Envelope
from coolhead.call.vocabulary import Outcome, Rung
from coolhead.record.record import Record
from coolhead.services.insights.figures import CallFigures
from coolhead.services.live.summary import CallKey, CallSummary

Where = Literal["database", "spool", "memory"]


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept together or not at all: events of one call in the order of ``seq``.

    ``summary``, ``record``, ``facets`` (by which the call is found, see ``facets.py``) and
    ``figures`` (what insights count of it) are the call's projections after the last of them,
    None where they have not changed. A ``UtteranceRedacted`` among the events rewrites, in the
    same transaction, what was kept of that utterance before.
    """

    key: CallKey
    envelopes: tuple[Envelope, ...]
    summary: CallSummary | None = None
    record: Record | None = None
    facets: frozenset[str] | None = None
    figures: CallFigures | None = None


class Keeping(Protocol):
    """Where a batch has got to."""

    @property
    def where(self) -> Where:
        """In the database, in the spool's file (both outlive the process), or in memory alone."""

    async def landed(self) -> None:
        """Return once the batch outlives the process: only then may it be acknowledged."""


class StoreHealth(msgspec.Struct, frozen=True, kw_only=True):
    """Whether writes reach the database; ``waiting`` batches wait to, ``waiting_bytes`` long.

    ``reason`` says in plain English why they wait, empty where none does.
    """

    where: Where = "database"
    waiting: int = 0
    waiting_bytes: int = 0
    reason: str = ""


Order = Literal["newest", "hottest"]


class CallQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which calls are wanted, in which order; whatever is None or empty is not asked for.

    ``teams`` None is every team, empty is none. ``agent`` and ``customer`` are exact; ``words``
    are looked for in what was said, all of them. ``since`` and ``until`` are RFC 3339 and compared
    with when a call began: by its own ``started_at``, else when it was first kept. ``facets`` are
    sets (see ``facets.py``): a call has at least one of each. ``figure`` is one whose calls change
    (``insights/behind.py``), as they are at ``now`` (seconds since 1970). ``heat_from`` is for the
    peak, ``rung`` the least that was reached. ``after`` is the cursor of a page before, in the same
    order.
    """

    workspace: str
    teams: frozenset[str] | None = None
    agent: str | None = None
    customer: str | None = None
    customer_number: str | None = None
    campaign: str | None = None
    ended: bool | None = None
    words: str = ""
    since: str | None = None
    until: str | None = None
    facets: tuple[frozenset[str], ...] = ()
    figure: str | None = None
    now: float = 0.0
    heat_from: float | None = None
    rung: Rung | None = None
    outcome: Outcome | None = None
    signed: bool | None = None
    disputed: bool | None = None
    order: Order = "newest"
    after: str | None = None
    limit: int = 50


class CallPage(msgspec.Struct, frozen=True):
    """A page of calls; ``next`` is the cursor of the one that follows, None after the last."""

    calls: tuple[CallSummary, ...]
    next: str | None = None


class EventStore(Protocol):
    """Keeps calls. Every method may raise ``StorageError``."""

    async def append(self, batch: Batch) -> Keeping:
        """Keep a batch: in the database, else in the spool, else in memory until it can land.

        Batches of one call are appended one after the other. Events whose ``seq`` is kept already
        change nothing, so that a batch may be given again. Raises ``StorageError`` (retryable)
        and keeps nothing where even the spool has no room left.
        """

    async def events(
        self, key: CallKey, *, after: int = -1, limit: int | None = None
    ) -> list[Envelope]:
        """The events of a call beyond ``seq`` ``after``, those that wait to land among them."""

    async def summary(self, key: CallKey) -> CallSummary | None:
        """The row of a call, None where there is no such call."""

    async def summaries(self, query: CallQuery) -> CallPage:
        """The calls that a query asks for."""

    async def record(self, key: CallKey) -> Record | None:
        """The record of a call, None before one was drafted."""

    async def open_calls(self) -> list[tuple[CallKey, float]]:
        """Calls that have not ended, and when each was first kept (seconds since 1970, UTC)."""

    async def keys(self) -> list[CallKey]:
        """Every call that is kept, in the order in which they were first kept."""

    async def replace_projections(
        self,
        key: CallKey,
        summary: CallSummary,
        record: Record | None,
        facets: frozenset[str] = frozenset(),
        figures: CallFigures | None = None,
    ) -> None:
        """Put what was made anew from the events in place of a call's projections."""

    async def keep_playbook(self, digest: str, name: str, version: int, flattened: str) -> None:
        """Keep a flattened playbook under its digest; one that is kept stays as it is.

        ``flattened`` is the JSON of ``Playbook``, which gives back the very same.
        """

    async def playbook(self, digest: str) -> str | None:
        """The flattened playbook (JSON) of this digest, None where it was never kept."""

    def health(self) -> StoreHealth:
        """Whether writes reach the database at the moment."""


class ErasedCall(msgspec.Struct, frozen=True, kw_only=True):
    """What is left of a call that was erased: that there was one, when it went, and why."""

    key: CallKey
    team: str
    erased_at: str
    reason: str


class Hold(msgspec.Struct, frozen=True, kw_only=True):
    """A legal hold on a call: nothing of it is erased while it stands."""

    key: CallKey
    since: str
    by: str
    reason: str


class CallKeeping(Protocol):
    """What happens to kept calls in the end: holds, erasure, and what survives it."""

    async def hold(self, hold: Hold) -> None:
        """Put a call on legal hold; one that is held already stays as it is."""

    async def release(self, key: CallKey) -> None:
        """End the hold on a call."""

    async def holds(self, workspace: str) -> list[Hold]:
        """Every hold, oldest first."""

    async def erase(self, keys: Sequence[CallKey], *, reason: str, at: str) -> list[ErasedCall]:
        """Erase calls physically, everywhere: database, write-ahead log and spool.

        Calls on hold stay. Returns what was erased. What remains is a tombstone each.
        """

    async def erased(self, workspace: str) -> list[ErasedCall]:
        """The tombstones, oldest first."""

    async def kept_before(self, workspace: str, before: str) -> list[CallKey]:
        """Calls that ended and were first kept before this time (RFC 3339), those on hold not."""

    async def first_kept(self, key: CallKey) -> datetime | None:
        """When the first event of a call was kept (UTC), None where there is no such call."""
