"""Reminders over time zones and daylight saving: never early, once, in order."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from coolhead.adapters.storage.follow_ups_in_memory import InMemoryFollowUpBook
from coolhead.adapters.storage.reminders_in_memory import InMemoryReminderBook
from coolhead.record.due_times import WorkCalendar
from coolhead.record.record import FollowUp as Noted
from coolhead.record.record import Record
from coolhead.services.follow_ups.follow_up import FollowUp, Mark, time_of
from coolhead.services.follow_ups.reminders import (
    STEPS,
    TOLD_WITHIN,
    Reminder,
    ReminderPolicy,
    last_step_of,
    passed_over,
    reminders_of,
)
from coolhead.services.follow_ups.telling import Reckoning, Teller
from coolhead.services.live.summary import CallKey

# Zones whose clocks change at other times, by half an hour, at midnight, or not at all.
ZONES = (
    "Europe/London",
    "America/New_York",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "Pacific/Apia",
    "America/Santiago",
    "UTC",
)
zones = st.sampled_from(ZONES)
# Every week of three years, so that each change of clocks is near often enough.
moments = st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))
amounts = st.integers(1, 80 * 60).map(lambda minutes: timedelta(minutes=minutes))


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    days = draw(st.sets(st.integers(0, 6), min_size=1))
    opens = draw(st.integers(0, 21))
    closes = draw(st.integers(opens + 1, 22))
    hours = {day: (time(opens), time(closes)) for day in days}
    closed = draw(st.sets(st.dates(date(2024, 1, 1), date(2027, 1, 31)), max_size=20))
    return WorkCalendar(draw(zones), hours, lambda day: day in closed)


policies = st.builds(ReminderPolicy, st.one_of(st.none(), amounts), amounts)


@st.composite
def rows(draw: st.DrawFn) -> FollowUp:
    """Due at a time as some clock shows it: also one that it leaves out or shows twice."""
    naive = draw(st.datetimes(datetime(2024, 2, 1), datetime(2026, 11, 30)))
    due = naive.replace(
        microsecond=0, tzinfo=ZoneInfo(draw(zones)), fold=draw(st.sampled_from((0, 1)))
    )
    kind = draw(st.sampled_from(("promise", "check_in", "thank_you")))
    noted = Noted(kind, "call you back", due.isoformat(), None, "u1")  # type: ignore[arg-type]
    book = InMemoryFollowUpBook()
    book.project(CallKey("w", "c1"), Record(id="c1", follow_ups=(noted,)), team="t", owner="a1")
    (row,) = book.rows()
    return row


def working_time(calendar: WorkCalendar, since: datetime, until: datetime) -> timedelta:
    """Opening time between two moments, counted minute by minute of every day anew."""
    total = timedelta()
    day = since.astimezone(calendar.zone).date() - timedelta(days=1)
    while day <= until.astimezone(calendar.zone).date() + timedelta(days=1):
        if calendar.is_working(day):
            opens, closes = calendar.hours_on(day)
            start = datetime.combine(day, opens, calendar.zone).astimezone(UTC)
            end = datetime.combine(day, closes, calendar.zone).astimezone(UTC)
            total += max(timedelta(), min(end, until) - max(start, since))
        day += timedelta(days=1)
    return total


@given(calendars(), moments, amounts)
def test_so_much_working_time_lies_between(
    calendar: WorkCalendar, moment: datetime, amount: timedelta
) -> None:
    before = calendar.before_working_time(moment, amount)
    if before is not None:
        assert before < moment
        assert working_time(calendar, before, moment) == amount
    after = calendar.after_working_time(moment, amount)
    if after is not None:
        assert after > moment
        assert working_time(calendar, moment, after) == amount


@given(rows(), policies, calendars(), st.integers(-40 * 24 * 60, 40 * 24 * 60))
def test_nothing_is_told_before_its_time_and_the_order_holds(
    row: FollowUp, policy: ReminderPolicy, calendar: WorkCalendar, minutes: int
) -> None:
    due = time_of(row.due)
    assert due is not None
    now = due.astimezone(UTC) + timedelta(minutes=minutes)
    told = reminders_of(row, policy, calendar, now)
    assert [each.at for each in told] == sorted(each.at for each in told)
    steps = [STEPS.index(each.step) for each in told]
    assert steps == sorted(set(steps))
    for each in told:
        assert each.at <= now
        if each.step == "soon":
            assert each.at < due
            assert now < due
            assert working_time(calendar, each.at, due) == policy.before
        if each.step == "due":
            assert each.at == due
        if each.step == "broken":
            assert row.kind == "promise"
            assert each.to == "supervisors"
            assert working_time(calendar, due, each.at) == policy.escalate_after


@given(rows(), policies, calendars(), st.integers(-40 * 24 * 60, 80 * 24 * 60))
def test_what_is_passed_over_is_its_last_word_and_never_told(
    row: FollowUp, policy: ReminderPolicy, calendar: WorkCalendar, minutes: int
) -> None:
    due = time_of(row.due)
    assert due is not None
    now = due.astimezone(UTC) + timedelta(minutes=minutes)
    late = passed_over(row, policy, calendar, now)
    if late is not None:
        assert late.step == last_step_of(row)
        assert late.at < now - TOLD_WITHIN
        later = now + timedelta(days=1)
        assert reminders_of(row, policy, calendar, later) == ()


@given(rows(), policies, calendars(), st.sampled_from(("done", "dropped")))
def test_of_what_is_not_open_nothing_is_told(
    row: FollowUp, policy: ReminderPolicy, calendar: WorkCalendar, state: str
) -> None:
    closed = msgspec.structs.replace(row, state=state)
    due = time_of(row.due)
    assert due is not None
    for now in (due - timedelta(minutes=1), due, due + timedelta(days=3)):
        assert reminders_of(closed, policy, calendar, now) == ()


@settings(max_examples=60, deadline=None)
@given(
    rows(),
    policies,
    calendars(),
    st.lists(st.integers(1, 30 * 60), min_size=1, max_size=25),
    st.data(),
)
def test_each_is_told_exactly_once_however_often_and_by_whom_is_looked(
    row: FollowUp,
    policy: ReminderPolicy,
    calendar: WorkCalendar,
    steps: list[int],
    data: st.DataObject,
) -> None:
    """Looked at uneven times, by servers that stop and start, its time changed now and then."""

    async def run() -> None:
        follow_ups = InMemoryFollowUpBook()
        noted = Noted(row.kind, row.what, row.due, None, "u1")
        record = Record(id="c1", follow_ups=(noted,))
        follow_ups.project(CallKey("w", "c1"), record, team="t", owner="a1")
        book = InMemoryReminderBook(follow_ups)
        first = time_of(row.due)
        assert first is not None
        now = first.astimezone(UTC) - timedelta(days=2)
        told: list[Reminder] = []

        async def reckoning(_row: FollowUp) -> Reckoning:
            return Reckoning(policy, calendar)

        for minutes in steps:
            now += timedelta(minutes=minutes)
            if data.draw(st.booleans()):
                due = (now + timedelta(hours=data.draw(st.integers(-30, 60)))).isoformat()
                mark = Mark(state="open", at=now.isoformat(), by="kim", due=due)
                await follow_ups.mark("w", row.id, mark)
            at = now
            teller = Teller("w", book, reckoning_of=reckoning, now=lambda at=at: at)  # type: ignore[misc]
            told += await teller.look()
            # Whatever is to have been told by now of the time that holds was told.
            (current,) = follow_ups.rows()
            names = {(each.step, each.due) for each in told}
            expected = reminders_of(current, policy, calendar, now)
            assert {(each.step, each.due) for each in expected} <= names
        names_in_order = [(each.step, each.due) for each in told]
        assert len(names_in_order) == len(set(names_in_order))
        assert all(each.at <= now for each in told)

    asyncio.run(run())


def test_what_nobody_could_be_told_in_time_is_looked_at_once() -> None:
    noted = Noted("promise", "ring", "2026-03-02T12:00:00+00:00", None, "u1")
    follow_ups = InMemoryFollowUpBook()
    follow_ups.project(CallKey("w", "c"), Record(id="c", follow_ups=(noted,)), team="t", owner="a")
    book = InMemoryReminderBook(follow_ups)
    looked: list[str] = []

    async def reckoning(row: FollowUp) -> Reckoning:
        looked.append(row.id)
        return Reckoning(ReminderPolicy(), WorkCalendar())

    async def run() -> None:
        now = datetime(2026, 3, 20, tzinfo=UTC)
        teller = Teller("w", book, reckoning_of=reckoning, now=lambda: now)
        assert await teller.look() == []
        assert await teller.look() == []

    asyncio.run(run())
    assert len(looked) == 1


def test_a_working_day_before_a_change_of_clocks_is_a_working_day() -> None:
    calendar = WorkCalendar("Europe/London")
    monday = datetime(2026, 3, 30, 17, tzinfo=calendar.zone)  # the clocks went forward on Sunday
    before = calendar.before_working_time(monday, timedelta(hours=8))
    assert before == datetime(2026, 3, 30, 9, tzinfo=calendar.zone)
    before = calendar.before_working_time(monday, timedelta(hours=9))
    assert before == datetime(2026, 3, 27, 16, tzinfo=calendar.zone)


def test_a_time_in_the_hour_that_comes_twice_is_the_one_that_was_meant() -> None:
    calendar = WorkCalendar("Europe/London")
    noted = [
        Noted("promise", "ring", f"2026-10-25T01:30:00{offset}", None, "u1")
        for offset in ("+01:00", "+00:00")
    ]
    told = []
    for each in noted:
        book = InMemoryFollowUpBook()
        book.project(CallKey("w", "c1"), Record(id="c1", follow_ups=(each,)), team="t", owner="a")
        (row,) = book.rows()
        now = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
        told.append([r.step for r in reminders_of(row, ReminderPolicy(), calendar, now)])
    assert told == [["due"], ["soon"]]
