"""The link by which a customer answers: signed, for a month, with nothing of a person in it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

HOLDS: Final = timedelta(days=30)
_ID_BYTES: Final = 16
_TIME_BYTES: Final = 5
_MAC_BYTES: Final = 16  # 128 bits, half of SHA-256's: RFC 2104 §5 asks for no less than that


class AnswerLinks:
    """Makes and reads the tokens of one workspace; ``key`` is the server's own."""

    def __init__(self, key: bytes, workspace: str, now: Callable[[], datetime]) -> None:
        self._key = hmac.digest(key, f"answer link\0{workspace}".encode(), hashlib.sha256)
        self._now = now

    def token(self, follow_up: str) -> str:
        """A token for this follow-up, which holds for `HOLDS` from now."""
        until = int((self._now() + HOLDS).timestamp())
        told = bytes.fromhex(follow_up) + until.to_bytes(_TIME_BYTES)
        return base64.urlsafe_b64encode(told + self._mac(told)).rstrip(b"=").decode()

    def follow_up_of(self, token: str) -> str | None:
        """The follow-up that a token is for; None where it is none of ours, or its time is over."""
        try:
            given = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        told, mac = given[:-_MAC_BYTES], given[-_MAC_BYTES:]
        if len(told) != _ID_BYTES + _TIME_BYTES or not hmac.compare_digest(mac, self._mac(told)):
            return None
        if int.from_bytes(told[_ID_BYTES:]) < self._now().timestamp():
            return None
        return told[:_ID_BYTES].hex()

    def _mac(self, told: bytes) -> bytes:
        return hmac.digest(self._key, told, hashlib.sha256)[:_MAC_BYTES]
