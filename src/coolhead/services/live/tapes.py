"""The port of kept sound: what was said in a call, for as long as it may be kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from coolhead.call.vocabulary import Party
from coolhead.services.live.summary import CallKey

# What telephones carry; a call's sound takes 32 KB a second at most, silence takes nothing.
TAPE_RATE_HZ: Final = 8_000


class Tape(Protocol):
    """The sound of one call; its methods return at once and never raise.

    What is never put on it stays silent. A tape that cannot be written is given up, and said so.
    """

    def put(self, party: Party, at: float, sound: bytes) -> None:
        """Keep 16-bit little-endian mono samples of ``TAPE_RATE_HZ`` that begin ``at`` seconds."""

    def silence(self, party: Party, start: float, end: float) -> None:
        """Overwrite what was put there, between two times in seconds."""

    def discard(self) -> None:
        """Overwrite and remove all of it."""


class Tapes(Protocol):
    """Keeps tapes. The waiting methods raise ``StorageError``."""

    def tape(self, key: CallKey) -> Tape:
        """The tape of a call, as far as it has got; a new one where there is none."""

    async def find(self, key: CallKey) -> Path | None:
        """A WAV file, the customer on the left and the agent on the right; None without sound."""

    async def erase(self, keys: Iterable[CallKey]) -> int:
        """Overwrite and remove the tapes of these calls; returns how many there were."""

    async def expire(self, before: datetime, *, but: Iterable[CallKey] = ()) -> int:
        """Remove tapes that were last written before a time, but those; returns how many."""
