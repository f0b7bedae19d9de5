"""After the call: told, promised, reminded of, kept or broken, and known the next time."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from tests.integration.api.test_follow_ups import asked, post
from tests.support.api import Served, serve

from coolhead.server.reckoning import PlaybookReckoning
from coolhead.services.follow_ups.telling import Teller
from coolhead.services.setup.sources import SourceConfig

pytestmark = pytest.mark.anyio

STARTED = "2026-03-02T10:15:00+00:00"  # a Monday, when the clock of the tests stands


async def told(served: Served, call: str, *said: tuple[str, str], **header: Any) -> None:
    """A call that comes in over the transcript source, from its header to its end."""
    source = {"workspace": "default", "name": "wire", "kind": "transcript", "team": "north"}
    await served.sources.put(msgspec.convert(source, SourceConfig))
    started = served.service.clock.now().isoformat()
    about = {"id": call, "agent": "a1", "customer": "c9", "started_at": started, **header}
    lines: list[dict[str, Any]] = [{"call": about}]
    lines += [
        {"party": party, "start": 6.0 * n + 1, "end": 6.0 * n + 5, "text": text}
        for n, (party, text) in enumerate(said)
    ]
    lines.append({"type": "end", "ended_by": "customer"})
    async with served.asked_by("ingests") as client:
        answer = await client.post(
            f"/api/v1/sources/wire/calls/{call}/lines",
            content=b"\n".join(map(msgspec.json.encode, lines)),
            headers={"Content-Type": "application/x-ndjson"},
        )
    assert answer.status_code == 200, answer.text


async def after(served: Served, **time: float) -> None:
    """So much time passes; a server, started anew, looks what is to be told."""
    await served.later(**time)
    services = served.services
    teller = Teller(
        "default",
        services.reminders,
        reckoning_of=PlaybookReckoning(services.store, services.playbooks),
        now=services.clock.now,
    )
    await teller.look()


async def follow_ups(served: Served, **query: Any) -> list[dict[str, Any]]:
    return list((await asked(served, "own_agent", "/follow-ups", **query))["follow_ups"])


async def reminders(served: Served, who: str) -> list[tuple[str, str]]:
    known = await asked(served, who, "/follow-ups/reminders")
    return [(each["step"], each["what"]) for each in (*known["mine"], *known["teams"])]


async def owed_next(served: Served, call: str) -> list[dict[str, Any]]:
    await served.call(call, customer="c9")
    return list((await asked(served, "own_agent", f"/calls/{call}/owed"))["owed"])


PROMISED = (
    ("customer", "My sofa was supposed to come on Friday and it still hasn't turned up."),
    ("agent", "I'm sorry. I will call you back by five o'clock today."),
    ("customer", "Right."),
)
SETTLED = (
    ("customer", "My sofa was supposed to come on Friday and it still hasn't turned up."),
    ("agent", "I'm sorry about that. I can send it out tomorrow, or I can refund it in full."),
    ("customer", "Yes, please send it out tomorrow."),
)


async def test_s0_5_what_was_promised_is_reminded_of_and_kept_in_time() -> None:
    served = await serve()
    await told(served, "c1", *PROMISED)
    (row,) = await follow_ups(served, kind="promise")
    assert (row["due"], row["standing"]) == ("2026-03-02T17:00:00+00:00", "due_today")
    await after(served, hours=5)  # quarter past three
    assert await reminders(served, "own_agent") == []
    await after(served, hours=1)  # quarter past four
    assert await reminders(served, "own_agent") == [("soon", row["what"])]
    done = await post(served, "own_agent", f"/follow-ups/{row['id']}/done", {"note": "rang"})
    assert done.status_code == 200
    await after(served, days=1)
    assert await reminders(served, "own_agent") == []
    assert await reminders(served, "supervisor") == []
    (row,) = await follow_ups(served, kind="promise")
    assert row["standing"] == "kept"
    ledger = await asked(served, "own_agent", "/follow-ups/ledger")
    assert ledger["kinds"]["promise"]["kept"] == 1
    assert await owed_next(served, "c2") == []


async def test_s0_5_what_was_not_kept_goes_up_and_is_known_on_the_customers_next_call() -> None:
    served = await serve()
    await told(served, "c1", *PROMISED)
    await after(served, hours=7)  # a quarter past five, and business is closed
    assert [step for step, _ in await reminders(served, "own_agent")] == ["due"]
    assert await reminders(served, "supervisor") == []
    await after(served, hours=17)  # a quarter past ten on the next day
    assert [step for step, _ in await reminders(served, "supervisor")] == ["broken"]
    (owed,) = await owed_next(served, "c2")
    assert (owed["standing"], owed["thing"]) == ("broken", "call")
    assert owed["say"].startswith("I can see that we promised you a call by Monday five o'clock")
    ledger = await asked(served, "own_agent", "/follow-ups/ledger")
    assert ledger["kinds"]["promise"]["broken"] == 1


async def test_s2_6_what_was_promised_is_on_the_record_with_what_was_added() -> None:
    served = await serve()
    await told(served, "c1", *PROMISED)
    body = {"what": "tell the warehouse", "due": "2026-03-03T09:00:00Z"}
    assert (await post(served, "own_agent", "/calls/c1/follow-ups", body)).status_code == 201
    record = await asked(served, "own_agent", "/calls/c1/record")
    assert record["started_at"] == STARTED
    promise, added = record["follow_ups"]
    assert promise["due"] == record["commitments"][0]["due"] == "2026-03-02T17:00:00+00:00"
    assert (added["what"], added["added_by"]) == ("tell the warehouse", "own_agent")
    assert {row["what"] for row in await follow_ups(served)} == {promise["what"], added["what"]}


async def test_s1_6_s3_6_a_saved_customer_is_asked_whether_it_stayed_settled() -> None:
    served = await serve()
    await told(served, "c1", *SETTLED, stake="retention")
    record = await asked(served, "own_agent", "/calls/c1/record")
    assert record["outcome"] == "saved"
    (row,) = await follow_ups(served, kind="check_in")
    assert row["due"] == "2026-03-04T17:00:00+00:00"  # two working days later, at close
    (owed,) = await owed_next(served, "c2")
    assert "settled for you?" in owed["say"]
    await after(served, days=2, hours=6)  # a quarter past four
    assert [step for step, _ in await reminders(served, "own_agent")] == ["soon"]
    path = f"/follow-ups/{row['id']}/done"
    answer = {"note": "They are pleased with it.", "by": "phone"}
    assert (await post(served, "own_agent", path, answer)).status_code == 200
    (row,) = await follow_ups(served, kind="check_in")
    assert (row["standing"], row["note"]) == ("kept", "They are pleased with it.")
    assert await owed_next(served, "c3") == []


async def test_s1_6_of_a_call_that_was_lost_nobody_is_asked_whether_all_is_well() -> None:
    served = await serve()
    lost = (*SETTLED[:2], ("customer", "No thanks, that's no good, and don't ever call me again."))
    await told(served, "c1", *lost, stake="retention")
    record = await asked(served, "own_agent", "/calls/c1/record")
    assert (record["outcome"], record["do_not_call"]) == ("lost", True)
    assert [row["kind"] for row in await follow_ups(served)] == []


async def test_s2_7_who_said_that_it_is_settled_is_thanked_once_the_way_they_like_it() -> None:
    served = await serve()
    await told(
        served,
        "c1",
        *SETTLED,
        ("agent", "Is that settled for you, or is there anything else I can help with?"),
        ("customer", "No, that's all. Thank you so much."),
    )
    (row,) = [each for each in await follow_ups(served) if each["kind"] != "promise"]
    assert (row["kind"], row["due"]) == ("thank_you", "2026-03-03T17:00:00+00:00")
    path = f"/follow-ups/{row['id']}"
    await post(served, "own_agent", f"{path}/channel", {"channel": "post"})
    (row,) = [each for each in await follow_ups(served) if each["kind"] == "thank_you"]
    assert row["channel"] == "post"
    assert (await post(served, "own_agent", f"{path}/done", {"by": "post"})).status_code == 200
    await after(served, days=3)
    assert [each for each in await reminders(served, "own_agent") if "thank" in each[1]] == []


async def test_s2_7_a_follow_up_by_phone_asks_the_list_before_anybody_dials() -> None:
    served = await serve()
    number = "+44 20 7946 0933"
    await told(served, "c1", *PROMISED, customer_number=number)
    stop = ("customer", "Stop calling me. Take me off your list.")
    await told(served, "c2", stop, ("agent", "I will."), customer="c10", customer_number=number)
    (row,) = [each for each in await follow_ups(served, calling=True) if each["call"] == "c1"]
    assert (row["calling"]["allowed"], row["calling"]["listed"]) == (False, True)
    assert "asked in a call" in row["calling"]["reasons"][0]
    refused = await post(served, "own_agent", f"/follow-ups/{row['id']}/done", {})
    assert (refused.status_code, refused.json()["code"]) == (409, "do_not_call")
