"""How long to wait before something that was not taken is tried again."""

from __future__ import annotations

import hashlib
from typing import Final

_FACTOR: Final = 3.0
_LONGEST_S: Final = 6 * 3600.0
# A fifth more or less, so that what failed together does not come back together.
_JITTER: Final = 0.2


def wait_s(id_: str, attempts: int, *, first_s: float) -> float:
    """Seconds until the next try after so many: each three times the last, six hours at most.

    The jitter is the id's own: the same failure waits the same time, whoever reckons it.
    """
    digest = hashlib.sha256(f"{id_}:{attempts}".encode()).digest()
    share = int.from_bytes(digest[:4]) / 2**32
    plain = min(first_s * _FACTOR ** max(0, min(attempts, 40) - 1), _LONGEST_S)
    return plain * (1 - _JITTER + 2 * _JITTER * share)
