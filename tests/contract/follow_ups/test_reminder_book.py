"""What every book of reminders and every keeper of calendars' addresses does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from tests.contract.follow_ups.conftest import Kept, Opened
from tests.contract.follow_ups.test_follow_up_book import (
    CALL,
    CHECK_IN,
    DONE,
    PARCEL,
    found,
    kept,
    record,
)

from coolhead.errors import InputError
from coolhead.record.due_times import WorkCalendar
from coolhead.services.follow_ups.calendar_links import CalendarLink
from coolhead.services.follow_ups.follow_up import Mark
from coolhead.services.follow_ups.reminder_book import ToldQuery, Window
from coolhead.services.follow_ups.reminders import Reminder, ReminderPolicy, reminders_of
from coolhead.services.live.summary import CallKey

NOW = datetime(2026, 3, 3, 16, 30, tzinfo=UTC)  # half an hour after CALL, ninety after PARCEL
CALENDAR = WorkCalendar()
THANKS = msgspec.structs.replace(CHECK_IN, kind="thank_you", due="2026-03-03T16:00:00+00:00")


def window(**more: Any) -> Window:
    given = {"since": NOW - timedelta(days=30), "until": NOW + timedelta(days=30), **more}
    return Window(workspace="w", **given)


async def due(things: Kept, now: datetime = NOW) -> list[Reminder]:
    page = await things.reminders.to_look_at(window())
    policy = ReminderPolicy()
    return [each for row in page.follow_ups for each in reminders_of(row, policy, CALENDAR, now)]


async def told(things: Kept, *, teams: bool = False, owner: str = "a1") -> list[tuple[str, str]]:
    query = (
        ToldQuery(workspace="w", teams=frozenset({"north"}))
        if teams
        else ToldQuery(workspace="w", owner=owner)
    )
    return [(each.follow_up.what, each.step) for each in await things.reminders.told(query)]


def test_each_is_told_once_also_by_the_next_process(opened: Opened) -> None:
    async def first(things: Kept) -> None:
        await record(things, "c1", CALL, PARCEL)
        reminders = await due(things)
        assert [each.step for each in reminders] == ["due", "broken", "due"]
        assert await things.reminders.tell(reminders[:1], NOW) == reminders[:1]
        assert await things.reminders.tell(reminders, NOW) == reminders[1:]
        assert await things.reminders.tell(reminders, NOW) == []
        assert await things.reminders.tell([], NOW) == []

    async def again(things: Kept) -> None:
        assert await things.reminders.tell(await due(things), NOW) == []
        assert await told(things) == [("send a new one", "due"), ("call you back", "due")]
        assert await told(things, teams=True) == [("send a new one", "broken")]

    kept(opened, first)
    kept(opened, again)


def test_what_has_had_its_last_word_is_not_looked_at_again(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await record(things, "c1", CALL, PARCEL, THANKS, CHECK_IN)
        await things.reminders.tell(await due(things), NOW)
        page = await things.reminders.to_look_at(window())
        assert [row.what for row in page.follow_ups] == ["call you back"]
        parcel = next(row for row in await found(things) if row.what == "send a new one")
        later = (NOW + timedelta(days=2)).isoformat()
        await things.book.mark("w", parcel.id, Mark(state="open", at=DONE.at, by="k", due=later))
        page = await things.reminders.to_look_at(window())
        assert [row.what for row in page.follow_ups] == ["call you back", "send a new one"]

    kept(opened, test)


def test_what_is_passed_over_is_neither_shown_nor_looked_at_again(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await record(things, "c1", CALL, PARCEL)
        last = [each for each in await due(things) if each.step == "broken"]
        await things.reminders.pass_over(last, NOW)
        await things.reminders.pass_over([], NOW)
        page = await things.reminders.to_look_at(window())
        assert [row.what for row in page.follow_ups] == ["call you back"]
        assert await told(things, teams=True) == []
        assert await things.reminders.tell(last, NOW) == []

    kept(opened, test)


def test_only_what_is_open_and_in_the_window_is_looked_at_page_by_page(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await record(things, "c1", CALL)
        await record(things, "c2", PARCEL)
        await record(things, "c3", THANKS)
        await record(things, "c4", PARCEL, workspace="other")
        seen, after = [], None
        for _ in range(3):
            page = await things.reminders.to_look_at(window(limit=1, after=after))
            seen += [row.call for row in page.follow_ups]
            after = page.next
        # CALL and THANKS are due at the same moment: those are in the order of their ids.
        assert (seen[0], set(seen), after) == ("c2", {"c1", "c2", "c3"}, None)
        until = datetime(2026, 3, 3, 15, 30, tzinfo=UTC)
        page = await things.reminders.to_look_at(window(until=until))
        assert [row.call for row in page.follow_ups] == ["c2"]
        page = await things.reminders.to_look_at(window(since=until))
        assert {row.call for row in page.follow_ups} == {"c1", "c3"}
        parcel = next(row for row in await found(things) if row.call == "c2")
        await things.book.mark("w", parcel.id, DONE)
        page = await things.reminders.to_look_at(window(until=until))
        assert page.follow_ups == ()
        with pytest.raises(InputError):
            await things.reminders.to_look_at(window(after="nonsense"))

    kept(opened, test)


def test_what_is_done_moved_passed_on_or_put_away_is_told_to_nobody_or_another(
    opened: Opened,
) -> None:
    async def test(things: Kept) -> None:
        for call in ("c1", "c2", "c3", "c4"):
            await record(things, call, PARCEL)
        await things.reminders.tell(await due(things), NOW)
        rows = {row.call: row for row in await found(things)}
        assert len(await told(things)) == 4
        await things.book.mark("w", rows["c1"].id, DONE)
        moved = Mark(state="open", at=DONE.at, by="k", due=NOW.isoformat())
        await things.book.mark("w", rows["c2"].id, moved)
        passed = Mark(state="open", at=DONE.at, by="k", owner="a2")
        await things.book.mark("w", rows["c3"].id, passed)
        assert await things.reminders.see("w", rows["c4"].id, "owner", by="kim", at=NOW)
        assert not await things.reminders.see("w", rows["c4"].id, "owner", by="kim", at=NOW)
        assert await told(things) == []
        assert await told(things, owner="a2") == [("send a new one", "due")]
        assert len(await told(things, teams=True)) == 2
        assert await things.reminders.see("w", rows["c4"].id, "supervisors", by="s", at=NOW)
        assert len(await told(things, teams=True)) == 1

    kept(opened, test)


def test_the_last_thing_told_is_the_one_that_is_shown(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await record(things, "c1", CALL)
        early = NOW - timedelta(hours=1)
        assert len(await things.reminders.tell(await due(things, early), early)) == 1
        assert await told(things) == [("call you back", "soon")]
        assert len(await things.reminders.tell(await due(things), NOW)) == 1
        assert await told(things) == [("call you back", "due")]

    kept(opened, test)


def test_they_go_with_their_call(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await record(things, "c1", PARCEL)
        await things.reminders.tell(await due(things), NOW)
        await things.store.erase([CallKey("w", "c1")], reason="asked", at=DONE.at)
        assert await told(things) == []
        assert await told(things, teams=True) == []

    kept(opened, test)


def test_a_channel_an_owner_and_a_time_stay_through_what_is_done_later(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await record(things, "c1", CALL)
        (row,) = await found(things)
        for step in (
            Mark(state="open", at="2026-03-03T10:00:00+00:00", by="k", channel="post"),
            Mark(state="open", at="2026-03-03T11:00:00+00:00", by="s", owner="a2"),
            Mark(state="open", at="2026-03-03T11:30:00+00:00", by="s", due=NOW.isoformat()),
            DONE,
        ):
            assert await things.book.mark("w", row.id, step) is not None
        (row,) = await found(things, owner="a2")
        assert (row.channel, row.owner, row.promised_by) == ("post", "a2", "a1")
        assert (row.due, row.state, row.changes) == (NOW.isoformat(), "done", 4)
        assert await found(things, owner="a1") == []
        reopened = Mark(state="open", at="2026-03-03T13:00:00+00:00", by="k")
        assert await things.book.mark("w", row.id, reopened) is None
        again = await things.book.mark("w", row.id, reopened, only=frozenset({"done"}))
        assert again is not None
        assert (again.state, again.owner, again.channel) == ("open", "a2", "post")
        assert (again.due, again.done_at) == (NOW.isoformat(), None)

    kept(opened, test)


def test_the_channel_that_was_said_last_is_the_customers(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        await record(things, "c1", CALL)
        await record(things, "c2", msgspec.structs.replace(PARCEL, channel="message"))
        await record(things, "c3", CALL, customer="c8")
        await record(things, "c4", CALL, workspace="other")
        assert await things.book.channels("w", ["c9", "c8", "c7"]) == {"c9": "message"}
        row = next(row for row in await found(things) if row.call == "c1")
        by_post = Mark(state="open", at="2026-03-03T10:00:00+00:00", by="k", channel="post")
        await things.book.mark("w", row.id, by_post)
        assert await things.book.channels("w", ["c9"]) == {"c9": "post"}
        assert await things.book.channels("other", ["c9"]) == {}
        unknown = Mark(state="open", at="2026-03-03T11:00:00+00:00", by="k", channel="unknown")
        await things.book.mark("w", row.id, unknown)
        assert await things.book.channels("w", ["c9"]) == {}
        assert await things.book.channels("w", []) == {}

    kept(opened, test)


def test_everybody_has_one_address_of_a_calendar_at_most(opened: Opened) -> None:
    async def test(things: Kept) -> None:
        def link(user: str, digest: str) -> CalendarLink:
            return CalendarLink(workspace="w", user=user, digest=digest, made_at=NOW)

        await things.links.put(link("kim", "1" * 64))
        await things.links.put(link("lee", "2" * 64))
        await things.links.put(link("kim", "3" * 64))
        assert await things.links.by_digest("1" * 64) is None
        assert await things.links.by_digest("3" * 64) == link("kim", "3" * 64)
        assert await things.links.of_user("w", "lee") == link("lee", "2" * 64)
        assert await things.links.of_user("other", "lee") is None
        assert await things.links.remove("w", "kim")
        assert not await things.links.remove("w", "kim")
        assert await things.links.by_digest("3" * 64) is None

    kept(opened, test)
