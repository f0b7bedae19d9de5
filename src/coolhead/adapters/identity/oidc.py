"""Sign-in at an OpenID provider: ``IdentityProvider``."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import parse_qs, quote_plus, urlsplit

import httpx
import msgspec
from authlib.common.urls import add_params_to_uri  # type: ignore[import-untyped]
from authlib.oauth2.rfc7636 import create_s256_code_challenge  # type: ignore[import-untyped]

from coolhead.adapters.identity.id_token import IdTokenError, claims_of
from coolhead.errors import BusyError, InputError
from coolhead.services.access.fields import email_field, name_field
from coolhead.services.access.single_sign_on import Begun, Identity
from coolhead.services.live.ports import Clock

_SCOPE: Final = "openid email profile"
# A person waits before the browser meanwhile.
_TIMEOUT_S: Final = 10.0
# Providers change their addresses hardly ever, their keys every few weeks and ahead of time.
_KNOWN_FOR_S: Final = 600.0
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
# OpenID Connect Core §2: a subject has at most 255 characters; an issuer is an address.
_LONGEST_SUBJECT: Final = 1_000
_AWAY_HINT: Final = "Try again, or sign in with a password."


class OidcSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The provider, and what this server is called there; without a secret PKCE alone protects."""

    issuer: str
    client_id: str
    client_secret: str = ""


