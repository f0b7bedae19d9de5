"""Clock times and parts of day as they are spoken and typed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from coolhead.record.due_times.expression import Clock, PartOfDay
from coolhead.record.due_times.tokens import Tokens, word_list

# What may follow a bare number that is a clock time: anything else may be a thing that is counted
# ("by five percent", "at ten pounds", "at one point").
AFTER_A_TIME: Final = frozenset(
    word_list(
        "and or but so if when because then unless once today tomorrow tonight this next "
        "coming on in at by the to i we you he she it they that there is will okay ok right "
        "please thanks thank sir madam yes no yeah for latest sharp exactly prompt if just as "
        "my our your alright well great perfect or monday tuesday wednesday thursday friday "
        "saturday sunday before"
    )
)
_ENDS: Final = frozenset({"", ".", ",", "!", "?", ";", ":", ")", '"', "'", "-"})
_MONEY: Final = frozenset({"\u00a3", "$", "\u20ac", "\u00a5", "#"})
_HALVES: Final[Mapping[str, Literal["am", "pm"]]] = MappingProxyType(
    {"am": "am", "a.m": "am", "a.m.": "am", "pm": "pm", "p.m": "pm", "p.m.": "pm"}
)
_ZONES: Final = frozenset(
    word_list("eastern pacific central mountain gmt bst utc est edt cst cdt pst pdt mst cet cest")
)
_PARTS: Final[Mapping[str, PartOfDay]] = MappingProxyType(
    {
        "morning": "morning",
        "lunchtime": "lunch",
        "lunch": "lunch",
        "afternoon": "afternoon",
        "evening": "evening",
        "night": "night",
    }
)


class ClockFound(NamedTuple):
    """A clock time, what is after it, and whether the words can be nothing else."""

    clock: Clock
    after: int
    certain: bool


def ends_a_time(tokens: Tokens, index: int) -> bool:
    """Whether what stands here may follow a bare number that is a clock time."""
    word = tokens.word(index)
    if word in _ENDS:
        # "at 5.5" and "at 5-7 pounds" are no clock times, "by five." is one.
        return not tokens.word(index + 1)[:1].isdigit() or word not in {".", ",", "-"}
    return word.partition("'")[0] in AFTER_A_TIME


def names_a_zone(tokens: Tokens, index: int) -> bool:
    """Whether another clock than the calendar's is meant ("five Eastern", "five your time")."""
    return tokens.word(index) in _ZONES or tokens.skip(index, "your time", "my time") is not None


def clock_at(tokens: Tokens, index: int) -> ClockFound | None:
    """The clock time that begins at ``index``."""
    if tokens.word(index - 1) in _MONEY:
        return None
    for words, hour in (("noon", 12), ("midday", 12), ("midnight", 24)):
        after = tokens.skip(index, f"twelve {words}", f"12 {words}", words)
        if after is not None:
            return ClockFound(Clock(hour, 0, "exact"), after, certain=True)
    found = _past_or_to(tokens, index) or _digits(tokens, index) or _spoken(tokens, index)
    return _with_half(tokens, found) if found else None


def part_at(tokens: Tokens, index: int) -> tuple[PartOfDay, int] | None:
    """The part of day that is named at ``index``."""
    part = _PARTS.get(tokens.word(index))
    if part is None:
        return None
    after = tokens.skip(index, "lunch time", "night time") or index + 1
    return part, after


def _hour(tokens: Tokens, index: int) -> tuple[int, int] | None:
    found = tokens.cardinal(index)
    return found if found and 1 <= found[0] <= 12 else None


def _past_or_to(tokens: Tokens, index: int) -> ClockFound | None:
    """Read "half past four", "quarter to nine", "ten to six", "half four"."""
    start = tokens.skip(index, "a quarter", "quarter", "half")
    if start is not None:
        minutes = 30 if tokens.word(start - 1) == "half" else 15
        certain = True
    else:
        found = tokens.cardinal(index)
        if found is None or found[0] not in {5, 10, 15, 20, 25}:
            return None
        minutes, start = found
        certain = False
    start = tokens.skip(start, "-") or start
    start = tokens.skip(start, "minutes") or start
    sign = tokens.word(start)
    if minutes == 30 and sign not in {"past", "to", "of", "an", "a"}:
        hour = _hour(tokens, start)  # British: "half four" is half past four
        return ClockFound(Clock(hour[0], 30), hour[1], certain=False) if hour else None
    if sign not in {"past", "to", "after", "till"} or (minutes == 30 and sign != "past"):
        return None
    hour = _hour(tokens, start + 1)
    if hour is None:
        return None
    if sign in {"past", "after"}:
        return ClockFound(Clock(hour[0], minutes), hour[1], certain or sign == "past")
    return ClockFound(Clock((hour[0] - 2) % 12 + 1, 60 - minutes), hour[1], certain)


def _digits(tokens: Tokens, index: int) -> ClockFound | None:
    """Read "17:30", "9.15", "1700 hours"."""
    word = tokens.word(index)
    for mark in ":.":
        head, sign, tail = word.partition(mark)
        if sign and head.isdigit() and len(tail) == 2 and tail.isdigit():
            hour, minute = int(head), int(tail)
            if hour > 24 or minute > 59 or (hour == 24 and minute):
                return None
            exact = hour > 12 or head.startswith("0")
            clock = Clock(hour, minute, "exact" if exact else None)
            return ClockFound(clock, index + 1, certain=mark == ":")
    if len(word) == 4 and word.isdigit() and tokens.word(index + 1) == "hours":
        hour, minute = divmod(int(word), 100)
        if hour <= 24 and minute <= 59 and not (hour == 24 and minute):
            return ClockFound(Clock(hour, minute, "exact"), index + 2, certain=True)
    return None


def _spoken(tokens: Tokens, index: int) -> ClockFound | None:
    """Read "five", "five o'clock", "four thirty", "nine oh five", "17 30"."""
    hour = tokens.cardinal(index)
    if hour is None or hour[0] > 23:
        return None
    value, after = hour
    half: Literal["exact"] | None = "exact" if value > 12 or value == 0 else None
    if tokens.word(after) in {"o'clock", "oclock"}:
        return ClockFound(Clock(value, 0, half), after + 1, certain=True)
    if tokens.skip(after, "o clock"):
        return ClockFound(Clock(value, 0, half), after + 2, certain=True)
    if tokens.word(after) in {"oh", "o"}:
        minute = tokens.cardinal(after + 1)
        if minute and 1 <= minute[0] <= 9:
            return ClockFound(Clock(value, minute[0], half), minute[1], certain=False)
    minute = tokens.cardinal(after)
    if minute and 10 <= minute[0] <= 59:
        return ClockFound(Clock(value, minute[0], half), minute[1], certain=False)
    if half == "exact":
        return None  # "at fifteen" is no time of day
    return ClockFound(Clock(value), after, certain=False)


def _with_half(tokens: Tokens, found: ClockFound) -> ClockFound:
    """Add "am" or "pm" where it follows."""
    clock, after, certain = found
    half = _HALVES.get(tokens.word(after))
    after_half = after + 1
    if half is None and tokens.word(after) in {"a", "p"} and tokens.word(after + 1) == "m":
        half, after_half = ("am" if tokens.word(after) == "a" else "pm"), after + 2
    if half is None or clock.half == "exact":
        return ClockFound(clock, after_half if half else after, certain or half is not None)
    return ClockFound(Clock(clock.hour, clock.minute, half), after_half, certain=True)
