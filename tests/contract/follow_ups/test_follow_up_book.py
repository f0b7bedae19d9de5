"""What every book of follow-ups does, whatever it is made of."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import pytest
from tests.contract.follow_ups.conftest import Kept, Opened

from coolhead.call.events import CallStarted, Envelope
from coolhead.errors import InputError
from coolhead.record.record import FollowUp as Noted
from coolhead.record.record import Record
from coolhead.services.follow_ups.book import Counts, FollowUpQuery
from coolhead.services.follow_ups.follow_up import FollowUp, Mark
from coolhead.services.follow_ups.ledger import every_follow_up, ledger_of
from coolhead.services.live.store import Batch, Hold
from coolhead.services.live.summary import CallKey, CallSummary

CALL = Noted("promise", "call you back", "2026-03-03T17:00:00+01:00", "by five", "u4")
PARCEL = Noted("promise", "send a new one", "2026-03-03T15:00:00+00:00", None, "u5")
CHECK_IN = Noted("check_in", "ask whether it is settled")
DONE = Mark(state="done", at="2026-03-03T12:00:00+00:00", by="kim", note="Rang, früher ☎")


def kept(opened: Opened, test: Callable[[Kept], Awaitable[None]]) -> None:
    async def run() -> None:
        async with opened() as things:
            await test(things)

    asyncio.run(run())


def parts(call: str, noted: tuple[Noted, ...], more: dict[str, Any]) -> tuple[CallSummary, Record]:
    summary = CallSummary(
        workspace=more.get("workspace", "w"),
        call=call,
        team=more.get("team", "north"),
        agent=more.get("agent", "a1"),
        ended=True,
        seq=0,
    )
    return summary, Record(id=call, customer=more.get("customer", "c9"), follow_ups=noted)


async def record(things: Kept, call: str, *noted: Noted, **more: Any) -> None:
    summary, made = parts(call, noted, more)
    started = CallStarted(at=0.0, call=call, workspace=summary.workspace, team=summary.team)
    envelope = Envelope(
        workspace=summary.workspace, team=summary.team, call=call, seq=0, event=started
    )
    batch = Batch(key=summary.key, envelopes=(envelope,), summary=summary, record=made)
    await (await things.store.append(batch)).landed()


async def rebuilt(things: Kept, call: str, *noted: Noted, **more: Any) -> None:
    summary, made = parts(call, noted, more)
    await things.store.replace_projections(summary.key, summary, made)


async def found(things: Kept, **query: Any) -> list[FollowUp]:
    page = await things.book.page(FollowUpQuery(**{"workspace": "w", **query}))
    return list(page.follow_ups)


def what(rows: list[FollowUp]) -> list[str]:
    return [row.what for row in rows]


def test_those_of_a_record_come_in_the_order_of_their_time(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await record(things, "c1", CHECK_IN, CALL, PARCEL)
        rows = await found(things)
        assert what(rows) == ["send a new one", "call you back", "ask whether it is settled"]
        row = rows[1]
        assert (row.call, row.team, row.owner, row.customer) == ("c1", "north", "a1", "c9")
        assert (row.due, row.due_text, row.state) == (CALL.due, "by five", "open")
        assert await things.book.find("w", row.id) == row
        assert await things.book.find("elsewhere", row.id) is None
        assert await things.book.find("w", "0" * 32) is None

    kept(opened, test)


def test_a_page_goes_on_where_the_one_before_ended(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        same = [Noted("promise", f"thing {n}", CALL.due, None, f"u{n}") for n in range(4)]
        await record(things, "c1", CHECK_IN, PARCEL, *same)
        seen: list[FollowUp] = []
        after = None
        for _ in range(3):
            page = await things.book.page(FollowUpQuery(workspace="w", limit=2, after=after))
            seen += page.follow_ups
            after = page.next
        assert after is None
        assert seen == await found(things)
        assert len(seen) == 6
        with pytest.raises(InputError):
            await found(things, after="nonsense")

    kept(opened, test)


def test_they_are_found_by_what_is_asked(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await record(things, "c1", CALL, CHECK_IN)
        await record(things, "c2", PARCEL, team="south", agent="a2")
        await record(things, "c3", PARCEL, customer="c8")
        await record(things, "c4", PARCEL, workspace="other")
        assert [row.call for row in await found(things, owner="a2")] == ["c2"]
        assert {row.call for row in await found(things, teams=frozenset({"north"}))} == {"c1", "c3"}
        assert await found(things, teams=frozenset()) == []
        assert [row.call for row in await found(things, customer="c8")] == ["c3"]
        assert {row.kind for row in await found(things, kind="check_in")} == {"check_in"}
        assert {row.call for row in await found(things, not_of="c1")} == {"c2", "c3"}
        before = await found(things, due_before="2026-03-03T16:00:00+00:00")
        assert {row.call for row in before} == {"c2", "c3"}
        row = (await found(things, customer="c8"))[0]
        await things.book.mark("w", row.id, DONE)
        assert [row.call for row in await found(things, state="done")] == ["c3"]
        assert {row.call for row in await found(things, state="open")} == {"c1", "c2"}

    kept(opened, test)


def test_what_somebody_did_is_kept_and_outlives_a_rebuild_and_a_restart(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await record(things, "c1", CALL, PARCEL, CHECK_IN)
        parcel, call, check_in = await found(things)
        done = await things.book.mark("w", call.id, DONE)
        assert done is not None
        assert (done.state, done.done_at, done.done_by, done.note) == (
            "done",
            DONE.at,
            "kim",
            DONE.note,
        )
        due = "2026-03-09T10:00:00+01:00"
        moved = await things.book.mark(
            "w", parcel.id, Mark(state="open", at=DONE.at, by="kim", due=due)
        )
        assert moved is not None
        assert (moved.state, moved.due, moved.promised_due) == ("open", due, PARCEL.due)
        dropped = Mark(state="dropped", at=DONE.at, by="sam", note="settled")
        assert await things.book.mark("w", check_in.id, dropped) is not None
        before = await found(things)
        assert what(before) == ["call you back", "send a new one", "ask whether it is settled"]
        await rebuilt(things, "c1", CALL, PARCEL, CHECK_IN)
        assert await found(things) == before

    async def afterwards(things: Kept) -> None:
        assert [row.state for row in await found(things)] == ["done", "open", "dropped"]

    kept(opened, test)
    kept(opened, afterwards)


def test_what_is_not_open_is_not_changed(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await record(things, "c1", CALL)
        (row,) = await found(things)
        done = await things.book.mark("w", row.id, DONE)
        for mark in (DONE, Mark(state="dropped", at="2026-03-04T12:00:00+00:00", by="sam")):
            assert await things.book.mark("w", row.id, mark) is None
        assert await found(things) == [done]
        assert await things.book.mark("w", "0" * 32, DONE) is None
        assert await things.book.mark("other", row.id, DONE) is None

    kept(opened, test)


def test_a_time_changed_before_it_was_done_stays_the_time_that_counts(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await record(things, "c1", CALL)
        (row,) = await found(things)
        due = "2026-03-09T10:00:00+01:00"
        await things.book.mark("w", row.id, Mark(state="open", at=DONE.at, by="kim", due=due))
        done = await things.book.mark("w", row.id, DONE)
        assert done is not None
        assert (done.state, done.due) == ("done", due)

    kept(opened, test)


def test_a_record_kept_again_changes_what_is_open(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await record(things, "c1", CALL, PARCEL)
        parcel, call = await found(things)
        await things.book.mark("w", parcel.id, DONE)
        sooner = Noted("promise", "ring you", "2026-03-03T09:00:00+01:00", None, "u4")
        other = Noted("promise", "send two", "2026-03-09T10:00:00+01:00", None, "u5")
        await record(things, "c1", sooner, other, CHECK_IN)
        rows = await found(things)
        assert what(rows) == ["ring you", "send two", "ask whether it is settled"]
        assert [row.id for row in rows[:2]] == [call.id, parcel.id]
        assert rows[1].due == PARCEL.due  # the time by which it was done
        await record(things, "c1")
        rows = await found(things)
        assert [row.state for row in rows] == ["dropped", "done", "dropped"]
        assert what(rows) == ["", "", ""]
        await record(things, "c1", sooner)
        assert [row.state for row in await found(things)] == ["open", "done", "dropped"]

    kept(opened, test)


def test_they_go_with_their_call_and_what_was_done_too(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await record(things, "c1", CALL)
        await record(things, "c2", PARCEL)
        await record(things, "c3", PARCEL)
        for row in await found(things):
            await things.book.mark("w", row.id, DONE)
        held = CallKey("w", "c2")
        await things.store.hold(Hold(key=held, since=DONE.at, by="sam", reason="law"))
        await things.store.erase([CallKey("w", "c1"), held], reason="asked", at=DONE.at)
        assert {row.call for row in await found(things)} == {"c2", "c3"}
        # Taken in again under the same id, it is another call: nothing was done for it yet.
        await record(things, "c1", CALL)
        assert [row.state for row in await found(things, state="open")] == ["open"]

    kept(opened, test)


def test_the_ledger_counts_where_they_lie_what_each_stands_like(opened: Opened) -> None:
    now = datetime.fromisoformat("2026-03-04T00:00:00+00:00")
    marks = {
        "c1": Mark(state="done", at="2026-03-03T06:00:00-10:00", by="kim"),  # at five, in the west
        "c2": Mark(state="done", at="2026-03-03T16:00:01+00:00", by="kim"),
        "c3": Mark(state="dropped", at="2026-03-03T16:00:01+00:00", by="kim"),
        "c4": Mark(state="open", at="2026-03-03T10:00:00Z", by="kim", due="2026-03-05T00:00:00Z"),
        "c5": Mark(state="open", at="2026-03-03T10:00:00Z", by="kim", owner="a2"),
    }
    asked = Noted("check_in", "ask whether it is settled", "2026-03-03T18:00:00+00:00")

    async def test(things: Kept) -> None:
        for number in range(1, 8):
            await record(things, f"c{number}", CALL, asked, CHECK_IN)
        await record(things, "c7", asked)  # it is promised no more
        await record(things, "s1", CALL, team="south", agent="a9")
        for row in await found(things, kind="promise"):
            if row.call in marks:
                assert await things.book.mark("w", row.id, marks[row.call])
        every = FollowUpQuery(workspace="w", teams=frozenset({"north"}))
        ledger = await things.book.ledger(every, now.timestamp())
        assert ledger.owners == 2
        assert ledger.kinds == {
            "promise": Counts(kept=1, late=1, broken=2, open=1, dropped=2),
            "check_in": Counts(broken=7, open=6, dropped=1),
            "thank_you": Counts(),
        }
        for query in (
            every,
            FollowUpQuery(workspace="w", owner="a2"),
            FollowUpQuery(workspace="w", due_before="2026-03-03T17:00:00Z", limit=1),
            FollowUpQuery(workspace="w", teams=frozenset()),
            FollowUpQuery(workspace="elsewhere"),
        ):
            rows = [row async for row in every_follow_up(things.book, query)]
            assert await things.book.ledger(query, now.timestamp()) == ledger_of(rows, now)

    kept(opened, test)
