"""``not_heard``, ``thanks``, ``data_question``, ``recording_objection`` and the answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal
from coolhead.signals.customer.answers import ACCEPTING, REJECTING
from coolhead.signals.turn import Turn

Listener = Callable[..., dict[str, Signal]]

SHOWN = {
    "not_heard": [
        "I already told you.",
        "I've already explained this twice.",
        "Nobody listens.",
        "As I said, it's the blue one.",
        "How many times do I have to repeat myself?",
        "You're not listening.",
        "I've told you three times.",
        "Are you even listening to me?",
        "Like I said before.",
        "I might as well talk to the wall.",
        "I keep telling you the same thing.",
        "This is the third time I've explained it.",
        "That's not what I asked.",
    ],
    "thanks": [
        "Thank you so much.",
        "Thanks.",
        "Cheers, mate.",
        "I really appreciate that.",
        "I'm very grateful.",
        "You're a star.",
        "That's very kind of you.",
        "Thank God for that.",
        "You've been very helpful.",
        "Ta very much.",
        "What a relief.",
        "Many thanks for sorting it.",
        "Bless you.",
    ],
    "data_question": [
        "Where did you get my number?",
        "How did you get my details?",
        "How do you have my details?",
        "Who gave you my number?",
        "Delete my data.",
        "I want you to erase all my data.",
        "What data do you hold on me?",
        "I never gave you my number.",
        "Did you sell my details?",
        "How come you have my name and number?",
        "Where has my number come from?",
        "I want to make a subject access request.",
        "Who sold you my data?",
    ],
    "recording_objection": [
        "I don't want to be recorded.",
        "I don't want this call recorded.",
        "Stop recording me.",
        "Turn off the recording.",
        "I do not consent to being recorded.",
        "You have no right to record me.",
        "I'm not comfortable being recorded.",
        "I object to this being recorded.",
        "You're recording me without my permission.",
        "I'd rather this wasn't recorded.",
        "Who else is listening in?",
        "I don't want anybody listening in.",
        "Switch that recording off.",
    ],
}
NOT_SHOWN = {
    "not_heard": [
        "I told my wife about it.",
        "I said hello.",
        "I heard you.",
        "You listened really well.",
        "I'm listening.",
        "I've already paid.",
        "He told me to ring you.",
        "Could you repeat that?",
        "I can't hear you.",
        "Listen, it's fine.",
        "I will tell you the number.",
        "Did you say Tuesday?",
        "I like listening to music.",
    ],
    "thanks": [
        "Thanks for nothing.",
        "Oh great, thanks a lot.",
        "No thanks.",
        "Thanks for wasting my time.",
        "Thanks a bunch.",
        "I didn't even get a thank you.",
        "I'd appreciate it if you called.",
        "Nobody said thank you.",
        "He said thanks.",
        "It's brilliant.",
        "Good.",
        "Thanks to you I missed my flight.",
        "Thanks, you idiot.",
    ],
    "data_question": [
        "What's my account number?",
        "Do you need my details?",
        "My number is on the account.",
        "Can I change my address?",
        "Here are my details.",
        "Where do I find my account number?",
        "Can you give me the tracking number?",
        "Delete that item.",
        "My data has run out this month.",
        "How much data do I have left?",
        "I gave you my number.",
        "Update my details, please.",
        "Did you get my details?",
    ],
    "recording_objection": [
        "Is this call recorded?",
        "I recorded the meter reading.",
        "The box won't record my programme.",
        "I listened to the message.",
        "I don't mind being recorded.",
        "Record it on the system, please.",
        "I have no record of that.",
        "You have no record of my payment.",
        "Stop the music.",
        "I'm listening.",
        "That's fine, record it.",
        "He recorded it.",
        "My recordings are gone.",
    ],
}


def _pairs(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, text) for name, texts in table.items() for text in texts]


@pytest.mark.parametrize(("name", "text"), _pairs(SHOWN))
def test_the_signal_is_heard_with_and_without_punctuation(
    hear: Listener, spoken: Callable[[str], str], name: str, text: str
) -> None:
    assert name in hear(text)
    assert name in hear(spoken(text))


@pytest.mark.parametrize(("name", "text"), _pairs(NOT_SHOWN))
def test_what_only_sounds_like_the_signal_is_not(hear: Listener, name: str, text: str) -> None:
    assert name not in hear(text)


ACCEPTED = [
    "Yes please.", "Go ahead.", "That works for me.", "I'll take the refund.", "Sounds good.",
    "That's fine with me.", "Let's do that.", "I'm happy with that.", "Okay, book me in.",
    "It's a deal.", "That'll do nicely.", "I accept.",
]  # fmt: skip
REJECTED = [
    "That's not good enough.", "No way.", "I don't want a voucher.", "That won't work.",
    "Absolutely not.", "I won't accept that.", "Forget it.", "No, I want my money.",
    "You can keep your voucher.", "That's no good to me.", "I'm not waiting another week.",
    "No thank you.",
]  # fmt: skip


@pytest.mark.parametrize("text", ACCEPTED)
def test_accepting_words_accept_and_do_not_reject(text: str) -> None:
    turn = Turn("customer", text)
    assert any(list(pattern.matches(turn)) for pattern in ACCEPTING)
    assert not any(list(pattern.matches(turn)) for pattern in REJECTING)


@pytest.mark.parametrize("text", REJECTED)
def test_rejecting_words_reject_and_do_not_accept(text: str) -> None:
    turn = Turn("customer", text)
    assert any(list(pattern.matches(turn)) for pattern in REJECTING)
    assert not any(list(pattern.matches(turn)) for pattern in ACCEPTING)


@pytest.mark.parametrize("text", ["Okay.", "Right.", "Mm-hm.", "Yeah.", "I see."])
def test_a_bare_okay_is_neither(text: str) -> None:
    turn = Turn("customer", text)
    assert not any(list(p.matches(turn)) for p in (*ACCEPTING, *REJECTING))
