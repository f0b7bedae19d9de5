"""Points in time as vCons give them: RFC 3339, and what came before it.

Early drafts and early software wrote seconds (or milliseconds) since 1970, and dates as in e-mail.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final, NamedTuple

from coolhead.adapters.formats.vcon.values import number_of
from coolhead.errors import InputError
from coolhead.services.checks import check_clock

# Where no clock was known, times are counted from here: what is written when there is no time to
# write. No call that anybody has kept in a vCon was made on the first day of 1970.
NO_CLOCK: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_REAL_S: Final = 86_400.0
# The end of the year 9999, the last that Python can count to.
_LAST_S: Final = 253_402_300_799.0
# As milliseconds this is in 1973, before any call of which there is a vCon; as seconds, in 5138.
_LEAST_MS: Final = 1e11
_MAX_CHARS: Final = 64


class Moment(NamedTuple):
    """A point in time; where ``has_offset`` is false, it was given without one (taken as UTC)."""

    at: datetime
    has_offset: bool = True

    def since(self, earlier: Moment) -> float:
        """Seconds from ``earlier`` to this."""
        return (self.at - earlier.at).total_seconds()


def moment_of(value: Any, source: str, field: str) -> Moment | None:
    """The moment in ``value``, None for null; raises ``InputError`` for what is no time."""
    if value is None or value == "":
        return None
    seconds = number_of(value)
    moment = _counted(seconds) if seconds is not None else _written(value)
    if moment is None:
        raise InputError(
            "this is no time", file=source, field=field, hint="Write 2026-03-02T10:15:00+01:00."
        )
    return moment


def clock_of(moment: Moment | None) -> str | None:
    """``started_at`` for a call that began at the moment; None where that tells no real time."""
    if moment is None or not moment.has_offset:
        return None
    if moment.at.year == NO_CLOCK.year and moment.since(Moment(NO_CLOCK)) < _FIRST_REAL_S:
        return None
    started_at = moment.at.isoformat()
    try:
        check_clock(started_at)
    except InputError:
        return None
    return started_at


def _counted(seconds: float) -> Moment | None:
    if abs(seconds) >= _LEAST_MS:
        seconds /= 1000
    if not 0 <= seconds <= _LAST_S:
        return None
    return Moment(NO_CLOCK + timedelta(seconds=seconds))


def _written(value: Any) -> Moment | None:
    if not isinstance(value, str) or len(value) > _MAX_CHARS:
        return None
    text = value.strip()
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            at = parse(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return Moment(at) if at.tzinfo is not None else Moment(at.replace(tzinfo=UTC), False)
    return None
