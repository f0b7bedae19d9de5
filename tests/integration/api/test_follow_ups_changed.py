"""Follow-ups added by hand, opened again, with a channel; calls that may not be made."""

from __future__ import annotations

from typing import Any

import pytest
from tests.integration.api.test_follow_ups import (
    AHEAD,
    V1,
    asked,
    audited,
    listed,
    one,
    post,
    promised,
)
from tests.support.api import Served, serve

from coolhead.call.events import FollowUpAdded
from coolhead.services.live.rebuild import rebuild

pytestmark = pytest.mark.anyio

NUMBER = "+44 20 7946 0933"


async def rows(served: Served, who: str = "own_agent", **query: Any) -> list[dict[str, Any]]:
    return list((await asked(served, who, "/follow-ups", **query))["follow_ups"])


async def ended(served: Served, call: str = "c1", **more: Any) -> None:
    live = await served.call(call, **{"customer": "c9", **more})
    await live.end("customer")


async def test_s2_7_what_is_added_by_hand_is_a_follow_up_of_the_call() -> None:
    served = await serve()
    await ended(served)
    body = {"kind": "thank_you", "what": "thank them", "due": AHEAD, "channel": "post"}
    made = await post(served, "own_agent", "/calls/c1/follow-ups", body)
    assert made.status_code == 201, made.text
    (row,) = await rows(served)
    assert row["id"] == made.json()["id"]
    assert (row["kind"], row["what"], row["due"], row["channel"], row["added_by"]) == (
        "thank_you",
        "thank them",
        AHEAD,
        "post",
        "own_agent",
    )
    by_above = await post(served, "supervisor", "/calls/c1/follow-ups", {"what": "ring them"})
    assert by_above.status_code == 201
    assert len(await rows(served)) == 2
    record = await asked(served, "own_agent", "/calls/c1/record")
    assert [each["added_by"] for each in record["follow_ups"]] == ["own_agent", "supervisor"]


async def test_what_is_added_is_redacted_survives_a_rebuild_and_goes_with_the_call() -> None:
    served = await serve()
    await ended(served)
    body = {"what": "charge 4111 1111 1111 1111 again"}
    assert (await post(served, "own_agent", "/calls/c1/follow-ups", body)).status_code == 201
    before = await rows(served)
    assert "4111" not in before[0]["what"]
    done = await post(
        served,
        "own_agent",
        f"/follow-ups/{before[0]['id']}/done",
        {"note": "took 4111111111111111"},
    )
    assert done.status_code == 200
    before = await rows(served)
    assert "4111" not in before[0]["note"]
    services = served.services
    await rebuild(
        services.store, runners=served.service.calls._runners, playbooks=services.playbooks
    )
    assert await rows(served) == before
    async with served.asked_by("admin") as client:
        erase = {"customer": "c9", "reason": "asked"}
        assert (await client.post(f"{V1}/erasures", json=erase)).status_code == 200
    assert await rows(served) == []


async def test_added_in_a_call_that_goes_on_it_is_there_when_it_is_over() -> None:
    served = await serve()
    live = await served.call("c1", customer="c9")
    assert (
        await post(served, "own_agent", "/calls/c1/follow-ups", {"what": "x"})
    ).status_code == 201
    assert await rows(served) == []
    await live.end("customer")
    assert [row["what"] for row in await rows(served)] == ["x"]


async def test_sent_again_it_is_added_once_and_added_twice_it_is_two() -> None:
    served = await serve()
    await ended(served)
    key = {"Idempotency-Key": "k1"}
    answers = [
        await post(served, "own_agent", "/calls/c1/follow-ups", {"what": "ring"}, **key)
        for _ in range(2)
    ]
    assert answers[0].json() == answers[1].json()
    assert len(await rows(served)) == 1
    await post(served, "own_agent", "/calls/c1/follow-ups", {"what": "ring"})
    assert len({row["id"] for row in await rows(served)}) == 2


async def test_nobody_adds_without_end() -> None:
    served = await serve()
    await ended(served)
    call = await served.find("c1")
    for number in range(50):
        await call.take(FollowUpAdded(at=call.now, kind="promise", what=f"thing {number}"))
    refused = await post(served, "own_agent", "/calls/c1/follow-ups", {"what": "one more"})
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_follow_ups")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"what": "  "},
        {"what": "x" * 201},
        {"what": "x", "kind": "visit"},
        {"what": "x", "due": "2026-03-02T09:00:00Z"},
        {"what": "x", "due": "2026-02-30T09:00:00Z"},
        {"what": "x", "channel": "fax"},
        {"what": "x", "by": "somebody else"},
    ],
)
async def test_what_is_wrong_adds_nothing(body: dict[str, str]) -> None:
    served = await serve()
    await ended(served)
    assert (await post(served, "own_agent", "/calls/c1/follow-ups", body)).status_code == 422
    assert await rows(served) == []


