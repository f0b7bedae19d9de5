"""Stretches of time: "half an hour", "two to three working days", "a couple of weeks"."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from coolhead.record.due_times.days import weekday_at
from coolhead.record.due_times.expression import Lasting, Relative, Unit, Unsaid, Weekday
from coolhead.record.due_times.tokens import Tokens, word_list

_SPELLINGS: Final[tuple[tuple[Unit, str], ...]] = (
    ("minute", "minute minutes min mins minute's"),
    ("hour", "hour hours hr hrs hour's"),
    ("day", "day days day's"),
    ("week", "week weeks week's wk wks"),
    ("month", "month months month's"),
    ("year", "year years year's"),
)
_UNITS: Final[Mapping[str, Unit]] = MappingProxyType(
    {word: unit for unit, words in _SPELLINGS for word in words.split()}
)
_WORKING: Final = frozenset({"working", "business", "office", "banking"})
_VAGUE_AMOUNTS: Final = (
    "a few",
    "few",
    "several",
    "some",
    "a number of",
    "the coming",
    "a good few",
)
_FILLERS: Final = frozenset(
    word_list(
        "about around roughly approximately just maybe probably the next another only say "
        "under less than up to at most no more no longer maximum max of something like"
    )
)
_TRIGGERS: Final = frozenset(word_list("in within inside under allow take takes taking over"))
# Before a length of time these speak of how long something lasts or lasted, or of a lower bound.
_LASTED: Final = frozenset(
    word_list(
        "for last past every each per after previous than over took taken been waited waiting spent"
    )
)
_AFTERWARDS: Final = frozenset(
    word_list("ago late old earlier later overdue before previously warranty notice contract")
)
# In a call "in a second" and "in a minute" mean: now, wait.
_IDIOMS: Final = tuple(
    f"{lead} {word}"
    for lead in ("in a", "in just a", "just a", "one", "give me a", "give us a", "in one")
    for word in ("second", "sec", "minute", "moment", "bit", "tick", "jiffy", "mo", "while")
)


class Stretch(NamedTuple):
    """A length of time as said; ``telling`` where the words alone say that it is a due time."""

    lasting: Lasting | None
    after: int
    telling: bool


def idiom_at(tokens: Tokens, index: int) -> int | None:
    """The index after an in-call idiom such as "in a second", or None."""
    after = tokens.skip(index, *_IDIOMS)
    if after is None and tokens.skip(index, "in") is not None:
        number = tokens.cardinal(tokens.over(index + 1, _FILLERS))
        if number and tokens.word(number[1]) in {"second", "seconds", "secs"}:
            return number[1] + 1
    # "in a minute or two" is a length, "in a minute" alone is not.
    if after is not None and (
        tokens.skip(after, "or two", "and a half", "'s time") or tokens.word(after) == "hand"
    ):
        return None
    return after


def duration_at(tokens: Tokens, index: int) -> tuple[Lasting | Unsaid, int] | None:
    """A length of time that is a due time, from ``index`` on."""
    triggered = tokens.word(index) in _TRIGGERS
    start = index
    if triggered:
        start = tokens.over(index + 1, _FILLERS)
    elif (after := tokens.skip(index, "give me", "give us", "up to", "less than")) is not None:
        triggered, start = True, tokens.over(after, _FILLERS)
    if triggered and tokens.word(index) == "within":
        whole = tokens.skip(start, "hour")
        if whole is not None and tokens.word(start - 1) == "the":
            return Lasting(1, "hour"), whole
    stretch = _vague(tokens, start) or _stretch(tokens, start)
    if stretch is None or tokens.word(stretch.after) in _AFTERWARDS:
        return None
    before = {tokens.word(start - back) for back in (1, 2, 3)}
    if not triggered and before & _LASTED:
        return None
    anchored = _anchored(tokens, stretch)
    if anchored is not None:
        return anchored
    after = _time_word(tokens, stretch.after)
    telling = stretch.telling or after > stretch.after
    if not triggered and not telling:
        return None
    return stretch.lasting or Unsaid(), after


def lasted_at(tokens: Tokens, index: int) -> int | None:
    """The index after a length of time that is no due time ("for two weeks"), or None."""
    stretch = _stretch(tokens, index)
    return stretch.after if stretch else None


def _time_word(tokens: Tokens, index: int) -> int:
    """The index after "from now", "time" ("in two weeks' time")."""
    after = tokens.skip(index, "' time", "time", "from now", "from today")
    return index if after is None else after


def _anchored(tokens: Tokens, stretch: Stretch) -> tuple[Lasting | Unsaid, int] | None:
    """Read "two days from Friday", "a week from tomorrow"."""
    if stretch.lasting is None or tokens.word(stretch.after) not in {"from", "of", "after"}:
        return None
    at = stretch.after + 1
    start: Relative | Weekday | None = None
    if tokens.word(at) in {"today", "tomorrow"}:
        start = Relative(int(tokens.word(at) == "tomorrow"))
    elif (weekday := weekday_at(tokens, at)) is not None:
        start = Weekday(weekday)
    elif tokens.word(at) != "now":
        # "two days from delivery": from what, no clock can say.
        return (Unsaid(), stretch.after) if tokens.word(at - 1) != "of" else None
    return Lasting(stretch.lasting.amount, stretch.lasting.unit, start), at + 1


def _vague(tokens: Tokens, index: int) -> Stretch | None:
    after = tokens.skip(index, *_VAGUE_AMOUNTS)
    unit = None if after is None else _unit(tokens, after)
    return None if unit is None else Stretch(None, unit[1], telling=False)


def _unit(tokens: Tokens, index: int) -> tuple[Unit, int] | None:
    word = tokens.word(index)
    index = tokens.skip(index, "of") or index
    if tokens.word(index) in _WORKING:
        unit = _UNITS.get(tokens.word(index + 1))
        if unit in {"day", "hour"}:
            return ("working_day" if unit == "day" else "working_hour"), index + 2
        return None
    if tokens.word(index) in {"clear", "calendar", "full", "whole"} and word != "of":
        index += 1
    if tokens.word(index) == "-":
        index += 1
    unit = _UNITS.get(tokens.word(index))
    return (unit, index + 1) if unit else None


def _amount(tokens: Tokens, index: int) -> tuple[float, int] | None:
    for phrase, amount in (("a couple of", 2.0), ("couple of", 2.0), ("a couple", 2.0)):
        after = tokens.skip(index, phrase)
        if after is not None:
            return amount, after
    word = tokens.word(index)
    if word in {"a", "an", "one"}:
        after = index + 1
        half = tokens.skip(after, "and a half")
        return (1.5, half) if half else (1.0, after)
    number = tokens.cardinal(index)
    if number is None or number[0] < 1:
        return None
    value, after = float(number[0]), number[1]
    half = tokens.skip(after, "and a half")
    return (value + 0.5, half) if half else (value, after)


def _stretch(tokens: Tokens, index: int) -> Stretch | None:
    for phrase, minutes in _FRACTIONS:
        after = tokens.skip(index, phrase)
        if after is not None:
            return Stretch(Lasting(minutes, "minute"), after, telling=False)
    fortnight = tokens.skip(index, "a fortnight", "fortnight", "the fortnight")
    if fortnight is not None:
        return Stretch(Lasting(2, "week"), fortnight, telling=False)
    amount = _amount(tokens, index)
    if amount is None:
        return None
    value, after = amount
    # "24 to 48 hours", "two or three days": the later bound is the promise.
    upper_at = tokens.skip(after, "to", "or", "-", "and", "till")
    upper = _amount(tokens, upper_at) if upper_at is not None else None
    if upper is not None and upper[0] > value:
        unit = _unit(tokens, upper[1])
        if unit is not None:
            ranged = tokens.word(after) != "and" or tokens.word(index - 1) == "between"
            lasting = Lasting(upper[0], unit[0])
            return Stretch(lasting, unit[1], telling=ranged)
    unit = _unit(tokens, after)
    if unit is None:
        return None
    return _more(tokens, value, unit)


def _more(tokens: Tokens, value: float, found: tuple[Unit, int]) -> Stretch:
    """Read what may follow the unit: "an hour and a half", "a day or two", "1 hour 30 minutes"."""
    unit, after = found
    half = tokens.skip(after, "and a half")
    if half is not None:
        return Stretch(Lasting(value + 0.5, unit), half, telling=False)
    or_two = tokens.skip(after, "or two")
    if or_two is not None and value == 1:
        return Stretch(Lasting(2, unit), or_two, telling=False)
    or_so = tokens.skip(after, "or so")
    if or_so is not None:
        return Stretch(Lasting(value, unit), or_so, telling=False)
    to = tokens.skip(after, "to", "or", "-")
    upper = _amount(tokens, to) if to is not None else None
    upper_unit = _unit(tokens, upper[1]) if upper else None
    if upper and upper_unit and upper_unit[0] == unit and upper[0] > value:
        return Stretch(Lasting(upper[0], unit), upper_unit[1], telling=True)
    if unit == "hour":
        minutes_at = tokens.skip(after, "and") or after
        minutes = tokens.cardinal(minutes_at)
        minute_unit = _unit(tokens, minutes[1]) if minutes else None
        if minutes and minute_unit and minute_unit[0] == "minute":
            lasting = Lasting(value * 60 + minutes[0], "minute")
            return Stretch(lasting, minute_unit[1], telling=False)
    working = unit in {"working_day", "working_hour"}
    return Stretch(Lasting(value, unit), after, telling=working)


_FRACTIONS: Final = (
    ("half an hour's", 30.0),
    ("half an hour", 30.0),
    ("half a hour", 30.0),
    ("half hour", 30.0),
    ("the half hour", 30.0),
    ("a half hour", 30.0),
    ("three quarters of an hour", 45.0),
    ("a quarter of an hour", 15.0),
    ("quarter of an hour", 15.0),
)
