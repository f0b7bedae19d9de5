"""The do-not-call list by API: put there, asked, exported, taken off, with calling hours."""

from __future__ import annotations

import csv
from datetime import datetime
from typing import Any, Final

import httpx
import pytest
from tests.support.api import Served, serve
from tests.support.live import header, said
from tests.support.numbers import NUMBER_KEY

from coolhead.adapters.storage.number_list import InMemoryNumberList
from coolhead.call.events import CallStarted, FieldCorrected
from coolhead.errors import StorageError
from coolhead.services.access.audit import AuditQuery
from coolhead.services.keeping.do_not_call import digests_of
from coolhead.services.keeping.number_list import NumberNoted
from coolhead.services.live.call import LiveCall

pytestmark = pytest.mark.anyio

V1: Final = "/api/v1"
LONDON: Final = "+44 20 7946 0933"
NOON: Final = "2026-03-04T12:00:00Z"
STOP: Final = "Take me off your list and never call me again."


async def asked(served: Served, who: str, **body: Any) -> dict[str, Any]:
    async with served.asked_by(who) as client:
        answer = await client.post(f"{V1}/do-not-call/check", json={"at": NOON, **body})
    assert answer.status_code == 200, answer.text
    got: dict[str, Any] = answer.json()
    return got


async def added(served: Served, **body: Any) -> httpx.Response:
    async with served.asked_by("admin") as client:
        return await client.post(f"{V1}/do-not-call", json={"reason": "asked by letter", **body})


async def changed(served: Served, **settings: Any) -> httpx.Response:
    async with served.asked_by("admin") as client:
        return await client.patch(f"{V1}/settings", json=settings)


async def removed(served: Served, digest: str, reason: str = "asked to be called") -> int:
    async with served.asked_by("admin") as client:
        path = f"{V1}/do-not-call/{digest}"
        return (await client.delete(path, params={"reason": reason})).status_code


def numbered(call: str, **more: Any) -> CallStarted:
    return header(call, **{"customer_number": LONDON, **more})


async def ended(served: Served, call: str = "c1", text: str = STOP, **more: Any) -> LiveCall:
    live = await served.service.calls.open(numbered(call, **more), source="test")
    await live.take(said("customer", text, 4.0))
    await live.end("customer")
    return live


async def test_a_number_on_no_list_may_be_called_in_its_hours() -> None:
    served = await serve()
    assert await asked(served, "own_agent", number=LONDON) == {
        "listed": False,
        "allowed": True,
        "reasons": [],
        "local": [{"time_zone": "Europe/London", "time": "2026-03-04T12:00:00+00:00"}],
        "next_allowed": "2026-03-04T12:00:00+00:00",
        "entries": [],
    }
    late = await asked(served, "own_agent", number=LONDON, at="2026-03-04T21:00:00Z")
    assert (late["listed"], late["allowed"]) == (False, False)
    assert late["next_allowed"] == "2026-03-05T08:00:00+00:00"
    assert late["reasons"] == [
        "It is 21:00 on Wednesday in Europe/London; "
        "calls are made from 08:00 to 21:00 on Wednesdays there."
    ]


async def test_without_a_moment_it_is_asked_of_now() -> None:
    served = await serve()
    async with served.asked_by("own_agent") as client:
        answer = await client.post(f"{V1}/do-not-call/check", json={"number": LONDON})
    local = datetime.fromisoformat(answer.json()["local"][0]["time"])
    assert local == served.service.clock.now().replace(microsecond=0)


async def test_where_the_called_party_is_counts_if_it_is_known_better() -> None:
    served = await serve()
    there = await asked(served, "own_agent", number=LONDON, time_zone="Asia/Tokyo")
    assert not there["allowed"]
    assert there["local"] == [{"time_zone": "Asia/Tokyo", "time": "2026-03-04T21:00:00+09:00"}]


