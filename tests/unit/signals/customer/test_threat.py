from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Listener = Callable[..., dict[str, Signal]]

THREATS = [
    ("I'll kill you.", "harm"),
    ("I'm going to come down there and smash your face in.", "harm"),
    ("I know where you work.", "harm"),
    ("I'll burn your office down.", "harm"),
    ("You'd better watch your back.", "harm"),
    ("If that driver comes back I'm going to punch him.", "harm"),
    ("I will find you.", "harm"),
    ("Somebody is going to get hurt.", "harm"),
    ("I'll break your legs.", "harm"),
    ("You'll regret this.", "harm"),
    ("I'll see you in court.", "legal"),
    ("You'll be hearing from my solicitor.", "legal"),
    ("I'm going to sue.", "legal"),
    ("I'll take you to small claims court.", "legal"),
    ("My lawyer will be in touch.", "legal"),
    ("I'm calling the police on you.", "legal"),
    ("I'm going to the ombudsman.", "regulator"),
    ("I'll report you to Ofcom.", "regulator"),
    ("I have no choice but to contact trading standards.", "regulator"),
    ("I will file a complaint with the consumer court.", "regulator"),
    ("I'll leave you a one-star review.", "review"),
    ("I'm going to put this all over Facebook.", "review"),
    ("I'll go to the papers.", "review"),
    ("I'm going to tell everyone I know.", "review"),
    ("I'll dispute the payment with my bank.", "chargeback"),
    ("I'm going to do a chargeback.", "chargeback"),
    ("I'll get my bank to reverse it.", "chargeback"),
    ("I'm taking my business elsewhere.", "leave"),
    ("I'll switch to another provider.", "leave"),
    ("You've just lost a customer.", "leave"),
    ("Fix it or I'll cancel.", "leave"),
    ("I'm never using you again.", "leave"),
]
NO_THREATS = [
    "My wife will kill me.",
    "Could I have the delivery charge back, please?",
    "I could murder a cup of tea.",
    "This wait is killing me.",
    "I'm dying here.",
    "I want to kill myself.",
    "I'm going to kill this router.",
    "I'll hit the button now.",
    "I'll find you the order number.",
    "I'm not going to sue you.",
    "I won't report you.",
    "I'm a solicitor myself.",
    "I was in court yesterday for jury service.",
    "My solicitor is handling the house sale.",
    "I read your reviews before I bought it.",
    "I'll leave a good review, you've been great.",
    "I found you on Google.",
    "Can I pay by bank transfer?",
    "I need to leave in ten minutes.",
    "I want to cancel my subscription, please.",
    "Can I switch to the cheaper plan?",
    "The police came about the break-in.",
    "He said he'd kill me.",
    "They threatened to take me to court.",
    "Your letter says you will take me to court.",
    "I'll shoot you an email.",
    "I'll come down to the shop and collect it.",
    "What does the ombudsman do?",
    "I work for Ofcom.",
    "I'll call you back after lunch.",
    "The company closed my account.",
]


@pytest.mark.parametrize(("text", "kind"), THREATS)
def test_a_threat_and_its_kind_are_told(hear: Listener, text: str, kind: str) -> None:
    assert hear(text)["threat"].kind == kind


@pytest.mark.parametrize(("text", "kind"), THREATS)
def test_a_threat_is_heard_without_punctuation(
    hear: Listener, spoken: Callable[[str], str], text: str, kind: str
) -> None:
    assert hear(spoken(text))["threat"].kind == kind


@pytest.mark.parametrize("text", NO_THREATS)
def test_idioms_denials_and_other_peoples_threats_are_none(hear: Listener, text: str) -> None:
    assert "threat" not in hear(text)


def test_harm_outranks_the_other_kinds(hear: Listener) -> None:
    text = "I'll see you in court and then I'll kill you."
    assert hear(text)["threat"].kind == "harm"


def test_the_agents_threat_is_conduct_of_the_agent(hear: Listener) -> None:
    assert hear("I know where you live.", "agent")["threat"].kind == "harm"
