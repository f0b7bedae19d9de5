"""Holds and erasures as the API shows them."""

from __future__ import annotations

import msgspec

from coolhead.services.keeping.erasure import Erasure
from coolhead.services.live.store import ErasedCall, Hold


class HoldShown(msgspec.Struct, frozen=True, kw_only=True):
    """A legal hold on a call: nothing of it is erased while it stands."""

    call: str
    since: str
    by: str
    reason: str


class HoldList(msgspec.Struct, frozen=True):
    """Every hold, oldest first."""

    holds: tuple[HoldShown, ...]


class ErasedShown(msgspec.Struct, frozen=True, kw_only=True):
    """What is left of a call that was erased."""

    call: str
    team: str
    erased_at: str
    reason: str


class ErasedList(msgspec.Struct, frozen=True):
    """What was ever erased, oldest first."""

    erased: tuple[ErasedShown, ...]


class ErasureShown(msgspec.Struct, frozen=True, kw_only=True):
    """What an erasure did: what went, what is on legal hold, and what still goes on."""

    erased: tuple[ErasedShown, ...]
    held: tuple[str, ...]
    live: tuple[str, ...]


def hold_shown(hold: Hold) -> HoldShown:
    """A hold as it is shown."""
    return HoldShown(call=hold.key.call, since=hold.since, by=hold.by, reason=hold.reason)


def erased_shown(erased: ErasedCall) -> ErasedShown:
    """A tombstone as it is shown."""
    return ErasedShown(
        call=erased.key.call, team=erased.team, erased_at=erased.erased_at, reason=erased.reason
    )


def erasure_shown(done: Erasure) -> ErasureShown:
    """An erasure as it is shown."""
    return ErasureShown(
        erased=tuple(map(erased_shown, done.erased)),
        held=tuple(key.call for key in done.held),
        live=tuple(key.call for key in done.live),
    )
