"""Due times: what "by five tomorrow" means, said at a quarter past ten.

A small grammar of our own. Where the words leave two readings, the answer is no time at all, with
the words kept: a reminder at a guessed hour is worse than a question to the person who promised.
The rules, with examples, stand in ``docs/record.md``.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from coolhead.record.due_times.calendar import OFFICE_HOURS, Hours, WorkCalendar
from coolhead.record.due_times.grammar import expression_in
from coolhead.record.due_times.resolve import resolve

__all__ = ["OFFICE_HOURS", "Due", "Hours", "WorkCalendar", "find_due", "read_due"]


class Due(msgspec.Struct, frozen=True):
    """A due time as said (``text``, at the character offsets ``span``) and as meant.

    ``at`` is in the calendar's zone; None where the words leave more than one reading or name no
    moment ("soon").
    """

    text: str
    span: tuple[int, int]
    at: datetime | None


def find_due(text: str) -> tuple[tuple[int, int], str] | None:
    """The place and the words of the first due time in ``text``; needs no clock."""
    expression = expression_in(text)
    if expression is None:
        return None
    start, end = expression.span
    return (start, end), text[start:end]


def read_due(text: str, said_at: datetime, calendar: WorkCalendar) -> Due | None:
    """The first due time in ``text``, said at ``said_at``; None if there is none.

    Never before ``said_at``. Raises ``ValueError`` for a ``said_at`` without an offset.
    """
    if said_at.utcoffset() is None:
        raise ValueError("said_at needs an offset: a due time is a point in time")
    expression = expression_in(text)
    if expression is None:
        return None
    start, end = expression.span
    return Due(text[start:end], (start, end), resolve(expression, said_at, calendar))
