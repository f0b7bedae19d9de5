"""Nonces of signed requests: each works once while its signature holds."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

# A signature holds for ten seconds; twice that covers clocks that differ.
KEPT_S: Final = 20.0
# 5,000 connections a second, for as long.
_MOST: Final = 100_000


class Nonces:
    """Remembers the nonces that were used lately."""

    def __init__(self, passed: Callable[[], float]) -> None:
        self._passed = passed
        self._used: OrderedDict[tuple[str, str], float] = OrderedDict()

    def is_new(self, source: str, nonce: str) -> bool:
        """Note a nonce; false where it was used before, or too many were to remember."""
        now = self._passed()
        while self._used and next(iter(self._used.values())) <= now - KEPT_S:
            self._used.popitem(last=False)
        if (source, nonce) in self._used or len(self._used) >= _MOST:
            return False
        self._used[source, nonce] = now
        return True
