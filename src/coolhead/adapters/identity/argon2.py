"""Passwords hashed with Argon2id: ``PasswordHasher``."""

from __future__ import annotations

import os
from typing import Final

import anyio
import anyio.to_thread
from pwdlib import PasswordHash
from pwdlib.exceptions import PwdlibError

# A hash takes 64 MiB and a tenth of a second of a core (RFC 9106's second recommended choice, which
# the library takes too): more of them at once would take both away from the calls.
_AT_ONCE: Final = 2


class Argon2Hasher:
    """See ``PasswordHasher``."""

    def __init__(self) -> None:
        self._hash = PasswordHash.recommended()
        self._limiter = anyio.CapacityLimiter(_AT_ONCE)
        # Somebody who is not known is told so after the same work as a wrong password.
        self._nobodys = self._hash.hash(os.urandom(16))

    async def hashed(self, password: str) -> str:
        """See ``PasswordHasher.hashed``."""
        return await anyio.to_thread.run_sync(self._hash.hash, password, limiter=self._limiter)

    async def matches(self, password: str, hashed: str | None) -> bool:
        """See ``PasswordHasher.matches``."""
        right = await anyio.to_thread.run_sync(
            self._verified, password, hashed or self._nobodys, limiter=self._limiter
        )
        return right and hashed is not None

    def _verified(self, password: str, hashed: str) -> bool:
        try:
            return self._hash.verify(password.encode("utf-8", "surrogatepass"), hashed)
        except PwdlibError:  # a hash of another kind: nobody gets in by it
            return False
