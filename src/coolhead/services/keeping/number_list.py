"""The port of the do-not-call list: keyed hashes, and why each is there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, Protocol

import msgspec

from coolhead.services.live.summary import CallKey

WhyNoted = Literal["asked_in_call", "imported", "by_hand"]


class NumberNoted(msgspec.Struct, frozen=True, kw_only=True):
    """That a number must not be called, and why; ``digest`` is the number's keyed hash.

    ``source`` is where an import comes from, ``call`` the id of the call in which it was asked.
    """

    workspace: str
    digest: str
    added_at: str
    why: WhyNoted
    reason: str = ""
    source: str = ""
    call: str = ""


class Removal(msgspec.Struct, frozen=True, kw_only=True):
    """Who took a number off the list, when, and why."""

    at: str
    by: str
    reason: str


class NumberList(Protocol):
    """Keeps the list. Every method may raise ``StorageError``."""

    async def add(self, entries: Sequence[NumberNoted]) -> None:
        """Put numbers on the list; an entry that is there stays as it is.

        One that was removed comes back where it is put there by hand or imported: a call that has
        asked once does not ask again.
        """

    async def find(self, workspace: str, digests: Collection[str]) -> list[NumberNoted]:
        """Why the numbers of these hashes are on the list, oldest first."""

    async def page(self, workspace: str, *, after: str = "", limit: int) -> list[NumberNoted]:
        """Every entry of the next ``limit`` hashes beyond ``after``, in the hashes' order."""

    async def remove(self, workspace: str, digest: str, removal: Removal) -> bool:
        """Take a number off the list, whoever put it there; False where it is not on it."""

    async def withdraw(self, call: CallKey) -> None:
        """What a call put on the list goes as if it never had; what others put there stays."""
