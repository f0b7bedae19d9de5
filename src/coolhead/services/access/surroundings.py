"""What everything that changes who has access shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from coolhead.services.access.audit import Asker, AuditEntry, entry_of
from coolhead.services.access.passwords import PasswordHasher
from coolhead.services.access.store import AccessStore
from coolhead.services.live.ports import Clock


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """``token`` makes 256 random bits, as text that fits into URLs; ``ids`` make ids."""

    workspace: str
    store: AccessStore
    clock: Clock
    hasher: PasswordHasher
    token: Callable[[], str]
    ids: Callable[[], str]

    @property
    def now(self) -> datetime:
        """The time."""
        return self.clock.now()

    def entry(
        self, asker: Asker, action: str, *, on: tuple[str, str], detail: Mapping[str, Any]
    ) -> AuditEntry:
        """The audit's entry of what somebody does now."""
        return entry_of(asker, self.now, action, on=on, detail=detail)
