"""Rows of calls, and figures behind which nobody can be picked out."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coolhead.call.events import CallStarted, PlaybookRef
from coolhead.call.vocabulary import EndedBy, Rung
from coolhead.record.record import Commitment, HeatRange, LadderStep, Record
from coolhead.record.scorecard import Result, Scorecard, ScoredItem
from coolhead.services.scoring import (
    LEAST_MINIMUM,
    USUAL_MINIMUM,
    CallRow,
    Origin,
    Tally,
    row_of,
)

PLAYBOOK = PlaybookRef(name="standard", version=1, digest="d1")


def record(*, language: str = "en", ended_by: EndedBy = "customer") -> Record:
    def move(rung: Rung, at: float) -> LadderStep:
        return LadderStep(rung=rung, at=at, utterance=None)

    return Record(
        id="c1",
        duration_s=61,
        agent="a-secret",
        customer="k-secret",
        language=language,
        heat=HeatRange(0, 71, 12.5),
        ladder=(move("asked", 10), move("warned", 20), move("none", 30)),
        vulnerability="self_harm",
        ended_by=ended_by,
        commitments=(
            Commitment(action="call", due_text="soon"),
            Commitment(action="send", due="2026-03-03T17:00:00+00:00"),
        ),
        interruptions={"customer": 2, "agent": 1},
        talk_ratio={"customer": 0.25, "agent": 0.75},
        scorecard=Scorecard(
            (item("a", "pass"), item("b", "miss"), item("c", "not_applicable")), 50
        ),
    )


def item(name: str, result: Result) -> ScoredItem:
    return ScoredItem(id=name, item="", result=result, weight=1, rule="")


def row(read: Record, started: CallStarted | None = None) -> CallRow:
    return row_of(
        read,
        started or CallStarted(at=0, call="c1", team="north"),
        Origin("f.jsonl", 3, "abc"),
        utterances=9,
        playbook=PLAYBOOK,
        engine_version="1",
    )


def test_a_row_holds_what_the_record_says() -> None:
    read = row(record())
    assert (read.level_peak, read.ladder, read.heat_end) == ("boiling", "warned", 12.5)
    assert (read.commitments, read.commitments_without_due) == (2, 1)
    assert (read.items_passed, read.items_missed, read.items_not_applicable) == (1, 1, 1)
    assert (read.missed, read.score, read.talk_ratio_agent) == (("b",), 50.0, 0.75)
    assert (read.file, read.line, read.sha256, read.playbook_digest) == ("f.jsonl", 3, "abc", "d1")


def test_nobody_stands_in_a_row_nor_what_makes_a_customer_vulnerable() -> None:
    text = msgspec.json.encode(row(record())).decode()
    for hidden in ("a-secret", "k-secret", "self_harm"):
        assert hidden not in text


def test_a_row_is_the_same_when_it_is_read_back() -> None:
    read = row(record())
    again = msgspec.json.decode(msgspec.json.encode(read), type=CallRow)
    assert msgspec.json.encode(again) == msgspec.json.encode(read)


@pytest.mark.parametrize(
    ("language", "consent", "words"),
    [
        ("en", "given", True),
        ("en-GB", "unknown", True),
        ("fr", "given", False),
        ("en", "refused", False),
    ],
)
def test_a_row_says_whether_words_were_read(language: str, consent: str, words: bool) -> None:
    started = msgspec.convert({"at": 0, "call": "c1", "consent": consent}, CallStarted)
    assert row(record(language=language), started).words_read is words


def tally(*calls: tuple[str, str | None], minimum: int = USUAL_MINIMUM) -> Tally:
    """Calls as (team, agent), each with a score of 50."""
    counted = Tally(minimum)
    for team, agent in calls:
        counted.add(CallRow(id="c", file="f", team=team, score=50.0), agent)
    return counted


def staff(team: str, count: int) -> list[tuple[str, str | None]]:
    return [(team, f"{team}{number}") for number in range(count)]


def test_figures_add_up() -> None:
    counted = Tally()
    counted.add(CallRow(id="a", file="f", outcome="lost", ladder="ended", score=40.0), None)
    counted.add(CallRow(id="b", file="f", level_peak="boiling", do_not_call=True, score=61.0), None)
    counted.add(CallRow(id="c", file="f", words_read=False, score=0.0, commitments=3), None)
    counted.add(CallRow(id="d", file="f", score=None), None)
    figures = counted.summary().all
    assert (figures.calls, figures.on_ladder, figures.rungs["ended"]) == (4, 1, 1)
    assert (figures.outcomes["lost"], figures.level_peaks["boiling"]) == (1, 1)
    assert (figures.mean_score, figures.scored, figures.without_words) == (50.5, 2, 1)
    assert (figures.open_commitments, figures.calls_with_commitments) == (3, 1)


def test_a_team_is_shown_from_the_minimum_of_agents_on() -> None:
    summary = tally(*staff("north", 5), *staff("south", 4), *staff("east", 4)).summary()
    assert list(summary.teams) == ["north"]
    assert (summary.teams_withheld, summary.minimum_agents) == (2, 5)


def test_a_small_team_cannot_be_had_by_subtraction() -> None:
    """All less the others would be the one that is left out; so the smallest goes with it."""
    summary = tally(*staff("north", 9), *staff("south", 6), *staff("east", 2)).summary()
    assert list(summary.teams) == ["north"]


def test_many_calls_of_one_agent_make_no_team() -> None:
    assert tally(*[("north", "a1")] * 50).summary().teams == {}


def test_calls_that_name_nobody_count_for_no_team() -> None:
    summary = tally(*[("default", None)] * 50).summary()
    assert summary.teams == {}
    assert summary.all.mean_score == 50.0  # they may be those of any number


@pytest.mark.parametrize(("agents", "shown"), [(1, False), (4, False), (5, True)])
def test_calls_of_a_few_agents_have_no_mean_score(agents: int, shown: bool) -> None:
    summary = tally(*staff("north", agents)).summary()
    assert (summary.all.mean_score is not None) is shown
    assert summary.mean_withheld is not shown


def test_the_minimum_is_never_below_three() -> None:
    summary = tally(*staff("north", 2), minimum=1).summary()
    assert (summary.minimum_agents, summary.teams) == (LEAST_MINIMUM, {})


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("uvwxyz") | st.none())))
def test_neither_what_is_shown_nor_what_is_left_is_a_few_people(
    calls: list[tuple[str, str | None]],
) -> None:
    summary = tally(*calls, minimum=3).summary()
    people = {team: {who for name, who in calls if name == team and who} for team, _ in calls}
    assert all(len(people[team]) >= 3 for team in summary.teams)
    left = set().union(*(who for team, who in people.items() if team not in summary.teams))
    assert not summary.teams or len(left) == 0 or len(left) >= 3
