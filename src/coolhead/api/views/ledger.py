"""The promise ledger as the API takes what is wanted and shows it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec
from pydantic import AwareDatetime, ConfigDict, Field

from coolhead.api.views.people import Given
from coolhead.services.follow_ups.book import Counts, Ledger
from coolhead.services.follow_ups.follow_up import Kind


class LedgerSearch(Given):
    """The period, and whose follow-ups."""

    model_config = ConfigDict(extra="ignore")

    since: AwareDatetime | None = Field(
        default=None, description="Due from then on; left out, thirty days before `until`."
    )
    until: AwareDatetime | None = Field(default=None, description="Due before; left out, now.")
    team: str | None = Field(default=None, min_length=1, max_length=300)
    mine: bool = Field(default=False, description="Only my own.")


class LedgerShown(msgspec.Struct, frozen=True, kw_only=True):
    """The counts by kind; null, with the reason in ``withheld``, where they are not shown."""

    since: datetime
    until: datetime
    of: Literal["own", "teams"]
    kinds: dict[Kind, Counts] | None = {}
    withheld: str | None = None

    def counting(self, counted: Ledger) -> LedgerShown:
        """With these counts."""
        return msgspec.structs.replace(self, kinds=counted.kinds)

    def without(self, reason: str) -> LedgerShown:
        """Without any, and why."""
        return msgspec.structs.replace(self, kinds=None, withheld=reason)
