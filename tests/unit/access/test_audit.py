"""What was seen is noted."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from tests.support.access import WORKSPACE, SetClock, asks, user

from coolhead.adapters.storage.accounts_in_memory import InMemoryAccessStore
from coolhead.errors import StorageError
from coolhead.services.access import audit
from coolhead.services.access.audit import ONE_VIEW_S, AuditEntry, AuditQuery, AuditTrail

ADA = asks(user("ada", "supervisor", teams=("north",)))
KIM = asks(user("kim", "coach", teams=("north",)))


class AwayStore(InMemoryAccessStore):
    """Keeps nothing while it is away."""

    away = False

    async def add_entries(self, entries: tuple[AuditEntry, ...]) -> None:
        if self.away:
            raise StorageError("away")
        await super().add_entries(entries)


async def seen(store: InMemoryAccessStore) -> list[tuple[str, str, str]]:
    entries = await store.entries(AuditQuery(workspace=WORKSPACE, limit=10_000))
    return [(entry.who, entry.kind, entry.object) for entry in reversed(entries)]


def test_looking_again_is_noted_once_in_five_minutes() -> None:
    async def doing() -> None:
        store, clock = InMemoryAccessStore(), SetClock()
        trail = AuditTrail(store, clock)
        for _ in range(3):
            await trail.viewed(ADA, "call", "c1")
            clock.move(timedelta(seconds=ONE_VIEW_S / 3 - 1))
        await trail.viewed(KIM, "call", "c1")
        await trail.viewed(ADA, "record", "c1")
        await trail.viewed(ADA, "call", "c2")
        assert await seen(store) == [
            ("ada", "call", "c1"),
            ("kim", "call", "c1"),
            ("ada", "record", "c1"),
            ("ada", "call", "c2"),
        ]
        clock.move(timedelta(seconds=ONE_VIEW_S))
        await trail.viewed(ADA, "call", "c1")
        assert len(await seen(store)) == 5

    asyncio.run(doing())


def test_entries_wait_while_the_database_is_away_and_land_in_order() -> None:
    async def doing() -> None:
        store = AwayStore()
        trail = AuditTrail(store, SetClock())
        store.away = True
        await trail.viewed(ADA, "call", "c1")
        await trail.viewed(ADA, "call", "c2")
        store.away = False
        await trail.viewed(ADA, "call", "c3")
        assert [where for _, _, where in await seen(store)] == ["c1", "c2", "c3"]

    asyncio.run(doing())


def test_nothing_is_shown_that_cannot_be_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    async def doing() -> None:
        monkeypatch.setattr(audit, "_MOST_WAITING", 2)
        store = AwayStore()
        trail = AuditTrail(store, SetClock())
        store.away = True
        await trail.viewed(ADA, "call", "c1")
        await trail.viewed(ADA, "call", "c2")
        for _ in range(2):
            with pytest.raises(StorageError):
                await trail.viewed(ADA, "call", "c3")
        store.away = False
        await trail.viewed(ADA, "call", "c3")
        assert [where for _, _, where in await seen(store)] == ["c1", "c2", "c3"]

    asyncio.run(doing())


def test_what_is_remembered_of_views_has_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    async def doing() -> None:
        monkeypatch.setattr(audit, "_MOST_REMEMBERED", 2)
        store = InMemoryAccessStore()
        trail = AuditTrail(store, SetClock())
        for call in ("c1", "c2", "c3", "c3", "c1"):
            await trail.viewed(ADA, "call", call)
        assert [where for _, _, where in await seen(store)] == ["c1", "c2", "c3", "c1"]

    asyncio.run(doing())


def test_what_the_server_does_by_itself_is_noted_too() -> None:
    async def doing() -> None:
        store = InMemoryAccessStore()
        await AuditTrail(store, SetClock()).by_itself(WORKSPACE, "erase", "call", {"count": 3})
        (entry,) = await store.entries(AuditQuery(workspace=WORKSPACE))
        assert (entry.who, entry.name, entry.detail) == ("", "the server", {"count": 3})

    asyncio.run(doing())
