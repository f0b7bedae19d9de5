"""The promise ledger, the calendar, and what is taken along of follow-ups."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from icalendar import Calendar
from tests.integration.api.test_follow_ups import (
    AHEAD,
    BEFORE,
    V1,
    asked,
    audited,
    one,
    post,
    promised,
)
from tests.support.api import Served, serve

from coolhead.services.access.audit import AuditQuery
from coolhead.services.access.settings import WorkspaceSettings
from coolhead.services.access.store import Changes

pytestmark = pytest.mark.anyio

NOTHING = {"kept": 0, "late": 0, "broken": 0, "open": 0, "dropped": 0}
UNTIL = "2026-03-10T00:00:00Z"


async def one_of_each(served: Served) -> None:
    """Kept, late, broken, open and dropped, and one without a time."""
    await promised(served, "kept", due=AHEAD)
    await promised(served, "late", due=BEFORE)
    await promised(served, "broken", due=BEFORE)
    await promised(served, "open", due=AHEAD)
    await promised(served, "dropped", due=BEFORE)
    await promised(served, "untimed", due=None)
    for call, step, body in (
        ("kept", "done", {}),
        ("late", "done", {}),
        ("dropped", "dropped", {"reason": "settled"}),
    ):
        path = f"/follow-ups/{await one(served, call)}/{step}"
        assert (await post(served, "own_agent", path, body)).status_code == 200


async def test_an_agents_own_ledger_counts_what_became_of_it() -> None:
    served = await serve()
    await one_of_each(served)
    await promised(served, "others", agent="a2", due=BEFORE)
    shown = await asked(served, "own_agent", "/follow-ups/ledger", until=UNTIL)
    assert shown["of"] == "own"
    assert shown["kinds"] == {
        "promise": {"kept": 1, "late": 1, "broken": 1, "open": 1, "dropped": 1},
        "check_in": NOTHING,
        "thank_you": NOTHING,
    }
    usual = await asked(served, "own_agent", "/follow-ups/ledger")  # what is due by now
    assert usual["kinds"]["promise"] == {**NOTHING, "late": 1, "broken": 1, "dropped": 1}


async def test_a_teams_figures_need_enough_agents_and_name_nobody() -> None:
    served = await serve()
    for agent in ("a1", "a2", "a3", "a4"):
        await promised(served, f"of-{agent}", agent=agent, due=BEFORE)
    few = await asked(served, "supervisor", "/follow-ups/ledger")
    assert (few["of"], few["kinds"]) == ("teams", None)
    assert "fewer than 5 agents" in few["withheld"]
    await promised(served, "of-a5", agent="a5", due=BEFORE)
    await promised(served, "elsewhere", agent="a6", due=BEFORE, team="south")
    enough = await asked(served, "supervisor", "/follow-ups/ledger")
    assert enough["kinds"]["promise"] == {**NOTHING, "broken": 5}
    assert "a1" not in msgspec.json.encode(enough).decode()
    other = await asked(served, "supervisor", "/follow-ups/ledger", team="south")
    assert other["kinds"] is None
    settings = WorkspaceSettings(minimum_agents=6)
    await served.people.apply(Changes(workspace="default", settings=settings))
    assert (await asked(served, "supervisor", "/follow-ups/ledger"))["kinds"] is None


@pytest.mark.parametrize(
    "period",
    [
        {"since": UNTIL, "until": "2026-03-01T00:00:00Z"},
        {"since": UNTIL, "until": UNTIL},
        {"since": "2024-03-01T00:00:00Z", "until": UNTIL},
        {"since": "yesterday"},
        {"since": "2026-03-01T00:00:00"},
        {"since": "0001-01-01T00:00:00+14:00"},
        {"until": "0001-01-01T00:00:00Z"},
    ],
)
async def test_a_period_that_is_none_is_refused(period: dict[str, str]) -> None:
    served = await serve()
    async with served.asked_by("own_agent") as client:
        answer = await client.get(f"{V1}/follow-ups/ledger", params=period)
    assert answer.status_code == 422


async def address(served: Served, who: str = "own_agent") -> str:
    made = await post(served, who, "/follow-ups/calendar-link", {})
    assert made.status_code == 201, made.text
    url = str(made.json()["url"])
    assert url.startswith("http://coolhead.test/api/v1/follow-ups.ics?key=")
    return url


async def read(served: Served, url: str) -> Any:
    async with served.asked_by("nobody") as client:
        return await client.get(url)


async def events(served: Served, url: str) -> list[Any]:
    answer = await read(served, url)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/calendar")
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


async def test_an_agents_calendar_holds_their_own_and_no_words_of_calls() -> None:
    served = await serve()
    await promised(served, "c1", due=AHEAD)
    await promised(served, "c2", agent="a2", due=AHEAD)
    await promised(served, "c3", due=None)
    url = await address(served)
    (event,) = await events(served, url)
    assert event["summary"] == "Promised: a call (c9)"
    assert event.decoded("dtstart") == datetime(2026, 3, 4, 16, tzinfo=UTC)
    assert event["dtstart"].to_ical() == b"20260304T160000Z"
    assert (event["sequence"], event["status"]) == (0, "CONFIRMED")
    assert b"call about" not in (await read(served, url)).content


async def test_what_changes_keeps_its_name_and_counts_up_and_what_is_dropped_is_cancelled() -> None:
    served = await serve()
    await promised(served, "c1", due=AHEAD)
    url = await address(served)
    (first,) = await events(served, url)
    path = f"/follow-ups/{await one(served, 'c1')}"
    await post(served, "own_agent", f"{path}/due", {"due": "2026-03-05T09:00:00Z"})
    (moved,) = await events(served, url)
    assert moved["uid"] == first["uid"]
    assert moved["sequence"] > first["sequence"]
    assert moved["dtstart"].to_ical() == b"20260305T090000Z"
    await post(served, "own_agent", f"{path}/dropped", {"reason": "settled"})
    (dropped,) = await events(served, url)
    assert (dropped["uid"], dropped["status"]) == (first["uid"], "CANCELLED")
    assert dropped["sequence"] > moved["sequence"]
    await post(served, "own_agent", f"{path}/reopen", {})
    await post(served, "own_agent", f"{path}/done", {})
    (done,) = await events(served, url)
    assert (done["status"], done["summary"]) == ("CONFIRMED", "Done: Promised: a call (c9)")
    assert done["sequence"] > dropped["sequence"] + 1


async def test_hostile_references_stay_one_line_of_one_event() -> None:
    served = await serve()
    hostile = "c9\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:pay, now; \\n\u202e" + "x" * 200
    await promised(served, "c1", due=AHEAD, customer=hostile)
    url = await address(served)
    (event,) = await events(served, url)
    assert "pay, now; " in event["summary"]
    content = (await read(served, url)).content
    assert content.count(b"BEGIN:VEVENT") - content.count(b"\\nBEGIN:VEVENT") == 1
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


async def test_an_address_that_is_replaced_taken_back_or_of_nobody_any_more_opens_nothing() -> None:
    served = await serve()
    await promised(served, "c1", due=AHEAD)
    first = await address(served)
    second = await address(served)
    assert (await read(served, first)).status_code == 404
    assert len(await events(served, second)) == 1
    async with served.asked_by("own_agent") as client:
        assert (await client.delete(f"{V1}/follow-ups/calendar-link")).status_code == 204
    assert (await read(served, second)).status_code == 404
    third = await address(served)
    assert (await asked(served, "own_agent", "/follow-ups/calendar-link"))["made_at"]
    user = await served.people.user("default", "own_agent")
    assert user is not None
    gone = msgspec.structs.replace(user, active=False)
    await served.people.apply(Changes(workspace="default", users=(gone,)))
    assert (await read(served, third)).status_code == 404
    entries = await served.people.entries(AuditQuery(workspace="default"))
    assert {each.action for each in entries} >= {"calendar.link", "calendar.unlink"}
    assert all("key" not in str(each.detail) for each in entries)


@pytest.mark.parametrize("key", ["", "x", "0" * 200, "%00", "\u00e9"])
async def test_a_guessed_address_opens_nothing(key: str) -> None:
    served = await serve()
    answer = await read(served, f"{V1}/follow-ups.ics?key={key}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_one_follow_up_goes_into_a_calendar_by_itself() -> None:
    served = await serve()
    await promised(served, "c1", due=AHEAD)
    path = f"{V1}/follow-ups/{await one(served, 'c1')}/event.ics"
    async with served.asked_by("supervisor") as client:
        answer = await client.get(path)
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["url"] == "http://coolhead.test/follow-ups"


async def test_notes_go_along_with_the_agents_data_and_with_the_customers() -> None:
    served = await serve()
    await promised(served, "c1")
    await promised(served, "theirs", agent="a2", customer="c8")
    path = f"/follow-ups/{await one(served, 'c1')}/done"
    await post(served, "own_agent", path, {"note": "rang at noon"})
    async with served.asked_by("own_agent") as client:
        mine = await client.get(f"{V1}/exports/me")
    async with served.asked_by("admin") as client:
        body = {"customer": "c9", "reason": "asked"}
        customers = await client.post(f"{V1}/exports/customer", json=body)
    for answer, has_names in ((mine, True), (customers, False)):
        archive = zipfile.ZipFile(io.BytesIO(answer.content))
        (row,) = msgspec.json.decode(archive.read("follow-ups.json"))["follow_ups"]
        assert (row["call"], row["note"], row["state"]) == ("c1", "rang at noon", "done")
        assert ("done_by" in row) is has_names
    assert ("own_agent", "follow_up.done") not in await audited(served)
