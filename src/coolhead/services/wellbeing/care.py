"""The port of what an agent agrees to after a hard call.

Somebody may say hello, and others may read what the agent takes from the call.
Neither is an event of the call: what was said of oneself can be taken back, and then it is gone.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final, Literal, Protocol

import msgspec

from coolhead.services.live.summary import CallKey

# So long a check-in that was taken on is still told, with who did.
TOLD_FOR: Final = timedelta(minutes=10)
# Longer than anybody waits for a hello; then it is gone.
CHECK_INS_KEPT_FOR: Final = timedelta(days=2)

SharedWith = Literal["coach", "team"]


class CheckIn(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody should say hello to this agent; no reason, no measure. ``name`` is the agent's."""

    workspace: str
    call: str
    team: str
    agent: str
    name: str
    asked_at: str
    taken_by: str | None = None
    taken_at: str | None = None


class SharedReflection(msgspec.Struct, frozen=True, kw_only=True):
    """What an agent takes from a call, as it was when they shared it.

    ``shared_with`` "coach" is the team's coaches, "team" its supervisors too.
    """

    workspace: str
    call: str
    team: str
    agent: str
    shared_with: SharedWith
    went_well: str
    next_time: str
    shared_at: str


class OfAnAgent(msgspec.Struct, frozen=True):
    """All that is kept here of an agent."""

    check_ins: tuple[CheckIn, ...] = ()
    reflections: tuple[SharedReflection, ...] = ()


class CareBook(Protocol):
    """Rows of a call go with the call. Every method may raise ``StorageError``."""

    async def ask(self, check_in: CheckIn) -> CheckIn:
        """Keep that somebody should say hello; one that is there stays as it is."""

    async def withdraw(self, key: CallKey) -> bool:
        """The agent takes it back; False where there was none."""

    async def take(self, key: CallKey, *, by: str, at: str) -> bool:
        """A supervisor takes it on; False where it is not there or somebody has."""

    async def check_in(self, key: CallKey) -> CheckIn | None:
        """The check-in after a call."""

    async def check_ins(self, workspace: str, teams: frozenset[str]) -> list[CheckIn]:
        """Those of these teams, oldest first."""

    async def forget(self, workspace: str, *, before: str) -> int:
        """Let go of check-ins that were asked for before this time; says how many."""

    async def share(self, reflection: SharedReflection) -> None:
        """Share a reflection, in place of what was shared of the call before."""

    async def unshare(self, key: CallKey) -> bool:
        """Nobody else may read it any more; False where nobody might."""

    async def reflection(self, key: CallKey) -> SharedReflection | None:
        """What is shared of a call."""

    async def of_agent(self, workspace: str, agent: str) -> OfAnAgent:
        """All that is kept of an agent, for themselves."""
