"""From an expression of time and the moment of speaking to a point in time, or to none."""

from __future__ import annotations

import calendar as almanac
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

import msgspec

from coolhead.record.due_times.calendar import WorkCalendar
from coolhead.record.due_times.expression import (
    Clock,
    Day,
    Expression,
    Lasting,
    MonthDay,
    PeriodEnd,
    Relative,
    Unsaid,
    Weekday,
    Weekend,
)
from coolhead.record.due_times.readings import readings_of, window_readings

# A date without a year is read as the next that comes; further ahead than this nobody promises,
# so it is more likely a date gone by.
_AHEAD_AT_MOST: Final = timedelta(days=275)
# Nobody promises for longer than ten years; a larger amount is a number misheard.
_LONGEST_DAYS: Final = 3660
# Where parts of the day end. Evening ends with the hours in which a customer may be called
# (US 16 CFR 310.4(c): 8 to 21 local time).
_NOON: Final = time(12)
_LUNCH: Final = time(13)
_AFTERNOON: Final = time(18)
_EVENING: Final = time(21)
# "A quarter to nine" of a business that opens at nine is the morning's: within this of its hours.
_NEAR_HOURS: Final = timedelta(hours=1)
_LAST_MINUTE: Final = time(23, 59)


class _Unclear(Exception):  # noqa: N818 - control flow inside this module, never seen outside
    """No single moment is meant."""


def resolve(
    expression: Expression, said_at: datetime, work_calendar: WorkCalendar
) -> datetime | None:
    """The moment meant, in the calendar's zone and never before ``said_at``; None if unclear."""
    if expression.vague or isinstance(expression.day, Unsaid):
        return None
    now = said_at.astimezone(work_calendar.zone)
    try:
        at = _Resolver(now, work_calendar).moment(expression)
    except (_Unclear, OverflowError, ValueError):
        return None  # ValueError: a date that does not exist, such as 31 April
    return at if at >= now.astimezone(UTC) else None


