"""Plans of coaching in memory: for tests, and for trying things out."""

from __future__ import annotations

import msgspec

from coolhead.adapters.storage.coaching import follows, latest_first
from coolhead.services.coaching.plan import Change, Plan
from coolhead.services.live.summary import CallKey


class InMemoryPlanBook:
    """``PlanBook``; the store of calls tells it of erasures."""

    def __init__(self) -> None:
        self._plans: dict[tuple[str, str], Plan] = {}

    def forget(self, key: CallKey) -> None:
        """The call is erased: no plan leads to it any more."""
        for name, plan in self._plans.items():
            if (plan.workspace, plan.call) == key:
                self._plans[name] = msgspec.structs.replace(plan, call=None, moment=None)

    async def begin(self, plan: Plan) -> bool:
        """Keep a new plan; see ``PlanBook.begin``."""
        theirs = await self.plans(plan.workspace, frozenset({plan.agent}))
        if any(each.now.state == "open" for each in theirs):
            return False
        self._plans[plan.workspace, plan.id] = plan
        return True

    async def find(self, workspace: str, plan: str) -> Plan | None:
        """One plan; see ``PlanBook.find``."""
        return self._plans.get((workspace, plan))

    async def plans(self, workspace: str, agents: frozenset[str]) -> list[Plan]:
        """The plans of these agents; see ``PlanBook.plans``."""
        return latest_first(
            [
                each
                for each in self._plans.values()
                if each.workspace == workspace and each.agent in agents
            ]
        )

    async def change(self, workspace: str, plan: str, change: Change) -> Plan | None:
        """Keep a change; see ``PlanBook.change``."""
        found = self._plans.get((workspace, plan))
        if found is None or not follows(found, change):
            return None
        changed = msgspec.structs.replace(found, changes=(*found.changes, change))
        self._plans[workspace, plan] = changed
        return changed
