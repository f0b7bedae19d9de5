"""AudioHook's API key and signature: whom they let in, and whom not."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coolhead.adapters.telephony.audiohook.signatures import (
    COMPONENTS,
    Credentials,
    Refused,
    authenticate,
    credentials,
)
from coolhead.errors import ConfigError

TARGET = "/api/v1/sources/genesys/audiohook?a=b"
SECRET = b"TheShaSecret-of-a-test-32-bytes!"
KNOWN = Credentials("Key-1", SECRET)
NONCE = "VGhpc0lzQVVuaXF1ZU5vbmNl"


def signed(
    *,
    secret: bytes = SECRET,
    target: str = TARGET,
    age: float = 0.0,
    lasts: float = 30.0,
    parameters: str | None = None,
    components: tuple[str, ...] = COMPONENTS,
    **headers: str,
) -> dict[str, str]:
    """The headers of a request, signed by hand as RFC 9421 (2.5) says."""
    identity = {
        "host": "calls.example",
        "audiohook-organization-id": "d7934305-0972-4844-938e-9060eef73d05",
        "audiohook-session-id": "e160e428-53e2-487c-977d-96989bf5c99d",
        "audiohook-correlation-id": "30b0e395-84d3-4570-ac13-9a62d8f514c0",
        "x-api-key": "Key-1",
    }
    created = int(time.time() - age)
    if parameters is None:
        parameters = (
            f';keyid="Key-1";nonce="{NONCE}";alg="hmac-sha256"'
            f";created={created};expires={created + int(lasts)}"
        )
    covered = "(" + " ".join(f'"{each}"' for each in components) + ")" + parameters
    values = {"@request-target": target, "@authority": "calls.example", **identity}
    lines = [f'"{each}": {values[each]}' for each in components]
    base = "\n".join([*lines, f'"@signature-params": {covered}'])
    signature = base64.b64encode(hmac.new(secret, base.encode(), hashlib.sha256).digest()).decode()
    return {
        **identity,
        "signature-input": f"sig1={covered}",
        "signature": f"sig1=:{signature}:",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }


def test_a_request_that_is_signed_is_let_in_and_gives_its_nonce() -> None:
    assert authenticate(signed(), TARGET, KNOWN) == NONCE
    upper = {name.title(): value for name, value in signed().items()}
    assert authenticate(upper, TARGET, KNOWN) == NONCE


def test_without_a_secret_the_key_is_enough() -> None:
    assert authenticate({"X-API-KEY": "Key-1"}, TARGET, Credentials("Key-1")) is None


WRONG: dict[str, Callable[[], dict[str, str]]] = {
    "nothing": dict,
    "another key": lambda: signed(x_api_key="Key-2"),
    "a key of other letters": lambda: signed(x_api_key="Kéy"),
    "unsigned": lambda: {"x-api-key": "Key-1"},
    "no signature": lambda: {**signed(), "signature": ""},
    "another label": lambda: {
        **signed(),
        "signature": signed()["signature"].replace("sig1", "sig2"),
    },
    "another secret": lambda: signed(secret=b"another"),
    "another target": lambda: signed(target="/elsewhere"),
    "another host": lambda: signed(host="elsewhere.example"),
    "another organization": lambda: signed(audiohook_organization_id="x"),
    "another session": lambda: signed(audiohook_session_id="x"),
    "too old": lambda: signed(age=30.0, lasts=300.0),
    "run out": lambda: signed(age=8.0, lasts=1.0),
    "made tomorrow": lambda: signed(age=-86_400.0),
    "less is signed": lambda: signed(components=COMPONENTS[1:]),
    "the key is not signed": lambda: signed(components=COMPONENTS[:-1]),
    "no nonce": lambda: signed(parameters=f';keyid="Key-1";created={int(time.time())}'),
    "a short nonce": lambda: signed(
        parameters=f';keyid="Key-1";nonce="x";created={int(time.time())}'
    ),
    "no time": lambda: signed(parameters=f';keyid="Key-1";nonce="{NONCE}"'),
    "another key's signature": lambda: signed(
        parameters=f';keyid="Key-2";nonce="{NONCE}";created={int(time.time())}'
    ),
    "another algorithm": lambda: signed(
        parameters=f';keyid="Key-1";nonce="{NONCE}";created={int(time.time())};alg="ed25519"'
    ),
    "nothing is signed": lambda: {**signed(), "signature-input": "sig1=()"},
    "two signatures": lambda: {
        **signed(),
        "signature-input": signed()["signature-input"]
        + ", "
        + signed()["signature-input"].replace("sig1", "sig2"),
    },
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_anybody_else_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        authenticate(WRONG[name](), TARGET, KNOWN)


fields = st.one_of(
    st.text(max_size=60),
    st.text(alphabet='sig1=():;"@ ,?0-9abcx\\', max_size=60),
    st.sampled_from(
        [
            'sig1=("@request-target");created=99999999999999999999',
            'sig1=("@request-target");created=?1;keyid=1',
            'sig1=("@request-target");created=999999999999999',
            'sig1=("@query-param";name="a");keyid="Key-1"',
            'sig1=("content-digest");keyid="Key-1"',
            "sig1=:AAAA:",
            "sig1=1",
            "sig1",
        ]
    ),
)


@given(fields, fields)
@example('sig1=("@request-target");created=999999999999999', "sig1=:AAAA:")
def test_whatever_stands_in_the_headers_is_refused_and_breaks_nothing(
    covered: str, signature: str
) -> None:
    with pytest.raises(Refused):
        authenticate(
            {**signed(), "signature-input": covered, "signature": signature}, TARGET, KNOWN
        )


def test_credentials_that_cannot_be_are_told_when_they_are_set() -> None:
    with pytest.raises(ConfigError):
        credentials("", None)
    with pytest.raises(ConfigError):
        credentials("Key-1", "not base64!")
    assert credentials("Key-1", base64.b64encode(SECRET).decode()) == KNOWN
