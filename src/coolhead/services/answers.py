"""The port of kept answers: a write that is sent again gets the answer of the first time."""

from __future__ import annotations

from typing import Final, Protocol

import msgspec

# The `Idempotency-Key` draft (draft-ietf-httpapi-idempotency-key-header-07, 2.3) leaves the time to
# the server and asks that it is told; a day is what large public APIs keep.
KEPT_S: Final = 24 * 3600.0


class KeptAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What was answered; ``fingerprint`` is of the request, ``at`` seconds since 1970.

    Nothing of a call's content is in ``body``: it holds acknowledgements alone.
    """

    fingerprint: str
    status: int
    body: str
    at: float


class KeptAnswers(Protocol):
    """Keeps answers for ``KEPT_S``. Every method may raise ``StorageError``."""

    async def find(self, workspace: str, who: str, key: str, now: float) -> KeptAnswer | None:
        """The answer that this principal got under this key, None where there is none."""

    async def keep(self, workspace: str, who: str, key: str, answer: KeptAnswer) -> None:
        """Keep an answer, and let go of those whose time is over."""
