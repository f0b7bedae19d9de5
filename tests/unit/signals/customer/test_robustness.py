from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coolhead.call.utterance import Signal
from coolhead.signals.customer import AGENT_CONDUCT, customer_detectors
from coolhead.signals.detector import run_detectors
from coolhead.signals.turn import Conversation, Turn

Listener = Callable[..., dict[str, Signal]]

DETECTORS = (*customer_detectors(), *AGENT_CONDUCT)
WORDS = (
    "you're you your an idiot fuck not never don't call me again i'm so angry it still hasn't "
    'come want my money back no , . ! ? " * he said if - um kill myself thanks for nothing '
    "\u0130"
)
PIECES = st.sampled_from(re.split(" ", WORDS))


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_any_order_of_words_gives_valid_spans_and_confidences(text: str) -> None:
    found = run_detectors(DETECTORS, Turn("customer", text), Conversation())
    assert not found.failures
    for signal in found.candidates:
        assert 0.0 < signal.confidence <= 1.0
        assert signal.span is not None
        assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize(
    "part",
    [
        "i told you it still has not come and you said you would call me back ",
        "you you you you ",
        "not not not never no ",
        "fucking ",
        ", , , , - - ",
        "if you can not get it fixed i will ",
        "a" * 40,
        "****",
        "don't want to be ",
        "AAAA BBBB ",
        '"',
    ],
)
def test_a_text_of_twenty_thousand_characters_is_read_to_its_end(part: str) -> None:
    text = (part * (20_000 // len(part) + 1))[:20_000] + " stop calling me, you idiot."
    found = run_detectors(DETECTORS, Turn("customer", text), Conversation())
    assert not found.failures


def test_the_detectors_cover_the_signals_of_words_alone() -> None:
    names = {name for detector in customer_detectors() for name in detector.signals}
    assert names == {
        "complaint", "frustration", "anger", "profanity", "insult", "aggression", "threat",
        "not_heard", "supervisor_request", "request", "thanks", "do_not_call", "data_question",
        "recording_objection", "vulnerability",
    }  # fmt: skip


def test_only_conduct_is_ever_looked_for_in_the_agents_words() -> None:
    for detector in customer_detectors():
        assert detector.parties == {"customer"}
    assert {name for d in AGENT_CONDUCT for name in d.signals} == {"insult", "profanity", "threat"}
    assert all(d.parties == {"agent"} for d in AGENT_CONDUCT)


@pytest.mark.parametrize("text", ["WHERE THE DICKENS ARE ALL MY BELONGINGS", "you big loser"])
def test_a_detector_is_not_skipped_over_what_it_finds_without_its_patterns(text: str) -> None:
    for detector in customer_detectors():
        found = list(detector.detect(Turn("customer", text), Conversation()))
        needs: frozenset[str] = getattr(detector, "needs", frozenset())
        assert not found or not needs or not needs.isdisjoint(Turn("customer", text).words)


PLEASANT = [
    "Hello, good morning, yes speaking.",
    "Yes, I'd be interested in hearing about that, go on.",
    "Okay, and how much would that be a month?",
    "Right, let me get a pen.",
    "My wife usually handles this, she's at work just now.",
    "Tuesday at three is perfect for us.",
    "Lovely, thanks ever so much, you have a nice day.",
    "No, that's everything, bye now.",
    "It's a silver Ford, and it makes a funny noise when it is cold.",
    "The postcode is B A one, two C D.",
    "I am from India only, I have been living here ten years.",
    "She's Muslim and he's Jewish, so we need both menus.",
    "I be working nights, so call after two.",
    "Aye, that's grand, pet.",
]


@pytest.mark.parametrize("text", PLEASANT)
def test_a_pleasant_call_raises_no_heat(hear: Listener, text: str) -> None:
    found = hear(text)
    assert not found.keys() & {
        "complaint", "frustration", "anger", "profanity", "insult", "aggression", "threat",
        "not_heard", "do_not_call", "vulnerability",
    }  # fmt: skip
