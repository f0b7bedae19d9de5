"""What an event must be before it becomes part of a call, wherever it came from.

A file's reader says where in the file something is wrong; here is the last line, which holds for
live feeds and for embedding applications too.
"""

from __future__ import annotations

import math
from datetime import datetime
from typing import Final

from coolhead.call.events import CallStarted, Envelope, Event, UtteranceHeard
from coolhead.call.utterance import Utterance
from coolhead.errors import InputError

# No call lasts a day (86,400 s); larger times are clock times or milliseconds. The same bound is
# kept by the readers of transcripts.
LONGEST_CALL_S: Final = 86_400.0
# Promises are reckoned from the call's clock, and a calendar ends somewhere: the first telephone
# is of 1876, and Python's last year, 9999, must still have room for "within ten years".
_YEARS: Final = range(1876, 9900)


def time_of(moment: Event | Envelope) -> float:
    """When something happened, in seconds from the call's start."""
    return moment.event.at if isinstance(moment, Envelope) else moment.at


def check_event(event: Event) -> None:
    """Raise ``InputError`` unless every time of the event is one that a call can have."""
    if not 0 <= event.at <= LONGEST_CALL_S:  # asked of every second: no call for what is right
        _check_time(event.at, "at")
    if isinstance(event, CallStarted):
        check_clock(event.started_at)
    if isinstance(event, UtteranceHeard):
        check_utterance(event.utterance)


def check_utterance(utterance: Utterance) -> None:
    """Raise ``InputError`` for times, loudness, pitch or confidence that cannot be."""
    _check_span(utterance.start, utterance.end, "")
    for index, word in enumerate(utterance.words):
        _check_span(word.start, word.end, f"words[{index}].")
    if utterance.confidence is not None and not 0.0 <= utterance.confidence <= 1.0:
        raise InputError(
            f"not a confidence: {utterance.confidence}", field="confidence", hint="Give 0 to 1."
        )
    for field in ("loudness_dbfs", "pitch_hz"):
        value = getattr(utterance, field)
        if value is not None and not math.isfinite(value):
            raise InputError(
                f"not a finite number: {value}", field=field, hint="Leave it out if unknown."
            )


def check_clock(started_at: str | None) -> None:
    """Raise ``InputError`` unless ``started_at`` is None or RFC 3339 with an offset."""
    if started_at is None:
        return
    example = "Write it like 2026-03-02T10:15:00+01:00, or leave it out."
    try:
        clock = datetime.fromisoformat(started_at)
    except ValueError as error:
        raise InputError("this is no time", field="started_at", hint=example) from error
    if clock.tzinfo is None:
        raise InputError("the offset from UTC is missing", field="started_at", hint=example)
    if clock.year not in _YEARS:
        raise InputError(
            f"no call was made in the year {clock.year}", field="started_at", hint=example
        )


def _check_span(start: float, end: float, within: str) -> None:
    _check_time(start, f"{within}start")
    _check_time(end, f"{within}end")
    if end < start:
        what = "word" if within else "utterance"
        raise InputError(
            f"the {what} ends ({end}) before it starts ({start})", field=f"{within}end"
        )


def _check_time(value: float, field: str) -> None:
    if not math.isfinite(value) or not 0 <= value <= LONGEST_CALL_S:
        raise InputError(
            f"not a time in seconds from the call's start: {value}",
            field=field,
            hint=f"Give a number from 0 to {LONGEST_CALL_S:,.0f}, a day.",
        )
