"""When work is done: the hours, the holidays and the time zone that due times are reckoned in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

Hours = Mapping[int, tuple[time, time]]

# The plain office week: what "working day" means where a playbook says nothing.
OFFICE_HOURS: Final[Hours] = MappingProxyType({day: (time(9), time(17)) for day in range(5)})

# No calendar closes for longer than this; a search for a working day that runs past it gives up.
_SEARCH_DAYS: Final = 400


def _no_holiday(_day: date) -> bool:
    return False


@dataclass(frozen=True)
class WorkCalendar:
    """Opening hours by weekday (0 is Monday), holidays, and the IANA time zone of both.

    A weekday that is absent from ``hours`` is closed. Raises ``ValueError`` for hours that close
    before they open, and ``zoneinfo.ZoneInfoNotFoundError`` for a zone that does not exist.
    """

    time_zone: str = "UTC"
    hours: Hours = field(default_factory=lambda: OFFICE_HOURS)
    is_holiday: Callable[[date], bool] = _no_holiday

    def __post_init__(self) -> None:
        ZoneInfo(self.time_zone)
        for opens, closes in self.hours.values():
            if closes <= opens:
                raise ValueError(f"business hours close ({closes}) before they open ({opens})")

    @property
    def zone(self) -> ZoneInfo:
        """The time zone itself."""
        return ZoneInfo(self.time_zone)

    def is_working(self, day: date) -> bool:
        """Whether business is open on that day at all."""
        return day.weekday() in self.hours and not self.is_holiday(day)

    def hours_on(self, day: date) -> tuple[time, time]:
        """Opening and closing time; on a weekday that is closed, the widest hours of the week.

        A promise that names a closed day is kept to that day: it is due when business would
        usually close.
        """
        if day.weekday() in self.hours:
            return self.hours[day.weekday()]
        week = list(self.hours.values()) or list(OFFICE_HOURS.values())
        return min(opens for opens, _ in week), max(closes for _, closes in week)

    def working_day(self, start: date, count: int) -> date | None:
        """The ``count``-th working day after ``start``; None if there is none in sight."""
        day = start
        for _ in range(_SEARCH_DAYS):
            if count <= 0:
                return day
            day += timedelta(days=1)
            count -= self.is_working(day)
        return day if count <= 0 else None

    def last_working_day(self, first: date, last: date) -> date:
        """The last working day from ``first`` to ``last``; ``last`` itself if there is none."""
        day = last
        while day >= first:
            if self.is_working(day):
                return day
            day -= timedelta(days=1)
        return last

    def before_working_time(self, end: datetime, amount: timedelta) -> datetime | None:
        """The latest moment from which on so much opening time passes before ``end``.

        It is reckoned in real hours, also where the clocks change on a working day.
        """
        now = end.astimezone(UTC)
        day = end.astimezone(self.zone).date()
        for _ in range(_SEARCH_DAYS):
            if self.is_working(day):
                opens, closes = self._open_on(day)
                close = min(closes, now)
                if opens < close:
                    if close - amount >= opens:
                        return (close - amount).astimezone(self.zone)
                    amount -= close - opens
            day -= timedelta(days=1)
        return None

    def _open_on(self, day: date) -> tuple[datetime, datetime]:
        """Opening and closing time of a day, in UTC."""
        opens, closes = (
            datetime.combine(day, edge, self.zone).astimezone(UTC) for edge in self.hours_on(day)
        )
        return opens, closes

    def after_working_time(self, start: datetime, amount: timedelta) -> datetime | None:
        """The moment at which so much opening time has passed since ``start``, in real hours."""
        now = start.astimezone(UTC)
        day = start.astimezone(self.zone).date()
        for _ in range(_SEARCH_DAYS):
            if self.is_working(day):
                opens, closes = self._open_on(day)
                begin = max(opens, now)
                if begin < closes:
                    if begin + amount <= closes:
                        return (begin + amount).astimezone(self.zone)
                    amount -= closes - begin
            day += timedelta(days=1)
        return None
