"""Which times of day a clock time may mean: "at five" is one of two, twelve hours apart."""

from __future__ import annotations

from coolhead.record.due_times.expression import Clock, Expression


def readings_of(clock: Clock, expression: Expression) -> list[int]:
    """Minutes after midnight that the words allow, by the part of day."""
    allowed = {
        "opening": (0, 12 * 60 - 1),
        "morning": (0, 12 * 60 - 1),
        "lunch": (11 * 60, 15 * 60),
        "afternoon": (12 * 60, 19 * 60),
        "evening": (16 * 60, 24 * 60),
        "night": (18 * 60, 24 * 60),
    }
    low, high = allowed.get(expression.part or "", (0, 24 * 60))
    return [t for t in window_readings(clock, expression.since) if low <= t <= high]


def _minutes(clock: Clock) -> list[int]:
    """Minutes after midnight that a clock time may mean; one, or two twelve hours apart."""
    minutes = clock.hour * 60 + clock.minute
    if clock.half == "exact":
        return [minutes]
    minutes %= 12 * 60
    if clock.half == "am":
        return [minutes]
    if clock.half == "pm":
        return [minutes + 12 * 60]
    return [minutes or 24 * 60, minutes + 12 * 60] if minutes else [12 * 60, 24 * 60]


def window_readings(clock: Clock, since: Clock | None) -> list[int]:
    """Of a window's end, the readings that lie at most half a day after a reading of its start."""
    ends = _minutes(clock)
    if since is None:
        return ends
    return [end for end in ends if any(0 < end - start < 12 * 60 for start in _minutes(since))]
