"""Follow-ups over the API: whose they are, what may be done with them, and what is owed."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from tests.support.api import Served, serve
from tests.support.live import START

from coolhead.call.events import PromiseMade
from coolhead.services.access.audit import AuditQuery
from coolhead.services.access.store import Changes

pytestmark = pytest.mark.anyio

V1 = "/api/v1"
BEFORE = "2026-03-02T09:00:00+00:00"  # an hour before the clock of the tests
AHEAD = "2026-03-04T17:00:00+01:00"


async def promised(served: Served, call: str, *, due: str | None = BEFORE, **more: Any) -> None:
    """A call that is over, in which something was promised by hand."""
    live = await served.call(call, **{"customer": "c9", **more})
    await live.take(PromiseMade(at=live.now, action=f"call about {call}", due=due))
    await live.end("customer")


async def asked(served: Served, who: str, path: str, **query: Any) -> Any:
    async with served.asked_by(who) as client:
        answer = await client.get(f"{V1}{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def listed(served: Served, who: str, **query: Any) -> list[str]:
    found = await asked(served, who, "/follow-ups", **query)
    return [each["call"] for each in found["follow_ups"]]


async def one(served: Served, call: str) -> str:
    found = await asked(served, "supervisor", "/follow-ups")
    (row,) = [each for each in found["follow_ups"] if each["call"] == call]
    return str(row["id"])


async def post(served: Served, who: str, path: str, body: Any, **headers: str) -> Any:
    async with served.asked_by(who) as client:
        return await client.post(f"{V1}{path}", json=body, headers=headers)


async def audited(served: Served) -> list[tuple[str, str]]:
    entries = await served.people.entries(AuditQuery(workspace="default"))
    return [(each.name, each.action) for each in entries if each.kind.startswith("follow_up")]


async def test_agents_have_their_own_and_supervisors_those_of_their_teams() -> None:
    served = await serve()
    await promised(served, "mine")
    await promised(served, "colleagues", agent="a2", due=AHEAD)
    await promised(served, "elsewhere", team="south", agent="a3")
    assert await listed(served, "own_agent") == ["mine"]
    assert await listed(served, "other_agent") == ["colleagues"]
    assert await listed(served, "supervisor") == ["mine", "colleagues"]
    assert await listed(served, "supervisor_elsewhere") == ["elsewhere"]
    assert await listed(served, "own_agent", owner="a2") == []
    assert await listed(served, "supervisor", owner="a2") == ["colleagues"]
    assert await listed(served, "supervisor", owner="a3") == []
    assert await listed(served, "supervisor", overdue=True) == ["mine"]
    assert await listed(served, "supervisor", mine=True) == []
    assert await listed(served, "supervisor", customer="c8") == []
    first = await asked(served, "supervisor", "/follow-ups", limit=1)
    assert [each["standing"] for each in first["follow_ups"]] == ["broken"]
    assert await listed(served, "supervisor", limit=1, after=first["next"]) == ["colleagues"]


async def test_whoever_takes_calls_and_leads_a_team_has_both() -> None:
    served = await serve()
    user = await served.people.user("default", "supervisor")
    assert user is not None
    both = msgspec.structs.replace(user, roles=frozenset({"agent", "supervisor"}), agent="a9")
    await served.people.apply(Changes(workspace="default", users=(both,)))
    await promised(served, "teams")
    await promised(served, "mine", agent="a9", due=AHEAD)
    assert await listed(served, "supervisor") == ["teams", "mine"]
    assert await listed(served, "supervisor", mine=True) == ["mine"]


async def test_a_call_that_goes_on_has_none_yet() -> None:
    served = await serve()
    live = await served.call("c1")
    await live.take(PromiseMade(at=live.now, action="ring back"))
    assert await listed(served, "own_agent") == []
    await live.end("customer")
    assert await listed(served, "own_agent") == ["c1"]


@pytest.mark.parametrize(
    ("step", "body", "state"),
    [
        ("done", {"note": "rang"}, "done"),
        ("dropped", {"reason": "settled"}, "dropped"),
        ("due", {"due": AHEAD}, "open"),
    ],
)
async def test_what_supervisors_change_is_audited_and_what_agents_do_is_theirs(
    step: str, body: dict[str, str], state: str
) -> None:
    served = await serve()
    await promised(served, "c1")
    await promised(served, "c2")
    for who, call in (("own_agent", "c1"), ("supervisor", "c2")):
        answer = await post(served, who, f"/follow-ups/{await one(served, call)}/{step}", body)
        assert answer.status_code == 200, answer.text
        assert answer.json()["state"] == state
    changes = [each for each in await audited(served) if each[1] != "view"]
    assert changes == [("supervisor", f"follow_up.{step}")]


async def test_what_is_done_is_done_once() -> None:
    served = await serve()
    await promised(served, "c1")
    path = f"/follow-ups/{await one(served, 'c1')}"
    key = {"Idempotency-Key": "k1"}
    first = await post(served, "own_agent", f"{path}/done", {}, **key)
    again = await post(served, "own_agent", f"{path}/done", {}, **key)
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json() == first.json()
    assert "call about" not in first.text  # the answer is kept for a day, a call's words are not
    for step, body in (("done", {}), ("dropped", {"reason": "no"}), ("due", {"due": AHEAD})):
        refused = await post(served, "own_agent", f"{path}/{step}", body)
        assert (refused.status_code, refused.json()["code"]) == (409, "not_open")


@pytest.mark.parametrize(
    ("step", "body"),
    [
        ("due", {"due": BEFORE}),
        ("due", {"due": START.isoformat()}),
        ("due", {"due": "2026-02-30T10:00:00Z"}),
        ("due", {"due": "2026-03-04T17:00:00"}),
        ("due", {"due": "tomorrow"}),
        ("dropped", {}),
        ("dropped", {"reason": "  "}),
        ("done", {"note": "x" * 1001}),
        ("done", {"note": "a", "state": "dropped"}),
    ],
)
async def test_what_is_wrong_changes_nothing(step: str, body: dict[str, str]) -> None:
    served = await serve()
    await promised(served, "c1")
    path = f"/follow-ups/{await one(served, 'c1')}/{step}"
    assert (await post(served, "own_agent", path, body)).status_code == 422
    (row,) = (await asked(served, "own_agent", "/follow-ups"))["follow_ups"]
    assert (row["state"], row["due"]) == ("open", BEFORE)


async def test_what_is_owed_has_no_words_of_a_call_that_one_may_not_see() -> None:
    served = await serve()
    await promised(served, "mine")
    await promised(served, "souths", team="south", agent="a3")
    await promised(served, "other-customers", customer="c8")
    await promised(served, "later", due=AHEAD)
    await served.call("now", customer="c9")

    async def owed(who: str) -> list[tuple[str | None, str | None]]:
        answer = await asked(served, who, "/calls/now/owed")
        lines = {each["line"] for each in answer["owed"][:2]}
        assert lines == {"Promised a call by Mon 9 am, not made."}
        assert {each["thing"] for each in answer["owed"]} == {"call"}
        return sorted(((each["call"], each["what"]) for each in answer["owed"]), key=str)

    expected = [
        ("later", "call about later"),
        ("mine", "call about mine"),
        (None, None),
    ]
    assert await owed("own_agent") == expected
    assert await owed("supervisor") == expected


async def test_what_was_done_or_dropped_is_not_owed_any_more_nor_in_the_call_itself() -> None:
    served = await serve()
    await promised(served, "c1")
    await promised(served, "c2")
    assert len((await asked(served, "own_agent", "/calls/c1/owed"))["owed"]) == 1
    path = f"/follow-ups/{await one(served, 'c2')}"
    await post(served, "own_agent", f"{path}/dropped", {"reason": "settled"})
    assert (await asked(served, "own_agent", "/calls/c1/owed"))["owed"] == []


async def test_nothing_is_owed_to_somebody_who_is_not_known() -> None:
    served = await serve()
    await promised(served, "c1", customer=None)
    await served.call("now")
    assert (await asked(served, "own_agent", "/calls/now/owed"))["owed"] == []


async def test_follow_ups_go_with_the_customers_calls() -> None:
    served = await serve()
    await promised(served, "c1")
    async with served.asked_by("admin") as client:
        body = {"customer": "c9", "reason": "asked"}
        assert (await client.post(f"{V1}/erasures", json=body)).status_code == 200
    assert await listed(served, "own_agent") == []
