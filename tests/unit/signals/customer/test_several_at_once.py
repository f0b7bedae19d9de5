"""Several threats or remedies in one breath, and what only the turn before explains."""

from __future__ import annotations

import pytest

from coolhead.call.utterance import Signal
from coolhead.signals.customer import customer_detectors
from coolhead.signals.detector import run_detectors
from coolhead.signals.turn import Conversation, Turn

DETECTORS = customer_detectors()


def _all(text: str, name: str, before: str | None = None) -> list[Signal]:
    conversation = Conversation()
    if before is not None:
        conversation.add(Turn("agent", before))
    found = run_detectors(DETECTORS, Turn("customer", text), conversation)
    assert not found.failures
    return [signal for signal in found.signals if signal.name == name]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "I'm disputing the payment with my bank, and I'm leaving one star on every site.",
            {"chargeback", "review"},
        ),
        ("I'll see you in court, and I'm going to the ombudsman.", {"legal", "regulator"}),
        ("I'll put this all over Facebook and I'll never use you lot again.", {"review", "leave"}),
        ("I will sue you, I really will sue you.", {"legal"}),
        ("We file with the ombudsman on Monday.", {"regulator"}),
        ("I've got another supplier coming in on Friday.", {"leave"}),
        ("I've got another parcel coming on Friday.", set()),
    ],
)
def test_each_kind_of_threat_in_one_breath_is_a_signal(text: str, kinds: set[str]) -> None:
    found = _all(text, "threat")
    assert {signal.kind for signal in found} == kinds
    assert len(found) == len(kinds)


@pytest.mark.parametrize(
    ("text", "remedies"),
    [
        (
            "I want my money back, and I want compensation on top, two hundred pounds.",
            {"refund", "compensation"},
        ),
        ("I'd like a refund. And I want it in writing.", {"refund", "confirmation"}),
        ("And maybe the postage back, too.", {"refund"}),
        ("They gave me the deposit back last year.", set()),
        ("And I get that in writing?", {"confirmation"}),
        ("I just need it canceled.", {"cancellation"}),
        ("The board just says canceled.", set()),
        ("Just stop it leaking.", {"repair"}),
        ("You should make it up to me, just make it up to me.", {"compensation"}),
        ("Yeah. I'd like to know, actually.", set()),
        ("I'd like to know when it comes.", {"information"}),
        ("What happened is the van broke down.", set()),
        ("Can I just explain first?", set()),
        ("I'd like to be taken off your list.", set()),
    ],
)
def test_each_remedy_in_one_breath_is_a_request(text: str, remedies: set[str]) -> None:
    found = _all(text, "request")
    assert {signal.remedy for signal in found} == remedies


def test_knowing_where_somebody_parks_is_a_weak_threat() -> None:
    found = run_detectors(
        DETECTORS,
        Turn("customer", "Your boss, I know where he parks."),
        Conversation(),
    )
    threat = found.weaker["threat"]
    assert threat.kind == "harm"
    assert threat.confidence < 0.5


ASKED = "I want to ask you straight. Are you thinking of killing yourself?"


@pytest.mark.parametrize(
    "text", ["I've thought about it. Most nights.", "Yeah.", "Sometimes.", "I don't know. Maybe."]
)
def test_a_yes_to_the_question_about_suicide_is_self_harm(text: str) -> None:
    (found,) = _all(text, "vulnerability", ASKED)
    assert found.kind == "self_harm"
    assert not _all(text, "vulnerability", "Are you thinking of changing your plan?")


@pytest.mark.parametrize("text", ["No, nothing like that.", "God no.", "No. I'm just tired."])
def test_a_no_to_the_question_about_suicide_is_none(text: str) -> None:
    assert not _all(text, "vulnerability", ASKED)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sorry? I don't understand.", "confusion"),
        ("I'm sorry, I don't know this word.", "confusion"),
        ("You use so many words.", "confusion"),
        ("My English is not so good.", "confusion"),
        ("Please speak more slowly.", "confusion"),
        ("I owe nine hundred. I haven't got it.", "hardship"),
        ("I sat there and cried.", "distress"),
        ("He's six and he's got asthma.", "illness"),
    ],
)
def test_who_cannot_follow_or_pay_is_vulnerable(text: str, kind: str) -> None:
    (found,) = _all(text, "vulnerability")
    assert found.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "I don't understand why you charged me.",
        "I don't understand how that can take a month.",
        "I'm the executor, me and my sister.",
        "The parcel number? I haven't got it here.",
        "I cried with laughter at that advert.",
    ],
)
def test_complaints_and_plain_facts_are_no_vulnerability(text: str) -> None:
    assert not _all(text, "vulnerability")


def test_mocking_the_person_is_a_mild_insult() -> None:
    (found,) = _all("Ooh, listen to him, big man with his headset.", "insult")
    assert found.severity == 1
