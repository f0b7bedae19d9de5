"""Breaks over the API: advised between calls, one's own alone, and known again after a restart."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.support.api import Served, serve
from tests.support.live import START

from coolhead.call.events import AgentMarked
from coolhead.services.access.audit import AuditQuery

pytestmark = pytest.mark.anyio

V1 = "/api/v1"


async def ended_for_abuse(served: Served, call: str, *, agent: str = "a1", ago: float = 10) -> None:
    """A call that began so many minutes ago; its agent ended it for abuse."""
    began = (START - timedelta(minutes=ago)).isoformat()
    live = await served.call(call, agent=agent, started_at=began)
    await live.take(AgentMarked(at=live.now, mark="end_for_abuse"))
    await live.end("agent")


async def mine(served: Served, who: str = "own_agent") -> Any:
    async with served.asked_by(who) as client:
        answer = await client.get(f"{V1}/breaks")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def post(served: Served, path: str, body: Any = None, *, who: str = "own_agent") -> Any:
    async with served.asked_by(who) as client:
        return await client.post(f"{V1}{path}", json=body if body is not None else {})


async def test_a_break_is_advised_after_a_hard_call_to_its_own_agent() -> None:
    served = await serve()
    assert (await mine(served))["advice"] is None
    await ended_for_abuse(served, "c1")
    assert (await mine(served))["advice"] == {
        "minutes": 5,
        "reason": "One call that you ended for abuse in the last half hour.",
    }
    assert (await mine(served, "other_agent"))["advice"] is None


async def test_nothing_is_advised_during_a_call() -> None:
    served = await serve()
    await ended_for_abuse(served, "c1")
    next_call = await served.call("c2")
    assert (await mine(served))["advice"] is None
    refused = await post(served, "/breaks")
    assert (refused.status_code, refused.json()["code"]) == (409, "on_call")
    await next_call.end("customer")
    assert (await mine(served))["advice"] is not None


async def test_a_break_that_is_taken_is_told_as_presence_and_in_no_other_way() -> None:
    served = await serve()
    await ended_for_abuse(served, "c1")
    taken = (await post(served, "/breaks")).json()
    assert taken["ended_at"] is None
    assert (await post(served, "/breaks")).json()["id"] == taken["id"]  # the same one goes on
    own = await mine(served)
    assert (own["advice"], own["on_break_since"]) == (None, taken["began_at"])
    async with served.asked_by("supervisor") as client:
        seen = (await client.get(f"{V1}/presence")).text
        assert (await client.get(f"{V1}/breaks")).status_code == 403
    of_a1 = next(each for each in json.loads(seen)["agents"] if each["agent"] == "a1")
    assert set(of_a1) == {"agent", "name", "teams", "presence", "calls"}
    assert of_a1["presence"] == "break"
    assert "abuse" not in seen
    assert taken["began_at"] not in seen
    audit = await served.people.entries(AuditQuery(workspace="default"))
    assert [each for each in audit if "break" in each.action or "break" in each.kind] == []


async def test_when_it_is_over_its_length_counts() -> None:
    served = await serve()
    await ended_for_abuse(served, "c1")
    await post(served, "/breaks")
    assert (await post(served, "/breaks/over")).json() == {"ended": True}
    assert (await mine(served))["advice"] is not None  # a break of no time is none
    assert (await post(served, "/breaks/over")).json() == {"ended": False}
    await post(served, "/breaks", {"how": "logged", "minutes": 6})
    own = await mine(served)
    assert (own["advice"], [each["how"] for each in own["breaks"]]) == (None, ["logged", "taken"])


async def test_advice_that_is_put_off_stays_away_until_then() -> None:
    served = await serve()
    await ended_for_abuse(served, "c1")
    assert (await post(served, "/breaks/snooze", {"minutes": 30})).status_code == 200
    own = await mine(served)
    assert own["advice"] is None
    assert datetime.fromisoformat(own["snoozed_until"]) == START + timedelta(minutes=30)
    assert own["breaks"] == []


async def test_a_call_that_says_nothing_of_when_it_began_or_is_yet_to_begin_spoils_nothing() -> (
    None
):
    served = await serve()
    for number, started in enumerate((None, "2026-03-09T10:00:00Z")):
        live = await served.call(f"c{number}", started_at=started)
        await live.take(AgentMarked(at=live.now, mark="end_for_abuse"))
        await live.end("agent")
    await ended_for_abuse(served, "last")
    assert (await mine(served))["advice"] == {
        "minutes": 5,
        "reason": "Two calls that you ended for abuse in the last half hour.",
    }


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/breaks", {"how": "stolen"}),
        ("/breaks", {"how": "logged", "minutes": 0}),
        ("/breaks", {"how": "logged", "minutes": 10**9}),
        ("/breaks", {"how": "taken", "user": "other_agent"}),
        ("/breaks/snooze", {"minutes": 10_000}),
    ],
)
async def test_what_is_no_break_is_refused(path: str, body: Any) -> None:
    served = await serve()
    assert (await post(served, path, body)).status_code == 422


async def test_nobody_notes_breaks_without_end() -> None:
    served = await serve()
    for _ in range(200):
        assert (await post(served, "/breaks", {"how": "logged"})).status_code == 200
    assert (await post(served, "/breaks", {"how": "logged"})).json()["code"] == "too_many"
    assert (await post(served, "/breaks", {"how": "logged"}, who="other_agent")).status_code == 200


async def test_the_agent_takes_their_breaks_along_and_nobody_elses() -> None:
    served = await serve()
    await post(served, "/breaks", {"how": "logged", "minutes": 7})
    for who, count in (("own_agent", 1), ("other_agent", 0)):
        async with served.asked_by(who) as client:
            content = (await client.get(f"{V1}/exports/me")).content
        account = json.loads(zipfile.ZipFile(io.BytesIO(content)).read("account.json"))
        assert len(account["breaks"]) == count


async def test_colleagues_who_are_free_are_counted_without_names() -> None:
    served = await serve()
    served.services.presence.tell("other_agent", "free")
    served.services.presence.tell("own_agent", "free")
    own = await mine(served)
    assert (own["others_free"], own["covered"]) == (1, True)
    assert "other_agent" not in json.dumps(own)
    async with served.asked_by("admin") as client:
        await client.patch(f"{V1}/settings", json={"minimum_free": 2})
    assert (await mine(served))["covered"] is False


async def test_a_team_may_have_a_number_of_its_own_that_stays_free() -> None:
    served = await serve()
    for who in ("own_agent", "other_agent"):
        served.services.presence.tell(who, "free")

    async def puts(minimum_free: int | None) -> int:
        async with served.asked_by("admin") as client:
            body = {"name": "North", "minimum_free": minimum_free}
            return (await client.put(f"{V1}/teams/north", json=body)).status_code

    async def is_possible() -> tuple[int, bool, bool]:
        async with served.asked_by("supervisor") as client:
            (cover,) = (await client.get(f"{V1}/presence")).json()["teams"]
        return cover["minimum_free"], cover["one_more_break"], (await mine(served))["covered"]

    assert await puts(2) == 200
    assert await is_possible() == (2, False, False)
    assert await puts(0) == 200
    assert await is_possible() == (0, True, True)
    assert await puts(None) == 200
    assert await is_possible() == (1, True, True)
    assert await puts(-1) == 422


async def test_supervisors_see_whether_one_more_break_is_possible() -> None:
    served = await serve()

    async def covers() -> list[Any]:
        async with served.asked_by("supervisor") as client:
            return list((await client.get(f"{V1}/presence")).json()["teams"])

    assert await covers() == [
        {
            "team": "north",
            "free": 0,
            "on_call": 0,
            "on_break": 0,
            "one_more_break": False,
            "minimum_free": 1,
        }
    ]
    served.services.presence.tell("own_agent", "free")
    served.services.presence.tell("other_agent", "free")
    (cover,) = await covers()
    assert (cover["free"], cover["one_more_break"]) == (2, True)
    served.services.presence.tell("other_agent", "break")
    (cover,) = await covers()
    assert (cover["free"], cover["on_break"], cover["one_more_break"]) == (1, 1, False)