@pytest.mark.parametrize("step", ["done", "dropped"])
async def test_a_slip_is_undone_within_seven_days(step: str) -> None:
    served = await serve()
    await promised(served, "c1", due=AHEAD)
    path = f"/follow-ups/{await one(served, 'c1')}"
    body = {"reason": "settled"} if step == "dropped" else {}
    assert (await post(served, "own_agent", f"{path}/reopen", {})).status_code == 409
    await post(served, "own_agent", f"{path}/{step}", body)
    await served.later(days=6)
    again = await post(served, "own_agent", f"{path}/reopen", {})
    assert (again.status_code, again.json()["state"]) == (200, "open")
    (row,) = await rows(served)
    assert (row["state"], row["note"], row["by"]) == ("open", "", None)
    await post(served, "own_agent", f"{path}/{step}", body)
    await served.later(days=8)
    late = await post(served, "own_agent", f"{path}/reopen", {})
    assert (late.status_code, late.json()["code"]) == (409, "too_late")


async def test_how_a_customer_likes_to_be_reached_is_known_in_their_later_calls() -> None:
    served = await serve()
    await promised(served, "c1")
    path = f"/follow-ups/{await one(served, 'c1')}/channel"
    assert (await post(served, "own_agent", path, {"channel": "e-mail"})).status_code == 200
    await served.later(hours=1)
    live = await served.call("c2", customer="c9", agent="a2")
    body = {"kind": "check_in", "what": "ask if settled"}
    assert (await post(served, "other_agent", "/calls/c2/follow-ups", body)).status_code == 201
    assert (await asked(served, "other_agent", "/calls/c2/owed"))["channel"] == "e-mail"
    await live.end("customer")
    (row,) = await rows(served, "other_agent")
    assert (row["preferred"], row["channel"]) == ("e-mail", "e-mail")
    assert (await post(served, "own_agent", path, {"channel": None})).status_code == 200
    (row,) = await rows(served, "other_agent")
    assert (row["preferred"], row["channel"]) == (None, None)
    assert ("own_agent", "follow_up.channel") not in await audited(served)


async def listed_number(served: Served) -> None:
    async with served.asked_by("admin") as client:
        body = {"numbers": [NUMBER], "reason": "asked by letter"}
        assert (await client.post(f"{V1}/do-not-call", json=body)).status_code == 200


async def test_before_anybody_dials_it_is_told_that_they_want_no_calls() -> None:
    served = await serve()
    await promised(served, "c1", customer_number=NUMBER)
    path = f"/follow-ups/{await one(served, 'c1')}/may-call"
    before = await asked(served, "own_agent", path)
    assert (before["allowed"], before["listed"], before["reasons"]) == (True, False, [])
    await listed_number(served)
    now = await asked(served, "own_agent", path)
    assert (now["allowed"], now["listed"]) == (False, True)
    assert "put on the do-not-call list" in now["reasons"][0]
    (row,) = await rows(served, calling=True)
    assert row["calling"] == now
    assert (await rows(served))[0]["calling"] is None


async def test_before_anybody_dials_it_is_told_that_it_is_night_there() -> None:
    served = await serve()
    more = {"customer_number": NUMBER, "customer_time_zone": "Australia/Sydney"}
    await promised(served, "c1", **more)
    path = f"/follow-ups/{await one(served, 'c1')}/may-call"
    told = await asked(served, "own_agent", path)
    assert (told["allowed"], told["listed"]) == (False, False)
    assert "Australia/Sydney" in told["reasons"][0]
    assert told["next_allowed"].startswith("2026-03-02T21:00:00")


@pytest.mark.parametrize("number", [None, "withheld"])
async def test_what_is_no_number_is_told_and_nothing_is_claimed(number: str | None) -> None:
    served = await serve()
    await promised(served, "c1", customer_number=number)
    path = f"/follow-ups/{await one(served, 'c1')}"
    told = await asked(served, "own_agent", f"{path}/may-call")
    assert told["allowed"] is None
    assert len(told["reasons"]) == 1
    assert (await post(served, "own_agent", f"{path}/done", {})).status_code == 200


async def test_a_call_to_who_wants_none_is_done_with_a_reason_only() -> None:
    served = await serve()
    for call in ("c1", "c2", "c3"):
        await promised(served, call, customer_number=NUMBER)
    await listed_number(served)
    first, second, third = [
        f"/follow-ups/{await one(served, call)}/done" for call in ("c1", "c2", "c3")
    ]
    for body in ({}, {"by": "phone"}, {"note": "rang"}):
        refused = await post(served, "own_agent", first, body)
        assert (refused.status_code, refused.json()["code"]) == (409, "do_not_call")
    assert len(await listed(served, "own_agent", state="open")) == 3
    despite = {"by": "phone", "note": "rang", "despite": "they wrote that we should"}
    assert (await post(served, "own_agent", first, despite)).status_code == 200
    assert (await post(served, "own_agent", second, {"by": "e-mail"})).status_code == 200
    assert (await post(served, "own_agent", third, {"despite": "\t"})).status_code == 422
    (row,) = [each for each in await rows(served) if each["call"] == "c1"]
    assert row["note"] == "rang (called though they want no calls: they wrote that we should)"
    assert [each for each in await audited(served) if each[1] == "follow_up.called"] == [
        ("own_agent", "follow_up.called")
    ]
