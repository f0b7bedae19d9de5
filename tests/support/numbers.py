"""A do-not-call list with the usual rules."""

from __future__ import annotations

from datetime import UTC, datetime

from coolhead.adapters.storage.number_list import InMemoryNumberList
from coolhead.services.keeping.number_list import NumberList
from coolhead.services.keeping.numbers import CallingRules, DoNotCall

NUMBER_KEY = b"k" * 32


def do_not_call(
    numbers: NumberList | None = None,
    *,
    rules: CallingRules | None = None,
    now: datetime | None = None,
) -> DoNotCall:
    """The list over what keeps it, in memory where nothing else is named."""

    async def rules_of(_workspace: str) -> CallingRules:
        return rules or CallingRules()

    return DoNotCall(
        numbers or InMemoryNumberList(),
        key=NUMBER_KEY,
        now=lambda: now or datetime.now(tz=UTC),
        rules_of=rules_of,
    )