class _Resolver:
    def __init__(self, now: datetime, work_calendar: WorkCalendar) -> None:
        self.now = now
        # Two times of one zone are compared by the clock on the wall, which runs through an hour
        # twice in autumn; against this they are compared as points in time.
        self.instant = now.astimezone(UTC)
        self.today = now.date()
        self.calendar = work_calendar

    def moment(self, expression: Expression) -> datetime:
        day = expression.day
        if isinstance(day, Lasting):
            exact = self._elapsed(day)
            if exact is not None:
                return exact
        if day == Weekday(self.today.weekday()):
            return self._same_weekday(expression)
        if expression.clock is not None:
            return self._at_clock(expression)
        if expression.part is not None:
            return self._at_part(expression)
        if day is None:
            return self._closing(self.today, expression)
        named = self._date(day)
        if expression.before:
            last = self.calendar.last_working_day(self.today, named - timedelta(days=1))
            return self._close_of(last)
        if isinstance(day, PeriodEnd) and expression.close is None:
            return self._period_close(day, named)
        return self._closing(named, expression)

    # Days

    def _date(self, day: Day) -> date:
        match day:
            case Relative(days):
                return self.today + timedelta(days=days)
            case Weekday():
                return self._weekday(day)
            case MonthDay():
                return self._month_day(day)
            case PeriodEnd():
                return self._period(day)[1]
            case Weekend(before, ahead):
                return self._weekend(before=before, ahead=ahead)
            case Lasting():
                return self._lasting(day)
            case _:
                raise _Unclear

    def _weekday(self, day: Weekday) -> date:
        ahead = (day.index - self.today.weekday()) % 7
        if day.which == "next":
            monday = self.today + timedelta(days=7 - self.today.weekday())
            named = monday + timedelta(days=day.index)
            if (named - self.today).days == 1:
                raise _Unclear  # "next Monday" said on a Sunday: tomorrow, or in eight days?
        elif ahead == 0 and day.which == "coming":
            named = self.today + timedelta(days=7)
        else:
            named = self.today + timedelta(days=ahead)
        return named + timedelta(weeks=day.weeks)

    def _same_weekday(self, expression: Expression) -> datetime:
        """Decide "by Friday" said on a Friday: next week only where today's time has gone by."""
        today = _replace_day(expression, Relative(0))
        if expression.clock is None and expression.part is None:
            today = msgspec.structs.replace(today, close="business")
        try:
            at = self.moment(today)
        except _Unclear:
            at = self.now
        if at > self.instant:
            raise _Unclear
        try:
            return self.moment(_replace_day(expression, Relative(7)))
        except ValueError as error:
            raise _Unclear from error

    def _month_day(self, day: MonthDay) -> date:
        if day.month is None:
            return self._day_of_month(day)
        if day.year is not None:
            named = date(day.year, day.month, day.day)
        else:
            named = date(self.today.year, day.month, day.day)
            if named < self.today:
                named = date(self.today.year + 1, day.month, day.day)
                if named - self.today > _AHEAD_AT_MOST:
                    raise _Unclear
        return self._checked(day, named)

    def _day_of_month(self, day: MonthDay) -> date:
        first = self.today.replace(day=1)
        if day.ahead is not None:
            return self._checked(day, _months_on(first, day.ahead).replace(day=day.day))
        if day.day >= self.today.day:
            return self._checked(day, first.replace(day=day.day))
        return self._checked(day, _months_on(first, 1).replace(day=day.day))

    def _checked(self, day: MonthDay, named: date) -> date:
        if day.weekday is not None and named.weekday() != day.weekday:
            raise _Unclear  # "Friday the 14th" where the 14th is a Saturday
        return named

    def _period(self, day: PeriodEnd) -> tuple[date, date]:
        """First and last day of the period."""
        if day.unit == "week":
            monday = self.today + timedelta(days=7 * day.ahead - self.today.weekday())
            return monday, monday + timedelta(days=6)
        if day.unit == "year":
            year = self.today.year + day.ahead
            return date(year, 1, 1), date(year, 12, 31)
        first = _months_on(self.today.replace(day=1), day.ahead)
        if day.month is not None:
            first = date(self.today.year, day.month, 1)
            if day.month < self.today.month:
                first = first.replace(year=self.today.year + 1)
                if first - self.today > _AHEAD_AT_MOST:
                    raise _Unclear
        return first, first.replace(day=almanac.monthrange(first.year, first.month)[1])

    def _period_close(self, day: PeriodEnd, last: date) -> datetime:
        """Close of the period's last working day; after that, the last minute of its last day."""
        first, _ = self._period(day)
        at = self._close_of(self.calendar.last_working_day(first, last))
        if at >= self.instant:
            return at
        if day.unit == "week":
            raise _Unclear  # "end of the week" said on a Saturday: this one or the next?
        return self._at(last, _LAST_MINUTE)

    def _weekend(self, *, before: bool, ahead: int) -> date:
        saturday = self.today + timedelta(days=(5 - self.today.weekday()) % 7 + 7 * ahead)
        if self.today.weekday() == 6:
            saturday -= timedelta(days=7)
        if not before:
            return saturday + timedelta(days=1)
        if self.today.weekday() >= 5:
            raise _Unclear
        return self.calendar.last_working_day(self.today, saturday - timedelta(days=1))

    # Stretches

    def _elapsed(self, lasting: Lasting) -> datetime | None:
        """Minutes and hours pass on the clock, also over a change to summer time."""
        if lasting.unit in {"minute", "hour"}:
            if lasting.start is not None:
                raise _Unclear
            minutes = lasting.amount * (60 if lasting.unit == "hour" else 1)
            passed = self.instant + timedelta(minutes=minutes)
            return passed.replace(microsecond=0).astimezone(self.calendar.zone)
        if lasting.unit == "working_hour":
            at = self.calendar.after_working_time(self.now, timedelta(hours=lasting.amount))
            if at is None or lasting.start is not None:
                raise _Unclear
            return at
        return None

    def _lasting(self, lasting: Lasting) -> date:
        """Days, weeks and months name a day; half a day more is the whole of the next."""
        start = self.today if lasting.start is None else self._date(lasting.start)
        count = -int(-lasting.amount // 1)
        if lasting.unit == "working_day":
            named = self.calendar.working_day(start, count)
            if named is None:
                raise _Unclear
            return named
        days = {"day": 1, "week": 7}.get(lasting.unit)
        if days is not None:
            whole = -int(-lasting.amount * days // 1)
            if whole > _LONGEST_DAYS:
                raise _Unclear
            return start + timedelta(days=whole)
        months = count * (12 if lasting.unit == "year" else 1)
        if months > _LONGEST_DAYS // 31:
            raise _Unclear
        return _months_on(start, months)

    # Times of day

    def _at(self, day: date, at: time) -> datetime:
        """That wall-clock time; in the hour that summer time skips, as much later."""
        local = datetime.combine(day, at, self.calendar.zone)
        if local < self.instant <= local.replace(fold=1).astimezone(UTC):
            local = local.replace(fold=1)
        return local.astimezone(UTC).astimezone(self.calendar.zone)

    def _close_of(self, day: date) -> datetime:
        return self._at(day, self.calendar.hours_on(day)[1])

    def _closing(self, day: date, expression: Expression) -> datetime:
        at = self._close_of(day)
        if at < self.instant and day == self.today and expression.close != "business":
            return self._at(day, _LAST_MINUTE)  # "today" said after hours
        return at

    def _at_part(self, expression: Expression) -> datetime:
        if expression.before:
            raise _Unclear
        day = self._date(expression.day) if expression.day else self._day_of_part(expression)
        opens, closes = self.calendar.hours_on(day)
        match expression.part:
            case "opening":
                return self._at(day, opens)
            case "morning":
                return self._at(day, _NOON)
            case "lunch":
                return self._at(day, _LUNCH)
            case "afternoon":
                return self._at(day, closes if time(14) <= closes <= _AFTERNOON else _AFTERNOON)
            case _:
                at = self._at(day, _EVENING)
                return at if at >= self.instant else self._at(day, _LAST_MINUTE)

    def _day_of_part(self, expression: Expression) -> date:
        """Decide "in the morning": tomorrow's after noon; before noon it may be either."""
        ends = {"morning": _NOON, "lunch": _LUNCH, "afternoon": _NOON}.get(
            expression.part or "", time(17)
        )
        if expression.part == "morning":
            if self.now.time() < ends:
                raise _Unclear
            return self.today + timedelta(days=1)
        if self.now.time() >= ends:
            raise _Unclear
        return self.today

    def _at_clock(self, expression: Expression) -> datetime:
        clock = expression.clock
        assert clock is not None  # noqa: S101 - the caller has looked
        if expression.day is None and expression.part is None:
            return self._next_clock(clock, expression.since)
        if expression.day is None:
            times = readings_of(clock, expression)
            soonest = [at for at in (self._on(self.today, t) for t in times) if at > self.instant]
            if not soonest and expression.part == "morning":
                day = self.today + timedelta(days=1)
                soonest = [self._on(day, t) for t in times]
            return _only(soonest)
        day = self._date(expression.day)
        readings = [self._on(day, t) for t in readings_of(clock, expression)]
        coming = [at for at in readings if at > self.instant]
        return self._likely(coming, day)

    def _on(self, day: date, minutes: int) -> datetime:
        """So many minutes after midnight; 24 hours are the midnight that ends the day."""
        if minutes >= 24 * 60:
            return self._at(day + timedelta(days=1), time(0))
        return self._at(day, time(minutes // 60, minutes % 60))

    def _next_clock(self, clock: Clock, since: Clock | None) -> datetime:
        """A time without a day is today's, if that is still to come and cannot be tomorrow's."""
        readings = window_readings(clock, since)
        coming = [at for at in (self._on(self.today, t) for t in readings) if at > self.instant]
        at = self._likely(coming, self.today)
        opens, closes = self.calendar.hours_on(self.today)
        if len(readings) > 1 and not opens <= at.time() <= closes:
            tomorrow = self.today + timedelta(days=1)
            others = [t for t in readings if self._on(self.today, t) != at]
            if any(self._is_open(self._on(tomorrow, t), tomorrow, _NEAR_HOURS) for t in others):
                raise _Unclear  # "at nine" said at four in the afternoon
        return at

    def _is_open(self, at: datetime, day: date, margin: timedelta = timedelta(0)) -> bool:
        opens, closes = (datetime.combine(day, edge) for edge in self.calendar.hours_on(day))
        return opens - margin <= at.replace(tzinfo=None) <= closes + margin

    def _likely(self, moments: list[datetime], day: date) -> datetime:
        """The one within business hours, else near them, else the only one there is."""
        for margin in (timedelta(0), _NEAR_HOURS):
            if len(moments) > 1:
                inside = [at for at in moments if self._is_open(at, day, margin)]
                moments = inside or moments
        return _only(moments)


def _only(moments: list[datetime]) -> datetime:
    if len(moments) != 1:
        raise _Unclear
    return moments[0]


def _months_on(day: date, months: int) -> date:
    """The same day so many months on, or that month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, almanac.monthrange(year, month + 1)[1]))


def _replace_day(expression: Expression, day: Day) -> Expression:
    return msgspec.structs.replace(expression, day=day)
