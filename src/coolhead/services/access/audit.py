"""Who saw and changed what: entries are added and, when their time is over, forgotten; no more."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, Literal, Protocol

import msgspec

from coolhead.errors import StorageError
from coolhead.services.access.principal import Principal
from coolhead.services.live.ports import Clock

# Whoever has a call open asks for it every few seconds: one entry tells as much as a hundred.
ONE_VIEW_S: Final = 300.0
# Views remembered for that; the oldest go first, which costs an entry too many and loses none.
_MOST_REMEMBERED: Final = 10_000
# Entries that wait while the database is away; an hour of thirty supervisors who look at 30 calls.
_MOST_WAITING: Final = 1_000

Viewed = Literal[
    "call",
    "events",
    "record",
    "export",
    "feed",
    "wall",
    "search",
    "audio",
    "follow_ups",
    "review",
    "score",
    "coaching",
    "insights",
    "check_ins",
    "lessons",
]


class AuditEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry.

    ``who`` is a user's or a key's id, "" for nobody known. ``action`` is what was done
    (``view``, ``user.change``), ``kind`` and ``object`` to what. ``detail`` never holds words of a
    call. ``number`` is given by the store, in the order in which entries came.
    """

    workspace: str
    at: datetime
    action: str
    kind: str
    object: str = ""
    who: str = ""
    name: str = ""
    roles: tuple[str, ...] = ()
    detail: Mapping[str, Any] = {}
    address: str = ""
    number: int = 0


class AuditQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which entries are wanted, newest first; ``before`` is the number of the last one seen."""

    workspace: str
    who: str | None = None
    action: str | None = None
    kind: str | None = None
    object: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None
    limit: int = 50


class AuditLog(Protocol):
    """Where entries are kept. Every method may raise ``StorageError``."""

    async def add_entries(self, entries: tuple[AuditEntry, ...]) -> None:
        """Add entries; they cannot be changed afterwards."""

    async def entries(self, query: AuditQuery) -> list[AuditEntry]:
        """The entries that a query asks for."""

    async def forget_entries(self, workspace: str, before: datetime) -> int:
        """Remove entries whose time is over; returns how many went."""


class Asker(msgspec.Struct, frozen=True, kw_only=True):
    """Who does something, and from which address."""

    principal: Principal
    address: str = ""


class AuditTrail:
    """Notes what was seen; what was changed is noted by whoever changes it, in one go with it."""

    def __init__(self, log: AuditLog, clock: Clock) -> None:
        self._log = log
        self._clock = clock
        self._seen: OrderedDict[tuple[str, str, str, str], float] = OrderedDict()
        self._waiting: list[AuditEntry] = []

    async def viewed(
        self, asker: Asker, kind: Viewed, object_id: str, detail: Mapping[str, Any] | None = None
    ) -> None:
        """Somebody saw something; once in `ONE_VIEW_S` for each person, object and kind.

        While the database is away entries wait in memory; raises ``StorageError`` where too many
        do, so that nothing is shown that could not be noted.
        """
        principal = asker.principal
        seen = (principal.workspace, principal.id, kind, object_id)
        now = self._clock.passed()
        last = self._seen.get(seen)
        if last is not None and now - last < ONE_VIEW_S:
            return
        entry = entry_of(
            asker, self._clock.now(), "view", on=(kind, object_id), detail=detail or {}
        )
        await self._add(entry)
        self._seen[seen] = now
        self._seen.move_to_end(seen)
        if len(self._seen) > _MOST_REMEMBERED:
            self._seen.popitem(last=False)

    async def noted(
        self,
        asker: Asker,
        action: str,
        *,
        on: tuple[str, str],
        detail: Mapping[str, Any] | None = None,
    ) -> None:
        """Somebody did something ``on`` a thing (kind, id) that is kept apart from the audit."""
        await self._add(entry_of(asker, self._clock.now(), action, on=on, detail=detail or {}))

    async def by_itself(
        self, workspace: str, action: str, kind: str, detail: Mapping[str, Any] | None = None
    ) -> None:
        """The server did something by itself, such as erasing what was past its time."""
        await self._add(
            AuditEntry(
                workspace=workspace,
                at=self._clock.now(),
                action=action,
                kind=kind,
                name="the server",
                detail=detail or {},
            )
        )

    async def _add(self, entry: AuditEntry) -> None:
        self._waiting.append(entry)
        adding, self._waiting = self._waiting, []
        try:
            await self._log.add_entries(tuple(adding))
        except StorageError:
            self._waiting = adding + self._waiting
            if len(self._waiting) > _MOST_WAITING:
                self._waiting.remove(entry)
                raise


def entry_of(
    asker: Asker, at: datetime, action: str, *, on: tuple[str, str], detail: Mapping[str, Any]
) -> AuditEntry:
    """The entry of something that somebody did ``on`` something: its kind and its id."""
    principal = asker.principal
    return AuditEntry(
        workspace=principal.workspace,
        at=at,
        who=principal.id,
        name=principal.name,
        roles=tuple(sorted(principal.roles)),
        action=action,
        kind=on[0],
        object=on[1],
        detail=detail,
        address=asker.address,
    )
