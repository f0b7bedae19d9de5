"""The port of somebody's own breaks: kept for the advice, for two days, for nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Final, Literal, Protocol

import msgspec

# What today's advice needs, over a night shift too; nobody needs to know of a break for longer.
KEPT_FOR: Final = timedelta(days=2)
# More than anybody takes in that time.
MOST_BREAKS: Final = 200

How = Literal["taken", "logged", "snoozed"]


class OwnBreak(msgspec.Struct, frozen=True, kw_only=True):
    """A break of a person (``user``), or that its advice was put off.

    ``began_at`` and ``ended_at`` are RFC 3339; a break that goes on has no end, advice that was
    put off ("snoozed") ends when it comes again.
    """

    workspace: str
    user: str
    id: str
    how: How
    began_at: str
    ended_at: str | None = None


class BreakBook(Protocol):
    """Every method may raise ``StorageError``."""

    async def add(self, row: OwnBreak) -> None:
        """Keep a break."""

    async def end(self, workspace: str, user: str, at: str) -> bool:
        """End the breaks of a person that go on; False where none does."""

    async def of(self, workspace: str, user: str, *, since: str) -> list[OwnBreak]:
        """A person's breaks that began at this time or later, in their order."""

    async def forget(self, workspace: str, *, before: str) -> int:
        """Let go of what began before this time, whoever's it is; says how much that was."""
