"""Who asks: a signed-in person or a program with a key, and what that lets them do."""

from __future__ import annotations

from typing import Final, Literal, get_args

import msgspec

Role = Literal["agent", "supervisor", "coach", "admin", "service"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)

# What a key of a program may be for; a person has none of these.
Scope = Literal["ingest", "calls:read", "records:read", "playbooks:write", "metrics:read"]
SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)


class Principal(msgspec.Struct, frozen=True, kw_only=True):
    """A person or a program, as it was found out when the request came in.

    ``id`` is the user's or the key's. ``roles`` of a person may be several; a program has
    ``service`` alone, and ``scopes``. ``teams`` are those it belongs to. ``agent`` is what the
    telephone system calls this person (``CallStarted.agent``): their own calls are those.
    """

    workspace: str
    id: str
    name: str
    roles: frozenset[Role]
    teams: frozenset[str] = frozenset()
    scopes: frozenset[Scope] = frozenset()
    agent: str | None = None

    def has(self, *roles: Role) -> bool:
        """Whether it has any of these roles."""
        return not self.roles.isdisjoint(roles)
