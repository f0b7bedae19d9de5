"""What leaves the house beside the calls it comes from: in memory, SQLite, and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.support.kept import STORES, opening

from coolhead.adapters.storage.customer_answers import SqlAnswerBook
from coolhead.adapters.storage.follow_ups import SqlFollowUpBook
from coolhead.adapters.storage.happenings import SqlHappenings
from coolhead.adapters.storage.in_memory import InMemoryStore
from coolhead.adapters.storage.outbox import SqlOutbox
from coolhead.adapters.storage.store import Store
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


@pytest.fixture(params=STORES)
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Opened:
    return opening(
        request,
        tmp_path,
        in_memory=lambda store: Kept(
            store,
            store.follow_ups,
            store.outbox,
            store.customer_answers,
            store.happenings,
            store.webhooks,
        ),
        in_sql=lambda store: Kept(
            store,
            SqlFollowUpBook(store),
            SqlOutbox(store),
            SqlAnswerBook(store),
            SqlHappenings(store),
            SqlWebhookBook(store),
        ),
    )
