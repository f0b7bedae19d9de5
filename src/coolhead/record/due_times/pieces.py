"""The pieces that a due time is put together from, each read where it stands.

Each reader gets the expression so far and the small word before the piece (``glue``); it returns
the expression with its piece added and the index after it, or None where its piece is not there
or has been said already.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from coolhead.record.due_times.clocks import clock_at, ends_a_time, part_at
from coolhead.record.due_times.days import day_at, month_at
from coolhead.record.due_times.expression import (
    Expression,
    PeriodEnd,
    Relative,
    Unsaid,
    Weekend,
)
from coolhead.record.due_times.tokens import Tokens, word_list

Reader = Callable[[Tokens, int, Expression, str], tuple[Expression, int] | None]

_UNSURE: Final = frozenset({"early", "mid", "middle", "late", "beginning", "start"})
_CLOSE_OF_BUSINESS: Final = (
    "the close of business",
    "close of business",
    "the close of play",
    "close of play",
    "the end of business",
    "end of business",
    "the end of play",
    "end of play",
    "cob",
)
_ENDED_PERIODS: Final = (
    ("the week", PeriodEnd("week")),
    ("week", PeriodEnd("week")),
    ("this week", PeriodEnd("week")),
    ("the working week", PeriodEnd("week")),
    ("next week", PeriodEnd("week", 1)),
    ("the month", PeriodEnd("month")),
    ("month", PeriodEnd("month")),
    ("this month", PeriodEnd("month")),
    ("next month", PeriodEnd("month", 1)),
    ("the year", PeriodEnd("year")),
    ("this year", PeriodEnd("year")),
    ("next year", PeriodEnd("year", 1)),
)
GLUE: Final = frozenset(
    word_list(
        "at by on in the of around about for before , - sometime say roughly or some time any "
        "anytime no later than during"
    )
)


def closing_piece(
    tokens: Tokens, index: int, expression: Expression, glue: str
) -> tuple[Expression, int] | None:
    """Read "the end of the day", "close of business", "the end of next week", "end of March"."""
    if expression.close is not None or expression.clock is not None:
        return None
    after = tokens.skip(index, *_CLOSE_OF_BUSINESS)
    if after is not None:
        return msgspec.structs.replace(expression, close="business"), after
    after = tokens.skip(index, "eod")
    if after is not None:
        return msgspec.structs.replace(expression, close="day"), after
    start = tokens.skip(index, "the end of", "end of", "the close of", "close of")
    if start is None:
        return None
    after = tokens.skip(start, "the day", "day", "the working day", "the business day", "my shift")
    if after is not None:
        return msgspec.structs.replace(expression, close="day"), after
    for phrase, period in _ENDED_PERIODS:
        after = tokens.skip(start, phrase)
        if after is not None and expression.day is None:
            return msgspec.structs.replace(expression, day=period), after
    month = month_at(tokens, start, beside_number=True)
    if month is not None and expression.day is None:
        return msgspec.structs.replace(expression, day=PeriodEnd("month", month=month)), start + 1
    day = day_at(tokens, start)
    if day is not None and expression.day is None:
        return msgspec.structs.replace(expression, day=day[0], close="day"), day[1]
    return None


def part_of_this_day_piece(
    tokens: Tokens, index: int, expression: Expression, glue: str
) -> tuple[Expression, int] | None:
    """Read "this afternoon", "tonight", "in the morning", "at lunchtime"; "tomorrow morning"."""
    if expression.part is not None:
        return None
    if tokens.word(index) in {"tonight", "tonite"} and expression.day is None:
        return msgspec.structs.replace(expression, day=Relative(0), part="evening"), index + 1
    this = tokens.skip(index, "later this", "this")
    if this is not None and expression.day is None:
        part = part_at(tokens, this)
        if part is not None:
            today = msgspec.structs.replace(expression, day=Relative(0), part=part[0])
            return today, part[1]
    has_day = expression.day is not None or expression.clock is not None
    start = tokens.skip(index, "in the", "the") or index
    part = part_at(tokens, start)
    if part is None:
        return None
    the = start > index or glue == "the"
    named = tokens.skip(index, "in the") is not None or (has_day and (start == index or the))
    lunch = part[0] == "lunch" and glue in {"by", "at", "before", "around", "over", "until"}
    if not (named or lunch) or (part[0] == "lunch" and expression.clock is not None):
        return None
    return msgspec.structs.replace(expression, part=part[0]), part[1]


def first_thing_piece(
    tokens: Tokens, index: int, expression: Expression, glue: str
) -> tuple[Expression, int] | None:
    """Read "first thing tomorrow", "first thing in the morning", not "the first thing"."""
    after = tokens.skip(index, "first thing")
    if after is None or expression.part is not None or tokens.word(index - 1) == "the":
        return None
    if expression.day is not None:
        return msgspec.structs.replace(expression, part="opening"), after
    morning = tokens.skip(after, "in the morning")
    if morning is not None:
        day = day_at(tokens, morning)
        named = day[0] if day else Relative(1)
        return msgspec.structs.replace(expression, day=named, part="opening"), (
            day[1] if day else morning
        )
    day_index = tokens.skip(after, "on") or after
    day = day_at(tokens, day_index)
    if day is None:
        return None
    part = part_at(tokens, day[1])
    opened = msgspec.structs.replace(expression, day=day[0], part="opening")
    return opened, (part[1] if part and part[0] == "morning" else day[1])


def weekend_piece(
    tokens: Tokens, index: int, expression: Expression, glue: str
) -> tuple[Expression, int] | None:
    """Read "before the weekend", which is the last working day of the week."""
    after = tokens.skip(index, "the weekend")
    if after is None or expression.day is not None or glue not in {"by", "before"}:
        return None
    return msgspec.structs.replace(expression, day=Weekend(before=True)), after


def unsure_piece(
    tokens: Tokens, index: int, expression: Expression, glue: str
) -> tuple[Expression, int] | None:
    """Read "early next week", "late afternoon": somewhere in there, and no clock can say where."""
    if tokens.word(index) not in _UNSURE:
        return None
    at = tokens.over(index + 1, GLUE)
    at = tokens.skip(at, "this") or at
    day, part = day_at(tokens, at), part_at(tokens, at)
    month = month_at(tokens, at, beside_number=True)
    if day is None and part is None and month is None:
        return None
    after = day[1] if day else part[1] if part else at + 1
    return msgspec.structs.replace(expression, day=Unsaid(), vague=True), after


def day_piece(
    tokens: Tokens, index: int, expression: Expression, glue: str
) -> tuple[Expression, int] | None:
    """Read a day, a date or a period."""
    if expression.day is not None:
        return None
    day = day_at(tokens, index)
    return (msgspec.structs.replace(expression, day=day[0]), day[1]) if day else None


def clock_piece(
    tokens: Tokens, index: int, expression: Expression, glue: str
) -> tuple[Expression, int] | None:
    """Read a clock time; a bare number needs a word before it that expects one."""
    if expression.clock is not None:
        return None
    clock = clock_at(tokens, index)
    if clock is None:
        return None
    if not clock.certain:
        led = glue in {"at", "by", "around", "about", "before", "say", "than"} or not glue
        if not led or not ends_a_time(tokens, clock.after):
            return None
    return msgspec.structs.replace(expression, clock=clock.clock), clock.after
