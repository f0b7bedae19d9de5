"""The hours and the time zone that a call's due times are reckoned in, without any holidays."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from coolhead.call.events import CallStarted
from coolhead.playbook.schema import Playbook
from coolhead.record.due_times import Hours, WorkCalendar

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def business_hours(playbook: Playbook) -> Hours | None:
    """The playbook's opening hours by weekday, 0 is Monday; None where it gives none.

    Raises ``ValueError`` for a time of day that does not exist.
    """
    hours: dict[int, tuple[time, time]] = {}
    for name, written in playbook.business_hours.items():
        opens, _, closes = written.partition("-")
        hours[_DAYS.index(name)] = (time.fromisoformat(opens), time.fromisoformat(closes))
    return hours or None


def moment_of(header: CallStarted | None) -> datetime | None:
    """When the call started, with an offset; None where the source gave no usable clock."""
    try:
        written = header.started_at if header else None
        started = datetime.fromisoformat(written) if written else None
    except ValueError:
        return None
    return started if started is not None and started.utcoffset() is not None else None


def call_zone(playbook: Playbook, header: CallStarted | None) -> str:
    """The name of the zone that "by five" is meant in.

    The call's own, where it is given. Else the clock that the call was started by decides between
    the playbook's zone and the customer's; if it is neither's, its whole-hour offset itself is
    taken, and only then the playbook's zone. A name is not checked here.
    """
    if header is None:
        return playbook.time_zone
    if header.time_zone:
        return header.time_zone
    started = moment_of(header)
    if started is None:
        return playbook.time_zone
    for name in (playbook.time_zone, header.customer_time_zone):
        zone = zone_named(name)
        if name and zone and started.astimezone(zone).utcoffset() == started.utcoffset():
            return name
    hours, rest = divmod(started.utcoffset() or timedelta(0), timedelta(hours=1))
    # POSIX signs: five hours west of Greenwich is "Etc/GMT+5"; the names run from -14 to +12.
    name = f"Etc/GMT{-hours:+d}" if hours else "UTC"
    return name if not rest and zone_named(name) else playbook.time_zone


def zone_named(name: str | None) -> ZoneInfo | None:
    """The zone of this IANA name, or None if there is none."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


def plain_calendar(playbook: Playbook, header: CallStarted | None) -> WorkCalendar:
    """The call's calendar with no holidays; what does not exist in it falls back, never raises."""
    names = (call_zone(playbook, header), playbook.time_zone, "UTC")
    name = next((name for name in names if zone_named(name)), "UTC")
    try:
        hours = business_hours(playbook)
        return WorkCalendar(name, hours) if hours else WorkCalendar(name)
    except ValueError:
        return WorkCalendar(name)
