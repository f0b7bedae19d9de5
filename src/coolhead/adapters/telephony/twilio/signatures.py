"""Who may connect: Twilio signs the URL it calls with the account's auth token (HMAC-SHA-1).

The signature of a URL without parameters is always the same: whoever has seen it once can send it
again. So it is worth as much as a password: over TLS alone, in no log.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from coolhead.errors import ConfigError

HEADER: Final = "x-twilio-signature"
_PORTS: Final = {"wss": 443, "https": 443, "ws": 80, "http": 80}


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """Whoever connects may not; why is for the log, the other side is told nothing of it."""


def signature_of(url: str, auth_token: str, parameters: Mapping[str, str] | None = None) -> str:
    """The signature of a request for ``url`` with these form ``parameters``, in base64."""
    text = url + "".join(f"{name}{value}" for name, value in sorted((parameters or {}).items()))
    digest = hmac.digest(auth_token.encode(), text.encode("utf-8", "surrogateescape"), "sha1")
    return base64.b64encode(digest).decode()


def authenticate(
    headers: Mapping[str, str],
    url: str,
    auth_token: str,
    parameters: Mapping[str, str] | None = None,
) -> None:
    """Check the handshake for ``url``, which is the one that the TwiML has; raises `Refused`.

    Behind a proxy that is the outer URL, ``wss://`` and all. Raises ``ConfigError`` without a
    token, since a signature with an empty one could be made by anybody.
    """
    if not auth_token:
        raise ConfigError("the Twilio source has no auth token", hint="Set it in its settings.")
    given = next((value for name, value in headers.items() if name.lower() == HEADER), "")
    if not given:
        raise Refused("the request is not signed")
    same = False
    for written in _spellings(url):
        wanted = signature_of(written, auth_token, parameters)
        same |= hmac.compare_digest(
            wanted.encode(), given.strip().encode("utf-8", "surrogateescape")
        )
    if not same:
        raise Refused("the signature does not hold")


def _spellings(url: str) -> Iterator[str]:
    """The ways in which Twilio may have written a URL, all of which lead to the same place.

    With the usual port or without, and with a slash at the end or without.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Refused("the URL is not one") from error
    if ":" in host:
        host = f"[{host}]"
    usual = _PORTS.get(parts.scheme)
    hosts = {parts.netloc}
    if port in (None, usual):
        hosts |= {host, f"{host}:{usual}"}
    bare = parts.path.removesuffix("/")
    paths = {bare, f"{bare}/"}
    for netloc in sorted(hosts):
        for path in sorted(paths):
            yield urlunsplit(parts._replace(netloc=netloc, path=path))
