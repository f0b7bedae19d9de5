"""Due times at the edges: ends of days, weeks, months, years; leap days, holidays, clock changes.

The shape is that of ``due_time_cases``. Business is open on weekdays from nine to five;
``HOLIDAYS`` are closed.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from tests.unit.record.due_time_cases import ABSENT

HOLIDAYS: Final = frozenset(
    {
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 12, 25),
        date(2026, 12, 28),
        date(2027, 1, 1),
    }
)

GROUPS: tuple[tuple[str, str, dict[str, str | None]], ...] = (
    (
        "Europe/London",
        "2026-03-06T10:15:00+00:00",  # Friday
        {
            "by friday": None,
            "on friday": None,
            "friday": None,
            "this friday": "2026-03-06T17:00:00+00:00",
            "next friday": "2026-03-13T17:00:00+00:00",
            "coming friday": "2026-03-13T17:00:00+00:00",
            "friday week": "2026-03-13T17:00:00+00:00",
            "a week on friday": "2026-03-13T17:00:00+00:00",
            "friday at ten": None,
            "friday at four": None,
            "by five on friday": None,
            "friday morning": None,
            "friday afternoon": None,
            "by monday": "2026-03-09T17:00:00+00:00",
            "next monday": "2026-03-09T17:00:00+00:00",
            "within two working days": "2026-03-10T17:00:00+00:00",
            "by the end of the week": "2026-03-06T17:00:00+00:00",
            "end of next week": "2026-03-13T17:00:00+00:00",
            "this weekend": "2026-03-08T17:00:00+00:00",
            "before the weekend": "2026-03-06T17:00:00+00:00",
            "next week": "2026-03-13T17:00:00+00:00",
            "within 48 hours": "2026-03-08T10:15:00+00:00",
            "in three days": "2026-03-09T17:00:00+00:00",
            "by close of business": "2026-03-06T17:00:00+00:00",
            "on the sixth": "2026-03-06T17:00:00+00:00",
        },
    ),
    (
        "Europe/London",
        "2026-03-06T18:30:00+00:00",  # Friday
        {
            "by friday": "2026-03-13T17:00:00+00:00",
            "by five": None,
            "at five tomorrow": "2026-03-07T17:00:00+00:00",
            "by nine": None,
            "today": "2026-03-06T23:59:00+00:00",
            "end of the day": "2026-03-06T23:59:00+00:00",
            "close of business": None,
            "later today": "2026-03-06T23:59:00+00:00",
            "tonight": "2026-03-06T21:00:00+00:00",
            "this evening": "2026-03-06T21:00:00+00:00",
            "in the morning": "2026-03-07T12:00:00+00:00",
            "in the afternoon": None,
            "this afternoon": None,
            "within one working day": "2026-03-09T17:00:00+00:00",
            "in two hours": "2026-03-06T20:30:00+00:00",
            "by the end of the week": None,
            "first thing tomorrow": "2026-03-07T09:00:00+00:00",
            "within four working hours": "2026-03-09T13:00:00+00:00",
            "at 5pm": None,
            "by 8pm": "2026-03-06T20:00:00+00:00",
        },
    ),
    (
        "Europe/London",
        "2026-03-07T11:00:00+00:00",  # Saturday
        {
            "today": "2026-03-07T17:00:00+00:00",
            "by monday": "2026-03-09T17:00:00+00:00",
            "next monday": "2026-03-09T17:00:00+00:00",
            "this weekend": "2026-03-08T17:00:00+00:00",
            "before the weekend": None,
            "end of the week": None,
            "next weekend": "2026-03-15T17:00:00+00:00",
            "within one working day": "2026-03-09T17:00:00+00:00",
            "at two": "2026-03-07T14:00:00+00:00",
            "by ten": None,
            "by noon": "2026-03-07T12:00:00+00:00",
            "next week": "2026-03-13T17:00:00+00:00",
        },
    ),
    (
        "Europe/London",
        "2026-03-08T11:00:00+00:00",  # Sunday
        {
            "next monday": None,
            "next tuesday": "2026-03-10T17:00:00+00:00",
            "monday": "2026-03-09T17:00:00+00:00",
            "this week": None,
            "end of the week": None,
            "by sunday": None,
            "the weekend": "2026-03-08T17:00:00+00:00",
            "this weekend": "2026-03-08T17:00:00+00:00",
            "tomorrow": "2026-03-09T17:00:00+00:00",
        },
    ),
    (
        "Europe/London",
        "2026-03-28T22:00:00+00:00",  # Saturday
        {
            "in four hours": "2026-03-29T03:00:00+01:00",
            "within 24 hours": "2026-03-29T23:00:00+01:00",
            "at 1:30 tomorrow morning": "2026-03-29T02:30:00+01:00",
            "at 01:30 tomorrow": "2026-03-29T02:30:00+01:00",
            "tomorrow": "2026-03-29T17:00:00+01:00",
            "in two days": "2026-03-30T17:00:00+01:00",
            "first thing tomorrow": "2026-03-29T09:00:00+01:00",
            "in half an hour": "2026-03-28T22:30:00+00:00",
            "midnight": "2026-03-29T00:00:00+00:00",
        },
    ),
    (
        "Europe/London",
        "2026-10-24T23:30:00+01:00",  # Saturday
        {
            "in two hours": "2026-10-25T01:30:00+01:00",
            "in three hours": "2026-10-25T01:30:00+00:00",
            "within 24 hours": "2026-10-25T22:30:00+00:00",
            "tomorrow at noon": "2026-10-25T12:00:00+00:00",
            "at 01:30 tomorrow": "2026-10-25T01:30:00+01:00",
        },
    ),
    (
        "Europe/London",
        "2026-10-25T01:40:00+01:00",  # Sunday
        {
            "at 01:30": "2026-10-25T01:30:00+00:00",
            "in half an hour": "2026-10-25T01:10:00+00:00",
            "at 01:50": "2026-10-25T01:50:00+01:00",
        },
    ),
    (
        "America/New_York",
        "2026-03-07T12:00:00-05:00",  # Saturday
        {
            "within 24 hours": "2026-03-08T13:00:00-04:00",
            "tomorrow at noon": "2026-03-08T12:00:00-04:00",
            "in 14 hours": "2026-03-08T03:00:00-04:00",
            "by two thirty in the morning": "2026-03-08T03:30:00-04:00",
            "at 02:30 tomorrow": "2026-03-08T03:30:00-04:00",
            "monday at nine": "2026-03-09T09:00:00-04:00",
        },
    ),
    (
        "America/New_York",
        "2026-10-31T20:00:00-04:00",  # Saturday
        {
            "within 6 hours": "2026-11-01T01:00:00-05:00",
            "within 24 hours": "2026-11-01T19:00:00-05:00",
            "tomorrow morning": "2026-11-01T12:00:00-05:00",
        },
    ),
    (
        "America/Los_Angeles",
        "2026-07-03T16:30:00-07:00",  # Friday
        {
            "by five": "2026-07-03T17:00:00-07:00",
            "by six": "2026-07-03T18:00:00-07:00",
            "at four": None,
            "by four thirty": None,
            "within the hour": "2026-07-03T17:30:00-07:00",
            "by the end of the day": "2026-07-03T17:00:00-07:00",
            "by monday": "2026-07-06T17:00:00-07:00",
            "in 30 minutes": "2026-07-03T17:00:00-07:00",
            "at quarter to five": "2026-07-03T16:45:00-07:00",
        },
    ),
    (
        "Asia/Kolkata",
        "2026-06-30T13:05:00+05:30",  # Tuesday
        {
            "by the end of the month": "2026-06-30T17:00:00+05:30",
            "end of month": "2026-06-30T17:00:00+05:30",
            "tomorrow": "2026-07-01T17:00:00+05:30",
            "next month": "2026-07-31T17:00:00+05:30",
            "within 45 minutes": "2026-06-30T13:50:00+05:30",
            "by half past three": "2026-06-30T15:30:00+05:30",
            "at eight tonight": "2026-06-30T20:00:00+05:30",
            "in 24 hours": "2026-07-01T13:05:00+05:30",
        },
    ),
    (
        "Australia/Sydney",
        "2026-10-03T23:00:00+10:00",  # Saturday
        {
            "in 4 hours": "2026-10-04T04:00:00+11:00",
            "within 24 hours": "2026-10-05T00:00:00+11:00",
            "at 02:30 tomorrow": "2026-10-04T03:30:00+11:00",
        },
    ),
    (
        "Europe/London",
        "2026-12-31T15:00:00+00:00",  # Thursday
        {
            "tomorrow": "2027-01-01T17:00:00+00:00",
            "by friday": "2027-01-01T17:00:00+00:00",
            "within two working days": "2027-01-05T17:00:00+00:00",
            "in three to five working days": "2027-01-08T17:00:00+00:00",
            "by the end of the month": "2026-12-31T17:00:00+00:00",
            "by the end of the year": "2026-12-31T17:00:00+00:00",
            "end of the week": "2026-12-31T17:00:00+00:00",
            "3 january": "2027-01-03T17:00:00+00:00",
            "january 3rd": "2027-01-03T17:00:00+00:00",
            "on the 5th": "2027-01-05T17:00:00+00:00",
            "in a month": "2027-01-31T17:00:00+00:00",
            "next year": "2027-12-31T17:00:00+00:00",
            "this year": "2026-12-31T17:00:00+00:00",
            "by midnight": "2027-01-01T00:00:00+00:00",
            "15 december": None,
        },
    ),
    (
        "Europe/London",
        "2026-12-24T10:00:00+00:00",  # Thursday
        {
            "within one working day": "2026-12-29T17:00:00+00:00",
            "next working day": "2026-12-29T17:00:00+00:00",
            "within two working days": "2026-12-30T17:00:00+00:00",
            "within 24 hours": "2026-12-25T10:00:00+00:00",
            "tomorrow": "2026-12-25T17:00:00+00:00",
            "by the end of the week": "2026-12-24T17:00:00+00:00",
            "before the weekend": "2026-12-24T17:00:00+00:00",
            "boxing day": ABSENT,
        },
    ),
    (
        "Europe/London",
        "2026-04-01T09:30:00+01:00",  # Wednesday
        {
            "within two working days": "2026-04-07T17:00:00+01:00",
            "within 3 working days": "2026-04-08T17:00:00+01:00",
            "by friday": "2026-04-03T17:00:00+01:00",
            "by the end of the week": "2026-04-02T17:00:00+01:00",
            "in five working days": "2026-04-10T17:00:00+01:00",
            "within eight working hours": "2026-04-02T09:30:00+01:00",
            "before the weekend": "2026-04-02T17:00:00+01:00",
            "on the 31st": None,
        },
    ),
    (
        "Europe/London",
        "2028-02-28T10:00:00+00:00",  # Monday
        {
            "tomorrow": "2028-02-29T17:00:00+00:00",
            "by the 29th": "2028-02-29T17:00:00+00:00",
            "29 february": "2028-02-29T17:00:00+00:00",
            "in a year": "2029-02-28T17:00:00+00:00",
            "in two days": "2028-03-01T17:00:00+00:00",
            "by the end of the month": "2028-02-29T17:00:00+00:00",
            "february 29th": "2028-02-29T17:00:00+00:00",
        },
    ),
    (
        "Europe/London",
        "2028-02-29T10:00:00+00:00",  # Tuesday
        {
            "in a year": "2029-02-28T17:00:00+00:00",
            "in four years": "2032-02-29T17:00:00+00:00",
            "in a month": "2028-03-29T17:00:00+01:00",
        },
    ),
    (
        "Europe/Berlin",
        "2026-01-31T10:00:00+01:00",  # Saturday
        {
            "in a month": "2026-02-28T17:00:00+01:00",
            "in two months": "2026-03-31T17:00:00+02:00",
            "on the 30th": None,
            "by the end of the month": "2026-01-31T23:59:00+01:00",
            "the first of the month": "2026-02-01T17:00:00+01:00",
            "the 31st of next month": None,
        },
    ),
    (
        "Europe/Berlin",
        "2026-05-05T08:10:00+02:00",  # Tuesday
        {
            "at eight": None,
            "at nine": "2026-05-05T09:00:00+02:00",
            "by noon": "2026-05-05T12:00:00+02:00",
            "in the morning": None,
            "this morning": "2026-05-05T12:00:00+02:00",
            "first thing": ABSENT,
            "within two working hours": "2026-05-05T11:00:00+02:00",
            "by five past nine": "2026-05-05T09:05:00+02:00",
        },
    ),
)
