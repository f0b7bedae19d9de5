"""A number that must not be called is known again however it is written, by its hash alone."""

from __future__ import annotations

import pytest

from coolhead.errors import InputError
from coolhead.services.keeping.do_not_call import number_digest, plain_number

KEY = b"k" * 32


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("+44 20 7946 0933", ""),
        ("+44 (0)20 7946 0933", ""),
        ("0044 20 7946-0933", ""),
        ("020 7946 0933", "44"),
        ("+442079460933", "1"),
        (" +44 20 7946 0933 ", ""),
    ],
)
def test_the_same_number_has_the_same_hash(number: str, country: str) -> None:
    assert plain_number(number, country=country) == "442079460933"
    same = number_digest("+442079460933", KEY)
    assert number_digest(number, KEY, country=country) == same


def test_the_hash_needs_the_key_and_shows_nothing_of_the_number() -> None:
    digest = number_digest("+442079460933", KEY)
    assert digest != number_digest("+442079460933", b"x" * 32)
    assert "0933" not in digest
    assert len(digest) == 64


@pytest.mark.parametrize("number", ["", "withheld", "12", "1" * 16, "+", "\x00"])
def test_what_is_no_number_is_refused(number: str) -> None:
    with pytest.raises(InputError, match="no telephone number"):
        number_digest(number, KEY)
