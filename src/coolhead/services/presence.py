"""Who is at work: what agents say of themselves, for whoever has to cover the telephones.

It holds what is so now and no past: when somebody took a break yesterday is nobody's business.
A desk tells it again every half minute, so after a restart it is known again at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final, Literal

import msgspec

Availability = Literal["free", "break"]
Presence = Literal["on_call", "free", "break", "away"]

# A desk says every 30 s that it is there; who has missed three of them has closed it.
GONE_AFTER_S: Final = 95.0


class _Told(msgspec.Struct, frozen=True):
    availability: Availability
    at: float


class Cover(msgspec.Struct, frozen=True, kw_only=True):
    """How many of a team are where; ``one_more_break``: enough stay free if one of them goes."""

    free: int
    on_call: int
    on_break: int
    one_more_break: bool


def cover_of(present: Iterable[Presence], *, minimum_free: int) -> Cover:
    """The cover that people who are at these places make."""
    counted = Counter(present)
    return Cover(
        free=counted["free"],
        on_call=counted["on_call"],
        on_break=counted["break"],
        one_more_break=counted["free"] > minimum_free,
    )


class PresenceBoard:
    """What agents have told of themselves; ``passed`` are seconds that pass evenly."""

    def __init__(self, passed: Callable[[], float]) -> None:
        self._passed = passed
        self._told: dict[str, _Told] = {}

    def tell(self, user: str, availability: Availability) -> None:
        """Somebody is there: ready for calls, or on a break."""
        self._told[user] = _Told(availability, self._passed())

    def leave(self, user: str) -> None:
        """Somebody has signed out or closed their desk."""
        self._told.pop(user, None)

    def of(self, user: str, *, on_call: bool) -> Presence:
        """Where somebody is; who is on a call is, whatever was told before."""
        if on_call:
            return "on_call"
        told = self._told.get(user)
        if told is None or self._passed() - told.at > GONE_AFTER_S:
            return "away"
        return told.availability
