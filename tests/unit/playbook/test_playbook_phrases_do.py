"""A phrase that Coolhead proposes must count when it is said, or its cue would come back."""

from __future__ import annotations

import pytest

from coolhead.guidance.rules import DONE_BY
from coolhead.playbook.loader import load_playbook, shipped_names
from coolhead.signals.detector import run_detectors
from coolhead.signals.registry import standard_detectors
from coolhead.signals.turn import Conversation, Turn

FILLERS = {
    "issue": "the sofa that should have come on Friday",
    "thing": "your sofa",
    "said": "you have been waiting three weeks for your sofa",
    "want": "a full refund",
    "request": "cancel the contract",
    "options": "a replacement or a full refund",
    "due": "by five tomorrow",
    "action": "call you back",
    "explanation": "The van is loaded in the order of its round.",
    "agent": "Sam",
    "purpose": "the appointment",
}
BEFORE = (
    ("agent", "Hello, this is Sam. How can I help?"),
    (
        "customer",
        "I have been waiting three weeks for my sofa, it should have come on Friday. "
        "It's ridiculous, I want a full refund.",
    ),
)
# An explanation is the team's own sentence; going back to the purpose is a question, after which
# the cue goes by itself.
NOT_HEARD_AS_DONE = ("{explanation}", "{purpose}", "what we began")
HARM = {"dismissal", "defensiveness", "excuse", "pass_off", "jargon", "profanity", "insult"}


def heard(said: str) -> set[str]:
    conversation = Conversation()
    for party, text in BEFORE:
        before = Turn(party, text)  # type: ignore[arg-type]
        before.signals = tuple(run_detectors(standard_detectors(), before, conversation).signals)
        conversation.add(before)
    found = run_detectors(standard_detectors(), Turn("agent", said), conversation).signals
    return {signal.name for signal in found} | {f"{s.name}:{s.kind}" for s in found if s.kind}


PHRASES = sorted(
    {
        (cue, phrase)
        for name in shipped_names()
        for cue, spec in load_playbook(name).cues.items()
        for phrase in (*spec.say, *(each for case in spec.say_for.values() for each in case))
    }
)


@pytest.mark.parametrize(("cue", "phrase"), PHRASES)
def test_saying_the_phrase_does_the_cue_and_no_harm(cue: str, phrase: str) -> None:
    names = heard(phrase.format(**FILLERS))
    assert not names & HARM
    assert "apology:conditional" not in names
    if cue in DONE_BY and not any(part in phrase for part in NOT_HEARD_AS_DONE):
        assert names & set(DONE_BY[cue])
