"""Upheld disputes as cases, and what a case comes to."""

from __future__ import annotations

import msgspec
import pytest
from tests.support.spoken import SpokenCall

from coolhead.adapters.corpus.cases import as_events
from coolhead.bootstrap import run_case
from coolhead.call.events import (
    DisputeAnswered,
    Envelope,
    HoldEnded,
    HoldStarted,
    ScoreDisputed,
)
from coolhead.call.state import CallState
from coolhead.record.scorecard import Scorecard
from coolhead.services.reviews.cases import RegressionCase, cases_of, may_be_tested, outcome

NO_LOGS: tuple[Envelope, ...] = ()


def over(*, may_test: bool = True, upheld: bool = True, small: bool = False) -> SpokenCall:
    """A call in which a missed line was disputed and answered."""
    call = SpokenCall("standard", {"id": "call-77", "agent": "a17", "customer": "c9"})
    for party, text in (
        ("agent", "Good morning, this is Priya, how can I help?"),
        ("customer", "My sofa was to come on Friday and never came, Priya. I am furious!"),
        ("agent", "What is the order number?"),
        ("customer", "It is 4471882."),
    ):
        call(party, text.lower() if small else text)  # type: ignore[arg-type]
    item = missed(call)
    call.act(ScoreDisputed(at=call.now, item=item, reason="I did", may_test=may_test))
    call.act(DisputeAnswered(at=call.now, item=item, upheld=upheld, result="pass", by="sam"))
    call.finish()
    return call


def missed(call: SpokenCall) -> str:
    card = scorecard(call)
    return next(each.id for each in card.items if each.result == "miss")


def scorecard(call: SpokenCall) -> Scorecard:
    found = call.companion._runner.record().scorecard
    assert found is not None
    return found


def state(call: SpokenCall) -> CallState:
    return call.companion._runner.state.call


def made(call: SpokenCall, log: tuple[Envelope, ...] = NO_LOGS) -> list[RegressionCase]:
    return cases_of(state(call), scorecard(call), log)


def test_a_case_has_the_words_and_nobody_in_it() -> None:
    (case,) = made(over())
    assert (case.playbook, case.expected, case.found) == ("standard", "pass", "miss")
    text = msgspec.json.encode(case).decode()
    for private in ("Priya", "4471882", "call-77", "a17", "c9", "sam", "I did"):
        assert private not in text
    assert "sofa" in text
    assert [each.party for each in case.said] == ["agent", "customer", "agent", "customer"]


@pytest.mark.parametrize("more", [{"may_test": False}, {"upheld": False}, {"small": True}], ids=str)
def test_without_consent_or_answer_or_where_names_cannot_be_told_there_is_none(
    more: dict[str, bool],
) -> None:
    assert made(over(**more)) == []


def test_consent_is_that_of_the_latest_dispute_and_the_latest_answer_holds() -> None:
    call = over()
    item = next(iter(may_be_tested(state(call))))
    again = ScoreDisputed(at=call.now, item=item)
    state_after = msgspec.structs.replace(state(call), disputes=(*state(call).disputes, again))
    assert may_be_tested(state_after) == frozenset()


def test_a_case_comes_out_as_the_rules_find_it_now() -> None:
    (case,) = made(over())
    found = run_case(case)
    assert (found.now, found.ending) == ("miss", "still_wrong")
    agreed = msgspec.structs.replace(case, expected="miss")
    assert run_case(agreed).ending == "right"
    gone = msgspec.structs.replace(case, item="no_such_line")
    assert run_case(gone).ending == "no_such_line"
    assert outcome(case, None).ending == "no_such_line"


def test_holds_are_in_it_and_are_nobodys_silence() -> None:
    call = over()
    events: tuple[HoldStarted | HoldEnded, ...] = (
        HoldStarted(at=5.0),
        HoldEnded(at=6.5),
        HoldStarted(at=9.0),
    )
    log = tuple(
        Envelope(workspace="default", team="default", call="call-77", seq=seq, event=each)
        for seq, each in enumerate(events)
    )
    (case,) = made(call, log)
    assert [(each.start, each.end) for each in case.holds] == [(5.0, 6.5)]
    ordered = list(as_events(case)[1])
    assert [each.at for each in ordered] == sorted(each.at for each in ordered)
    assert sum(isinstance(each, HoldStarted | HoldEnded) for each in ordered) == 2
    assert run_case(case).ending == "still_wrong"
