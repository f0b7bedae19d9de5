"""What is left of words that are shared: nothing of the customer, and the lesson still."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coolhead.call.events import CallStarted
from coolhead.call.state import CallState, Heard
from coolhead.call.utterance import Utterance
from coolhead.services.lessons.stripping import is_quoted, stripped

NOTHING = CallState()


def call(*texts: str, customer: str | None = None) -> CallState:
    """A call in which this was said by the customer."""
    heard = tuple(
        Heard(
            utterance=Utterance(
                id=f"u{number}", party="customer", start=number, end=number + 1, text=text
            ),
            seq=number,
        )
        for number, text in enumerate(texts)
    )
    return CallState(header=CallStarted(at=0.0, call="c1", customer=customer), heard=heard)


@pytest.mark.parametrize(
    "text",
    [
        "I can hear how long you have waited, and I will stay on the line until it is sorted.",
        "You waited in twice and nobody came. Is that right?",
        "Well, let me see what I can do within 24 hours.",
        "I will call you back by five o'clock on Monday, the 2nd.",
        "What would put this right for you?",
        "I'm sorry. Please, take your time; I've got 10 minutes at 5pm.",
    ],
)
def test_a_plain_phrase_stays_as_it_is(text: str) -> None:
    assert stripped(text, NOTHING).text == text
    assert stripped(text, NOTHING).removed == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("I see, Mrs Jones, that it was late.", "I see, [name], that it was late."),
        ("Thank you, mary, I hear you.", "Thank you, [name], I hear you."),
        ("Your order 48213 is on its way.", "Your order [number] is on its way."),
        ("Your order AB12X is on its way.", "Your order [number] is on its way."),
        ("I have four eight two one three here.", "I have [number] here."),
        ("You paid £49 for it.", "You paid [number] for it."),
        ("Write to mary.jones@example.com for me.", "Write to [e-mail address] for me."),
        ("It goes to SW1A 2AA then.", "It goes to [address] then."),
        ("Ring +44 20 7946 0933 for it.", "Ring +[phone number] for it."),
        ("See https://example.com/c/123?x=1 there.", "See [address] there."),
        ("That is what Northwind should do.", "That is what [name] should do."),
    ],
)
def test_what_may_be_the_customers_goes(text: str, left: str) -> None:
    seen = stripped(text, call("My name is mary and I live here.", customer="c9"))
    assert seen.text == left
    for secret in ("ones", "mary", "48213", "AB12X", "four", "49", "2AA", "7946", "123"):
        assert secret not in seen.text
    assert seen.removed != ()


def test_names_of_the_call_go_wherever_they_stand() -> None:
    state = call(
        "Hello, my name is Priya Raman.",
        "I spoke to Oleg last week.",
        customer="Priya Raman",
    )
    seen = stripped("priya said Oleg had promised it, and raman waited.", state)
    assert seen.text == "[name] said [name] had promised it, and [name] waited."


def test_a_word_that_is_a_name_in_a_call_goes_only_where_it_is_written_so() -> None:
    state = call("I asked Grace about it.")
    assert stripped("Give them a grace period.", state).text == "Give them a grace period."
    assert stripped("Grace said so, Grace did.", state).text == "[name] said so, [name] did."


def test_a_card_never_comes_through_and_masks_are_no_hiding_place() -> None:
    assert "1111" not in stripped("[4111 1111 1111 1111]", NOTHING).text
    assert "Jones" not in stripped("[name Mrs Jones]", NOTHING).text


@given(st.text(max_size=120))
def test_what_is_left_stays_when_it_is_looked_at_again(text: str) -> None:
    state = call("My name is mary jones.", "I told Oleg that.")
    once = stripped(text, state)
    again = stripped(once.text, state)
    assert again.text == once.text
    assert again.removed == ()


@given(st.text(alphabet="ab12 .,@[]£Mr'", max_size=60))
def test_and_of_hostile_text_too(text: str) -> None:
    once = stripped(text, NOTHING).text
    assert stripped(once, NOTHING).text == once


def test_words_of_the_call_are_known_again() -> None:
    said = "You waited in twice and nobody came."
    assert is_quoted("I say: you waited in twice. It helps.", said)
    assert is_quoted("You waited in TWICE and nobody came", said)
    assert not is_quoted("Say back what they waited for.", said)
    assert is_quoted("I see.", "I see.")
    assert not is_quoted("", "I see.")
    assert not is_quoted("I see.", "")
