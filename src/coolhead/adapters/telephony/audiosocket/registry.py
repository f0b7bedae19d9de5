"""Registrations: which call and which party the connection of a UUID will be."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, Protocol
from uuid import UUID

from coolhead.call.events import CallStarted
from coolhead.call.vocabulary import Party
from coolhead.errors import BusyError, InputError
from coolhead.services.live.intake import Intake

# Asterisk connects within a second or two of the dial plan's step; a phone that rings first may
# take a minute. As long again after a connection was lost, for the one that follows it.
EXPIRES_AFTER_S: Final = 120.0
# Both parties of more calls than one server takes at a time.
MOST_REGISTERED: Final = 10_000

# How often those that have expired are cleared away.
_SWEPT_EVERY_S: Final = 10.0


class Registration:
    """What a connection will be. ``intake`` opens the call as ``source`` was set up."""

    def __init__(
        self,
        *,
        header: CallStarted,
        party: Party,
        intake: Intake,
        source: str,
        playbook: str | None = None,
    ) -> None:
        self.header = header
        self.party = party
        self.intake = intake
        self.source = source
        self.playbook = playbook


class Connection(Protocol):
    """A connection that has claimed a registration."""

    def give_way(self) -> None:
        """Another connection has come in its place."""


class _Entry:
    def __init__(self, registration: Registration, expires: float) -> None:
        self.registration = registration
        self.expires = expires
        self.connection: Connection | None = None


class AudioSocketRegistry:
    """Keeps registrations until their connection comes, and while it lasts."""

    def __init__(self, passed: Callable[[], float] = time.monotonic) -> None:
        self._passed = passed
        self._entries: dict[UUID, _Entry] = {}
        self._swept = passed()

    def __len__(self) -> int:
        return len(self._entries)

    def register(self, uuid: UUID, registration: Registration) -> None:
        """Expect the connection of this UUID; the same again gives it more time.

        Raises ``InputError`` where it is registered for something else, ``BusyError`` when full.
        """
        if len(self._entries) >= MOST_REGISTERED or self._passed() > self._swept + _SWEPT_EVERY_S:
            self._sweep()
        known = self._found(uuid)
        if known is not None and _identity(known.registration) != _identity(registration):
            raise InputError(
                "this UUID is registered for another call or party",
                field="uuid",
                hint="Make a new UUID for each connection.",
            )
        if known is None and len(self._entries) >= MOST_REGISTERED:
            raise BusyError(
                "no more connections can be registered at the moment",
                hint="Register a connection just before Asterisk makes it.",
            )
        expires = self._passed() + EXPIRES_AFTER_S
        if known is None:
            self._entries[uuid] = _Entry(registration, expires)
        else:
            known.expires = expires

    def claim(self, uuid: UUID, connection: Connection) -> Registration | None:
        """The registration of a connection that has come, None where there is none.

        One that holds it already is dead or will be: it gives way.
        """
        entry = self._found(uuid)
        if entry is None:
            return None
        before, entry.connection = entry.connection, connection
        if before is not None:
            before.give_way()
        return entry.registration

    def lost(self, uuid: UUID, connection: Connection) -> None:
        """The connection is gone; for a while it may come back."""
        entry = self._entries.get(uuid)
        if entry is not None and entry.connection is connection:
            entry.connection = None
            entry.expires = self._passed() + EXPIRES_AFTER_S

    def over(self, uuid: UUID, connection: Connection) -> None:
        """The connection was hung up: the UUID means nothing any more."""
        entry = self._entries.get(uuid)
        if entry is not None and entry.connection is connection:
            del self._entries[uuid]

    def _found(self, uuid: UUID) -> _Entry | None:
        entry = self._entries.get(uuid)
        return None if entry is None or self._is_expired(entry) else entry

    def _is_expired(self, entry: _Entry) -> bool:
        return entry.connection is None and entry.expires < self._passed()

    def _sweep(self) -> None:
        self._swept = self._passed()
        self._entries = {
            uuid: entry for uuid, entry in self._entries.items() if not self._is_expired(entry)
        }


def _identity(registration: Registration) -> tuple[str, str, Party]:
    header = registration.header
    return header.workspace, header.call, registration.party
