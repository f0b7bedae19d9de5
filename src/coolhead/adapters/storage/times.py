"""RFC 3339 to the seconds since 1970 that rows hold."""

from __future__ import annotations

from datetime import datetime

from coolhead.errors import InputError


def seconds_of(text: str, field: str) -> float:
    """Seconds since 1970 (UTC); raises ``InputError`` unless it is a time with an offset."""
    hint = "Write it like 2026-03-02T10:15:00+01:00."
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError("this is no time", field=field, hint=hint) from error
    if at.tzinfo is None:
        raise InputError("the offset from UTC is missing", field=field, hint=hint)
    return at.timestamp()
