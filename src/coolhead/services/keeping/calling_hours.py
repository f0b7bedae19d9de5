"""When somebody may be called: by their own clock, wherever they may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from msgspec import Meta

from coolhead.errors import InputError

DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# 47 CFR 64.1200(c)(1) and 16 CFR 310.4(c): no call before 8 a.m. or after 9 p.m. by the local time
# at the called party's location, on every day of the week alike.
EARLIEST: Final = "08:00"
LATEST: Final = "21:00"
# Hours repeat every week; the second week is for a week whose only hour a change of clocks takes.
HORIZON: Final = timedelta(days=15)
_STEP: Final = timedelta(hours=1)
_SECOND: Final = timedelta(seconds=1)
_MOST_TOLD: Final = 3

ClockTime = Annotated[str, Meta(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$")]
Span = tuple[datetime, datetime]


class DayHours(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From when until when on one day: ``end`` itself is too late, and "24:00" its midnight."""

    start: ClockTime = EARLIEST
    end: ClockTime = LATEST


class CallingHours(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The hours of each weekday; None is a day without calls."""

    monday: DayHours | None = DayHours()
    tuesday: DayHours | None = DayHours()
    wednesday: DayHours | None = DayHours()
    thursday: DayHours | None = DayHours()
    friday: DayHours | None = DayHours()
    saturday: DayHours | None = DayHours()
    sunday: DayHours | None = DayHours()

    def of(self, day: date) -> DayHours | None:
        """The hours of a date."""
        hours: DayHours | None = getattr(self, DAYS[day.weekday()])
        return hours


class Calling(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a call may be made at a moment.

    ``reasons`` say why not. ``next_allowed`` (UTC) is the moment itself where it is allowed, None
    where there is none within `HORIZON`.
    """

    allowed: bool
    reasons: tuple[str, ...] = ()
    next_allowed: datetime | None = None


def checked_hours(hours: CallingHours) -> CallingHours:
    """The hours, if every day begins before it ends; raises ``InputError``."""
    for name in DAYS:
        day: DayHours | None = getattr(hours, name)
        if day is not None and day.start >= day.end:
            raise InputError(
                "the hours of a day begin before they end",
                field=f"calling_hours.{name}",
                hint="Write them like 08:00 and 21:00.",
            )
    return hours


def zone_named(name: str) -> ZoneInfo:
    """A time zone by its IANA name; raises ``InputError``."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InputError(
            "this is no time zone", field="time_zone", hint="Write it like Europe/London."
        ) from error


def calling_at(moment: datetime, zones: Sequence[ZoneInfo], hours: CallingHours) -> Calling:
    """Whether somebody may be called at a moment (with an offset), who is in one of these zones.

    It must be allowed in every one of them, since nobody knows in which they are.
    """
    if not zones:
        reason = "It is not known what time it is where this number is; name its time zone."
        return Calling(allowed=False, reasons=(reason,))
    outside = [zone for zone in zones if not _is_open(moment.astimezone(zone), hours)]
    if not outside:
        return Calling(allowed=True, next_allowed=moment.astimezone(UTC))
    told = [_why_not(moment.astimezone(zone), zone, hours) for zone in outside[:_MOST_TOLD]]
    if len(outside) > _MOST_TOLD:
        told.append(f"Nor is it time in {len(outside) - _MOST_TOLD} more places where they may be.")
    return Calling(
        allowed=False, reasons=tuple(told), next_allowed=_next_open(moment, zones, hours)
    )


def _is_open(local: datetime, hours: CallingHours) -> bool:
    day = hours.of(local.date())
    return day is not None and day.start <= local.strftime("%H:%M") < day.end


def _why_not(local: datetime, zone: ZoneInfo, hours: CallingHours) -> str:
    name, day = local.strftime("%A"), hours.of(local.date())
    allowed = f"calls are made from {day.start} to {day.end}" if day else "no calls are made"
    return f"It is {local:%H:%M} on {name} in {zone.key}; {allowed} on {name}s there."


def _next_open(moment: datetime, zones: Sequence[ZoneInfo], hours: CallingHours) -> datetime | None:
    """The first moment from this one on at which it is open in every zone."""
    start = moment.astimezone(UTC)
    common: list[Span] = [(start, start + HORIZON)]
    for zone in zones:
        common = list(_both(common, list(_open_spans(start, start + HORIZON, zone, hours))))
    return common[0][0] if common else None


def _both(one: list[Span], other: list[Span]) -> Iterator[Span]:
    """Where two rows of spans, each in order, overlap; in order."""
    first = second = 0
    while first < len(one) and second < len(other):
        start = max(one[first][0], other[second][0])
        end = min(one[first][1], other[second][1])
        if start < end:
            yield start, end
        if one[first][1] < other[second][1]:
            first += 1
        else:
            second += 1


def _open_spans(
    start: datetime, end: datetime, zone: ZoneInfo, hours: CallingHours
) -> Iterator[Span]:
    """When it is open in a zone, in UTC and in order.

    Each part with one offset is taken by itself: an hour that is left out is in none of them, one
    that comes twice is in two.
    """
    for part_start, part_end, offset in _parts(start, end, zone):
        day = (part_start + offset).date()
        while day <= (part_end + offset).date():
            if (open_hours := hours.of(day)) is not None:
                opens = max(part_start, _at(day, open_hours.start) - offset)
                closes = min(part_end, _at(day, open_hours.end) - offset)
                if opens < closes:
                    yield opens, closes
            day += timedelta(days=1)


def _parts(
    start: datetime, end: datetime, zone: ZoneInfo
) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """The time from ``start`` to ``end`` in parts that have one offset from UTC each."""
    begun, at, offset = start, start, _offset(start, zone)
    while at < end:
        following = min(at + _STEP, end)
        if _offset(following, zone) != offset:
            change = _change(at, following, zone)
            yield begun, change, offset
            begun, offset, following = change, _offset(change, zone), change
        at = following
    yield begun, end, offset


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The second at which the offset changes; zones change theirs at whole seconds."""
    old, before, after = _offset(before, zone), _whole(before), _whole(after) + _SECOND
    while after - before > _SECOND:
        middle = _whole(before + (after - before) / 2)
        if _offset(middle, zone) == old:
            before = middle
        else:
            after = middle
    return after


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _at(day: date, clock: str) -> datetime:
    """The time of day as if the day were one of UTC."""
    hour, minute = map(int, clock.split(":"))
    midnight = datetime.combine(day, time(), tzinfo=UTC)
    return midnight + timedelta(hours=hour, minutes=minute)
