"""What was said, without names and numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coolhead.services.reviews.nameless import has_capitals, nameless


def one(text: str) -> str:
    return nameless([text])[0]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("This is Priya, how can I help?", "This is [name], how can I help?"),
        ("Kim speaking.", "[name] speaking."),
        ("my name is o'brien, so there", "my name is [name], so there"),
        ("mrs khan and Mr. Lowe", "mrs [name] and Mr. [name]"),
        ("Kim, are you listening?", "[name], are you listening?"),
        ("That was Priya's fault.", "That was [name]'s fault."),
        ("I live in Leeds, LS1 4AP.", "I live in [name], [number]."),
        ("The order is 4471 882 19.", "The order is [number]."),
        ("Reference AB12CD please.", "Reference [number] please."),
        ("Sorry, I'll ring on Monday. Well, OK.", "Sorry, I'll ring on Monday. Well, OK."),
        ("Is it here? Generally speaking, no.", "Is it here? Generally speaking, no."),
        ("I am SO ANGRY with you", "I am SO ANGRY with you"),
        ("It costs 120 pounds, 2 of 3.", "It costs 120 pounds, 2 of 3."),
    ],
)  # fmt: skip
def test_names_and_numbers_go_and_the_rest_stays(said: str, left: str) -> None:
    assert one(said) == left


def test_a_name_is_masked_wherever_else_it_is_said() -> None:
    texts = ["Thank you, Nadia.", "Nadia will call. nadia said so. Nadias are many."]
    assert nameless(texts) == [
        "Thank you, [name].",
        "[name] will call. [name] said so. Nadias are many.",
    ]


def test_mail_and_telephone_go_as_they_do_everywhere() -> None:
    left = one("It is jo.bloggs@example.com or 020 7946 0933, thanks.")
    assert "example" not in left
    assert "7946" not in left


def test_what_is_masked_already_stays_masked() -> None:
    once = nameless(["Thank you, Nadia.", "Number 12345678 at LS1 4AP"])
    assert nameless(once) == once


@given(st.lists(st.text(max_size=80), max_size=6))
def test_any_text_gives_as_many_texts(texts: list[str]) -> None:
    assert len(nameless(texts)) == len(texts)


@given(st.sampled_from(["Ayesha", "Grzegorz", "Siobhán", "Nguyễn", "D'Angelo", "Anne-Marie"]))
def test_no_capital_name_survives_in_the_middle_of_a_sentence(name: str) -> None:
    assert name.casefold() not in one(f"Then i told {name} about it").casefold()


@pytest.mark.parametrize(
    ("texts", "known"),
    [
        (["my name is priya", "thanks priya"], False),
        (["MY NAME IS PRIYA", "THANKS PRIYA"], False),
        ([], False),
        (["My Name Is Priya"], False),
        (["My name is Priya.", "Thanks a lot for that, it helps."], True),
    ],
)
def test_where_names_cannot_be_told_it_says_so(texts: list[str], known: bool) -> None:
    assert has_capitals(texts) is known
