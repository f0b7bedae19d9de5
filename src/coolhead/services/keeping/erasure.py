"""Calls erased: one, a customer's, or those whose time is over; what must survive does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from coolhead.errors import InputError
from coolhead.services.keeping.numbers import DoNotCall
from coolhead.services.keeping.paging import every_call
from coolhead.services.live.calls import LiveCalls
from coolhead.services.live.store import CallKeeping, CallQuery, ErasedCall, EventStore
from coolhead.services.live.summary import CallKey, CallSummary
from coolhead.services.live.tapes import Tapes

_PAGE = 200


class Erasure(msgspec.Struct, frozen=True, kw_only=True):
    """What an erasure did: calls that went, those on legal hold, those still going on.

    ``tapes`` counts sound that went without its call.
    """

    erased: tuple[ErasedCall, ...] = ()
    held: tuple[CallKey, ...] = ()
    live: tuple[CallKey, ...] = ()
    tapes: int = 0


class Ledger(Protocol):
    """Notes outside the database which calls were erased, for a database that is restored."""

    def add(self, erased: Iterable[ErasedCall]) -> None:
        """Note what was erased. Raises ``StorageError``."""

    def read(self) -> list[ErasedCall]:
        """What was ever erased. Raises ``StorageError``."""


class Eraser:
    """Erases calls everywhere; numbers that must not be called again stay on their list."""

    def __init__(
        self,
        store: EventStore,
        keeping: CallKeeping,
        calls: LiveCalls,
        *,
        ledger: Ledger,
        numbers: DoNotCall,
        now: Callable[[], datetime],
        tapes: Tapes | None = None,
    ) -> None:
        self._tapes = tapes
        self._store = store
        self.keeping = keeping
        self._calls = calls
        self._ledger = ledger
        self._numbers = numbers
        self._now = now

    async def erase(self, keys: Sequence[CallKey], *, reason: str) -> Erasure:
        """Erase calls; those that go on or are held stay, and are told of."""
        wanted: list[CallKey] = []
        live: list[CallKey] = []
        for key in dict.fromkeys(keys):
            summary = await self._store.summary(key)
            if summary is None:
                continue
            if not summary.ended:
                live.append(key)
                continue
            await self._remember(summary)
            wanted.append(key)
        at = self._now().isoformat(timespec="seconds")
        await self._erase_sound(wanted)  # first: a call that is gone leads nobody to it
        erased = await self.keeping.erase(wanted, reason=reason, at=at)
        self._ledger.add(erased)
        gone = {each.key for each in erased}
        for key in gone:
            self._calls.forget(key)
        held = tuple(key for key in wanted if key not in gone)
        return Erasure(erased=tuple(erased), held=held, live=tuple(live))

    async def erase_customer(
        self,
        workspace: str,
        *,
        customer: str | None = None,
        number: str | None = None,
        reason: str,
    ) -> Erasure:
        """Erase every call of a customer, by their key, their number, or both.

        Raises ``InputError`` without either.
        """
        keys = await customer_calls(self._store, workspace, customer=customer, number=number)
        return await self.erase(keys, reason=reason)

    async def erase_again(self) -> Erasure:
        """Erase what was erased before and has come back with a restored database.

        A call that was taken in under the same id after it was erased is another one, and stays.
        """
        noted = {each.key: each for each in self._ledger.read()}
        back = []
        for key, each in noted.items():
            first_kept = await self.keeping.first_kept(key)
            if first_kept is None:
                await self._erase_sound([key])
            elif first_kept < datetime.fromisoformat(each.erased_at):
                back.append(key)
        return await self.erase(back, reason="erased before the database was restored")

    async def held(self, workspace: str) -> set[CallKey]:
        """The calls that are on legal hold."""
        return {hold.key for hold in await self.keeping.holds(workspace)}

    async def _erase_sound(self, keys: Sequence[CallKey]) -> None:
        if self._tapes is None:
            return
        held: set[CallKey] = set()
        for workspace in {key.workspace for key in keys}:
            held |= await self.held(workspace)
        await self._tapes.erase(key for key in keys if key not in held)

    async def _remember(self, summary: CallSummary) -> None:
        """Note the number of somebody who wants no more calls, before it goes."""
        if summary.do_not_call:
            await self._numbers.settle(summary)


async def customer_calls(
    store: EventStore, workspace: str, *, customer: str | None, number: str | None
) -> list[CallKey]:
    """The calls of a customer; raises ``InputError`` where neither key nor number is given."""
    if not customer and not number:
        raise InputError(
            "no customer was named", field="customer", hint="Give the customer's key or number."
        )
    found: dict[CallKey, None] = {}
    queries = []
    if customer:
        queries.append(CallQuery(workspace=workspace, customer=customer, limit=_PAGE))
    if number:
        queries.append(CallQuery(workspace=workspace, customer_number=number, limit=_PAGE))
    for query in queries:
        async for summary in every_call(store, query):
            found[summary.key] = None
    return list(found)
