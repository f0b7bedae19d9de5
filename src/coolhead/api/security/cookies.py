"""The cookie of a session."""

from __future__ import annotations

import msgspec
from starlette.responses import Response


class CookieSettings(msgspec.Struct, frozen=True, kw_only=True):
    """``secure``: browsers reach the server over TLS.

    Only then can a cookie have the prefix ``__Host-``, which keeps other hosts of the domain from
    setting it (RFC 6265bis §4.1.3.2).
    """

    secure: bool = True

    @property
    def name(self) -> str:
        """The cookie's name."""
        return "__Host-coolhead" if self.secure else "coolhead"

    def give(self, response: Response, token: str, *, seconds: int) -> None:
        """Let the browser keep a session's token for as long as the session can last at most.

        Strict: no link on another site's page opens anything here as whoever is signed in.
        """
        response.set_cookie(
            self.name,
            token,
            max_age=seconds,
            path="/",
            secure=self.secure,
            httponly=True,
            samesite="strict",
        )

    def take_back(self, response: Response) -> None:
        """Let the browser forget it."""
        response.delete_cookie(
            self.name, path="/", secure=self.secure, httponly=True, samesite="strict"
        )
