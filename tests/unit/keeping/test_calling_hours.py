"""Calling hours hold by the clock of whoever is called, also when clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coolhead.errors import InputError
from coolhead.services.keeping.calling_hours import (
    DAYS,
    HORIZON,
    CallingHours,
    DayHours,
    calling_at,
    checked_hours,
    zone_named,
)

MINUTE = timedelta(minutes=1)
SHIPPED = CallingHours()
# Changes of clocks: by an hour, by half an hour (Lord Howe), at midnight (Beirut, Santiago,
# Havana), twice a year by religion (Casablanca), a whole day left out (Apia), offsets with quarters
# (Chatham), and none at all (Kathmandu).
CHANGES = {
    "Europe/London": ["2026-03-29T01:00", "2026-10-25T01:00"],
    "America/New_York": ["2026-03-08T07:00", "2026-11-01T06:00"],
    "America/Phoenix": ["2026-03-08T09:00"],
    "Australia/Lord_Howe": ["2026-04-04T15:00", "2026-10-03T15:30"],
    "Asia/Beirut": ["2026-03-28T22:00", "2026-10-24T21:00"],
    "America/Santiago": ["2026-04-05T03:00", "2026-09-06T04:00"],
    "America/Havana": ["2026-03-08T05:00", "2026-11-01T05:00"],
    "Africa/Casablanca": ["2026-02-15T02:00", "2026-03-22T02:00"],
    "Pacific/Apia": ["2011-12-30T10:00"],
    "Pacific/Chatham": ["2026-04-04T14:00", "2026-09-26T14:00"],
    "Asia/Kathmandu": ["2026-03-29T00:00"],
}
PLACES = sorted(CHANGES)

clocks = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.sampled_from([0, 1, 15, 30, 59]))
ends = st.one_of(clocks, st.just("24:00"))
day_hours = st.one_of(
    st.none(),
    st.tuples(clocks, ends)
    .filter(lambda each: each[0] < each[1])
    .map(lambda each: DayHours(start=each[0], end=each[1])),
)
weeks = st.one_of(st.just(SHIPPED), st.builds(CallingHours, **dict.fromkeys(DAYS, day_hours)))


@st.composite
def moments(draw: st.DrawFn, place: str) -> datetime:
    """A moment within two days of a change of the place's clocks."""
    change = datetime.fromisoformat(draw(st.sampled_from(CHANGES[place]))).replace(tzinfo=UTC)
    return change + draw(st.integers(-2 * 1440, 2 * 1440)) * MINUTE


def may_call(moment: datetime, zones: list[ZoneInfo], hours: CallingHours) -> bool:
    """By the wall clock of every place, and nothing else."""
    for zone in zones:
        local = moment.astimezone(zone)
        day = hours.of(local.date())
        if day is None:
            return False
        now = local.hour * 60 + local.minute
        start, end = (int(t[:2]) * 60 + int(t[3:]) for t in (day.start, day.end))
        if not start <= now < end:
            return False
    return True


@settings(max_examples=300, deadline=None)
@given(data=st.data(), places=st.lists(st.sampled_from(PLACES), min_size=1, max_size=3), week=weeks)
def test_the_next_allowed_moment_is_the_first_there_is(
    data: st.DataObject, places: list[str], week: CallingHours
) -> None:
    moment = data.draw(moments(places[0]))
    zones = [ZoneInfo(place) for place in places]
    answer = calling_at(moment, zones, week)
    assert answer.allowed == may_call(moment, zones, week)
    assert bool(answer.reasons) != answer.allowed
    if answer.next_allowed is not None:
        assert may_call(answer.next_allowed, zones, week)
    end = answer.next_allowed or moment + HORIZON
    at = moment
    while at < end:  # every minute: a week is ten thousand
        assert not may_call(at, zones, week), at
        at += MINUTE


@given(seconds=st.integers(0, 59_999_999))
def test_within_a_minute_the_hours_hold_to_the_microsecond(seconds: int) -> None:
    zone = [ZoneInfo("America/New_York")]
    begins = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)  # 08:00 there, on summer time since a day
    inside = timedelta(microseconds=seconds)
    assert calling_at(begins + inside, zone, SHIPPED).allowed
    before = calling_at(begins - MINUTE + inside, zone, SHIPPED)
    assert not before.allowed
    assert before.next_allowed == begins


def test_the_shipped_hours_are_eight_to_nine_in_the_evening_on_every_day() -> None:
    zone = [ZoneInfo("America/New_York")]
    for day in range(2, 9):
        local = datetime(2026, 2, day, 8, 0, tzinfo=zone[0])
        assert calling_at(local, zone, SHIPPED).allowed
        assert not calling_at(local - MINUTE, zone, SHIPPED).allowed
        assert calling_at(local + timedelta(hours=13) - MINUTE, zone, SHIPPED).allowed
        late = calling_at(local + timedelta(hours=13), zone, SHIPPED)
        assert late.next_allowed == (local + timedelta(days=1)).astimezone(UTC)


def test_why_not_is_said_with_the_time_there_and_the_hours_of_that_day() -> None:
    week = CallingHours(sunday=None)
    at = datetime(2026, 3, 7, 22, 30, tzinfo=UTC)
    zones = [ZoneInfo("Europe/London"), ZoneInfo("Asia/Tokyo"), ZoneInfo("America/New_York")]
    assert calling_at(at, zones, week).reasons == (
        "It is 22:30 on Saturday in Europe/London; "
        "calls are made from 08:00 to 21:00 on Saturdays there.",
        "It is 07:30 on Sunday in Asia/Tokyo; no calls are made on Sundays there.",
    )


def test_where_the_time_is_not_known_nobody_is_called() -> None:
    answer = calling_at(datetime(2026, 3, 9, 12, 0, tzinfo=UTC), [], SHIPPED)
    assert (answer.allowed, answer.next_allowed) == (False, None)
    assert "time zone" in answer.reasons[0]


def test_places_that_never_meet_have_no_next_moment() -> None:
    week = CallingHours(**dict.fromkeys(DAYS, DayHours(start="09:00", end="10:00")))
    zones = [ZoneInfo("Europe/London"), ZoneInfo("Asia/Tokyo")]
    assert calling_at(datetime(2026, 3, 9, 12, 0, tzinfo=UTC), zones, week).next_allowed is None


@pytest.mark.parametrize(("start", "end"), [("21:00", "08:00"), ("08:00", "08:00")])
def test_hours_that_end_before_they_begin_are_refused(start: str, end: str) -> None:
    with pytest.raises(InputError, match="begin before they end"):
        checked_hours(CallingHours(friday=DayHours(start=start, end=end)))


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../etc/passwd", "a" * 5000, "\x00"])
def test_what_is_no_time_zone_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="no time zone"):
        zone_named(name)
