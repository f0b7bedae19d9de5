"""What is kept of people for two days goes after them, and not before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coolhead.adapters.storage.breaks import InMemoryBreakBook
from coolhead.adapters.storage.care_in_memory import InMemoryCareBook
from coolhead.services.live.summary import CallKey
from coolhead.services.wellbeing.breaks import OwnBreak
from coolhead.services.wellbeing.care import CheckIn
from coolhead.services.wellbeing.forgetting import forget_short_lived

pytestmark = pytest.mark.anyio

BEGAN = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(("hours", "gone"), [(47, 0), (49, 2)])
async def test_breaks_and_check_ins_go_after_two_days(hours: int, gone: int) -> None:
    breaks, care = InMemoryBreakBook(), InMemoryCareBook()
    stamp = BEGAN.isoformat()
    await breaks.add(
        OwnBreak(workspace="default", user="u1", id="1" * 32, how="taken", began_at=stamp)
    )
    asked = {"workspace": "default", "call": "c1", "team": "north", "agent": "a1", "name": "Kim"}
    await care.ask(CheckIn(**asked, asked_at=stamp))
    at = BEGAN + timedelta(hours=hours)
    assert await forget_short_lived("default", breaks, care, now=lambda: at) == gone
    assert (await care.check_in(CallKey("default", "c1")) is None) == bool(gone)
    kept = await breaks.of("default", "u1", since="2026-01-01T00:00:00+00:00")
    assert (kept == []) == bool(gone)