async def test_a_number_of_many_zones_waits_for_the_last_of_them() -> None:
    served = await serve()
    early = await asked(served, "own_agent", number="+1 800 555 0123", at="2026-03-04T13:00:00Z")
    assert not early["allowed"]
    assert len(early["local"]) > 10
    assert "more places" in early["reasons"][-1]
    noon = await asked(served, "own_agent", number="+1 800 555 0123", at=early["next_allowed"])
    assert noon["allowed"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"number": "withheld"}, "number"),
        ({"number": "020 7946 0933"}, "number"),
        ({"number": LONDON, "region": "XX"}, "region"),
        ({"number": LONDON, "time_zone": "Mars/Olympus"}, "time_zone"),
        ({"number": LONDON, "at": "2026-03-04T12:00:00"}, "at"),
    ],
)
async def test_what_cannot_be_read_is_told_with_its_place(body: dict[str, str], field: str) -> None:
    served = await serve()
    async with served.asked_by("own_agent") as client:
        answer = await client.post(f"{V1}/do-not-call/check", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"].endswith(f"/{field}")


async def test_a_region_is_named_in_the_request_or_set_for_the_workspace() -> None:
    served = await serve()
    await added(served, numbers=["020 7946 0933"], region="GB")
    assert (await asked(served, "own_agent", number=LONDON))["listed"]
    assert (await changed(served, region="GB")).json()["region"] == "GB"
    assert (await asked(served, "own_agent", number="(020) 7946 0933"))["listed"]
    assert not (await asked(served, "own_agent", number="020 7946 0933", region="DE"))["listed"]
    assert (await changed(served, region="XX")).status_code == 422


async def test_calling_hours_are_set_by_weekday_and_the_others_stay() -> None:
    served = await serve()
    hours = (await changed(served, calling_hours={"sunday": None})).json()["calling_hours"]
    assert hours["sunday"] is None
    assert hours["monday"] == {"start": "08:00", "end": "21:00"}
    sunday = await asked(served, "own_agent", number=LONDON, at="2026-03-08T12:00:00Z")
    assert sunday["next_allowed"] == "2026-03-09T08:00:00+00:00"
    wrong = {"monday": {"start": "21:00", "end": "08:00"}}
    answer = await changed(served, calling_hours=wrong)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"].endswith("/calling_hours/monday")
    assert (await changed(served, calling_hours={"monday": {"start": "8"}})).status_code == 422


async def test_numbers_are_put_there_by_hand_and_why_is_told() -> None:
    served = await serve()
    done = await added(served, numbers=[LONDON, "+442079460933", "+44 20 7946 0934"])
    assert done.json() == {"added": 2, "already": 0, "faults": []}
    again = await added(served, numbers=[LONDON, "+44 20 7946 0935"], reason="another")
    assert again.json() == {"added": 1, "already": 1, "faults": []}
    answer = await asked(served, "reads_calls", number=LONDON)
    assert (answer["listed"], answer["allowed"], answer["next_allowed"]) == (True, False, None)
    assert len(answer["reasons"]) == 1
    assert answer["reasons"][0].endswith(": asked by letter.")
    assert answer["entries"] == []
    [entry] = (await asked(served, "admin", number=LONDON))["entries"]
    assert (entry["digest"],) == digests_of(LONDON, NUMBER_KEY)
    assert (entry["why"], entry["reason"]) == ("by_hand", "asked by letter")


async def test_a_table_tells_every_wrong_line_and_adds_the_good_ones_or_nothing() -> None:
    served = await serve()
    table = f"name,number\nKim,{LONDON}\nLee,withheld\nAda,+44 20 7946 0934\nZoe,12\n"
    refused = await added(served, csv=table, all_or_nothing=True)
    assert refused.status_code == 422
    assert [each["line"] for each in refused.json()["errors"]] == [3, 5]
    assert not (await asked(served, "own_agent", number=LONDON))["listed"]
    done = (await added(served, csv=table, source="old dialler")).json()
    assert (done["added"], done["already"]) == (2, 0)
    assert [each["line"] for each in done["faults"]] == [3, 5]
    reasons = (await asked(served, "own_agent", number=LONDON))["reasons"]
    assert "from old dialler" in reasons[0]
    entries = await served.people.entries(AuditQuery(workspace="default", action="do_not_call.add"))
    assert [each.detail["added"] for each in entries] == [2]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"numbers": [LONDON], "csv": f"number\n{LONDON}\n"},
        {"numbers": []},
        {"csv": "telephone\n1\n"},
        {"numbers": [LONDON], "reason": ""},
        {"numbers": [LONDON], "region": "XX"},
    ],
)
async def test_a_wrong_request_adds_nothing(body: dict[str, Any]) -> None:
    served = await serve()
    assert (await added(served, **body)).status_code == 422
    assert not (await asked(served, "own_agent", number=LONDON))["listed"]


async def test_many_numbers_fit_into_one_request() -> None:
    served = await serve()
    last = range(40_000_000, 40_030_000)
    lines = "".join(f"Somebody with a name,+4420{number}\n" for number in last)
    done = await added(served, csv=f"name,number\n{lines}")
    assert done.json() == {"added": 30_000, "already": 0, "faults": []}


async def test_the_export_holds_hashes_and_why_and_no_formula() -> None:
    served = await serve()
    await added(served, csv=f"number\n{LONDON}\n", reason="=1+1", source="old, dialler")
    await ended(served, customer_number="+44 20 7946 0934")
    async with served.asked_by("admin") as client:
        answer = await client.get(f"{V1}/do-not-call/export")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = sorted(csv.DictReader(answer.text.splitlines()), key=lambda row: row["why"])
    assert [row["why"] for row in rows] == ["asked_in_call", "imported"]
    assert rows[0]["call"] == "c1"
    assert (rows[1]["reason"], rows[1]["source"]) == ("'=1+1", "old, dialler")
    assert (rows[1]["digest"],) == digests_of(LONDON, NUMBER_KEY)
    assert "7946" not in answer.text


