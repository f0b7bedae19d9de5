from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Listener = Callable[..., dict[str, Signal]]

ABOVE = [
    "I want to speak to your supervisor.",
    "Put me through to a manager.",
    "Get me your boss.",
    "Can I talk to someone higher up?",
    "Is there a manager there?",
    "Escalate this, please.",
    "Manager.",
    "I want someone in charge.",
    "Let me speak to your team leader.",
    "I'd like to talk to somebody with authority.",
    "I need to speak to somebody more senior.",
    "Who's your manager?",
    "Transfer me to your supervisor right now.",
]
NOT_ABOVE = [
    "I'm a manager myself.",
    "Your manager said it was free.",
    "My boss is waiting for me.",
    "I don't want to speak to a manager.",
    "The property manager has the key.",
    "I managed to log in.",
    "If I speak to a supervisor, does it help?",
    "He asked for a supervisor.",
    "Can you help me?",
    "I supervise the night shift.",
    "He told me he would speak to his manager.",
    "The senior discount, please.",
]
REMEDIES = [
    ("I want a refund.", "refund"),
    ("Give me my money back.", "refund"),
    ("Can you send me a replacement?", "replacement"),
    ("I'd like you to call me back.", "callback"),
    ("I want to cancel my subscription.", "cancellation"),
    ("Just cancel it.", "cancellation"),
    ("Can somebody come and fix it?", "repair"),
    ("Can you send an engineer?", "repair"),
    ("I expect some compensation.", "compensation"),
    ("Can I get a discount?", "discount"),
    ("Can you put a credit on my account?", "credit"),
    ("I want you to waive the fee.", "credit"),
    ("I want to know what happened.", "information"),
    ("When will my parcel arrive?", "information"),
    ("I'd like to book an appointment.", "appointment"),
    ("Please remove the charge.", "removal"),
    ("Can you reconnect my line?", "reinstatement"),
    ("I want it delivered tomorrow.", "delivery"),
    ("I want an apology.", "apology"),
]
NO_REMEDY = [
    "I got a refund last year.",
    "I don't want a refund.",
    "I don't want to cancel.",
    "Okay.",
    "Yes, that's me.",
    "My name is Ann.",
    "It is ridiculous.",
    "He said they refund people.",
    "It came yesterday.",
    "I've been waiting.",
    "Nobody apologised.",
    "Thanks for the discount.",
    "My appointment was on Monday.",
    "They cancelled it.",
    "I'm very well, thanks.",
]


@pytest.mark.parametrize("text", ABOVE)
def test_wanting_somebody_above_is_a_supervisor_request(
    hear: Listener, spoken: Callable[[str], str], text: str
) -> None:
    assert "supervisor_request" in hear(text)
    assert "supervisor_request" in hear(spoken(text))


@pytest.mark.parametrize("text", NOT_ABOVE)
def test_talk_about_managers_is_no_supervisor_request(hear: Listener, text: str) -> None:
    assert "supervisor_request" not in hear(text)


@pytest.mark.parametrize(("text", "remedy"), REMEDIES)
def test_a_remedy_wanted_is_named(
    hear: Listener, spoken: Callable[[str], str], text: str, remedy: str
) -> None:
    assert hear(text)["request"].remedy == remedy
    assert hear(spoken(text))["request"].remedy == remedy


@pytest.mark.parametrize("text", NO_REMEDY)
def test_talk_about_remedies_is_no_request(hear: Listener, text: str) -> None:
    assert "request" not in hear(text)
