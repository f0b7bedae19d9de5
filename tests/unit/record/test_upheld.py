"""The score after a dispute: what was upheld holds, what the rules had found is kept beside it."""

from __future__ import annotations

import msgspec
import pytest
from tests.support.spoken import SpokenCall

from coolhead.call.events import DisputeAnswered, ScoreDisputed
from coolhead.call.vocabulary import ScoreResult
from coolhead.record.record import Record
from coolhead.record.scorecard import Scorecard, ScoredItem, found_by_rules, leaving_out


def spoken(*disputes: ScoreDisputed | DisputeAnswered) -> Scorecard:
    call = SpokenCall("standard", {"started_at": "2026-03-02T10:15:00+00:00"})
    call.agent("Good morning, this is Priya, how can I help?")
    call.customer("My sofa was supposed to come on Friday and it never came. I am furious!")
    call.agent("What is the order number?")
    for each in disputes:
        call.act(msgspec.structs.replace(each, at=call.now))
    found = call.finish().scorecard
    assert found is not None
    return found


BEFORE = spoken()
MISSED = next(each for each in BEFORE.items if each.result == "miss")
PASSED = next(each for each in BEFORE.items if each.result == "pass")


def line(found: Scorecard, item: str) -> ScoredItem:
    return next(each for each in found.items if each.id == item)


def answer(item: str, *, upheld: bool = True, result: ScoreResult | None = None) -> DisputeAnswered:
    return DisputeAnswered(at=0.0, item=item, upheld=upheld, result=result)


def disputed(item: str) -> ScoreDisputed:
    return ScoreDisputed(at=0.0, item=item)


@pytest.mark.parametrize("result", ["pass", "not_applicable"])
def test_what_is_upheld_holds_and_the_score_follows(result: ScoreResult) -> None:
    after = spoken(disputed(MISSED.id), answer(MISSED.id, result=result))
    changed = line(after, MISSED.id)
    assert (changed.result, changed.was, changed.weight) == (result, "miss", MISSED.weight)
    assert "upheld" in changed.rule
    assert MISSED.rule in changed.rule
    assert after.score is not None
    assert BEFORE.score is not None
    assert after.score > BEFORE.score
    rest = [each for each in after.items if each.id != MISSED.id]
    assert rest == [each for each in BEFORE.items if each.id != MISSED.id]
    assert found_by_rules(changed) == "miss"
    assert found_by_rules(line(after, PASSED.id)) == "pass"


def test_an_answer_of_before_results_were_named_turns_a_miss_into_a_pass() -> None:
    after = spoken(disputed(MISSED.id), answer(MISSED.id))
    assert line(after, MISSED.id).result == "pass"


def test_a_dispute_that_is_open_or_turned_down_changes_nothing() -> None:
    assert spoken(disputed(MISSED.id)) == BEFORE
    assert spoken(disputed(MISSED.id), answer(MISSED.id, upheld=False, result="pass")) == BEFORE


def test_the_latest_answer_holds_until_there_is_another() -> None:
    again = (disputed(MISSED.id), answer(MISSED.id, result="pass"), disputed(MISSED.id))
    assert line(spoken(*again), MISSED.id).result == "pass"
    assert spoken(*again, answer(MISSED.id, upheld=False)) == BEFORE


def test_an_upheld_answer_that_says_the_same_leaves_no_trace() -> None:
    after = spoken(disputed(MISSED.id), answer(MISSED.id, result="miss"))
    assert after == BEFORE


def test_what_was_is_written_only_where_it_is_and_read_again() -> None:
    assert b'"was"' not in msgspec.json.encode(BEFORE)
    after = spoken(disputed(MISSED.id), answer(MISSED.id))
    record = Record(id="c", scorecard=after)
    assert msgspec.json.decode(msgspec.json.encode(record), type=Record).scorecard == after


def test_lines_that_do_not_count_stay_and_the_score_is_of_the_others() -> None:
    without = leaving_out(BEFORE, {MISSED.id, "of_another_playbook"})
    assert without.items == BEFORE.items
    assert without.leaves_out == (MISSED.id,)
    assert without.score is not None
    assert BEFORE.score is not None
    assert without.score > BEFORE.score
    assert leaving_out(BEFORE, {"of_another_playbook"}) is BEFORE
    assert leaving_out(BEFORE, {each.id for each in BEFORE.items}).score is None
