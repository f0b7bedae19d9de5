"""Reviews beside the calls that they are of: in memory, SQLite, and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.support.kept import STORES, opening

from coolhead.adapters.storage.in_memory import InMemoryStore
from coolhead.adapters.storage.reviews import SqlReviewBook
from coolhead.adapters.storage.store import Store
from coolhead.services.reviews.book import ReviewBook


@dataclass
class Kept:
    store: Store | InMemoryStore
    book: ReviewBook


Opened = Callable[[], AbstractAsyncContextManager[Kept]]


@pytest.fixture(params=STORES)
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Opened:
    return opening(
        request,
        tmp_path,
        in_memory=lambda store: Kept(store, store.reviews),
        in_sql=lambda store: Kept(store, SqlReviewBook(store)),
    )
