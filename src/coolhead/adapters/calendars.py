"""Working time from a playbook: its hours, its zone, and the public holidays of its country."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from coolhead.call.events import CallStarted
from coolhead.errors import ConfigError
from coolhead.playbook.schema import Playbook
from coolhead.record.due_times import OFFICE_HOURS, WorkCalendar
from coolhead.record.working_time import business_hours, call_zone, zone_named

# The United Kingdom as a whole has no Easter Monday in the `holidays` package, since Scotland has
# none; who writes the country alone means the bank holidays of England and Wales.
_USUAL_REGION: Final[Mapping[str, str]] = MappingProxyType({"GB": "ENG", "UK": "ENG"})


def work_calendar(playbook: Playbook, header: CallStarted | None = None) -> WorkCalendar:
    """The calendar that due times of this call are reckoned in.

    Its time zone is that of ``call_zone``. Raises ``ConfigError`` for a zone, hours or a
    holiday code that do not exist.
    """
    zone = call_zone(playbook, header)
    if zone_named(zone) is None:
        raise ConfigError(
            f"There is no time zone '{zone}'.",
            hint="Use an IANA name such as Europe/London or America/New_York.",
        )
    closed = holidays_of(playbook.holidays) if playbook.holidays else _never
    try:
        hours = business_hours(playbook) or OFFICE_HOURS
        return WorkCalendar(zone, hours, closed)
    except ValueError as error:
        raise ConfigError(
            f"The business hours of playbook '{playbook.name}' are wrong: {error}.",
            hint="Write them as 'mon: 09:00-17:30', closing after opening, on the same day.",
        ) from error


def holidays_of(code: str) -> Callable[[date], bool]:
    """Whether a day is a public holiday of a country ("GB") or a region ("GB-SCT", "US-CA").

    Raises ``ConfigError`` for a code that is not known.
    """
    import holidays  # noqa: PLC0415 - 60 ms to import, and most commands need no calendar

    country, _, region = code.partition("-")
    try:
        days = holidays.country_holidays(country, subdiv=region or _USUAL_REGION.get(country))
    except (NotImplementedError, KeyError, ValueError) as error:
        raise ConfigError(
            f"There is no holiday calendar '{code}'.",
            hint="Use a country code, with a region where it has any: GB, GB-SCT, US-CA, DE-BY.",
        ) from error
    return lambda day: day in days


def _never(_day: date) -> bool:
    return False
