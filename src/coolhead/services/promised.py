"""The due time of a promise: from its own words or those around it, by the call's clock."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import msgspec

from coolhead.call.utterance import Signal, Utterance
from coolhead.record.due_times import WorkCalendar, find_due, read_due

# "I'm booking Thursday, and I'll look for anything earlier": the second promises no Thursday.
_NEW_CLAUSE: Final = re.compile(r"[,;]\s+(?:and|but|so|then)\b|\bbecause\b", re.IGNORECASE)
Span = tuple[int, int]


def with_due(
    signal: Signal,
    utterance: Utterance,
    promised: Sequence[Span],
    started_at: str | None,
    calendar: WorkCalendar,
) -> Signal:
    """Give a promise its absolute due time; any other signal is left as it is.

    ``promised`` are the spans of all promises in the utterance: none takes another's time. In a
    call that does not say when it began (RFC 3339) a time stays as it was said.
    """
    if signal.name != "commitment" or signal.due_text is not None:
        return signal
    for text in _where_promised(utterance.text, signal.span, promised):
        if started_at is None:
            found = find_due(text)
            if found is not None:
                return msgspec.structs.replace(signal, due_text=found[1])
            continue
        said_at = datetime.fromisoformat(started_at) + timedelta(seconds=utterance.end)
        due = read_due(text, said_at, calendar)
        if due is not None:
            at = due.at.isoformat() if due.at is not None else None
            return msgspec.structs.replace(signal, due=at, due_text=due.text)
    return signal


def _where_promised(text: str, span: Span | None, promised: Sequence[Span]) -> tuple[str, ...]:
    """Where the time of a promise may stand: in its own words, else in the rest of its sentence."""
    if span is None:
        return (text,)
    start, end = span
    opens = max((text.rfind(mark, 0, start) for mark in ".!?"), default=-1) + 1
    closes = min((at for mark in ".!?" if (at := text.find(mark, end)) >= 0), default=len(text))
    clauses = (match.end() for match in _NEW_CLAUSE.finditer(text, opens, start))
    opens = max([opens, *clauses, *(until for _, until in promised if until <= start)])
    closes = min([closes, *(since for since, _ in promised if since >= end)])
    return (text[start:end], text[opens:closes])
