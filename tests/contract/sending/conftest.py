"""What leaves the house beside the calls it comes from: in memory, SQLite, and PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.support.postgres import PostgresServer, postgres_server

from coolhead.adapters.storage.customer_answers import SqlAnswerBook
from coolhead.adapters.storage.follow_ups import SqlFollowUpBook
from coolhead.adapters.storage.happenings import SqlHappenings
from coolhead.adapters.storage.in_memory import InMemoryStore
from coolhead.adapters.storage.outbox import SqlOutbox
from coolhead.adapters.storage.store import Store, open_store
from coolhead.adapters.storage.webhooks import SqlWebhookBook
from coolhead.services.follow_ups.book import FollowUpBook
from coolhead.services.sending.answer import AnswerBook
from coolhead.services.sending.happening import Happenings
from coolhead.services.sending.outbox import Outbox
from coolhead.services.sending.webhook import WebhookBook


@dataclass
class Kept:
    store: Store | InMemoryStore
    book: FollowUpBook
    outbox: Outbox
    answers: AnswerBook
    happenings: Happenings
    webhooks: WebhookBook


Opened = Callable[[], AbstractAsyncContextManager[Kept]]


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with postgres_server() as server:
        yield server


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Opened:
    """Opens where things are kept; opened again, they are still there."""
    if request.param == "memory":
        memory = InMemoryStore()

        @asynccontextmanager
        async def the_same() -> AsyncIterator[Kept]:
            yield Kept(
                memory,
                memory.follow_ups,
                memory.outbox,
                memory.customer_answers,
                memory.happenings,
                memory.webhooks,
            )

        return the_same
    url = (
        request.getfixturevalue("postgres").database()
        if request.param == "postgresql"
        else f"sqlite+aiosqlite:///{tmp_path / 'calls.db'}"
    )

    @asynccontextmanager
    async def in_a_database() -> AsyncIterator[Kept]:
        store = await open_store(url, spool=tmp_path / "spool")
        try:
            yield Kept(
                store,
                SqlFollowUpBook(store),
                SqlOutbox(store),
                SqlAnswerBook(store),
                SqlHappenings(store),
                SqlWebhookBook(store),
            )
        finally:
            await store.close()

    return in_a_database
