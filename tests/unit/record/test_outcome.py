from __future__ import annotations

import pytest
from tests.unit.record.calls import CallUnderTest, drafted, heat, sig

from coolhead.call.decisions import LadderMoved


def test_do_not_call_is_recorded_and_nobody_is_called_to_ask_how_it_was() -> None:
    call = CallUnderTest(direction="outbound", campaign="spring", stake="lead")
    call.agent("Hello, I'm calling about your windows.")
    call.customer("Take me off your list and never ring me again.", sig("do_not_call"))
    call.agent("I've taken you off the list, you won't hear from us.")
    record = drafted(call.end(), *heat(0, 25))
    assert record.do_not_call
    assert record.outcome == "lost"
    assert record.follow_ups == ()
    assert record.done == ("I've taken you off the list, you won't hear from us.",)
    assert record.evidence["do_not_call"] == ("u1",)


def test_a_call_ended_for_abuse_says_so_with_its_steps() -> None:
    call = CallUnderTest()
    call.customer("This is a joke.", sig("complaint", target="company"))
    call.customer("You thick cow.", sig("insult", severity=2))
    call.agent("I want to help; please speak to me with respect.", sig("civility_request"))
    call.customer("Shut it, you thick cow.", sig("insult", severity=2))
    call.mark("end_for_abuse")
    moves = (
        LadderMoved(at=12.0, rung="asked", previous="none", utterance="u2"),
        LadderMoved(at=16.0, rung="ended", previous="asked", utterance="u3"),
    )
    record = drafted(call.end("agent_for_abuse"), *heat(20, 60, 80), *moves)
    assert record.ended_by == "agent_for_abuse"
    assert record.outcome == "open"
    assert [(step.rung, step.utterance) for step in record.ladder] == [
        ("asked", "u2"),
        ("ended", "u3"),
    ]
    assert not any("cow" in line for line in (record.issue, *record.details))


def test_a_sale_saved_after_anger_is_saved_and_a_pleasant_one_resolved() -> None:
    def sale(*trouble: str) -> CallUnderTest:
        call = CallUnderTest(direction="outbound", stake="deal")
        call.agent("I'm calling about your broadband renewal.")
        call.customer("It has been slow for months.", *[sig(name) for name in trouble])
        call.agent("I can give you the faster line for the same price.", sig("offer"))
        call.customer("All right, let's do that.", sig("acceptance"))
        return call

    saved = drafted(sale("complaint", "anger").end(), *heat(10, 50, 15))
    assert (saved.outcome, saved.evidence["outcome"]) == ("saved", ("u3",))
    assert drafted(sale().end(), *heat(0, 0)).outcome == "resolved"


def test_a_refused_sale_is_lost_and_an_unanswered_one_open() -> None:
    call = CallUnderTest(direction="outbound", stake="deal")
    call.agent("I can give you the faster line for the same price.", sig("offer"))
    assert drafted(call.state).outcome == "no_contact"
    call.customer("Let me think about the faster line.")
    assert drafted(call.state).outcome == "open"
    call.customer("No, I don't want it.", sig("rejection"))
    assert drafted(call.end()).outcome == "lost"


def test_a_cancelled_contract_is_lost_where_keeping_it_was_the_stake() -> None:
    call = CallUnderTest(stake="retention")
    call.customer("I want to cancel my contract.", sig("request", remedy="cancellation"))
    call.agent("I've cancelled the contract for you.")
    call.customer("Thanks.", sig("thanks"))
    record = drafted(call.end())
    assert record.outcome == "lost"
    assert record.evidence["outcome"] == ("u1",)


@pytest.mark.parametrize("order", [("acceptance", "rejection"), ("rejection", "acceptance")])
def test_who_takes_one_thing_and_refuses_another_has_accepted(order: tuple[str, str]) -> None:
    call = CallUnderTest()
    call.customer("The bill is wrong again.", sig("complaint", topic="the wrong bill"))
    call.agent("I can send a voucher, or take it off the bill.", sig("offer"))
    call.customer("Not a voucher. Off the bill is fine.", *[sig(name) for name in order])
    record = drafted(call.end(), *heat(30, 10))
    assert record.outcome == "resolved"
    assert len(record.accepted) == 1


def test_a_refused_offer_leaves_the_matter_open() -> None:
    call = CallUnderTest()
    call.customer("The bill is wrong again.", sig("complaint", topic="the wrong bill"))
    call.agent("I can send you a copy of the bill.", sig("offer"))
    call.customer("What use is a copy?", sig("rejection"))
    record = drafted(call.end(), *heat(30, 30))
    assert record.outcome == "open"
    assert record.accepted == ()
