"""Reminders over the API: told once, to whom they are for, and gone when the follow-up is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.integration.api.test_follow_ups import asked, audited, one, post, promised
from tests.support.api import Served, serve
from tests.support.live import START

from coolhead.server.reckoning import PlaybookReckoning
from coolhead.services.follow_ups.telling import Teller

pytestmark = pytest.mark.anyio

NOON = (START + timedelta(hours=2)).isoformat()  # 12:15 on a Monday


def teller(served: Served) -> Teller:
    """As a server makes it; another one is a server that was started anew."""
    services = served.services
    return Teller(
        "default",
        services.reminders,
        reckoning_of=PlaybookReckoning(services.store, services.playbooks),
        now=services.clock.now,
    )


async def after(served: Served, **time: float) -> int:
    """So much time passes, and somebody looks; how much was new."""
    await served.later(**time)
    return len(await teller(served).look())


async def steps(served: Served, who: str) -> dict[str, list[str]]:
    told = await asked(served, who, "/follow-ups/reminders")
    return {name: [each["step"] for each in told[name]] for name in ("mine", "teams")}


async def test_the_owner_is_told_before_and_at_the_time_and_supervisors_when_it_is_broken() -> None:
    served = await serve()
    await promised(served, "c1", due=NOON)
    assert await after(served, minutes=59) == 0
    assert await steps(served, "own_agent") == {"mine": [], "teams": []}
    assert await after(served, minutes=2) == 1
    assert await steps(served, "own_agent") == {"mine": ["soon"], "teams": []}
    assert await after(served, hours=1) == 1
    assert await steps(served, "own_agent") == {"mine": ["due"], "teams": []}
    assert await steps(served, "supervisor") == {"mine": [], "teams": []}
    assert await after(served, hours=1) == 1
    assert await steps(served, "supervisor") == {"mine": [], "teams": ["broken"]}
    for who in ("other_agent", "supervisor_elsewhere"):
        assert await steps(served, who) == {"mine": [], "teams": []}
    assert await after(served, days=1) == 0


async def test_a_server_that_was_away_tells_what_it_missed_and_nothing_twice() -> None:
    served = await serve()
    await promised(served, "c1", due=NOON)
    assert await after(served, hours=5) == 2  # that it is due soon is no news any more
    assert await after(served, seconds=0) == 0
    assert await steps(served, "own_agent") == {"mine": ["due"], "teams": []}
    assert await steps(served, "supervisor") == {"mine": [], "teams": ["broken"]}


async def test_what_is_long_over_is_told_by_nobody() -> None:
    served = await serve()
    await promised(served, "c1", due=(START - timedelta(days=20)).isoformat())
    assert await after(served, minutes=1) == 0


@pytest.mark.parametrize(
    ("step", "body"),
    [
        ("done", {}),
        ("dropped", {"reason": "settled"}),
        ("due", {"due": "2026-03-20T12:00:00Z"}),
    ],
)
async def test_what_is_done_dropped_or_due_at_another_time_is_reminded_of_no_more(
    step: str, body: dict[str, str]
) -> None:
    served = await serve()
    await promised(served, "c1", due=NOON)
    await after(served, hours=5)
    path = f"/follow-ups/{await one(served, 'c1')}/{step}"
    assert (await post(served, "own_agent", path, body)).status_code == 200
    assert await steps(served, "own_agent") == {"mine": [], "teams": []}
    assert await steps(served, "supervisor") == {"mine": [], "teams": []}
    if step == "due":
        assert await after(served, days=20) == 2
        assert (await steps(served, "supervisor"))["teams"] == ["broken"]


async def test_each_puts_away_what_was_told_to_them() -> None:
    served = await serve()
    await promised(served, "c1", due=NOON)
    await after(served, hours=5)
    path = f"/follow-ups/{await one(served, 'c1')}/reminders/seen"
    for who in ("own_agent", "own_agent"):
        assert (await post(served, who, path, {})).status_code == 204
    assert await steps(served, "own_agent") == {"mine": [], "teams": []}
    assert (await steps(served, "supervisor"))["teams"] == ["broken"]
    assert (await post(served, "supervisor", path, {})).status_code == 204
    assert (await steps(served, "supervisor"))["teams"] == []
    # It is still to be done.
    assert len((await asked(served, "own_agent", "/follow-ups"))["follow_ups"]) == 1


async def test_what_was_passed_on_reminds_its_new_owner() -> None:
    served = await serve()
    await promised(served, "c1", due=NOON)
    path = f"/follow-ups/{await one(served, 'c1')}/owner"
    assert (await post(served, "own_agent", path, {"owner": "a2"})).status_code == 403
    for nobody in ("a3", "supervisor", "a1 "):
        refused = await post(served, "supervisor", path, {"owner": nobody})
        assert refused.status_code == 422, nobody
    assert (await post(served, "supervisor", path, {"owner": "a2"})).status_code == 200
    await after(served, hours=2)
    assert await steps(served, "own_agent") == {"mine": [], "teams": []}
    assert (await steps(served, "other_agent"))["mine"] == ["due"]
    (row,) = (await asked(served, "other_agent", "/follow-ups"))["follow_ups"]
    assert (row["owner"], row["promised_by"]) == ("a2", "a1")
    assert ("supervisor", "follow_up.owner") in await audited(served)


async def test_reminders_go_with_their_call() -> None:
    served = await serve()
    await promised(served, "c1", due=NOON)
    await after(served, hours=5)
    async with served.asked_by("admin") as client:
        body: Any = {"customer": "c9", "reason": "asked"}
        assert (await client.post("/api/v1/erasures", json=body)).status_code == 200
    assert await steps(served, "own_agent") == {"mine": [], "teams": []}
    assert await steps(served, "supervisor") == {"mine": [], "teams": []}
