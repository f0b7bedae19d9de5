"""Acceptance and rejection need an offer; a bare "okay" while listening is neither."""

from __future__ import annotations

import pytest

from coolhead.call.utterance import Signal
from coolhead.signals.detector import THRESHOLD
from coolhead.signals.relational.answer import AnswerDetector
from coolhead.signals.turn import Conversation, Turn

Said = tuple[Turn, ...]


def agent(text: str, *names: str, options: int | None = None) -> Turn:
    turn = Turn("agent", text)
    turn.signals = tuple(
        Signal(name=name, confidence=0.9, options=options if name == "offer" else None)
        for name in names
    )
    return turn


def customer(text: str, *names: str) -> Turn:
    turn = Turn("customer", text)
    turn.signals = tuple(Signal(name=name, confidence=0.9) for name in names)
    return turn


REPLACEMENT: Said = (agent("I can send you a replacement tomorrow.", "offer", options=1),)
REPLACEMENT_ASKED: Said = (
    agent("I can send you a replacement tomorrow. Would that work for you?", "offer", options=1),
)
TWO_WAYS: Said = (
    agent(
        "I can send a replacement or give you a full refund. Which would you prefer?",
        "offer",
        options=2,
    ),
)
VOUCHER: Said = (agent("I can offer you a ten pound voucher.", "offer", options=1),)
PROMISE: Said = (agent("I'll call you back by five tomorrow.", "commitment"),)
SUPERVISOR: Said = (
    agent("Would you like me to put you through to my supervisor?", "escalation_offer"),
)
REFUSAL: Said = (
    agent("I can't refund a bill from last year, but I can credit this month's.", "plain_refusal"),
)
OFFER_THEN_ADDRESS: Said = (
    agent(
        "I can send you a replacement. Is your address still twelve Elm Road?", "offer", options=1
    ),
)
NO_OFFER: Said = (
    agent("So the way the billing works is that we charge a month ahead.", "information"),
)
STILL_EXPLAINING: Said = (
    agent("I can refund that.", "offer", options=1),
    agent("It goes back through your bank, and that takes a while.", "information"),
)
OFFER_BEFORE: Said = (
    agent("I can send you a replacement tomorrow.", "offer", options=1),
    customer("How long would that take?"),
    agent("It usually takes two days.", "information"),
)

TIMES: Said = (agent("I could do Tuesday at ten, or Thursday after lunch.", "offer", options=2),)
ROLL_BACK: Said = (
    agent("I can roll you back today, or I can put you on the next fix.", "offer", options=2),
)
BRANCH: Said = (
    agent("You can take it into the branch, or send me a photo of it.", "offer", options=2),
)
CALL_LATER: Said = (agent("Shall I ring you at two instead?", "offer", options=1),)

ACCEPTANCES: list[tuple[Said, str]] = [
    (REPLACEMENT_ASKED, "Yes please."),
    (REPLACEMENT_ASKED, "yeah"),
    (REPLACEMENT_ASKED, "Yes, that works for me."),
    (REPLACEMENT, "that'd be great"),
    (REPLACEMENT, "Okay, do that."),
    (REPLACEMENT, "Fine, do that then."),
    (TWO_WAYS, "The refund then."),
    (TWO_WAYS, "I'd rather have the refund, please."),
    (TWO_WAYS, "I'll take the replacement."),
    (TWO_WAYS, "the second one please"),
    (TWO_WAYS, "um I think the refund"),
    (TWO_WAYS, "I don't want a replacement, I'll take the refund."),
    (PROMISE, "Okay, that's fine."),
    (PROMISE, "all right, I'll wait for your call"),
    (PROMISE, "Oh, brilliant. Okay. That's more than I'd hoped."),
    (TIMES, "Thursday. Tuesdays are washing days, everybody's busy."),
    (TIMES, "One thirty works great."),
    (TIMES, "noon suits me"),
    (ROLL_BACK, "Roll me back. Oh yes. Roll me back."),
    (BRANCH, "I could do the photo. I don't really want to sit in the branch."),
    (SUPERVISOR, "Yes, put me through."),
    (SUPERVISOR, "yes please"),
    (REFUSAL, "Well, I suppose that'll have to do."),
    (REFUSAL, "fair enough"),
    (VOUCHER, "Alright, I'll accept that."),
    (REPLACEMENT, "perfect, thank you"),
    (OFFER_BEFORE, "Okay, let's do that then."),
    (OFFER_BEFORE, "alright, send it"),
    (REPLACEMENT, "no problem, that's fine"),
    (REPLACEMENT_ASKED, "Sure, go ahead."),
    (PROMISE, "sounds good to me"),
    (REPLACEMENT_ASKED, "Yes, tomorrow morning is good."),
    (VOUCHER, "go on then"),
    (REPLACEMENT, "Okay."),
    (REPLACEMENT_ASKED, "Could you? That would be wonderful."),
]

