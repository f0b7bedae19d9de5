"""Check-ins and shared reflections in memory: for tests, and for trying things out."""

from __future__ import annotations

import msgspec

from coolhead.adapters.storage.times import seconds_of
from coolhead.services.live.summary import CallKey
from coolhead.services.wellbeing.care import CheckIn, OfAnAgent, SharedReflection


class InMemoryCareBook:
    """``CareBook``; the store of calls tells it which are erased."""

    def __init__(self) -> None:
        self._check_ins: dict[CallKey, CheckIn] = {}
        self._reflections: dict[CallKey, SharedReflection] = {}

    def erased(self, key: CallKey) -> None:
        """The call is erased, and all of it here."""
        self._check_ins.pop(key, None)
        self._reflections.pop(key, None)

    async def ask(self, check_in: CheckIn) -> CheckIn:
        """Keep it; see ``CareBook.ask``."""
        key = CallKey(check_in.workspace, check_in.call)
        return self._check_ins.setdefault(key, check_in)

    async def withdraw(self, key: CallKey) -> bool:
        """It is gone; see ``CareBook.withdraw``."""
        return self._check_ins.pop(key, None) is not None

    async def take(self, key: CallKey, *, by: str, at: str) -> bool:
        """Taken on once; see ``CareBook.take``."""
        row = self._check_ins.get(key)
        if row is None or row.taken_by is not None:
            return False
        self._check_ins[key] = msgspec.structs.replace(row, taken_by=by, taken_at=at)
        return True

    async def check_in(self, key: CallKey) -> CheckIn | None:
        """The check-in after a call; see ``CareBook.check_in``."""
        return self._check_ins.get(key)

    async def check_ins(self, workspace: str, teams: frozenset[str]) -> list[CheckIn]:
        """Those of these teams; see ``CareBook.check_ins``."""
        found = [
            row
            for row in self._check_ins.values()
            if row.workspace == workspace and row.team in teams
        ]
        return sorted(found, key=lambda row: (seconds_of(row.asked_at, "asked_at"), row.call))

    async def forget(self, workspace: str, *, before: str) -> int:
        """Let go of what is old; see ``CareBook.forget``."""
        first = seconds_of(before, "before")
        old = [
            key
            for key, row in self._check_ins.items()
            if row.workspace == workspace and seconds_of(row.asked_at, "asked_at") < first
        ]
        for key in old:
            del self._check_ins[key]
        return len(old)

    async def share(self, reflection: SharedReflection) -> None:
        """Share it; see ``CareBook.share``."""
        self._reflections[CallKey(reflection.workspace, reflection.call)] = reflection

    async def unshare(self, key: CallKey) -> bool:
        """It is gone; see ``CareBook.unshare``."""
        return self._reflections.pop(key, None) is not None

    async def reflection(self, key: CallKey) -> SharedReflection | None:
        """What is shared; see ``CareBook.reflection``."""
        return self._reflections.get(key)

    async def of_agent(self, workspace: str, agent: str) -> OfAnAgent:
        """All of an agent; see ``CareBook.of_agent``."""
        of = (workspace, agent)
        return OfAnAgent(
            tuple(row for _, row in sorted(self._check_ins.items()) if _whose(row) == of),
            tuple(row for _, row in sorted(self._reflections.items()) if _whose(row) == of),
        )


def _whose(row: CheckIn | SharedReflection) -> tuple[str, str]:
    return row.workspace, row.agent
