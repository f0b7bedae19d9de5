"""Days, dates, weeks and months as they are spoken and typed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from coolhead.record.due_times.clocks import ends_a_time
from coolhead.record.due_times.expression import (
    Day,
    Lasting,
    MonthDay,
    PeriodEnd,
    Relative,
    Unsaid,
    Weekday,
    Weekend,
)
from coolhead.record.due_times.tokens import Tokens, word_list

_WEEKDAYS: Final = word_list("monday tuesday wednesday thursday friday saturday sunday")
# Short forms count only after a word that expects a day: "sat", "sun", "wed" are words too.
_SHORT: Final[Mapping[str, int]] = MappingProxyType(
    {
        short: index
        for index, shorts in enumerate(
            ("mon", "tue tues", "wed weds", "thu thur thurs", "fri", "sat", "sun")
        )
        for short in shorts.split()
    }
)
_EXPECT_A_DAY: Final = frozenset({"by", "on", "next", "this", "before", "until", "coming"})
_MONTHS: Final = word_list(
    "january february march april may june july august september october november december"
)
_SHORT_MONTHS: Final[Mapping[str, int]] = MappingProxyType(
    {name[:3]: index + 1 for index, name in enumerate(_MONTHS)} | {"sept": 9}
)
# Verbs too: "we march on", "you may". They are months only beside a number of the day.
_ALSO_VERBS: Final = frozenset({"march", "may"})
DAY_WORDS: Final = frozenset(
    {*_WEEKDAYS, *(f"{name}'s" for name in _WEEKDAYS), *_SHORT, *_MONTHS, *_SHORT_MONTHS}
)
"""Every word that names a weekday or a month."""

DayFound = tuple[Day, int]


def weekday_at(tokens: Tokens, index: int) -> int | None:
    """The weekday that is named at ``index``, 0 is Monday."""
    word = tokens.word(index)
    word = word.removesuffix("'s") if word.endswith("day's") else word
    if word in _WEEKDAYS:
        return _WEEKDAYS.index(word)
    return _SHORT.get(word) if tokens.word(index - 1) in _EXPECT_A_DAY else None


def month_at(tokens: Tokens, index: int, *, beside_number: bool = False) -> int | None:
    """The month that is named at ``index``, 1-12."""
    word = tokens.word(index)
    if word in _MONTHS and (beside_number or word not in _ALSO_VERBS):
        return _MONTHS.index(word) + 1
    return _SHORT_MONTHS.get(word) if beside_number else None


def day_at(tokens: Tokens, index: int) -> DayFound | None:
    """The day, date or period that is named at ``index``."""
    return (
        _relative(tokens, index)
        or _weeks_from(tokens, index)
        or _weekday(tokens, index)
        or _date(tokens, index)
        or _period(tokens, index)
    )


def _relative(tokens: Tokens, index: int) -> DayFound | None:
    phrases: tuple[tuple[str, int], ...] = (
        ("the day after tomorrow", 2),
        ("day after tomorrow", 2),
        ("tomorrow", 1),
        ("the next day", 1),
        ("later today", 0),
        ("today", 0),
    )
    for phrase, days in phrases:
        after = tokens.skip(index, phrase)
        if after is not None:
            if tokens.word(after) == "week" and days < 2:  # "tomorrow week"
                return Relative(days + 7), after + 1
            return Relative(days), after
    for phrase in ("next working day", "next business day", "following working day"):
        after = tokens.skip(index, phrase, f"the {phrase}")
        if after is not None:
            return Lasting(1, "working_day"), after
    return None


def _weeks_from(tokens: Tokens, index: int) -> DayFound | None:
    """Read "a week on Tuesday", "a week today", "two weeks on Friday"."""
    for phrase, weeks in (("a week", 1), ("one week", 1), ("two weeks", 2), ("a fortnight", 2)):
        after = tokens.skip(index, phrase)
        if after is None:
            continue
        after = tokens.skip(after, "from", "on", "after") or after
        weekday = weekday_at(tokens, after)
        if weekday is not None:
            return Weekday(weekday, weeks=weeks), after + 1
        for word, days in (("today", 0), ("tomorrow", 1), ("now", 0)):
            if tokens.word(after) == word:
                return Relative(days + 7 * weeks), after + 1
    return None


def _weekday(tokens: Tokens, index: int) -> DayFound | None:
    which: Literal["plain", "this", "coming", "next"] = "plain"
    at = index
    if (after := tokens.skip(at, "this coming", "the coming", "coming")) is not None:
        which, at = "coming", after
    elif tokens.word(at) == "this":
        which, at = "this", at + 1
    elif (after := tokens.skip(at, "next week", "the following week")) is not None:
        which, at = "next", tokens.skip(after, "on") or after
    elif tokens.word(at) == "next":
        which, at = "next", at + 1
    weekday = weekday_at(tokens, at)
    if weekday is None:
        return None
    after = at + 1
    if tokens.word(after) == "week" and tokens.word(after + 1) != "day":
        return Weekday(weekday, which, weeks=1), after + 1
    if tokens.skip(after, "next week", "of next week") is not None:
        return Weekday(weekday, "next"), after + (3 if tokens.word(after) == "of" else 2)
    if tokens.skip(after, "this week") is not None:
        return Weekday(weekday, "this"), after + 2
    comma = tokens.skip(after, ",") or after
    date = _date(tokens, tokens.skip(comma, "the") or comma, after_weekday=True)
    if date is not None and isinstance(date[0], MonthDay):
        day = date[0]
        return MonthDay(day.day, day.month, day.year, day.ahead, weekday), date[1]
    return Weekday(weekday, which), after


def _date(tokens: Tokens, index: int, *, after_weekday: bool = False) -> DayFound | None:
    word = tokens.word(index)
    if word[:1].isdigit() and word.count("-") == 2:
        year, month, day = (int(part) for part in word.split("-"))
        return (MonthDay(day, month, year), index + 1) if _is_date(month, day) else None
    if word[:1].isdigit() and "/" in word:
        return _slashed(word), index + 1
    month_first = month_at(tokens, index, beside_number=True)
    if month_first is not None:
        return _after_month(tokens, index + 1, month_first, verb=word in _ALSO_VERBS)
    start = tokens.skip(index, "the") or index
    ordinal = tokens.ordinal(start)
    day_found = ordinal or (tokens.cardinal(index) if index == start else None)
    if day_found is None or not 1 <= day_found[0] <= 31:
        return None
    day, after = day_found
    named = month_at(tokens, tokens.skip(after, "of") or after, beside_number=True)
    if named is not None:
        at = tokens.skip(after, "of") or after
        named_year, end = _year(tokens, at + 1)
        verb = tokens.word(at) in _ALSO_VERBS and at == after and named_year is None
        if verb and not ends_a_time(tokens, end):
            return None  # "number three may help"
        return MonthDay(day, named, named_year), end
    for phrase, ahead in (("of next month", 1), ("of the month", None), ("of this month", 0)):
        if ordinal and tokens.skip(after, phrase) is not None:
            return MonthDay(day, ahead=ahead), after + 3
    anchored = after_weekday or (
        start > index and tokens.word(index - 1) in _EXPECT_A_DAY | {"for"}
    )
    if ordinal and anchored and ends_a_time(tokens, after):
        return MonthDay(day), after
    return None


def _after_month(tokens: Tokens, index: int, month: int, *, verb: bool) -> DayFound | None:
    at = tokens.skip(index, "the") or index
    ordinal = tokens.ordinal(at)
    found = ordinal or tokens.cardinal(at)
    if found is None or not 1 <= found[0] <= 31:
        return None
    year, _ = _year(tokens, tokens.skip(found[1], ",") or found[1])
    plain = year is not None or ends_a_time(tokens, found[1])
    if ordinal is None and not plain:
        return None
    if verb:
        # "I may first check": a verb's twin needs digits, "the", or a word that expects a day.
        marked = at > index or tokens.word(at)[0].isdigit()
        if not plain or not (marked or tokens.word(index - 2) in _EXPECT_A_DAY):
            return None
    comma = tokens.skip(found[1], ",") or found[1]
    year, after = _year(tokens, comma)
    return MonthDay(found[0], month, year), (after if year else found[1])


def _year(tokens: Tokens, index: int) -> tuple[int | None, int]:
    word = tokens.word(index)
    if len(word) == 4 and word.isdigit() and word.startswith("20"):
        return int(word), index + 1
    return None, index


def _is_date(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


def _slashed(word: str) -> Day:
    """A date in strokes counts only where day and month cannot be told the other way round."""
    first, second, *rest = (int(part) for part in word.split("/"))
    year = None if not rest else rest[0] + 2000 if rest[0] < 100 else rest[0]
    if first > 12 and _is_date(second, first):
        return MonthDay(first, second, year)
    if second > 12 and _is_date(first, second):
        return MonthDay(second, first, year)
    if first == second and _is_date(first, second):
        return MonthDay(first, second, year)
    return Unsaid()


def _period(tokens: Tokens, index: int) -> DayFound | None:
    """Read "next week", "this month", "the weekend"."""
    for phrase, day in _PERIODS:
        after = tokens.skip(index, phrase)
        if after is not None:
            return day, after
    return None


_PERIODS: Final[tuple[tuple[str, Day], ...]] = (
    ("later this week", PeriodEnd("week")),
    ("the week after next", PeriodEnd("week", 2)),
    ("the following week", PeriodEnd("week", 1)),
    ("this week", PeriodEnd("week")),
    ("next week", PeriodEnd("week", 1)),
    ("this month", PeriodEnd("month")),
    ("next month", PeriodEnd("month", 1)),
    ("this year", PeriodEnd("year")),
    ("next year", PeriodEnd("year", 1)),
    ("next weekend", Weekend(ahead=1)),
    ("this weekend", Weekend()),
    ("the weekend", Weekend()),
)
