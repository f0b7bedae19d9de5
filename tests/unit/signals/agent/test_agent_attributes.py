from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I'm so sorry about the delay.", "sincere"),
        ("we apologise for the mistake on your bill", "sincere"),
        ("My apologies, that was our error.", "sincere"),
        ("I'm sorry.", "sincere"),
        ("I'm sorry you had to go through all this.", "sympathetic"),
        ("so sorry to hear that", "sympathetic"),
        ("I'm sorry for your loss.", "sympathetic"),
        ("I'm sorry if you feel we let you down.", "conditional"),
        ("im sorry you feel that way", "conditional"),
        ("we apologise if this caused any trouble", "conditional"),
        ("Sorry that you think so.", "conditional"),
    ],
)
def test_apologies_are_told_apart_by_kind(hear: Hear, text: str, kind: str) -> None:
    assert hear(text)["apology"].kind == kind


@pytest.mark.parametrize(
    ("text", "qualified"),
    [
        ("I understand that you're upset, but the policy is clear.", True),
        ("i can see why you are upset but there is a rule", True),
        ("I understand your frustration. However, it is in the contract.", True),
        ("I understand how frustrating this is.", False),
        (
            "I can see why you are upset. Let me put that right. The bus was late, but no more.",
            False,
        ),
        ("that must be very hard for you", False),
    ],
)
def test_empathy_followed_by_but_is_qualified(hear: Hear, text: str, qualified: bool) -> None:
    assert hear(text)["empathy"].qualified is qualified


def test_a_but_lowers_the_confidence_of_empathy(hear: Hear) -> None:
    plain = hear("I understand how frustrating this is.")["empathy"]
    taken_back = hear("I understand how frustrating this is, but it is the rule.")["empathy"]
    assert taken_back.confidence < plain.confidence


def test_a_bare_i_understand_is_a_nod_and_only_weakly_empathy(hear: Hear) -> None:
    found = hear("I understand.", threshold=0.0)
    assert found["acknowledgement"].confidence >= 0.5
    assert found["empathy"].confidence < 0.5


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("I can send a new one.", 1),
        ("I can send a new one or refund you.", 2),
        ("i can send a new one or refund you", 2),
        ("we can either repair it or replace it", 2),
        ("There are three options here.", 3),
        ("I can give you two options.", 2),
        ("I can send a new one, repair the old one or refund you.", 3),
        ("I can refund you. Alternatively, you could keep it with a discount.", 2),
        ("I can send it in two or three days.", 1),
        ("would you like a refund or a replacement", 2),
        (
            "I can refund it today, or I could send another one, or I could call the shop for you.",
            3,
        ),
        ("Would you like me to book an engineer?", 1),
    ],
)
def test_an_offer_counts_its_options(hear: Hear, text: str, options: int) -> None:
    assert hear(text)["offer"].options == options


@pytest.mark.parametrize(
    ("text", "action", "by", "quote"),
    [
        (
            "Right, I'll call you back by five tomorrow.",
            "call you back",
            "agent",
            "I'll call you back by five tomorrow",
        ),
        (
            "I will send the replacement today and you can keep the old one.",
            "send the replacement",
            "agent",
            "I will send the replacement today",
        ),
        (
            "I'm going to refund the delivery charge",
            "refund the delivery charge",
            "agent",
            "I'm going to refund the delivery charge",
        ),
        (
            "okay we'll refund it within five working days is that okay",
            "refund it",
            "company",
            "we'll refund it within five working days",
        ),
        (
            "You'll have it on Tuesday.",
            "get it to you",
            "company",
            "You'll have it on Tuesday",
        ),
        (
            "the engineer will be with you between 8 and 12 on friday",
            "have the engineer with you",
            "company",
            "the engineer will be with you between 8 and 12 on friday",
        ),
        (
            "By Friday I'll email you the form.",
            "email you the form",
            "agent",
            "By Friday I'll email you the form",
        ),
        (
            "someone will ring you before noon",
            "have someone ring you",
            "company",
            "someone will ring you before noon",
        ),
        (
            "I'll ring you back at 5 p.m. tomorrow.",
            "ring you back",
            "agent",
            "I'll ring you back at 5 p.m. tomorrow",
        ),
        (
            "it will be delivered tomorrow between nine and eleven",
            "have it delivered",
            "company",
            "it will be delivered tomorrow between nine and eleven",
        ),
    ],
)
def test_a_commitment_says_what_by_whom_and_spans_its_time(
    hear: Hear, text: str, action: str, by: str, quote: str
) -> None:
    promise = hear(text)["commitment"]
    assert (promise.action, promise.by) == (action, by)
    assert promise.span is not None
    assert text[slice(*promise.span)] == quote
    assert promise.due is None
    assert promise.due_text is None


def test_a_promise_with_a_condition_the_customer_chooses_is_a_weak_candidate(hear: Hear) -> None:
    found = hear("If you like, I'll call you tomorrow.", threshold=0.0)
    assert found["commitment"].confidence < 0.5


def test_a_cause_with_a_next_step_is_information_and_no_excuse(hear: Hear) -> None:
    found = hear("The system was slow this morning, so I have booked it by hand for Tuesday.")
    assert "excuse" not in found


def test_an_excuse_is_not_credited_as_information(hear: Hear) -> None:
    found = hear("It's late because we are very busy at the moment.")
    assert "excuse" in found
    assert "information" not in found


def test_a_wh_question_for_a_detail_is_closed(hear: Hear) -> None:
    found = hear("And what's your account number please")
    assert "closed_question" in found
    assert "open_question" not in found


def test_an_utterance_may_show_several_signals(hear: Hear) -> None:
    found = hear(
        "I'm so sorry about that, I can see why you are upset. I can send a new one or refund "
        "you, and I'll call you back by five tomorrow. Is there anything else?"
    )
    assert {"apology", "empathy", "offer", "commitment", "satisfaction_check"} <= set(found)