REJECTIONS: list[tuple[Said, str]] = [
    (VOUCHER, "I don't want a voucher."),
    (VOUCHER, "No, that's no good."),
    (VOUCHER, "That's not enough."),
    (REPLACEMENT, "no thanks"),
    (REPLACEMENT_ASKED, "No."),
    (REPLACEMENT_ASKED, "nope"),
    (TWO_WAYS, "No, neither of those is good enough."),
    (PROMISE, "That's not good enough, I need it today."),
    (PROMISE, "I'm not waiting until tomorrow."),
    (SUPERVISOR, "No, I don't want to speak to a supervisor."),
    (VOUCHER, "A voucher? You can keep your voucher."),
    (VOUCHER, "What good is a voucher to me?"),
    (REPLACEMENT, "that doesn't help me at all"),
    (REPLACEMENT, "I want my money back, not a replacement."),
    (REPLACEMENT_ASKED, "absolutely not"),
    (VOUCHER, "Forget it."),
    (PROMISE, "that's too late"),
    (REFUSAL, "that's ridiculous"),
    (VOUCHER, "I'm not interested"),
    (REPLACEMENT_ASKED, "No, I want a refund."),
    (REPLACEMENT_ASKED, "that won't work, I'm away tomorrow"),
    (VOUCHER, "is that all you can do"),
    (OFFER_BEFORE, "No, I can't wait that long."),
    (REPLACEMENT, "I'd rather not"),
    (VOUCHER, "Yeah, no, that's not acceptable."),
    (REPLACEMENT_ASKED, "That's fine for you but it's not good enough for me."),
]

NEITHER: list[tuple[Said, str]] = [
    (CALL_LATER, "No, go on, you're on now."),
    (CALL_LATER, "no, no, carry on"),
    (NO_OFFER, "Okay."),
    (NO_OFFER, "Yeah, right."),
    (NO_OFFER, "that's fine"),
    (NO_OFFER, "no"),
    (OFFER_THEN_ADDRESS, "Yes."),
    (OFFER_THEN_ADDRESS, "No."),
    (STILL_EXPLAINING, "okay"),
    (TWO_WAYS, "Okay."),
    (REPLACEMENT_ASKED, "How long would that take?"),
    (OFFER_BEFORE, "okay"),
    (REPLACEMENT_ASKED, "I don't know, let me think about it."),
    (REPLACEMENT, "Who pays for the postage?"),
    ((), "yes please"),
    (VOUCHER, "What's the voucher for?"),
    (PROMISE, "My number is 07700 900123."),
    (REPLACEMENT, "My wife ordered it in March."),
    (NO_OFFER, "I don't want a voucher."),
    (TWO_WAYS, "What's the difference?"),
    (PROMISE, "Will you really?"),
    (REPLACEMENT, "mm-hm"),
    (OFFER_BEFORE, "right"),
    (REPLACEMENT, "The replacement was broken last time too."),
    (TWO_WAYS, "I told you the refund never came."),
    (REPLACEMENT, "And the last replacement, what happened to that one?"),
]


