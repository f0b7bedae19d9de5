"""How often somebody may try to sign in."""

from __future__ import annotations

import time
from hashlib import sha256
from typing import Final

from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from coolhead.api.problems import ApiProblem
from coolhead.api.security.addresses import sender_of

# Ten tries are enough for somebody who is looking for the right password of three, and a quarter of
# an hour is what OWASP's authentication cheat sheet gives as usual.
_OF_ONE_AT_ONE: Final = RateLimitItemPerMinute(10, 15, namespace="one-at-one")
# NIST SP 800-63B-4 §3.2.2: no more than 100 failed tries at one account, from wherever they come.
# (Fewer would let anybody shut somebody else out.)
_OF_ONE: Final = RateLimitItemPerDay(100, namespace="one")
# A whole floor signs in from behind one address at the beginning of a shift.
_AT_ONE: Final = RateLimitItemPerMinute(100, 15, namespace="at-one")


class SignInLimits:
    """Counts tries in moving windows, by account and by sender; whether an account exists or not.

    Counts are the process's own and begin anew with it.
    """

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def take(self, email: str, address: str) -> None:
        """Count a try; raises problem 429 where there were too many."""
        account, sender = _hidden(email), sender_of(address)
        await self._hit(_OF_ONE_AT_ONE, account, sender)
        await self.take_sender(address)
        await self._hit(_OF_ONE, account)

    async def take_sender(self, address: str) -> None:
        """Count a try that names nobody; raises problem 429 where there were too many."""
        await self._hit(_AT_ONE, sender_of(address))

    async def succeeded(self, email: str, address: str) -> None:
        """Whoever gets in may begin to count anew."""
        account, sender = _hidden(email), sender_of(address)
        await self._limiter.clear(_OF_ONE_AT_ONE, account, sender)
        await self._limiter.clear(_OF_ONE, account)

    async def _hit(self, limit: RateLimitItem, *whose: str) -> None:
        if await self._limiter.hit(limit, *whose):
            return
        again = (await self._limiter.get_window_stats(limit, *whose)).reset_time
        wait = max(1, round(again - time.time()))
        raise ApiProblem(
            429,
            "too_many",
            "Too many tries",
            f"Try again in {wait} seconds.",
            headers={"Retry-After": str(wait)},
        )


def _hidden(email: str) -> str:
    """What was typed as an e-mail may be a password: it is not kept, also not in memory."""
    typed = email.strip().casefold().encode("utf-8", "surrogatepass")
    return sha256(typed).hexdigest()
