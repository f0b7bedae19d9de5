"""The port of follow-ups: found by whose they are, marked by people.

They are written where the record of a call is kept (``EventStore``), and go with the call.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol

import msgspec

from coolhead.call.vocabulary import Channel
from coolhead.services.follow_ups.follow_up import FollowUp, Kind, Mark, State


class FollowUpQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which follow-ups are wanted, in the order of their time, those without one last.

    What is None is not asked for; ``teams`` empty is none. ``due_before`` is RFC 3339;
    Due before it, from ``due_since`` on. ``not_of`` leaves a call's own out, ``call`` wants no
    others. ``after`` is the cursor of the page before.
    """

    workspace: str
    teams: frozenset[str] | None = None
    owner: str | None = None
    customer: str | None = None
    state: State | None = None
    kind: Kind | None = None
    due_since: str | None = None
    due_before: str | None = None
    call: str | None = None
    not_of: str | None = None
    after: str | None = None
    limit: int = 50


class FollowUpPage(msgspec.Struct, frozen=True):
    """A page of follow-ups; ``next`` is the cursor of the one that follows, None after the last."""

    follow_ups: tuple[FollowUp, ...]
    next: str | None = None


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


OPEN: Final = frozenset[State]({"open"})


class FollowUpBook(Protocol):
    """Every method may raise ``StorageError``."""

    async def find(self, workspace: str, follow_up: str) -> FollowUp | None:
        """One follow-up, None where there is none."""

    async def page(self, query: FollowUpQuery) -> FollowUpPage:
        """The follow-ups that a query asks for; raises ``InputError`` for a wrong cursor."""

    async def ledger(self, query: FollowUpQuery, now: float) -> Ledger:
        """All that a query asks for (no page of it), counted as it stands at ``now`` (seconds)."""

    async def mark(
        self, workspace: str, follow_up: str, mark: Mark, *, only: frozenset[State] = OPEN
    ) -> FollowUp | None:
        """Keep what somebody did; None, and nothing is kept, where its state is not in ``only``."""

    async def channels(self, workspace: str, customers: Iterable[str]) -> dict[str, Channel]:
        """How customers want to be reached, as it was last said in any of their follow-ups."""
