"""The ID token of an OpenID provider: its signature, and whether it is meant for this sign-in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

# Signed with a key that the provider alone has. "none" is no signature, and what is signed with the
# client's own secret anybody could sign who knows that.
_ALGORITHMS: Final = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519"}
)
# OpenID Connect Core §3.1.3.7: "a few minutes" for clocks that differ are usual; two are enough
# where both keep time by the network.
_LEEWAY_S: Final = 120


class IdTokenError(Exception):
    """The token is not to be believed."""


def claims_of(
    tokens: Mapping[str, Any],
    keys: Mapping[str, Any],
    metadata: Mapping[str, Any],
    *,
    client_id: str,
    nonce: str,
    now: datetime,
) -> Mapping[str, Any]:
    """What the ID token among ``tokens`` says; raises ``IdTokenError``.

    ``keys`` is the provider's key set, ``metadata`` what it says of itself.
    """
    supported = metadata.get("id_token_signing_alg_values_supported", ["RS256"])
    registry = JWSRegistry(
        algorithms=sorted(_ALGORITHMS.intersection(supported)), strict_check_header=False
    )
    options: dict[str, Any] = {
        "iss": {"essential": True, "value": metadata["issuer"]},
        "aud": {"essential": True, "value": client_id},
        "sub": {"essential": True},
        "nonce": {"essential": True},
    }
    given: dict[str, Any] = {"nonce": nonce, "client_id": client_id}
    if "access_token" in tokens:
        given["access_token"] = tokens["access_token"]
    try:
        key_set = KeySet.import_key_set({"keys": keys["keys"]})
        token = jwt.decode(str(tokens["id_token"]), key_set, registry=registry)
        claims = CodeIDToken(token.claims, token.header, options, given)
        claims.validate(now=int(now.timestamp()), leeway=_LEEWAY_S)
    except (JoseError, KeyError, TypeError, ValueError) as error:
        raise IdTokenError(f"its token is not to be believed ({type(error).__name__})") from error
    return dict(claims)
