"""People set up from a table: planned against who is known, and carried out at once."""

from __future__ import annotations

import msgspec

from coolhead.services.access.audit import Asker
from coolhead.services.access.onboarding import MadeLink, Onboarding
from coolhead.services.access.people import User
from coolhead.services.access.store import Changes, UserQuery
from coolhead.services.access.surroundings import Surroundings
from coolhead.services.access.users_csv import Plan, new_user, plan_of

_PAGE = 500


class UsersTable:
    """Plans a table of people, and carries a plan out."""

    def __init__(self, around: Surroundings, onboarding: Onboarding) -> None:
        self._around = around
        self._onboarding = onboarding

    async def plan(self, content: bytes) -> Plan:
        """What a table comes to; nothing is changed by that."""
        around = self._around
        known = {user.email: user for user in await self._everybody()}
        teams = frozenset(team.id for team in await around.store.teams(around.workspace))
        made = new_user(around.workspace, around.ids, around.now)
        return plan_of(content, known=known, teams=teams, new_user=made)

    async def carry_out(
        self, asker: Asker, plan: Plan, *, invite: bool
    ) -> list[tuple[User, MadeLink]]:
        """Set up and change everybody of a plan, or nobody; with ``invite`` makes invitations.

        Returns the invitations. Raises ``InputError`` where somebody else changed meanwhile what
        does not go together with it.
        """
        around = self._around
        made = [(user, self._onboarding.made_for(user)) for user in plan.added] if invite else []
        ends = frozenset(after.id for before, after in plan.changed if before.roles != after.roles)
        after = tuple(after for _, after in plan.changed)
        entries = [
            around.entry(
                asker, action, on=("user", user.id), detail={"by": "table"} | _rights(user)
            )
            for action, users in (("user.add", plan.added), ("user.change", after))
            for user in users
        ]
        summary = {"added": len(plan.added), "changed": len(plan.changed), "same": plan.same}
        entries.append(around.entry(asker, "users.table", on=("user", ""), detail=summary))
        await around.store.apply(
            Changes(
                workspace=around.workspace,
                users=plan.added + after,
                links=tuple(link.link for _, link in made),
                ends_sessions_of=ends,
                entries=tuple(entries),
                keeps_admin=bool(plan.changed),
            )
        )
        return made

    async def _everybody(self) -> list[User]:
        everybody: list[User] = []
        query = UserQuery(workspace=self._around.workspace, limit=_PAGE)
        while True:
            page = await self._around.store.users(query)
            everybody += page
            if len(page) < _PAGE:
                return everybody
            query = msgspec.structs.replace(query, after=page[-1].email)


def _rights(user: User) -> dict[str, object]:
    return {"roles": sorted(user.roles), "teams": sorted(user.teams), "agent": user.agent}
