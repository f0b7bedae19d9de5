from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.record import due_time_cases, due_time_edges
from tests.unit.record.due_time_cases import ABSENT

from coolhead.record.due_times import WorkCalendar, find_due, read_due

GROUPS = (*due_time_cases.GROUPS, *due_time_edges.GROUPS)
MONDAY = datetime(2026, 3, 2, 10, 15, tzinfo=ZoneInfo("Europe/London"))
LONDON = WorkCalendar("Europe/London")


def _cases() -> Iterator[object]:
    for zone, said_at, said in GROUPS:
        for text, meant in said.items():
            yield pytest.param(zone, said_at, text, meant, id=f"{said_at}-{text}")


@pytest.mark.parametrize(("zone", "said_at", "text", "meant"), list(_cases()))
def test_words_about_time_mean_one_moment_or_say_so(
    zone: str, said_at: str, text: str, meant: str | None
) -> None:
    calendar = WorkCalendar(zone, is_holiday=due_time_edges.HOLIDAYS.__contains__)
    due = read_due(text, datetime.fromisoformat(said_at), calendar)
    if due is None:
        assert meant == ABSENT
        return
    assert (due.at.isoformat() if due.at else None) == meant


def test_the_table_is_long_enough_to_trust() -> None:
    assert sum(len(said) for _, _, said in GROUPS) >= 300
    assert len({zone for zone, _, _ in GROUPS}) >= 6


def test_the_words_are_kept_with_their_place() -> None:
    text = "Right. I'll call you By Five Tomorrow, I promise."
    due = read_due(text, MONDAY, LONDON)
    assert due is not None
    assert due.text == "By Five Tomorrow"
    assert text[slice(*due.span)] == due.text


def test_finding_needs_no_clock() -> None:
    assert find_due("I will ring within 48 hours then") == ((12, 27), "within 48 hours")
    assert find_due("I will ring you") is None


def test_a_concrete_time_wins_over_a_vague_one() -> None:
    due = read_due("as soon as possible, and by Thursday at the latest", MONDAY, LONDON)
    assert due is not None
    assert due.text == "by Thursday"


@pytest.mark.parametrize("offset", [-8, 0, 5.5, 13])
def test_the_caller_s_offset_does_not_matter_only_the_moment(offset: float) -> None:
    said_at = MONDAY.astimezone(timezone(timedelta(hours=offset)))
    due = read_due("by five tomorrow", said_at, LONDON)
    assert due is not None
    assert due.at == datetime(2026, 3, 3, 17, tzinfo=ZoneInfo("Europe/London"))
    assert due.at.tzinfo == ZoneInfo("Europe/London")


def test_a_moment_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        read_due("by five", datetime(2026, 3, 2, 10, 15), LONDON)


def test_the_playbook_s_hours_decide_what_end_of_business_is() -> None:
    shop = WorkCalendar("Europe/London", {day: (time(8), time(20)) for day in range(6)})
    due = read_due("by the end of the day", MONDAY, shop)
    assert due is not None
    assert due.at == MONDAY.replace(hour=20, minute=0)
    evening = read_due("by eight", MONDAY, shop)
    assert evening is not None
    assert evening.at == MONDAY.replace(hour=20, minute=0)


def test_both_halves_of_the_day_within_hours_leave_a_bare_hour_open() -> None:
    always = WorkCalendar("Europe/London", {day: (time(0), time(23, 59)) for day in range(7)})
    due = read_due("tomorrow at nine", MONDAY, always)
    assert due is not None
    assert due.at is None


def test_a_calendar_that_is_always_closed_gives_no_working_day() -> None:
    closed = WorkCalendar("Europe/London", is_holiday=lambda _: True)
    for text in ("within two working days", "within two working hours"):
        due = read_due(text, MONDAY, closed)
        assert due is not None
        assert due.at is None
    day = read_due("by thursday", MONDAY, closed)
    assert day is not None
    assert day.at is not None


def test_a_week_without_hours_is_an_office_week() -> None:
    due = read_due("by thursday", MONDAY, WorkCalendar("Europe/London", {}))
    assert due is not None
    assert due.at == datetime(2026, 3, 5, 17, tzinfo=ZoneInfo("Europe/London"))


def test_hours_that_close_before_they_open_are_refused() -> None:
    with pytest.raises(ValueError, match="close"):
        WorkCalendar("Europe/London", {0: (time(17), time(9))})


def test_a_zone_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        WorkCalendar("Europe/Nowhere")


def test_a_due_time_has_no_fractions_of_a_second() -> None:
    due = read_due("in twenty minutes", MONDAY.replace(microsecond=390_000), LONDON)
    assert due is not None
    assert due.at == MONDAY + timedelta(minutes=20)


WORDS = sorted({word for _, _, said in GROUPS for text in said for word in text.split()})
MOMENTS = st.datetimes(
    min_value=datetime(1980, 1, 1),
    max_value=datetime(9999, 12, 30),
    timezones=st.sampled_from([UTC, ZoneInfo("Europe/London"), ZoneInfo("America/New_York")]),
)


@given(text=st.text(max_size=200), said_at=MOMENTS)
def test_no_text_raises(text: str, said_at: datetime) -> None:
    read_due(text, said_at, LONDON)


@given(words=st.lists(st.sampled_from(WORDS), max_size=9), said_at=MOMENTS)
def test_words_of_time_in_any_order_give_no_time_gone_by(
    words: list[str], said_at: datetime
) -> None:
    text = " ".join(words)
    due = read_due(text, said_at, LONDON)
    if due is None:
        assert find_due(text) is None
        return
    assert text[slice(*due.span)] == due.text
    if due.at is not None:
        assert due.at.astimezone(UTC) >= said_at.astimezone(UTC)


@given(offset=st.integers(min_value=0, max_value=365 * 24 * 60))
def test_tomorrow_is_the_next_day_at_any_minute_of_a_year(offset: int) -> None:
    said_at = (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=offset)).astimezone(LONDON.zone)
    due = read_due("by five tomorrow", said_at, LONDON)
    assert due is not None
    assert due.at is not None
    assert due.at.date() == said_at.date() + timedelta(days=1)
    assert due.at.time() == time(17)


@pytest.mark.parametrize(
    "text",
    ["by " * 7000, "five to " * 2500, "24 to " * 3500, "the " * 5000, "1/1/1" * 4000, "a" * 20_000],
)
def test_a_very_long_text_is_read_once(text: str) -> None:
    # Each token is looked at a bounded number of times; a grammar that went back and forth over
    # the text would not come back from this within the test's patience.
    read_due(text, MONDAY, LONDON)


def test_what_lies_beyond_the_limit_is_not_read() -> None:
    assert find_due("x " * 20_000 + "by five tomorrow") is None


def test_december_dates_do_not_overflow_the_last_year() -> None:
    due = read_due("next year", datetime(9999, 12, 30, tzinfo=UTC), WorkCalendar())
    assert due is not None
    assert due.at is None


def test_holidays_are_asked_by_date() -> None:
    asked: list[date] = []

    def is_holiday(day: date) -> bool:
        asked.append(day)
        return day == date(2026, 3, 3)

    due = read_due("next working day", MONDAY, WorkCalendar("Europe/London", is_holiday=is_holiday))
    assert due is not None
    assert due.at == datetime(2026, 3, 4, 17, tzinfo=ZoneInfo("Europe/London"))
    assert asked[0] == date(2026, 3, 3)