class OidcProvider:
    """See ``IdentityProvider``. ``token`` makes random text."""

    def __init__(
        self,
        settings: OidcSettings,
        clock: Clock,
        token: Callable[[], str],
        client: httpx.AsyncClient | None = None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._token = token
        self._client = client or httpx.AsyncClient(timeout=_TIMEOUT_S)
        self._metadata: Mapping[str, Any] = {}
        self._read_at: float | None = None

    async def close(self) -> None:
        """Let go of connections."""
        await self._client.aclose()

    async def begin(self, redirect_uri: str) -> Begun:
        """See ``IdentityProvider.begin``."""
        metadata = await self._about()
        state, nonce = self._token(), self._token()
        verifier = self._token() + self._token()  # 86 characters; RFC 7636 §4.1 wants 43 to 128
        asked = {
            "response_type": "code",
            "client_id": self._settings.client_id,
            "redirect_uri": redirect_uri,
            "scope": _SCOPE,
            "state": state,
            "nonce": nonce,
            "code_challenge": create_s256_code_challenge(verifier),
            "code_challenge_method": "S256",
        }
        url = add_params_to_uri(metadata["authorization_endpoint"], list(asked.items()))
        return Begun(url=url, state=state, nonce=nonce, verifier=verifier)

    async def finish(self, begun: Begun, answer_url: str, redirect_uri: str) -> Identity:
        """See ``IdentityProvider.finish``."""
        metadata = await self._about()
        answer = {name: values[0] for name, values in parse_qs(urlsplit(answer_url).query).items()}
        code = _checked(answer, begun, metadata)
        tokens = await self._tokens(code, begun.verifier, redirect_uri, metadata)
        keys = await self._json("GET", metadata["jwks_uri"])
        try:
            claims = claims_of(
                tokens,
                keys,
                metadata,
                client_id=self._settings.client_id,
                nonce=begun.nonce,
                now=self._clock.now(),
            )
        except IdTokenError as error:
            raise _does_not_fit(str(error)) from error
        if "email" not in claims and "userinfo_endpoint" in metadata:
            claims = await self._with_userinfo(claims, tokens, metadata)
        subject = f"{claims['iss']} {claims['sub']}"
        if len(subject) > _LONGEST_SUBJECT or not subject.isprintable():
            raise _does_not_fit("the provider calls this person by no name that can be kept")
        return Identity(
            subject=subject,
            email=_field(claims, "email", email_field),
            # Some providers give it as text.
            email_verified=claims.get("email_verified") in {True, "true"},
            name=_field(claims, "name", name_field),
        )

    async def _about(self) -> Mapping[str, Any]:
        """What the provider says of itself."""
        now = self._clock.passed()
        if self._read_at is None or now - self._read_at > _KNOWN_FOR_S:
            url = f"{self._settings.issuer.rstrip('/')}/.well-known/openid-configuration"
            metadata = await self._json("GET", url)
            _check_metadata(metadata, self._settings.issuer)
            self._metadata, self._read_at = metadata, now
        return self._metadata

    async def _tokens(
        self, code: str, verifier: str, redirect_uri: str, metadata: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "code_verifier": verifier,
            "client_id": self._settings.client_id,
        }
        secret = self._settings.client_secret
        basic = None
        methods = metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        # Providers differ in how they read odd characters of HTTP Basic, in a form they do not.
        if secret and "client_secret_post" in methods:
            form["client_secret"] = secret
        elif secret:  # RFC 6749 §2.3.1
            basic = httpx.BasicAuth(quote_plus(self._settings.client_id), quote_plus(secret))
        return await self._json(
            "POST", metadata["token_endpoint"], may_refuse=True, data=form, auth=basic
        )

    async def _with_userinfo(
        self, claims: Mapping[str, Any], tokens: Mapping[str, Any], metadata: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        headers = {"Authorization": f"Bearer {tokens.get('access_token', '')}"}
        more = await self._json("GET", metadata["userinfo_endpoint"], headers=headers)
        if more.get("sub") != claims["sub"]:
            raise _does_not_fit("the provider speaks of somebody else")
        return {**more, **claims}

    async def _json(
        self, method: str, url: str, *, may_refuse: bool = False, **more: Any
    ) -> Mapping[str, Any]:
        try:
            answer = await self._client.request(method, url, **more)
            if may_refuse and answer.is_client_error:
                raise _does_not_fit(f"the provider refused ({answer.status_code})")
            answer.raise_for_status()
            read = answer.json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise BusyError(
                f"the identity provider does not answer as it should ({type(error).__name__})",
                hint=_AWAY_HINT,
            ) from error
        if not isinstance(read, dict):
            raise BusyError("the identity provider's answer is no object", hint=_AWAY_HINT)
        return read


def _checked(answer: Mapping[str, str], begun: Begun, metadata: Mapping[str, Any]) -> str:
    """The code of an answer that belongs to what was begun; raises ``InputError``."""
    if not hmac.compare_digest(answer.get("state", "").encode(), begun.state.encode()):
        raise _does_not_fit("it is the answer to another sign-in")
    if answer.get("iss", metadata["issuer"]) != metadata["issuer"]:  # RFC 9207
        raise _does_not_fit("the answer comes from another provider")
    if "code" not in answer:
        raise _does_not_fit("the provider refused")
    return answer["code"]


def _check_metadata(metadata: Mapping[str, Any], issuer: str) -> None:
    """Raises ``BusyError`` for what a provider cannot say of itself."""
    names = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
    for name in (*names, "userinfo_endpoint"):
        url = metadata.get(name)
        if url is None and name not in names:
            continue
        parts = urlsplit(url) if isinstance(url, str) else None
        if parts is None or not (parts.scheme == "https" or parts.hostname in _LOOPBACK):
            raise BusyError(
                f"the identity provider's '{name}' is no https address",
                hint="Look at the provider's settings.",
            )
    if metadata["issuer"].rstrip("/") != issuer.rstrip("/"):
        raise BusyError(
            "the identity provider calls itself otherwise than it is called here",
            hint="Set oidc_issuer to what its openid-configuration says.",
        )


def _field(claims: Mapping[str, Any], name: str, read: Callable[[str], str]) -> str:
    """A claim as the accounts keep it, "" where it is missing or cannot be kept."""
    try:
        return read(str(claims.get(name, "")))
    except InputError:
        return ""


def _does_not_fit(why: str) -> InputError:
    return InputError(f"the sign-in failed: {why}", hint="Begin it again.")
