"""Twilio's signature: what it is made of, and whom it lets in."""

from __future__ import annotations

import pytest

from coolhead.adapters.telephony.twilio.signatures import Refused, authenticate, signature_of
from coolhead.errors import ConfigError

TOKEN = "12345"  # noqa: S105 - the one of Twilio's example
URL = "wss://calls.example/api/v1/sources/phones/twilio"


def test_the_signature_is_the_one_that_twilio_documents() -> None:
    # The example of Twilio's page on webhook security, with its form parameters.
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    parameters = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675309",
        "Digits": "1234",
        "From": "+14158675309",
        "To": "+18005551212",
    }
    signature = "RSOYDt4T1cUTdK1PDd93/VVr8B8="
    assert signature_of(url, TOKEN, parameters) == signature
    authenticate({"X-Twilio-Signature": signature}, url, TOKEN, parameters)


@pytest.mark.parametrize(
    "signed",
    [
        URL,
        f"{URL}/",
        URL.replace("calls.example", "calls.example:443"),
        URL.replace("calls.example", "calls.example:443") + "/",
    ],
)
def test_the_same_url_written_otherwise_is_let_in(signed: str) -> None:
    authenticate({"x-twilio-signature": signature_of(signed, TOKEN)}, URL, TOKEN)
    authenticate({"x-twilio-signature": signature_of(URL, TOKEN)}, signed, TOKEN)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-twilio-signature": ""},
        {"x-twilio-signature": "x"},
        {"x-twilio-signature": "é\udcff"},
        {"x-twilio-signature": signature_of(URL, "another")},
        {"x-twilio-signature": signature_of(URL.replace("phones", "others"), TOKEN)},
        {"x-twilio-signature": signature_of(URL.replace("wss", "ws"), TOKEN)},
        {"x-twilio-signature": signature_of(URL.replace("example", "example:8443"), TOKEN)},
        {"x-twilio-signature": signature_of(URL, TOKEN, {"a": "b"})},
    ],
)
def test_anybody_else_is_refused(headers: dict[str, str]) -> None:
    with pytest.raises(Refused):
        authenticate(headers, URL, TOKEN)


@pytest.mark.parametrize("url", ["wss://calls.example:99999999/x", "wss://[/x", ""])
def test_a_url_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(Refused):
        authenticate({"x-twilio-signature": "x"}, url, TOKEN)


def test_without_a_token_nobody_is_let_in() -> None:
    with pytest.raises(ConfigError):
        authenticate({"x-twilio-signature": signature_of(URL, "")}, URL, "")
