"""Coaching over the API: one plan that agent and coach share, and where a call turned."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import msgspec
import pytest
from tests.support.api import Served, serve
from tests.support.live import said

from coolhead.services.access.audit import AuditQuery

pytestmark = pytest.mark.anyio

V1 = "/api/v1"


async def ask(served: Served, who: str, method: str, path: str, body: Any = None) -> Any:
    async with served.asked_by(who) as client:
        return await client.request(method, f"{V1}{path}", json=body)


async def asked(served: Served, who: str, method: str, path: str, body: Any = None) -> Any:
    answer = await ask(served, who, method, path, body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def begun(served: Served, who: str = "coach", **more: Any) -> Any:
    body = {"agent": "a1", "practise": "Say back what they want", **more}
    return await asked(served, who, "POST", "/coaching/plans", body)


async def audited(served: Served) -> list[tuple[str, str, str]]:
    entries = await served.people.entries(AuditQuery(workspace="default", kind="coaching"))
    return [(each.name, each.action, each.object) for each in reversed(entries)]


async def test_both_see_the_plan_and_both_change_it() -> None:
    served = await serve()
    plan = await begun(served, note="As in Monday's call")
    own = await asked(served, "own_agent", "GET", "/coaching/plans")
    assert own["plans"] == [plan]
    change = {"number": 1, "practise": "Say back, then ask", "note": "Going well"}
    changed = await asked(served, "own_agent", "PUT", f"/coaching/plans/{plan['id']}", change)
    assert [each["name"] for each in changed["changes"]] == ["coach", "own_agent"]
    late = {"number": 1, "practise": "Something else"}
    answer = await ask(served, "coach", "PUT", f"/coaching/plans/{plan['id']}", late)
    assert answer.status_code == 409
    done = {"number": 2, "practise": "Say back, then ask", "state": "done"}
    await asked(served, "supervisor", "PUT", f"/coaching/plans/{plan['id']}", done)
    (found,) = (await asked(served, "own_agent", "GET", "/coaching/plans"))["plans"]
    assert (found["state"], len(found["changes"])) == ("done", 3)
    assert (
        await ask(served, "coach", "PUT", f"/coaching/plans/{plan['id']}", late)
    ).status_code == 409
    assert await audited(served) == [
        ("coach", "coaching.begin", "a1"),
        ("supervisor", "coaching.change", "a1"),
    ]


async def test_one_thing_at_a_time_whoever_begins() -> None:
    served = await serve()
    await begun(served, "own_agent", agent=None)
    body = {"agent": "a1", "practise": "Another"}
    assert (await ask(served, "coach", "POST", "/coaching/plans", body)).status_code == 409
    await begun(served, agent="a2")


async def test_coaches_see_the_agents_of_their_teams_alone() -> None:
    served = await serve()
    await begun(served)
    agents = (await asked(served, "coach", "GET", "/coaching/agents"))["agents"]
    assert [(each["agent"], each["practise"]) for each in agents] == [
        ("a2", None),
        ("a1", "Say back what they want"),
    ]
    assert (await asked(served, "supervisor_elsewhere", "GET", "/coaching/agents"))["agents"] == []
    for who in ("supervisor_elsewhere", "other_agent"):
        assert (await ask(served, who, "GET", "/coaching/plans?agent=a1")).status_code == 404
    assert (await ask(served, "coach", "GET", "/coaching/plans?agent=a9")).status_code == 404
    await served.move("own_agent", teams=frozenset({"south"}))
    assert (await ask(served, "coach", "GET", "/coaching/plans?agent=a1")).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"practise": ""},
        {"practise": " \n"},
        {"practise": "x" * 301},
        {"practise": "a\x00"},
        {"note": "x" * 2001},
        {"call": "not-there"},
        {"call": "theirs"},
        {"moment": -1},
        {"more": 1},
    ],
)
async def test_a_plan_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    served = await serve()
    await served.call("theirs", agent="a2")
    body = {"agent": "a1", "practise": "Say it back", **wrong}
    assert (await ask(served, "coach", "POST", "/coaching/plans", body)).status_code == 422


async def test_what_must_not_be_kept_is_masked_and_the_export_has_the_plan() -> None:
    served = await serve()
    await served.call("c1")
    plan = await begun(served, note="Card 4111 1111 1111 1111", call="c1", moment=3.5)
    assert "4111" not in plan["note"]
    assert (plan["call"], plan["moment"]) == ("c1", 3.5)
    answer = await ask(served, "own_agent", "GET", "/exports/me")
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        account = msgspec.json.decode(archive.read("account.json"))
    assert [each["id"] for each in account["coaching"]] == [plan["id"]]


async def test_where_a_call_turned_is_for_those_who_talk_about_it_when_it_is_over() -> None:
    served = await serve()
    live = await served.call("c1")
    await live.take(said("agent", "Calm down, there's nothing I can do.", 12.0))
    await live.take(said("customer", "You useless idiot, this is a disgrace!", 16.0))
    assert (await ask(served, "own_agent", "GET", "/calls/c1/turns")).status_code == 409
    await live.end("customer")
    found = await asked(served, "own_agent", "GET", "/calls/c1/turns")
    assert [(each["way"], each["quote"]) for each in found["turns"]] == [
        ("up", "You useless idiot, this is a disgrace!")
    ]
    for who in ("coach", "supervisor"):
        assert await asked(served, who, "GET", "/calls/c1/turns") == found
    assert (await ask(served, "other_agent", "GET", "/calls/c1/turns")).status_code == 404
    assert ("coach", "view", "c1") in await audited(served)
