from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coolhead.errors import InputError
from coolhead.services.sending.addresses import address_in, checked_address


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("jo@example.com", "jo@example.com"),
        ("  Jo.O'Neil+shop@Mail.Example.CO.UK ", "Jo.O'Neil+shop@mail.example.co.uk"),
        ("a@b.cd", "a@b.cd"),
    ],
)
def test_one_plain_address_is_taken(given: str, kept: str) -> None:
    assert checked_address(given) == kept
    assert address_in(given) == kept


@pytest.mark.parametrize(
    "given",
    [
        "",
        "jo",
        "jo@",
        "@example.com",
        "jo@localhost",
        "jo@example",
        "jo@example.com, al@example.com",
        "jo@example.com;al@example.com",
        "jo@example.com al@example.com",
        "Jo <jo@example.com>",
        "jo@example.com\nBcc: al@example.com",
        "jo@example.com\r\nBcc: al@example.com",
        "jo@example.com\n",
        "\tjo@example.com",
        '"jo smith"@example.com',
        "jo@[192.0.2.1]",
        "jo@192.0.2.1",
        "jo..smith@example.com",
        ".jo@example.com",
        "jo.@example.com",
        "jo@-example.com",
        "jo@exa_mple.com",
        "jo@example..com",
        "jö@example.com",
        "jo@exämple.com",
        "jo@example.com\x00",
        "jo@al@example.com",
        "j" * 65 + "@example.com",
        "jo@" + "a" * 64 + ".com",
        "jo@" + "a." * 130 + "com",
    ],
)
def test_what_is_not_one_address_is_refused(given: str) -> None:
    with pytest.raises(InputError) as refused:
        checked_address(given)
    assert refused.value.field == "body.to"
    assert given == "" or given not in str(refused.value)
    assert address_in(given) == ""


@given(st.text(max_size=300))
def test_whatever_is_taken_can_be_no_header_and_no_second_address(text: str) -> None:
    address = address_in(text)
    assert not set(address) & set('\r\n\0 ,;<>()[]\\"\t:')
    assert address.count("@") == (1 if address else 0)
