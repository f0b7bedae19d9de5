"""What is taken from a customer's words, and what is left alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.signals.wording.sentences import NOTHING, SAID_BACK

from coolhead.signals.wording import (
    Wording,
    flip_person,
    issue_in,
    request_in,
    said_in,
    thing_in,
    topic_of,
    want_in,
    wording_of,
)
from coolhead.signals.wording.candidate import MOST_WORDS
from coolhead.signals.wording.clean import MOST_CHARS
from coolhead.signals.wording.number import is_plural
from coolhead.signals.wording.words import NEVER_SAID

SLOTS = ("thing", "issue", "said", "want", "request")


def _cases() -> list[tuple[str, dict[str, str]]]:
    cases: list[tuple[str, dict[str, str]]] = []
    for line in SAID_BACK.strip().split("\n"):
        if line.startswith("    "):
            slot, _, text = line.strip().partition(": ")
            cases[-1][1][slot] = text
        else:
            cases.append((line, {}))
    return cases


CASES = _cases()
SILENT = [line for line in NOTHING.strip().split("\n") if line]


def _filled(wording: Wording) -> dict[str, str]:
    return {slot: getattr(wording, slot) for slot in SLOTS if getattr(wording, slot)}


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[case[0] for case in CASES])
def test_a_sentence_gives_its_slots_and_no_other(sentence: str, expected: dict[str, str]) -> None:
    assert _filled(wording_of(sentence)) == expected


@pytest.mark.parametrize("sentence", SILENT)
def test_nothing_is_said_back_of_what_names_nothing(sentence: str) -> None:
    assert _filled(wording_of(sentence)) == {}


def test_the_tables_are_as_large_as_they_should_be() -> None:
    assert len(CASES) >= 120
    assert len(SILENT) >= 40


def test_punctuation_and_capitals_make_no_difference() -> None:
    for sentence in (
        "My sofa was supposed to come on Friday, and it never did!",
        "my sofa was supposed to come on friday and it never did",
        "MY SOFA WAS SUPPOSED TO COME ON FRIDAY",
    ):
        assert issue_in(sentence) == "your sofa that was supposed to come on Friday"


def test_fillers_and_false_starts_are_left_out() -> None:
    text = "I mean, my my, um, my router, you know, it's - my router keeps like I said dropping"
    assert issue_in(text) == "your router that keeps dropping"


def test_each_question_answers_alone() -> None:
    text = "the router is broken and I want a refund so please cancel my contract"
    assert thing_in(text) == "the router"
    assert said_in(text) == "the router is broken"
    assert want_in(text) == "a refund"
    assert request_in(text) == "cancel your contract"


def test_the_topic_is_the_issue_else_the_thing() -> None:
    assert topic_of("my boiler leaks") == "your boiler that leaks"
    assert topic_of("where is my parcel?") == "your parcel"
    assert topic_of("this is outrageous") is None


@pytest.mark.parametrize(
    ("clause", "flipped"),
    [
        ("I lost my key", "you lost your key"),
        ("I am waiting for my sofa", "you are waiting for your sofa"),
        ("I was waiting at home on Monday", "you were waiting at home on Monday"),
        ("I've paid my bill", "you have paid your bill"),
        ("we were promised a refund", "you were promised a refund"),
        ("my daughter was waiting for Priya", "your daughter was waiting for Priya"),
        ("the mistake was mine", "the mistake was yours"),
        ("you charged me twice", "you were charged twice"),
        ("you have cancelled my appointment", "your appointment has been cancelled"),
        ("they sent me the wrong shoes", "you were sent the wrong shoes"),
        ("you don't care", None),
        ("he never came", None),
        ("it is broken", None),
        ("I told you", None),
        ("I want my bloody idiot of a driver", None),
        ("", None),
    ],
)
def test_a_clause_is_turned_from_the_customers_mouth_to_the_agents(
    clause: str, flipped: str | None
) -> None:
    assert flip_person(clause) == flipped


@pytest.mark.parametrize(
    ("phrase", "plural"),
    [
        ("your lights that keep flickering", True),
        ("the shoes", True),
        ("your sofa that was supposed to come on Friday", False),
        ("being charged for two sofas", False),
        ("the three weeks you have been waiting", False),
        ("the address", False),
        ("your glasses", True),
        ("the screen on your phones", False),
    ],
)
def test_the_number_of_a_phrase_is_that_of_its_head(phrase: str, plural: bool) -> None:
    assert is_plural(phrase) is plural


_VOCABULARY = st.sampled_from(
    [
        "i",
        "my",
        "your",
        "you",
        "me",
        "the",
        "a",
        "this",
        "that",
        "sofa",
        "router",
        "bill",
        "internet",
        "was",
        "is",
        "are",
        "has",
        "have",
        "had",
        "not",
        "never",
        "n't",
        "don't",
        "supposed",
        "to",
        "come",
        "came",
        "on",
        "friday",
        "in",
        "of",
        "for",
        "with",
        "and",
        "but",
        "it",
        "they",
        "he",
        "charged",
        "sent",
        "twice",
        "forty",
        "pounds",
        "three",
        "weeks",
        "fucking",
        "shit",
        "idiot",
        "bloody",
        "want",
        "need",
        "cancel",
        "call",
        "back",
        "please",
        "um",
        ",",
        ".",
        "?",
        "!",
        "'s",
        "i've",
        "i'm",
        "you've",
        "waiting",
        "broken",
        "missing",
        "again",
        "when",
        "if",
        "said",
        "told",
        "nobody",
        "there",
        "who",
        "which",
        "no",
    ]
)


def _check(text: str) -> None:
    for slot, said in _filled(wording_of(text)).items():
        words = re.findall(r"[^\W\d_]+", said.lower())
        assert NEVER_SAID.isdisjoint(words)
        assert len(said) <= MOST_CHARS
        assert "§" not in said
        assert "?" not in said
        assert not {"i", "me", "my", "mine", "am"} & set(words)
        if slot == "issue":
            assert len(said.split()) <= MOST_WORDS


@given(st.lists(_VOCABULARY, max_size=40))
def test_no_order_of_words_brings_out_what_must_not_be_said(words: list[str]) -> None:
    _check(" ".join(words))


@given(st.text(max_size=300))
def test_any_text_is_survived(text: str) -> None:
    _check(text)
    flip_person(text)


def test_a_very_long_text_is_read_from_its_start() -> None:
    text = "my boiler leaks. " + "and I said to them again and again my my my " * 500
    assert len(text) > 20_000
    assert issue_in(text) == "your boiler that leaks"
