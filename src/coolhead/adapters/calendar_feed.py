"""Follow-ups as a calendar (RFC 5545).

Calendars are kept by others and lie open on shared screens: an entry says what kind of thing is to
be done and the customer's reference, and holds no words of a call.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from icalendar import Calendar, Event

from coolhead.services.follow_ups.follow_up import FollowUp, time_of
from coolhead.services.follow_ups.standing import thing_of

MEDIA_TYPE: Final = "text/calendar"
_LASTS: Final = timedelta(minutes=15)
_KINDS: Final = {"check_in": "Check in with a customer", "thank_you": "Thank a customer"}
# Calendar programs ask again by themselves; this is how often is enough.
_REFRESH: Final = timedelta(minutes=30)


def calendar_of(rows: Iterable[FollowUp], *, now: datetime, page: str = "") -> bytes:
    """The calendar of these follow-ups; what has no time is in no calendar.

    ``page`` is the address of the queue, "" for none.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Coolhead//Follow-ups//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", "Follow-ups")
    calendar.add("x-wr-calname", "Follow-ups")
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    for row in rows:
        due = time_of(row.due)
        if due is not None:
            calendar.add_component(_event(row, due, now, page))
    return bytes(calendar.to_ical())


def _event(row: FollowUp, due: datetime, now: datetime, page: str) -> Event:
    event = Event()
    event.add("uid", f"{row.id}@follow-ups.coolhead")
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", due.astimezone(UTC))
    event.add("duration", _LASTS)
    event.add("summary", _summary(row))
    event.add("sequence", row.sequence)
    event.add("status", "CANCELLED" if row.state == "dropped" else "CONFIRMED")
    # A time by which something is done is no time in which nothing else can be.
    event.add("transp", "TRANSPARENT")
    if page:
        event.add("url", page)
    return event


def _summary(row: FollowUp) -> str:
    what = _KINDS.get(row.kind) or _promised(row)
    reference = f" ({row.customer[:100]})" if row.customer else ""
    return f"{'Done: ' if row.state == 'done' else ''}{what}{reference}"


def _promised(row: FollowUp) -> str:
    match thing_of(row.what):
        case "other":
            return "Promised to a customer"
        case "answer" | "e-mail" as thing:
            return f"Promised: an {thing}"
        case thing:
            return f"Promised: a {thing}"
