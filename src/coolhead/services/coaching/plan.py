"""A plan: one thing that an agent practises, kept by the agent and their coach together."""

from __future__ import annotations

from typing import Literal, Protocol

import msgspec

State = Literal["open", "done", "dropped"]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """How a plan stood after somebody changed it; ``at`` is RFC 3339, ``by`` a user's id."""

    number: int
    practise: str
    note: str
    state: State
    at: str
    by: str
    name: str


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What an agent practises.

    ``agent`` is what the telephone system calls them. ``call`` and ``moment`` (seconds) are where
    it came up, None where it did not, or where the call was erased. ``changes`` are its history,
    oldest first, never empty; the last one holds.
    """

    workspace: str
    id: str
    agent: str
    call: str | None = None
    moment: float | None = None
    changes: tuple[Change, ...]

    @property
    def now(self) -> Change:
        """How it stands."""
        return self.changes[-1]


class PlanBook(Protocol):
    """Keeps plans. Every method may raise ``StorageError``."""

    async def begin(self, plan: Plan) -> bool:
        """Keep a new plan; false, and nothing is kept, where the agent has an open one."""

    async def find(self, workspace: str, plan: str) -> Plan | None:
        """One plan, None where there is none."""

    async def plans(self, workspace: str, agents: frozenset[str]) -> list[Plan]:
        """The plans of these agents, the latest begun first."""

    async def change(self, workspace: str, plan: str, change: Change) -> Plan | None:
        """Keep a change of an open plan.

        None, and nothing is kept, where ``change.number`` does not follow the last one: somebody
        else was faster, or it is open no more.
        """
