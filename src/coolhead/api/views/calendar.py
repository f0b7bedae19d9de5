"""Addresses of calendars as the API shows them."""

from __future__ import annotations

from datetime import datetime

import msgspec


class CalendarLinkShown(msgspec.Struct, frozen=True):
    """Since when there is an address; null where there is none."""

    made_at: datetime | None


class CalendarAddress(msgspec.Struct, frozen=True, kw_only=True):
    """The address, this once."""

    url: str
    made_at: datetime
