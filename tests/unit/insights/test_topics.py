"""Names of topics: one thing has one name, and what names nothing has none."""

from __future__ import annotations

import msgspec
import pytest
from tests.support.spoken import SpokenCall

from coolhead.call.events import FieldCorrected
from coolhead.call.state import CallState, fold
from coolhead.services.insights.topics import OUR_CONDUCT, singular, topic_name, topics_of


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("the parcel", "parcel"),
        ("your parcels that never came", "parcel"),
        ("MY PARCELS, again", "parcel"),
        ("the card machine that has been dropping out since Saturday", "card machine"),
        ("your lad\u2019s birthday present", "birthday present"),
        ("my mother-in-law's boiler", "boiler"),
        ("three deliveries", "delivery"),
        ("the batteries in it", "battery"),
        ("two wrong boxes", "wrong box"),
        ("the glass", "glass"),
        ("the bus", "bus"),
        ("the wait for a call back that never came", "wait"),
        ("the forty minutes you were on hold", ""),
        ("a problem", ""),
        ("Monday", ""),
        ("4711", ""),
        ("", ""),
        ("<script>alert(1)</script>", "alert script"),
        ("x" * 500, ""),
        ("\u202eemosewa", "emosewa"),
        ("дом", ""),
    ],
)
def test_a_phrase_has_one_name(phrase: str, name: str) -> None:
    assert topic_name(phrase) == name


@pytest.mark.parametrize(
    ("plural", "one"),
    [("keys", "key"), ("dishes", "dish"), ("gas", "gas"), ("status", "status"), ("jeans", "jeans")],
)
def test_plurals_become_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


def topics(call: SpokenCall, *more: FieldCorrected) -> list[str]:
    record = call.finish()
    state = CallState()
    for envelope in call.companion.events:
        state = fold(state, envelope)
    for each in more:
        state = msgspec.structs.replace(state, corrections={each.field: each.value})
        record = msgspec.structs.replace(record, issue=str(each.value))
    return [topic.name for topic in topics_of(state, record)]


def test_the_issue_comes_first_and_two_are_enough() -> None:
    call = SpokenCall()
    call.customer("My boiler has been broken since Monday and nobody came.")
    call.customer("And the bill you sent me is wrong.")
    call.customer("And my parcel never arrived either.")
    found = topics(call)
    assert found[0] == "boiler"
    assert len(found) == 2


def test_a_call_without_complaint_has_no_topic() -> None:
    assert topics(SpokenCall().customer("I would like to order a kettle, please.")) == []


def test_what_the_agent_corrected_is_what_the_call_is_about() -> None:
    call = SpokenCall().customer("My boiler has been broken since Monday.")
    assert topics(call, FieldCorrected(at=1.0, field="issue", value="the thermostat")) == [
        "thermostat"
    ]


def test_a_complaint_about_the_agent_is_about_our_conduct() -> None:
    call = SpokenCall().customer("You were not helpful at all, you are useless at this.")
    assert topics(call) in ([OUR_CONDUCT], [])
