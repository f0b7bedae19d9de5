"""Sending a customer elsewhere is a pass-off, unless the agent takes them there."""

from __future__ import annotations

import pytest

from coolhead.call.utterance import Signal
from coolhead.signals.detector import THRESHOLD
from coolhead.signals.registry import standard_detectors
from coolhead.signals.relational import relational_detectors
from coolhead.signals.relational.pass_off import PassOffDetector
from coolhead.signals.turn import Conversation, Turn

PASS_OFFS = [
    "You'll have to ring billing about that.",
    "That's another department.",
    "You need to contact the manufacturer.",
    "you'd have to speak to the courier about that",
    "That's nothing to do with us, I'm afraid.",
    "I don't deal with refunds.",
    "You'll need to take that up with your bank.",
    "you're best off calling the sales team",
    "That's not my department.",
    "That would be the warehouse's responsibility.",
    "You've come through to the wrong department.",
    "I can't help with that, you should call the technical team.",
    "You'll have to call back tomorrow.",
    "there's nothing i can do you'll have to ring billing",
    "You want the accounts team for that.",
    "It's not our problem, it's the courier's problem.",
    "We only deal with new orders here.",
    "Try ringing the shop where you bought it.",
    "You'll have to go through the website.",
    "I'd suggest contacting the landlord.",
    "Only the billing team can do that.",
    "You need to write to head office.",
    "you'll have to go back to the shop",
    "that's the delivery firm's fault so you'd need to chase it up with them",
    "I'm sorry but you will need to phone a different number for that.",
]
NEAR_MISSES = [
    "I'll put you through to billing and stay on the line.",
    "Let me connect you with the technical team.",
    "You'll have to speak to billing, so let me put you through and explain what happened.",
    "That's another department, but I'll ring them for you.",
    "I'll call the courier myself.",
    "You won't have to ring anyone.",
    "If you need to contact us again, ask for me.",
    "I'm sorry you've had to call three times.",
    "Did you ring the manufacturer?",
    "You'll need to switch the router off for ten seconds.",
    "You'll need to go to the menu and press settings.",
    "You'll get a call back from me by five.",
    "I'm going to contact the warehouse now.",
    "I'll get them to call you this afternoon.",
    "I can see you called on Monday.",
    "Who told you to ring billing?",
    "He told you that you'd have to ring billing, and he was wrong.",
    "It's my job to sort this out.",
    "We deal with this every day.",
    "The billing team will contact you tomorrow.",
    "You can also find your bill on the website if you like.",
    "You have to try it once more, I think it works now.",
    "The courier's number is on your card.",
    "Should you need to speak to us, we're open till eight.",
    "The sofa is with the courier now.",
]


def found(text: str, *before: Turn, signals: tuple[str, ...] = ()) -> bool:
    conversation = Conversation()
    for turn in before:
        conversation.add(turn)
    turn = Turn("agent", text)
    turn.signals = tuple(Signal(name=name, confidence=0.9) for name in signals)
    return any(
        signal.confidence >= THRESHOLD for signal in PassOffDetector().detect(turn, conversation)
    )


@pytest.mark.parametrize("text", PASS_OFFS)
def test_sending_the_customer_elsewhere_is_a_pass_off(text: str) -> None:
    assert found(text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_taking_the_customer_there_or_sending_nobody_is_none(text: str) -> None:
    assert not found(text)


def test_a_hand_over_just_before_takes_the_pass_off_away() -> None:
    offer = Turn("agent", "I can ring billing with you on the line.")
    okay = Turn("customer", "Okay.")
    assert not found("You'll have to speak to billing about that.", offer, okay)
    assert found("You'll have to speak to billing about that.", okay)


@pytest.mark.parametrize("signal", ["handover", "escalation_offer"])
def test_a_hand_over_found_by_another_detector_counts(signal: str) -> None:
    assert not found("That's another department.", signals=(signal,))


def test_a_hand_over_long_before_does_not_excuse_a_pass_off() -> None:
    long_ago = Turn("agent", "I'll put you through to billing.")
    talk = [
        Turn("customer" if number % 2 else "agent", "And the weather is fine.")
        for number in range(8)
    ]
    assert found("You'll have to ring billing about that.", long_ago, *talk)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You can call the courier to rearrange it.", True),
        ("That's handled by the returns team.", True),
        ("That isn't handled by this team.", True),
        ("That'd be a question for your landlord.", True),
        ("You need to call an ambulance right now.", False),
        ("You should receive a call from lettings.", False),
        ("It's with the courier now.", False),
        ("It's the network that is down in your street.", False),
        ("It's not my fault, I'm just doing my job.", False),
        ("You can ask for a supervisor at any time.", False),
    ],
)
def test_candidates_by_words_alone_are_judged_the_same_way(text: str, expected: bool) -> None:
    detector = next(each for each in relational_detectors() if "pass_off" in each.signals)
    found = [
        signal
        for signal in detector.detect(Turn("agent", text), Conversation())
        if signal.confidence >= THRESHOLD
    ]
    assert bool(found) is expected


def test_one_detector_alone_reports_a_pass_off() -> None:
    naming = [d.name for d in standard_detectors() if "pass_off" in d.signals]
    assert naming == ["relational.pass_off"]
