from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead import detect
from coolhead.call.utterance import Signal

Listener = Callable[..., dict[str, Signal]]

COMPLAINTS = [
    ("It still hasn't come.", "company"),
    ("You charged me twice.", "company"),
    ("This is the third time I've rung.", "company"),
    ("My internet keeps dropping.", "product"),
    ("The washing machine doesn't work.", "product"),
    ("The app keeps crashing on me.", "product"),
    ("The screen is cracked.", "product"),
    ("My bill is wrong.", "product"),
    ("I want to make a complaint.", "company"),
    ("You sent me the wrong colour.", "company"),
    ("Nobody rang me back.", "company"),
    ("Your driver never turned up.", "company"),
    ("I've been on hold for forty minutes.", "company"),
    ("I was promised it would be here by Friday.", "company"),
    ("I've been passed from pillar to post.", "company"),
    ("I can't log in to my account.", "product"),
    ("We've had no hot water for three days.", "product"),
    ("There's a problem with my order.", "product"),
    ("This is unacceptable.", "company"),
    ("You lot are crooks.", "company"),
    ("You were not helpful.", "agent"),
    ("You're useless at this.", "agent"),
    ("You're not listening to me.", "agent"),
    ("You keep interrupting me.", "agent"),
    ("I don't like your tone.", "agent"),
    ("You don't know what you're doing.", "agent"),
    ("You are being very rude.", "agent"),
    ("Terrible service.", "company"),
    ("I still haven't received my refund.", "company"),
    ("Price has gone up again without telling me.", "company"),
    ("The heating ain't working.", "product"),
    ("From last two weeks the connection is not working.", "product"),
]
CONTENT = [
    "Can I change my address?",
    "When does the shop open?",
    "Is it possible to upgrade?",
    "I've never had any problems with you.",
    "No problem.",
    "I can't complain, it's been great.",
    "It arrived yesterday, thank you.",
    "It works perfectly now.",
    "What happens if it hasn't come by Friday?",
    "How much is the delivery charge?",
    "Was I charged for the extra pillow?",
    "Is the line down in my area?",
    "I'd like to order two of them.",
    "My name is Sarah.",
    "Yes, that's right.",
    "Okay.",
    "I'm calling about my booking.",
    "The parcel is blue.",
    "I called yesterday to book.",
    "You were very helpful.",
    "That's brilliant, thanks.",
    "Which one is cheaper?",
    "It's not a problem at all.",
    "We had no trouble finding it.",
    "I'll pay by card.",
    "If it breaks, do I send it back?",
    "I have a question about the warranty.",
    "Could you spell that?",
]


@pytest.mark.parametrize(("text", "target"), COMPLAINTS)
def test_a_complaint_and_its_target_are_told(hear: Listener, text: str, target: str) -> None:
    assert hear(text)["complaint"].target == target


@pytest.mark.parametrize("text", [text for text, _ in COMPLAINTS])
def test_a_complaint_is_heard_without_punctuation(
    hear: Listener, spoken: Callable[[str], str], text: str
) -> None:
    assert "complaint" in hear(spoken(text))


@pytest.mark.parametrize("text", CONTENT)
def test_questions_and_content_are_no_complaint(hear: Listener, text: str) -> None:
    assert "complaint" not in hear(text)


def test_the_topic_is_left_open(hear: Listener) -> None:
    assert hear("It still hasn't come.")["complaint"].topic is None


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("the damn app crashed again", "product"),
        ("it freezes every time i open it", "product"),
        ("you hung up on me", "company"),
        ("i took the day off for this", "company"),
    ],
)
def test_what_breaks_is_a_thing_and_who_hangs_up_is_somebody(text: str, target: str) -> None:
    assert next(s for s in detect(text, "customer") if s.name == "complaint").target == target