async def test_a_number_is_taken_off_with_a_reason_that_is_audited() -> None:
    served = await serve()
    await added(served, numbers=[LONDON])
    [digest] = digests_of(LONDON, NUMBER_KEY)
    assert await removed(served, digest, reason="") == 422
    assert await removed(served, "0" * 64) == 404
    assert await removed(served, digest) == 204
    assert await removed(served, digest) == 404
    assert (await asked(served, "own_agent", number=LONDON))["allowed"]
    [entry] = await served.people.entries(
        AuditQuery(workspace="default", action="do_not_call.remove")
    )
    assert (entry.object, entry.detail["reason"]) == (digest, "asked to be called")


async def test_who_asks_in_a_call_is_on_the_list_when_it_ends() -> None:
    served = await serve()
    live = await served.service.calls.open(numbered("c1"), source="test")
    await live.take(said("customer", STOP, 4.0))
    assert not (await asked(served, "own_agent", number=LONDON))["listed"]
    await live.end("customer")
    answer = await asked(served, "own_agent", number=LONDON)
    assert answer["listed"]
    assert answer["reasons"][0].startswith("The customer asked in a call")
    await ended(served, "c2", "Where is my order?", customer_number="+44 20 7946 0934")
    assert not (await asked(served, "own_agent", number="+44 20 7946 0934"))["listed"]


async def test_a_number_without_a_region_is_known_once_the_region_is() -> None:
    served = await serve()
    await ended(served, customer_number="020 7946 0933")
    await changed(served, region="GB")
    assert (await asked(served, "own_agent", number="020 7946 0933"))["listed"]


@pytest.mark.parametrize("number", ["withheld", None])
async def test_a_call_without_a_number_ends_like_any_other(number: str | None) -> None:
    served = await serve()
    live = await ended(served, customer_number=number)
    assert live.ended
    assert live.is_settled


async def test_a_record_corrected_takes_the_number_off_unless_others_put_it_there() -> None:
    served = await serve()
    live = await ended(served)
    wrong = FieldCorrected(at=5.0, field="do_not_call", value=False)
    await live.act(wrong)
    assert not (await asked(served, "own_agent", number=LONDON))["listed"]
    await live.act(FieldCorrected(at=6.0, field="do_not_call", value=True))
    assert (await asked(served, "own_agent", number=LONDON))["listed"]
    await ended(served, "c2")
    await live.act(wrong)
    assert (await asked(served, "own_agent", number=LONDON))["listed"]
    await added(served, numbers=["+44 20 7946 0936"])
    third = await ended(served, "c3", customer_number="+44 20 7946 0936")
    await third.act(wrong)
    [entry] = (await asked(served, "admin", number="+44 20 7946 0936"))["entries"]
    assert entry["why"] == "by_hand"


async def test_what_an_agent_marks_by_hand_counts_too() -> None:
    served = await serve()
    live = await ended(served, text="Where is my order?")
    await live.act(FieldCorrected(at=5.0, field="do_not_call", value=True))
    assert (await asked(served, "own_agent", number=LONDON))["listed"]


async def test_a_removed_number_is_not_put_back_by_its_old_call() -> None:
    served = await serve()
    await ended(served)
    assert await removed(served, digests_of(LONDON, NUMBER_KEY)[0]) == 204
    numbers = served.services.keeping.numbers
    await numbers.catch_up(served.store, "default")
    async with served.asked_by("admin") as client:
        await client.post(f"{V1}/erasures", json={"call": "c1", "reason": "asked"})
    assert not (await asked(served, "own_agent", number=LONDON))["listed"]


async def test_calls_that_ended_before_are_caught_up_with() -> None:
    served = await serve()
    served.service.wishes = None
    served.service.restarted()
    await ended(served)
    await ended(served, "c2", "Where is my order?", customer_number="+44 20 7946 0934")
    assert not (await asked(served, "own_agent", number=LONDON))["listed"]
    await served.services.keeping.numbers.catch_up(served.store, "default")
    assert (await asked(served, "own_agent", number=LONDON))["listed"]
    assert not (await asked(served, "own_agent", number="+44 20 7946 0934"))["listed"]


async def test_while_the_database_is_away_the_wish_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    served = await serve()

    async def away(_self: InMemoryNumberList, _entries: list[NumberNoted]) -> None:
        raise StorageError("the database is away")

    with monkeypatch.context() as patched:
        patched.setattr(InMemoryNumberList, "add", away)
        live = await ended(served)
        assert live.ended
        assert not live.is_settled
    await live.settle_wish()
    assert live.is_settled
    assert (await asked(served, "own_agent", number=LONDON))["listed"]
