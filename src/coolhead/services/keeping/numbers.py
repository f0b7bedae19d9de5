"""Who must not be called: put on the list and taken off it, and asked before every call."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Final

import msgspec

from coolhead.errors import InputError
from coolhead.services.breath import Breath
from coolhead.services.keeping.calling_hours import CallingHours, calling_at, zone_named
from coolhead.services.keeping.do_not_call import (
    checked_region,
    digest_to_keep,
    digests_of,
    number_digest,
    zones_of,
)
from coolhead.services.keeping.number_list import NumberList, NumberNoted, Removal, WhyNoted
from coolhead.services.keeping.numbers_csv import NumbersRead
from coolhead.services.keeping.paging import every_page
from coolhead.services.live.store import CallQuery, EventStore
from coolhead.services.live.summary import CallSummary

_PAGE: Final = 1_000
# Calls go on between two of them.
_AT_ONCE: Final = 500
_CALLS_AT_ONCE: Final = 200


class CallingRules(msgspec.Struct, frozen=True, kw_only=True):
    """What a workspace has decided: the region of numbers without one, and calling hours."""

    region: str = ""
    hours: CallingHours = CallingHours()


class NumberChecked(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a number may be called at a moment.

    It is ``allowed`` where it is not listed (``entries`` say why it is) and it is time for calls
    there. ``reasons`` are sentences that say why not. ``local`` is the time in every zone where the
    number may be. ``next_allowed`` is None for a number that is listed, and where no time is known.
    """

    allowed: bool
    reasons: tuple[str, ...]
    local: tuple[tuple[str, datetime], ...]
    next_allowed: datetime | None
    entries: tuple[NumberNoted, ...]


class NumbersAdded(msgspec.Struct, frozen=True):
    """How many numbers are new on the list, and how many were on it already."""

    added: int
    already: int


class DoNotCall:
    """The do-not-call list of a server; ``key`` is the server's own, for the numbers' hashes."""

    def __init__(
        self,
        numbers: NumberList,
        *,
        key: bytes,
        now: Callable[[], datetime],
        rules_of: Callable[[str], Awaitable[CallingRules]],
    ) -> None:
        self._numbers = numbers
        self._key = key
        self._now = now
        self._rules_of = rules_of

    async def region(self, workspace: str, wanted: str | None = None) -> str:
        """The region of numbers without one: the one wanted, or the workspace's.

        Raises ``InputError`` for one that there is not.
        """
        return checked_region(
            (await self._rules_of(workspace)).region if wanted is None else wanted
        )

    async def is_listed(self, workspace: str, number: str, region: str | None = None) -> bool:
        """Whether a number must not be called; raises ``InputError`` for no number."""
        return bool(await self._entries(workspace, number, await self.region(workspace, region)))

    async def check(
        self,
        workspace: str,
        number: str,
        *,
        at: datetime | None = None,
        region: str | None = None,
        time_zone: str | None = None,
    ) -> NumberChecked:
        """Whether a number may be called, now or at another moment.

        ``time_zone`` is where the called party is, if that is known better than from the number.
        Raises ``InputError`` for what is no number, region or time zone.
        """
        home = await self.region(workspace, region)
        entries = tuple(await self._entries(workspace, number, home))
        zones = (zone_named(time_zone),) if time_zone else zones_of(number, home)
        moment = at or self._now()
        calling = calling_at(moment, zones, (await self._rules_of(workspace)).hours)
        return NumberChecked(
            allowed=calling.allowed and not entries,
            reasons=(*map(_why_listed, entries), *calling.reasons),
            local=tuple((zone.key, moment.astimezone(zone)) for zone in zones),
            next_allowed=None if entries else calling.next_allowed,
            entries=entries,
        )

    async def add(
        self, workspace: str, numbers: NumbersRead, *, why: WhyNoted, reason: str, source: str
    ) -> NumbersAdded:
        """Put numbers on the list."""
        noted = NumberNoted(
            workspace=workspace,
            digest="",
            added_at=self._stamp(),
            why=why,
            reason=reason,
            source=source,
        )
        already = 0
        for first in range(0, len(numbers.digits), _AT_ONCE):
            digests = [
                number_digest(each, self._key) for each in numbers.digits[first : first + _AT_ONCE]
            ]
            known = {each.digest for each in await self._numbers.find(workspace, digests)}
            await self._numbers.add(
                [msgspec.structs.replace(noted, digest=digest) for digest in digests]
            )
            already += len(known)
        return NumbersAdded(len(numbers.digits) - already, already)

    async def remove(self, workspace: str, digest: str, *, reason: str, by: str) -> bool:
        """Take a number off the list; False where it is not on it."""
        return await self._numbers.remove(
            workspace, digest, Removal(at=self._stamp(), by=by, reason=reason)
        )

    async def every(self, workspace: str) -> AsyncIterator[NumberNoted]:
        """Every entry of the list, in the order of the hashes."""
        after = ""
        while page := await self._numbers.page(workspace, after=after, limit=_PAGE):
            for entry in page:
                yield entry
            after = page[-1].digest

    async def settle(self, call: CallSummary) -> None:
        """Have the list say what the record of a call that is over says.

        A number that cannot be called ("withheld", a name) is none to put there.
        """
        if not call.customer_number:
            return
        if not call.do_not_call:
            await self._numbers.withdraw(call.key)
            return
        noted = self._noted(call, (await self._rules_of(call.workspace)).region)
        if noted is not None:
            await self._numbers.add([noted])

    async def catch_up(self, store: EventStore, workspace: str) -> None:
        """Settle calls that ended while nobody did: before this version, or at a power cut."""
        breath = Breath()
        query = CallQuery(workspace=workspace, ended=True, limit=_CALLS_AT_ONCE)
        async for calls in every_page(store, query):
            region = (await self._rules_of(workspace)).region
            wanted = [
                noted
                for call in calls
                if call.do_not_call and (noted := self._noted(call, region)) is not None
            ]
            there = await self._numbers.find(workspace, {each.digest for each in wanted})
            known = {(each.digest, each.call) for each in there}
            await self._numbers.add([e for e in wanted if (e.digest, e.call) not in known])
            await breath.taken()

    def _noted(self, call: CallSummary, region: str) -> NumberNoted | None:
        """How a call's number stands on the list; None for what is no number."""
        try:
            digest = digest_to_keep(call.customer_number or "", self._key, region)
        except InputError:
            return None
        return NumberNoted(
            workspace=call.workspace,
            digest=digest,
            added_at=self._stamp(),
            why="asked_in_call",
            call=call.call,
        )

    async def _entries(self, workspace: str, number: str, region: str) -> list[NumberNoted]:
        return await self._numbers.find(workspace, digests_of(number, self._key, region))

    def _stamp(self) -> str:
        return self._now().astimezone(UTC).isoformat(timespec="seconds")


def _why_listed(entry: NumberNoted) -> str:
    when = f"{datetime.fromisoformat(entry.added_at):%d %B %Y}".lstrip("0")
    because = f": {entry.reason}" if entry.reason else ""
    match entry.why:
        case "asked_in_call":
            return f"The customer asked in a call not to be called again (noted on {when})."
        case "imported":
            source = f" from {entry.source}" if entry.source else ""
            return _sentence(f"It came onto the do-not-call list{source} on {when}{because}")
        case "by_hand":
            return _sentence(f"It was put on the do-not-call list by hand on {when}{because}")


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
