"""What another playbook would have shown, and where it parts from what was shown."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tests.support.shown import EXAMPLES

from coolhead.bootstrap import open_call, start_call
from coolhead.call.decisions import Decision
from coolhead.call.events import CueAnswered, Envelope
from coolhead.playbook.loader import load_playbook
from coolhead.services.under_another import (
    Course,
    CueStretch,
    RungMove,
    course_of,
    differences,
    under,
)

INSULTS = next(EXAMPLES.glob("04-*.jsonl"))


@cache
def run(call: Path, playbook: str) -> tuple[tuple[Envelope, ...], tuple[Decision, ...]]:
    """The call's log and what was decided in it, heard under this playbook."""
    opened = open_call(call)
    log: list[Envelope] = []
    runner = start_call(opened.started, load_playbook(playbook), keep=log.append)
    for event in opened:
        runner.feed(event)
    return tuple(log), tuple(runner.decisions)


def cue(id_: str, at: float, until: float | None, say: str | None = "Sorry.") -> CueStretch:
    return CueStretch(id=id_, at=at, until=until, do="Say sorry", say=say, reason="")


def test_under_its_own_playbook_nothing_differs() -> None:
    log, decisions = run(INSULTS, "standard")
    here = course_of(decisions)
    assert len(here.cues) > 5
    assert [move.rung for move in here.ladder] == ["asked", "warned", "may_end", "ended"]
    assert differences(here, under(load_playbook("standard"), log)) == ()


def test_under_another_it_is_what_a_call_under_that_playbook_had_shown() -> None:
    log, decisions = run(INSULTS, "standard")
    there = under(load_playbook("call-centre"), log)
    assert there == course_of(run(INSULTS, "call-centre")[1])
    found = differences(course_of(decisions), there)
    assert {each.kind for each in found} >= {"only_here", "only_there"}
    assert [each.at for each in found] == sorted(each.at for each in found)


def test_answers_to_cues_are_left_out() -> None:
    log, _ = run(INSULTS, "standard")
    own = load_playbook("standard")
    first = under(own, log).cues[0]
    place = next(n for n, each in enumerate(log) if each.event.at > first.at)
    sent_away = CueAnswered(at=first.at, number=1, answer="not_now")
    moved = [
        Envelope(
            workspace=each.workspace,
            team=each.team,
            call=each.call,
            seq=2 * each.seq,
            event=each.event,
        )
        for each in log
    ]
    answer = Envelope(
        workspace=log[0].workspace,
        team=log[0].team,
        call=log[0].call,
        seq=moved[place].seq - 1,
        event=sent_away,
    )
    assert under(own, [*moved[:place], answer, *moved[place:]]) == under(own, log)


def test_the_same_cue_at_nearly_the_same_moment_is_no_difference() -> None:
    here = Course((cue("apologise", 10.0, 20.0),), ())
    assert differences(here, Course((cue("apologise", 11.5, 30.0),), ())) == ()


def test_each_kind_of_difference() -> None:
    here = Course(
        (
            cue("apologise", 10.0, 20.0),
            cue("breathe", 30.0, 40.0),
            cue("empathise", 50.0, 60.0),
            cue("recap_next_steps", 90.0, None),
        ),
        (RungMove(at=35.0, rung="asked", because=""),),
    )
    there = Course(
        (
            cue("apologise", 15.0, 20.0),
            cue("breathe", 41.0, 45.0),
            cue("empathise", 50.0, 60.0, say="That is hard."),
            cue("recap_next_steps", 91.0, None),
        ),
        (RungMove(at=36.0, rung="asked", because=""),),
    )
    assert [(each.at, each.kind) for each in differences(here, there)] == [
        (10.0, "other_time"),
        (30.0, "only_here"),
        (35.0, "only_here"),
        (36.0, "only_there"),
        (41.0, "only_there"),
        (50.0, "other_words"),
    ]
