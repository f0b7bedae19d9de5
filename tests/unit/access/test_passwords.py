"""Which passwords are taken."""

from __future__ import annotations

import pytest

from coolhead.errors import InputError
from coolhead.services.access.commonest import COMMONEST
from coolhead.services.access.passwords import SHORTEST, checked_password


@pytest.mark.parametrize(
    "password",
    [
        "four quiet herons",
        "Übermut tut selten gut",
        "x7#kQ9!vLm2p",
        "安全な合い言葉を使いましょうね",
    ],
)
def test_a_long_password_of_any_kind_is_taken(password: str) -> None:
    assert checked_password(password, email="kim@example.com", name="Kim Lee") == password


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "12 to 256"),
        ("elevenchars", "12 to 256"),
        ("x" * 257, "12 to 256"),
        ("Password1234", "everybody tries"),
        ("QWERTYUIOP123", "everybody tries"),
        ("aaaaaaaaaaaaaaaa", "everybody tries"),
        ("121212121212", "everybody tries"),
        ("kim@example.com", "hardly more"),
        ("KIM@example.com1", "hardly more"),
        ("Kim Lee Kim Lee 1", "hardly more"),
    ],
)
def test_a_password_that_is_soon_guessed_is_refused_and_not_repeated(
    password: str, said: str
) -> None:
    with pytest.raises(InputError, match=said) as refused:
        checked_password(password, email="kim@example.com", name="Kim Lee")
    assert refused.value.field == "password"
    assert not password or password not in str(refused.value) + refused.value.hint


def test_accents_are_one_password_however_they_are_typed() -> None:
    assert checked_password("cafe\u0301 au lait noir") == checked_password("café au lait noir")


def test_every_commonest_password_is_long_enough_to_need_naming() -> None:
    assert all(len(each) >= SHORTEST and each == each.casefold() for each in COMMONEST)
