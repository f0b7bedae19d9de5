"""Which tokens of an identity provider are believed."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import msgspec
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey
from tests.support.access import NOON, SetClock

from coolhead.adapters.identity.id_token import IdTokenError, claims_of
from coolhead.adapters.identity.oidc import OidcProvider, OidcSettings
from coolhead.errors import BusyError, InputError

ISSUER = "https://idp.example.com"
METADATA: dict[str, Any] = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/authorize",
    "token_endpoint": f"{ISSUER}/token",
    "jwks_uri": f"{ISSUER}/keys",
    "id_token_signing_alg_values_supported": ["RS256", "ES256", "HS256", "none"],
}
RSA = RSAKey.generate_key(2048, {"kid": "r1"})
EC = ECKey.generate_key("P-256", {"kid": "e1"})
STRANGER = RSAKey.generate_key(2048, {"kid": "r1"})
KEYS = KeySet([RSA, EC]).as_dict(private=False)
NOW = int(NOON.timestamp())
CLAIMS: dict[str, Any] = {
    "iss": ISSUER,
    "sub": "1",
    "aud": "coolhead",
    "nonce": "n",
    "iat": NOW - 5,
    "exp": NOW + 300,
    "email": "kim@example.com",
}


def signed(key: Any = RSA, alg: str = "RS256", kid: str = "r1", **claims: Any) -> str:
    said = {name: value for name, value in (CLAIMS | claims).items() if value is not None}
    return jwt.encode({"alg": alg, "kid": kid}, said, key, algorithms=[alg])


def believed(token: object) -> Any:
    tokens = {"id_token": token}
    return claims_of(tokens, KEYS, METADATA, client_id="coolhead", nonce="n", now=NOON)


def test_a_token_of_the_provider_for_us_and_for_now_is_believed() -> None:
    assert believed(signed())["sub"] == "1"
    assert believed(signed(EC, "ES256", "e1"))["email"] == "kim@example.com"
    assert believed(signed(aud=["coolhead"]))["sub"] == "1"


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example.org"},
        {"iss": None},
        {"aud": "another"},
        {"aud": ["another"]},
        {"aud": None},
        {"azp": "another"},
        {"nonce": "another"},
        {"nonce": None},
        {"sub": None},
        {"exp": NOW - 600},
        {"exp": None},
        {"iat": NOW + 6_000},
        {"iat": None},
        {"nbf": NOW + 600},
    ],
    ids=repr,
)
def test_a_token_that_is_not_for_this_sign_in_is_not_believed(claims: dict[str, Any]) -> None:
    with pytest.raises(IdTokenError):
        believed(signed(**claims))


def test_a_token_that_somebody_else_has_signed_is_not_believed() -> None:
    body = base64.urlsafe_b64encode(msgspec.json.encode(CLAIMS)).rstrip(b"=").decode()
    unsigned = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
    secret = OctKey.import_key("the client's own secret, which others may know too")
    for token in (
        signed(STRANGER),
        signed(secret, "HS256"),
        f"{unsigned}.{body}.",
        signed()[:-4] + "AAAA",
        signed() + "x",
        "a.b.c",
        "",
        None,
        {"a": 1},
    ):
        with pytest.raises(IdTokenError):
            believed(token)


def test_keys_that_are_none_are_told_as_such() -> None:
    wrong: list[dict[str, Any]] = [{}, {"keys": []}, {"keys": "x"}, {"keys": [{"kty": "x"}]}]
    for keys in (*wrong, {"keys": [None]}):
        with pytest.raises(IdTokenError):
            claims_of(
                {"id_token": signed()}, keys, METADATA, client_id="coolhead", nonce="n", now=NOON
            )


class FakeProvider:
    """A provider that holds sign-ins to what RFC 7636 asks for, or answers what it is told to."""

    def __init__(self, **answers: Any) -> None:
        self.answers = answers
        self.challenge = ""
        self.nonce = ""
        self.asked: list[httpx.Request] = []

    def authorize(self, url: str) -> str:
        asked = {name: value[0] for name, value in parse_qs(urlsplit(url).query).items()}
        self.challenge, self.nonce = asked["code_challenge"], asked["nonce"]
        return f"https://coolhead.example.com/back?code=c1&state={asked['state']}"

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        path = request.url.path
        if path in self.answers:
            answer = self.answers[path]
            return (
                answer if isinstance(answer, httpx.Response) else httpx.Response(200, json=answer)
            )
        if path.endswith("openid-configuration"):
            return httpx.Response(200, json=METADATA)
        if path == "/keys":
            return httpx.Response(200, json=KEYS)
        verifier = parse_qs(request.content.decode())["code_verifier"][0]
        digest = hashlib.sha256(verifier.encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != self.challenge:
            return httpx.Response(400, json={"error": "invalid_grant"})
        assert 43 <= len(verifier) <= 128
        return httpx.Response(200, json={"id_token": signed(nonce=self.nonce)})


def sign_in(provider: FakeProvider, secret: str = "s", **changed: str) -> Any:  # noqa: S107
    async def doing() -> Any:
        tokens = iter("abcdefgh")
        client = httpx.AsyncClient(transport=httpx.MockTransport(provider))
        oidc = OidcProvider(
            OidcSettings(issuer=ISSUER, client_id="coolhead", client_secret=secret),
            SetClock(),
            lambda: next(tokens) * 43,
            client,
        )
        begun = await oidc.begin("https://coolhead.example.com/back")
        came = provider.authorize(begun.url)
        begun = msgspec.structs.replace(begun, **changed)
        try:
            return await oidc.finish(begun, came, "https://coolhead.example.com/back")
        finally:
            await oidc.close()

    return asyncio.run(doing())


def test_whoever_stole_the_code_lacks_the_verifier() -> None:
    assert sign_in(FakeProvider()).subject == f"{ISSUER} 1"
    with pytest.raises(InputError, match="refused"):
        sign_in(FakeProvider(), verifier="x" * 86)


def test_state_and_nonce_tie_an_answer_to_its_sign_in() -> None:
    for changed in ({"state": "x"}, {"nonce": "x"}, {"state": ""}):
        with pytest.raises(InputError, match="sign-in failed"):
            sign_in(FakeProvider(), **changed)


@pytest.mark.parametrize(
    "answers",
    [
        {"/.well-known/openid-configuration": METADATA | {"issuer": "https://evil.example.org"}},
        {
            "/.well-known/openid-configuration": METADATA
            | {"token_endpoint": "http://plain.example"}
        },
        {"/.well-known/openid-configuration": METADATA | {"jwks_uri": 7}},
        {"/.well-known/openid-configuration": {}},
        {"/.well-known/openid-configuration": [1]},
        {"/.well-known/openid-configuration": httpx.Response(200, content=b"<html>")},
        {"/.well-known/openid-configuration": httpx.Response(302, headers={"location": "/x"})},
        {"/token": httpx.Response(500)},
        {"/keys": httpx.Response(503)},
    ],
    ids=range(9),
)
def test_a_provider_that_is_not_itself_is_taken_for_away(answers: dict[str, Any]) -> None:
    with pytest.raises(BusyError):
        sign_in(FakeProvider(**answers))


def test_an_email_comes_from_userinfo_where_the_token_has_none() -> None:
    class Tells(FakeProvider):
        def __call__(self, request: httpx.Request) -> httpx.Response:
            if request.url.path == "/token":
                token = signed(nonce=self.nonce, email=None)
                return httpx.Response(200, json={"id_token": token, "access_token": "a"})
            return super().__call__(request)

    metadata = METADATA | {"userinfo_endpoint": f"{ISSUER}/userinfo"}
    about = {"/.well-known/openid-configuration": metadata}
    told = {"sub": "1", "email": "Kim@Example.com", "email_verified": "true", "name": "Kim\0"}
    identity = sign_in(Tells(**about, **{"/userinfo": told}))
    assert (identity.email, identity.email_verified) == ("kim@example.com", True)
    assert identity.name == ""
    with pytest.raises(InputError, match="somebody else"):
        sign_in(Tells(**about, **{"/userinfo": told | {"sub": "2"}}))


def test_the_client_shows_its_secret_as_the_provider_takes_it() -> None:
    about = "/.well-known/openid-configuration"
    ways = ["client_secret_basic", "client_secret_post"]
    post = METADATA | {"token_endpoint_auth_methods_supported": ways[1:]}
    both = METADATA | {"token_endpoint_auth_methods_supported": ways}
    for provider, secret, basic, posted in (
        (FakeProvider(), "a:b", True, False),
        (FakeProvider(**{about: post}), "a:b", False, True),
        (FakeProvider(**{about: both}), "a:b", False, True),
        (FakeProvider(), "", False, False),
    ):
        sign_in(provider, secret)
        (asked,) = (each for each in provider.asked if each.url.path == "/token")
        assert ("authorization" in asked.headers) is basic
        assert ("client_secret" in parse_qs(asked.content.decode())) is posted
