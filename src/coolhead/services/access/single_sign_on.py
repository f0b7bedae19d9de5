"""The port to an identity provider (OpenID Connect)."""

from __future__ import annotations

from typing import Protocol

import msgspec


class Begun(msgspec.Struct, frozen=True, kw_only=True):
    """A sign-in that was begun: where to send the browser, and what must fit when it comes back."""

    url: str
    state: str
    nonce: str
    verifier: str


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """Who somebody is, as the provider says.

    ``subject`` is ``issuer subject``, ``email`` is in lower case.
    """

    subject: str
    email: str = ""
    email_verified: bool = False
    name: str = ""


class IdentityProvider(Protocol):
    """Signs people in elsewhere (authorisation code with PKCE, state and nonce)."""

    async def begin(self, redirect_uri: str) -> Begun:
        """Begin a sign-in; raises ``BusyError`` where the provider is away."""

    async def finish(self, begun: Begun, answer_url: str, redirect_uri: str) -> Identity:
        """Who it is, from the address that the browser came back to.

        Raises ``InputError`` where it does not fit what was begun or the provider said no,
        ``BusyError`` where the provider is away.
        """
