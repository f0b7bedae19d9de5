from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from tests.unit.record.calls import playbook

from coolhead.adapters.calendars import holidays_of, work_calendar
from coolhead.call.events import CallStarted
from coolhead.errors import ConfigError
from coolhead.record.due_times import read_due


def test_a_playbook_without_hours_keeps_office_hours_and_has_no_holidays() -> None:
    calendar = work_calendar(playbook(time_zone="Europe/London"), None)
    assert calendar.time_zone == "Europe/London"
    assert calendar.hours_on(date(2026, 3, 2)) == (time(9), time(17))
    assert calendar.is_working(date(2026, 12, 25))
    assert not calendar.is_working(date(2026, 3, 1))


def test_the_call_s_zone_wins_over_the_playbook_s() -> None:
    header = CallStarted(at=0.0, call="c1", time_zone="America/New_York")
    assert work_calendar(playbook(), header).time_zone == "America/New_York"
    assert work_calendar(playbook(), CallStarted(at=0.0, call="c1")).time_zone == "UTC"


def test_the_playbook_s_hours_are_read() -> None:
    book = playbook(business_hours={"sat": "10:00-16:30", "mon": "08:00-20:00"})
    calendar = work_calendar(book, None)
    assert calendar.hours_on(date(2026, 3, 7)) == (time(10), time(16, 30))
    assert not calendar.is_working(date(2026, 3, 3))


def test_working_days_pass_over_the_country_s_holidays() -> None:
    said_at = datetime(2026, 4, 2, 10, tzinfo=ZoneInfo("Europe/London"))
    for code, expected in (("GB", date(2026, 4, 7)), ("GB-SCT", date(2026, 4, 6))):
        calendar = work_calendar(playbook(holidays=code, time_zone="Europe/London"), None)
        due = read_due("next working day", said_at, calendar)
        assert due is not None
        assert due.at is not None
        assert due.at.date() == expected


def test_a_region_has_holidays_of_its_own() -> None:
    assert holidays_of("DE-BY")(date(2026, 1, 6))
    assert not holidays_of("DE-BE")(date(2026, 1, 6))


@pytest.mark.parametrize("code", ["XX", "GB-XXX", "gb sct", "-", "US-"])
def test_an_unknown_holiday_code_is_an_error_with_a_hint(code: str) -> None:
    if code == "US-":
        assert holidays_of(code)(date(2026, 7, 4))  # an empty region is the country
        return
    with pytest.raises(ConfigError, match="holiday calendar") as error:
        work_calendar(playbook(holidays=code), None)
    assert "GB-SCT" in error.value.hint


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "../etc/passwd", ""])
def test_an_unknown_time_zone_is_an_error_with_a_hint(zone: str) -> None:
    with pytest.raises(ConfigError, match="time zone") as error:
        work_calendar(playbook(time_zone=zone), None)
    assert "Europe/London" in error.value.hint


@pytest.mark.parametrize("hours", ["17:00-09:00", "25:00-26:00"])
def test_hours_that_cannot_be_are_an_error_with_a_hint(hours: str) -> None:
    with pytest.raises(ConfigError, match="business hours") as error:
        work_calendar(playbook(business_hours={"mon": hours}), None)
    assert "09:00-17:30" in error.value.hint


@pytest.mark.parametrize(
    ("started_at", "customer_zone", "expected"),
    [
        ("2026-07-01T10:00:00+01:00", None, "Europe/London"),
        ("2026-07-01T10:00:00-05:00", "America/Chicago", "America/Chicago"),
        ("2026-07-01T10:00:00-05:00", None, "Etc/GMT+5"),
        ("2026-07-01T10:00:00+05:30", None, "Europe/London"),
        ("2026-07-01T10:00:00", "America/Chicago", "Europe/London"),
        ("2026-07-01T10:00:00Z", None, "UTC"),
        (None, None, "Europe/London"),
    ],
)
def test_without_a_zone_the_clock_that_started_the_call_decides(
    started_at: str | None, customer_zone: str | None, expected: str
) -> None:
    header = CallStarted(at=0.0, call="c1", started_at=started_at, customer_time_zone=customer_zone)
    assert work_calendar(playbook(time_zone="Europe/London"), header).time_zone == expected
