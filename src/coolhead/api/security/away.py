"""What a browser keeps while somebody is away at the identity provider: a cookie, signed."""

from __future__ import annotations

import base64
import binascii
import hmac
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

import msgspec
from starlette.responses import Response

from coolhead.services.access.single_sign_on import Begun

# Long enough for a second factor that has to be looked for.
LASTS: Final = timedelta(minutes=10)


class Away(msgspec.Struct, frozen=True, kw_only=True):
    """A sign-in that was begun, until when it may be finished, and the page to go to then."""

    begun: Begun
    until: float
    to: str


def seal(begun: Begun, to: str, now: datetime, key: bytes) -> str:
    """What the cookie holds."""
    away = Away(
        begun=msgspec.structs.replace(begun, url=""), until=(now + LASTS).timestamp(), to=to
    )
    body = base64.urlsafe_b64encode(msgspec.json.encode(away)).decode()
    return f"{body}.{_signed(body, key)}"


def unseal(cookie: str, now: datetime, key: bytes) -> Away | None:
    """What was begun; None for what was not made here or is too old."""
    body, _, signature = cookie.rpartition(".")
    if not hmac.compare_digest(_signed(body, key).encode(), signature.encode()):
        return None
    try:
        away = msgspec.json.decode(base64.urlsafe_b64decode(body), type=Away)
    except (binascii.Error, msgspec.DecodeError):
        return None
    return away if now.timestamp() < away.until else None


def cookie_name(*, secure: bool) -> str:
    """The cookie's name."""
    return "__Host-coolhead-away" if secure else "coolhead-away"


def give(response: Response, sealed: str, *, secure: bool) -> None:
    """Let the browser keep it.

    Lax, since it comes back by a link on the provider's page; it opens nothing by itself.
    """
    response.set_cookie(
        cookie_name(secure=secure),
        sealed,
        max_age=int(LASTS.total_seconds()),
        path="/",
        secure=secure,
        httponly=True,
        samesite="lax",
    )


def take_back(response: Response, *, secure: bool) -> None:
    """Let the browser forget it: a sign-in is finished once."""
    response.delete_cookie(
        cookie_name(secure=secure), path="/", secure=secure, httponly=True, samesite="lax"
    )


def _signed(body: str, key: bytes) -> str:
    return hmac.new(key, b"coolhead away " + body.encode(), sha256).hexdigest()
