"""The port of calendars' secret addresses: of each the hash is kept, and nothing opens it again."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

import msgspec


class CalendarLink(msgspec.Struct, frozen=True, kw_only=True):
    """That a person has a calendar's address; ``digest`` is of the secret in it."""

    workspace: str
    user: str
    digest: str
    made_at: datetime


class CalendarLinks(Protocol):
    """Every method may raise ``StorageError``."""

    async def put(self, link: CalendarLink) -> None:
        """Keep a link in place of the one that the person had, which opens nothing any more."""

    async def of_user(self, workspace: str, user: str) -> CalendarLink | None:
        """The link that a person has."""

    async def by_digest(self, digest: str) -> CalendarLink | None:
        """The link with this secret."""

    async def remove(self, workspace: str, user: str) -> bool:
        """Take a person's link away; False where there is none."""
