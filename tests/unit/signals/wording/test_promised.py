"""A promise is said again only where it is one whole verb phrase."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coolhead.signals.wording import promised


@pytest.mark.parametrize(
    "action",
    [
        "ring you",
        "call you back",
        "email you the credit note",
        "get an email to you",
        "send that form",
        "have a plumber with you",
        "refund the thirty-five pounds",
        "take £40.00 off your bill",
        "look into the double charge",
    ],
)
def test_a_whole_promise_is_said_as_it_is(action: str) -> None:
    assert promised(action) == action


def test_a_capital_from_the_start_of_a_sentence_is_not_kept() -> None:
    assert promised("send The  form to Priya") == "send the form to Priya"


@pytest.mark.parametrize(
    "action",
    [
        "",
        "appointment",
        "have a plumber who with you",
        "have he come here",
        "have her ring you",
        "make sure you're",
        "do that",
        "get it to you",
        "pass that on to my lead",
        "send you the new one",
        "refund the money myself now, it'll be back on your card",
        "check what has happened because the van",
        "send you a copy of",
        "order the",
        "call you when the part is in",
        "not charge you",
        "the engineer calls you",
        "send you the contract and the form and the letter and the bill and the quote",
        "sort your bloody bill",
    ],
)
def test_what_broke_off_or_leans_on_other_words_is_not_said(action: str) -> None:
    assert promised(action) is None


@given(st.text(max_size=120))
def test_any_action_is_survived(action: str) -> None:
    said = promised(action)
    assert said is None or 2 <= len(said.split()) <= 12
