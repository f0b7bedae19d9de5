"""What a text says about time, before any clock is looked at."""

from __future__ import annotations

from typing import Literal

import msgspec

Unit = Literal["minute", "hour", "day", "week", "month", "year", "working_day", "working_hour"]
PartOfDay = Literal["opening", "morning", "lunch", "afternoon", "evening", "night"]


class Clock(msgspec.Struct, frozen=True, gc=False):
    """A time of day; ``half`` is None where am or pm was not said. Hour 24 is midnight."""

    hour: int
    minute: int = 0
    half: Literal["am", "pm", "exact"] | None = None


class Relative(msgspec.Struct, frozen=True, gc=False, tag=True):
    """So many days from today."""

    days: int


class Weekday(msgspec.Struct, frozen=True, gc=False, tag=True):
    """A day of the week, 0 is Monday; ``weeks`` more on top ("Friday week")."""

    index: int
    which: Literal["plain", "this", "coming", "next"] = "plain"
    weeks: int = 0


class MonthDay(msgspec.Struct, frozen=True, gc=False, tag=True):
    """A date. Without ``month``: of the month that lies ``ahead``, or of the next that comes."""

    day: int
    month: int | None = None
    year: int | None = None
    ahead: int | None = None
    weekday: int | None = None


class PeriodEnd(msgspec.Struct, frozen=True, gc=False, tag=True):
    """The end of a week, month or year, or of a named month; ``ahead`` counts from this one."""

    unit: Literal["week", "month", "year"]
    ahead: int = 0
    month: int | None = None


class Weekend(msgspec.Struct, frozen=True, gc=False, tag=True):
    """The weekend itself, or the last working day before it."""

    before: bool = False
    ahead: int = 0


class Lasting(msgspec.Struct, frozen=True, gc=False, tag=True):
    """A stretch of time from the moment of speaking, or from a named day."""

    amount: float
    unit: Unit
    start: Relative | Weekday | None = None


class Unsaid(msgspec.Struct, frozen=True, gc=False, tag=True):
    """Words about time that name no moment ("soon", "after five")."""


Day = Relative | Weekday | MonthDay | PeriodEnd | Weekend | Lasting | Unsaid


class Expression(msgspec.Struct, frozen=True, gc=False):
    """A due time as said; ``span`` holds character offsets.

    ``close`` is the end of business ("business") or of the day ("day") where that was said.
    ``before`` is true where a day is named that is already too late ("before Friday").
    ``since`` is the beginning of a window that ``clock`` ends.
    """

    span: tuple[int, int]
    day: Day | None = None
    part: PartOfDay | None = None
    clock: Clock | None = None
    since: Clock | None = None
    close: Literal["business", "day"] | None = None
    before: bool = False
    vague: bool = False