def answer(said: Said, turn: Turn) -> str | None:
    conversation = Conversation()
    for each in said:
        conversation.add(each)
    found = [
        signal
        for signal in AnswerDetector().detect(turn, conversation)
        if signal.confidence >= THRESHOLD
    ]
    assert len(found) <= 1
    return found[0].name if found else None


@pytest.mark.parametrize(("said", "text"), ACCEPTANCES)
def test_an_offer_taken_is_an_acceptance(said: Said, text: str) -> None:
    assert answer(said, customer(text)) == "acceptance"


@pytest.mark.parametrize(("said", "text"), REJECTIONS)
def test_an_offer_turned_down_is_a_rejection(said: Said, text: str) -> None:
    assert answer(said, customer(text)) == "rejection"


@pytest.mark.parametrize(("said", "text"), NEITHER)
def test_listening_and_asking_answer_no_offer(said: Said, text: str) -> None:
    assert answer(said, customer(text)) is None


def test_praise_in_the_same_breath_as_a_complaint_accepts_nothing() -> None:
    text = "Oh great, that's fine, another three weeks of this rubbish service"
    assert answer(REPLACEMENT, customer(text, "complaint", "frustration")) is None


def test_the_last_word_counts_where_both_are_said() -> None:
    text = "No, that's not good enough. Oh, okay, fine, do that."
    assert answer(REPLACEMENT, customer(text)) == "acceptance"


def test_the_span_is_what_was_said_to_the_offer() -> None:
    conversation = Conversation()
    for turn in TWO_WAYS:
        conversation.add(turn)
    said = customer("Well, I'll take the replacement.")
    (signal,) = AnswerDetector().detect(said, conversation)
    assert signal.span is not None
    assert "replacement" in said.text[slice(*signal.span)]


ENGINEER: Said = (
    agent(
        "I could get an engineer out on Tuesday or Thursday, which is better for you?",
        "offer",
        options=2,
    ),
)
CALL_BACK: Said = (
    agent("I can have a manager call you back today, would that be alright?", "offer", options=1),
)


@pytest.mark.parametrize(
    ("said", "text", "expected"),
    [
        (ENGINEER, "Tuesday", "acceptance"),
        (ENGINEER, "I work Tuesdays so it'll have to be Thursday", "acceptance"),
        (ENGINEER, "Neither, I work all week.", "rejection"),
        (ENGINEER, "Tuesday's no good.", "rejection"),
        (ENGINEER, "um let me check my diary", None),
        (ENGINEER, "The last engineer made it worse.", None),
        (ENGINEER, "Is the other one sooner?", None),
        (CALL_BACK, "that'd be alright yeah", "acceptance"),
        (CALL_BACK, "yeah that's fine but before four please", "acceptance"),
        (CALL_BACK, "I don't want a call back, I want it sorted now.", "rejection"),
        (CALL_BACK, "What time?", None),
        (CALL_BACK, "Why couldn't anybody do that a month ago?", None),
        (CALL_BACK, "I don't want to make a big thing of it.", None),
        (VOUCHER, "Ten pounds? You're joking.", "rejection"),
        (VOUCHER, "I don't think that's fair.", "rejection"),
        (VOUCHER, "Thanks, that's very generous.", "acceptance"),
        (VOUCHER, "I'll have to think about it", None),
        (VOUCHER, "I'd prefer a refund actually.", "rejection"),
        (TWO_WAYS, "I'd prefer a refund actually.", "acceptance"),
    ],
)
def test_answers_as_people_give_them(said: Said, text: str, expected: str | None) -> None:
    assert answer(said, customer(text)) == expected


def test_okay_to_a_supervisor_on_the_line_is_no_answer_to_the_agents_offer_before() -> None:
    supervisor = Turn("supervisor", "I have to log what was said earlier.")
    assert answer((*REPLACEMENT, supervisor), customer("Okay.")) is None
