"""Access for tests: a clock that is set, tokens that count, a hasher that is quick."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from coolhead.adapters.storage.accounts_in_memory import InMemoryAccessStore
from coolhead.services.access.audit import Asker
from coolhead.services.access.people import User
from coolhead.services.access.principal import Role
from coolhead.services.access.store import AccessStore
from coolhead.services.access.surroundings import Surroundings
from coolhead.services.live.ports import Clock

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PASSWORD = "four quiet herons"  # noqa: S105 - of people who are made up
WORKSPACE = "default"


class SetClock:
    """``Clock`` that stands until it is moved."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def passed(self) -> float:
        return (self.at - NOON).total_seconds()

    def now(self) -> datetime:
        return self.at

    def move(self, by: timedelta) -> None:
        self.at += by


class QuickHasher:
    """``PasswordHasher`` that only tells a password from its hash; counts what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str | None] = []

    async def hashed(self, password: str) -> str:
        return f"hash of {password[::-1]}"

    async def matches(self, password: str, hashed: str | None) -> bool:
        self.asked.append(hashed)
        return hashed == f"hash of {password[::-1]}"


def surroundings(store: AccessStore | None = None, clock: Clock | None = None) -> Surroundings:
    """Everything handed in, with tokens and ids that count."""
    counts = {"token": 0, "id": 0}

    def counted(what: str) -> str:
        counts[what] += 1
        return f"{what}-{counts[what]}"

    return Surroundings(
        workspace=WORKSPACE,
        store=store or InMemoryAccessStore(),
        clock=clock or SetClock(),
        hasher=QuickHasher(),
        token=lambda: counted("token"),
        ids=lambda: counted("id"),
    )


def user(
    user_id: str,
    *roles: Role,
    teams: tuple[str, ...] = (),
    agent: str | None = None,
    workspace: str = WORKSPACE,
) -> User:
    """A user with this id, whose e-mail follows from it."""
    return User(
        workspace=workspace,
        id=user_id,
        email=f"{user_id}@example.com",
        name=user_id.title(),
        roles=frozenset(roles),
        teams=frozenset(teams),
        agent=agent,
        created_at=NOON,
    )


def asks(who: User, address: str = "192.0.2.7") -> Asker:
    """This user as who asks."""
    return Asker(principal=who.principal, address=address)
