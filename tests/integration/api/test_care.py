"""After a hard call over the API: a hello that is agreed to, and a reflection that is shared."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from tests.support.api import Served, serve
from tests.support.live import START

from coolhead.call.events import AgentMarked, ReflectionNoted
from coolhead.services.access.audit import AuditQuery

pytestmark = pytest.mark.anyio

CALL = "/api/v1/calls/c1"
WELL, NEXT = "I let them finish.", "Ask for respect sooner."


async def abused(served: Served, call: str = "c1") -> None:
    live = await served.call(call)
    await live.take(AgentMarked(at=live.now, mark="end_for_abuse"))
    await live.end("agent")


async def ask(served: Served, who: str, method: str, path: str, **more: Any) -> Any:
    async with served.asked_by(who) as client:
        return await client.request(method, path, **more)


async def check_ins(served: Served, who: str = "supervisor") -> list[dict[str, Any]]:
    answer = await ask(served, who, "GET", "/api/v1/check-ins")
    return list(answer.json()["check_ins"])


async def test_nobody_is_told_until_the_agent_agrees_and_then_who_when_and_no_more() -> None:
    served = await serve()
    await abused(served)
    own = (await ask(served, "own_agent", "GET", f"{CALL}/check-in")).json()
    assert own == {"possible": True, "asked_at": None, "taken_by": None}
    assert await check_ins(served) == []
    await ask(served, "own_agent", "PUT", f"{CALL}/check-in")
    assert await check_ins(served) == [
        {
            "call": "c1",
            "team": "north",
            "agent": "a1",
            "name": "own_agent",
            "asked_at": START.isoformat(timespec="seconds"),
            "taken_by": None,
        }
    ]
    assert await check_ins(served, "supervisor_elsewhere") == []
    events = await ask(served, "supervisor", "GET", f"{CALL}/events")
    assert "check" not in events.text.lower()


async def test_one_supervisor_takes_it_on_and_the_agent_is_told_who() -> None:
    served = await serve()
    await abused(served)
    await ask(served, "own_agent", "PUT", f"{CALL}/check-in")
    taken = await ask(served, "supervisor", "POST", f"{CALL}/check-in/taken")
    assert taken.json()["taken_by"] == "supervisor"
    again = await ask(served, "supervisor", "POST", f"{CALL}/check-in/taken")
    assert (again.status_code, again.json()["code"]) == (409, "taken")
    own = (await ask(served, "own_agent", "GET", f"{CALL}/check-in")).json()
    assert own["taken_by"] == "supervisor"
    assert [each["taken_by"] for each in await check_ins(served)] == ["supervisor"]
    served.service.clock.seconds += timedelta(minutes=11).total_seconds()
    assert await check_ins(served) == []
    entries = await served.people.entries(AuditQuery(workspace="default"))
    assert [each.object for each in entries if each.action == "check_in.taken"] == ["c1"]


async def test_it_is_taken_back_and_nothing_is_left() -> None:
    served = await serve()
    await abused(served)
    await ask(served, "own_agent", "PUT", f"{CALL}/check-in")
    await ask(served, "own_agent", "DELETE", f"{CALL}/check-in")
    assert await check_ins(served) == []
    assert (await ask(served, "supervisor", "POST", f"{CALL}/check-in/taken")).status_code == 404


async def test_it_is_asked_after_abuse_alone_and_never_during_the_call() -> None:
    served = await serve()
    live = await served.call("c1")
    await live.take(AgentMarked(at=live.now, mark="end_for_abuse"))
    refused = await ask(served, "own_agent", "PUT", f"{CALL}/check-in")
    assert (refused.status_code, refused.json()["code"]) == (409, "not_ended_for_abuse")
    await (await served.call("c2")).end("customer")
    path = "/api/v1/calls/c2/check-in"
    assert (await ask(served, "own_agent", "GET", path)).json()["possible"] is False
    assert (await ask(served, "own_agent", "PUT", path)).status_code == 409


async def reflected(served: Served) -> None:
    await abused(served)
    live = await served.find("c1")
    await live.take(ReflectionNoted(at=live.now, went_well=WELL, next_time=NEXT))


async def may_read(served: Served) -> set[str]:
    """Who gets the words, of all who see the call."""
    readers = set()
    for who in ("own_agent", "coach", "supervisor", "reads_calls"):
        answer = await ask(served, who, "GET", f"{CALL}/reflection")
        if WELL in answer.text:
            assert answer.json()["shared"]["next_time"] == NEXT
            readers.add(who)
    return readers


async def test_a_reflection_is_private_until_it_is_shared_and_again_after() -> None:
    served = await serve()
    await reflected(served)
    assert await may_read(served) == set()
    share = {"json": {"shared_with": "coach"}}
    answer = await ask(served, "own_agent", "PUT", f"{CALL}/reflection", **share)
    assert answer.json() == {"shared_with": "coach"}
    assert await may_read(served) == {"own_agent", "coach"}
    share = {"json": {"shared_with": "team"}}
    await ask(served, "own_agent", "PUT", f"{CALL}/reflection", **share)
    assert await may_read(served) == {"own_agent", "coach", "supervisor"}
    await ask(served, "own_agent", "DELETE", f"{CALL}/reflection")
    assert await may_read(served) == set()


async def test_what_is_shared_is_in_no_other_answer() -> None:
    served = await serve()
    await reflected(served)
    share = {"json": {"shared_with": "team"}}
    await ask(served, "own_agent", "PUT", f"{CALL}/reflection", **share)
    for who in ("coach", "supervisor"):
        for path in ("", "/state", "/events", "/decisions", "/record", "/exports/vcon"):
            answer = await ask(served, who, "GET", CALL + path)
            assert answer.status_code == 200, path
            assert WELL not in answer.text
    assert (
        await ask(served, "supervisor_elsewhere", "GET", f"{CALL}/reflection")
    ).status_code == 404


async def test_what_is_noted_later_is_private_and_card_numbers_never_come_in() -> None:
    served = await serve()
    await reflected(served)
    await ask(served, "own_agent", "PUT", f"{CALL}/reflection", json={"shared_with": "team"})
    live = await served.find("c1")
    card = "The card was 4111 1111 1111 1111."
    await live.take(ReflectionNoted(at=live.now, went_well=card))
    seen = await ask(served, "coach", "GET", f"{CALL}/reflection")
    assert seen.json()["shared"]["went_well"] == WELL
    await ask(served, "own_agent", "PUT", f"{CALL}/reflection", json={"shared_with": "coach"})
    seen = await ask(served, "coach", "GET", f"{CALL}/reflection")
    assert "The card was" in seen.text
    assert "1111" not in seen.text


async def test_nothing_noted_is_nothing_to_share() -> None:
    served = await serve()
    await abused(served)
    refused = await ask(
        served, "own_agent", "PUT", f"{CALL}/reflection", json={"shared_with": "coach"}
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing_noted")
    wrong = await ask(served, "own_agent", "PUT", f"{CALL}/reflection", json={"shared_with": "all"})
    assert wrong.status_code == 422


async def test_the_agent_takes_it_along_and_erasure_leaves_nothing() -> None:
    served = await serve()
    await reflected(served)
    await ask(served, "own_agent", "PUT", f"{CALL}/check-in")
    await ask(served, "own_agent", "PUT", f"{CALL}/reflection", json={"shared_with": "coach"})

    async def taken_along() -> Any:
        content = (await ask(served, "own_agent", "GET", "/api/v1/exports/me")).content
        return json.loads(zipfile.ZipFile(io.BytesIO(content)).read("account.json"))

    kept = (await taken_along())["after_hard_calls"]
    assert [each["call"] for each in kept["check_ins"]] == ["c1"]
    assert [each["went_well"] for each in kept["reflections"]] == [WELL]
    await served.services.keeping.eraser.erase([(await served.find("c1")).key], reason="asked")
    kept = (await taken_along())["after_hard_calls"]
    assert kept == {"check_ins": [], "reflections": []}
    assert await check_ins(served) == []
