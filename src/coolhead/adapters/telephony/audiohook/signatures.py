"""Who may connect: the API key, and the signature over the request (RFC 9421, HMAC-SHA-256)."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import msgspec
from http_message_signatures import (
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
    algorithms,
)
from http_message_signatures.exceptions import HTTPMessageSignaturesException

from coolhead.errors import ConfigError

# What the protocol wants signed, and how old a signature may be.
COMPONENTS: Final = (
    "@request-target",
    "@authority",
    "audiohook-organization-id",
    "audiohook-session-id",
    "audiohook-correlation-id",
    "x-api-key",
)
MAX_AGE: Final = timedelta(seconds=10)
_SHORTEST_NONCE: Final = 22


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """Whoever connects may not; why is for the log, the other side is told nothing of it."""


class Credentials(msgspec.Struct, frozen=True):
    """The API key, and the client secret (bytes) where requests must be signed."""

    api_key: str
    secret: bytes | None = None


def credentials(api_key: str, secret: str | None) -> Credentials:
    """Credentials from the key and the base64 of the secret; raises ``ConfigError``."""
    if not api_key:
        raise ConfigError("the AudioHook source has no API key", hint="Set one in its settings.")
    try:
        raw = base64.b64decode(secret, validate=True) if secret else None
    except binascii.Error as error:
        raise ConfigError(
            "the AudioHook client secret is not base64",
            hint="Copy it as the integration's page shows it.",
        ) from error
    return Credentials(api_key, raw)


@dataclass(frozen=True)
class _Request:
    """What of a request is signed, in the shape that the library reads."""

    method: str
    url: str
    headers: dict[str, str]


class _Key(HTTPSignatureKeyResolver):
    def __init__(self, known: Credentials) -> None:
        self._known = known

    def resolve_public_key(self, key_id: str) -> bytes | None:
        same = hmac.compare_digest(key_id.encode(), self._known.api_key.encode())
        return self._known.secret if same else None

    def resolve_private_key(self, key_id: str) -> bytes:
        del key_id  # there is one
        return self._known.secret or b""


def authenticate(headers: Mapping[str, str], target: str, known: Credentials) -> str | None:
    """Check a request for ``target`` (path and query); raises `Refused`.

    Returns the signature's nonce: whoever holds nonces of the last seconds can refuse one that
    comes twice. None where requests are not signed.
    """
    given = {name.lower(): value for name, value in headers.items()}
    key = given.get("x-api-key", "")
    if not hmac.compare_digest(key.encode(), known.api_key.encode()):
        raise Refused("the API key is not ours")
    if known.secret is None:
        return None
    if "signature" not in given or "signature-input" not in given:
        raise Refused("the request is not signed")
    try:
        request = _Request("GET", f"https://{given.get('host', '')}{target}", given)
        verifier = HTTPMessageVerifier(
            signature_algorithm=algorithms.HMAC_SHA256, key_resolver=_Key(known)
        )
        (result,) = verifier.verify(request, max_age=MAX_AGE, require_components=COMPONENTS)
    except (HTTPMessageSignaturesException, ValueError) as error:
        raise Refused("the signature does not hold") from error
    nonce = result.nonce
    if not isinstance(nonce, str) or len(nonce) < _SHORTEST_NONCE:
        raise Refused("the signature has no nonce")
    return nonce


def signed_headers(
    host: str, target: str, identity: Mapping[str, str], known: Credentials, nonce: str
) -> dict[str, str]:
    """The headers of a client's request: ``identity`` are the three ``audiohook-…-id``."""
    headers = {"host": host, **identity, "x-api-key": known.api_key}
    if known.secret is not None:
        request: Any = _Request("GET", f"https://{host}{target}", headers)
        HTTPMessageSigner(
            signature_algorithm=algorithms.HMAC_SHA256, key_resolver=_Key(known)
        ).sign(
            request,
            key_id=known.api_key,
            nonce=nonce,
            label="sig1",
            covered_component_ids=COMPONENTS,
        )
        headers = request.headers
    return {name: value for name, value in headers.items() if name != "host"}
