"""Words that are still being said: no beginning of a secret is shown, and nothing is changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coolhead.call.utterance import Utterance
from coolhead.redaction.redactor import RedactionSettings, Redactor


def said(text: str, at: float = 0.0) -> Utterance:
    return Utterance(party="customer", start=at, end=at, text=text)


def asked_for_the_card() -> Redactor:
    redactor = Redactor(RedactionSettings(emails=True))
    question = "Could you read me the long card number?"
    redactor.redact(Utterance(party="agent", start=0.0, end=3.0, text=question, id="a0"))
    return redactor


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("My card number is 4532 0151 1283 0366 thanks", "4532015112830366"),
        ("it is 45 32 01 51 12 83 03 66", "4532015112830366"),
        ("the security code is 739", "739"),
        ("order 4711 and it ends in 88", "471188"),
    ],
)
def test_as_it_grows_no_two_digits_of_a_number_are_seen(text: str, secret: str) -> None:
    redactor = asked_for_the_card()
    for until in range(len(text) + 1):
        shown = redactor.glance(said(text[:until], 4.0))
        left = "".join(each for each in shown if each.isdecimal())
        assert len(left) < 2 or left not in secret, shown


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("four five three two oh one five one", ["four five", "three two", "five one"]),
        ("and then double three six six", ["three six", "six six"]),
        ("it is GB82 WEST 1234 5698 7654 32", ["WEST", "12", "56"]),
        ("you can write to jo.smith@example.org about it", ["smith", "@example"]),
    ],
)
def test_as_it_grows_nothing_of_it_is_seen(text: str, parts: list[str]) -> None:
    redactor = asked_for_the_card()
    for until in range(len(text) + 1):
        shown = redactor.glance(said(text[:until], 4.0))
        if "@" not in text[:until] and "@" in text:
            continue  # nobody can know it yet
        assert not [part for part in parts if part in shown], shown


def test_other_words_are_shown_as_they_are() -> None:
    text = "I have one question, and I was for it: where is my parcel"
    assert asked_for_the_card().glance(said(text, 60.0)) == text


@given(st.lists(st.text(alphabet="4 5one two,.@GBx", max_size=30), max_size=5))
def test_a_glance_changes_nothing(texts: list[str]) -> None:
    looked, plain = asked_for_the_card(), asked_for_the_card()
    for number, text in enumerate(texts):
        whole = said(text, 4.0 + number)
        for until in range(0, len(text) + 1, 5):
            looked.glance(said(text[:until], 4.0 + number))
        assert looked.redact(whole) == plain.redact(whole)
