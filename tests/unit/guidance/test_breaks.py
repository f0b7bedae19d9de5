"""When a break is due: after which calls, after how long, and what a break takes away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coolhead.call.vocabulary import LEVELS, RUNGS, Level, Rung
from coolhead.guidance.breaks import Advice, CallBehind, Rest, advise, asks_for_a_break
from coolhead.playbook.after_call import BreakLoad, Breaks

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


def ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


def call(
    ended: float, peak: Level = "calm", rung: Rung = "none", *, length: float = 5
) -> CallBehind:
    """A call that ended so many minutes ago."""
    return CallBehind(began=ago(ended + length), ended=ago(ended), peak=peak, rung=rung)


def told(*calls: CallBehind, rests: tuple[Rest, ...] = (), **policy: Any) -> str:
    advice = advise(calls, rests, Breaks(**policy), NOW)
    return advice.reason if advice is not None else ""


def test_calm_calls_ask_for_no_break() -> None:
    assert advise([call(minutes) for minutes in (2, 12, 22)], [], Breaks(), NOW) is None
    assert advise([], [], Breaks(), NOW) is None


def test_one_call_that_boiled_is_enough_and_says_so() -> None:
    assert advise([call(2, "boiling")], [], Breaks(), NOW) == Advice(
        minutes=5, reason="One call that boiled in the last few minutes."
    )
    assert told(call(40, "boiling"), call(10)) == "One call that boiled in the last hour."
    assert told(call(2, "boiling"), after_level=None, load=BreakLoad(boiling=0)) == ""


def test_abuse_that_went_on_is_enough_and_one_insult_is_not() -> None:
    assert told(call(2, "tense", "may_end")) == "One call with abuse in it in the last few minutes."
    assert told(call(2, "tense", "ended")) == (
        "One call that you ended for abuse in the last few minutes."
    )
    assert told(call(2, "tense", "warned")) == ""
    assert told(call(2, "tense", "ended"), after_abuse=False, load=BreakLoad(abuse=0)) == ""


def test_several_are_told_together() -> None:
    calls = (call(50, "boiling"), call(30, "boiling"), call(3, "tense", "ended"))
    assert told(*calls) == "One call that you ended for abuse and two that boiled in the last hour."


def test_heated_calls_add_up_and_fade() -> None:
    near = [call(minutes, "heated") for minutes in (2, 8, 14, 20)]
    assert told(*near) == "Four calls that were heated in the last half hour."
    assert told(*near[:2]) == ""
    far = [call(minutes, "heated") for minutes in (60, 130, 200, 260)]
    assert told(*far) == ""
    assert told(*near[:2], load=BreakLoad(advise_at=1.5)) != ""


def test_after_an_hour_a_call_weighs_by_its_load_alone() -> None:
    assert told(call(61, "boiling")) == ""
    assert told(*(call(minutes, "boiling") for minutes in (70, 65, 62))) == (
        "Three calls that boiled in the last two hours."
    )


def test_a_break_takes_away_what_lies_before_it() -> None:
    hard = call(20, "boiling")
    assert told(hard, rests=(Rest(began=ago(19), ended=ago(10)),)) == ""
    assert told(hard, call(1, "boiling"), rests=(Rest(began=ago(19), ended=ago(10)),)) == (
        "One call that boiled in the last few minutes."
    )


def test_a_break_of_a_moment_is_none() -> None:
    assert told(call(20, "boiling"), rests=(Rest(began=ago(19), ended=ago(17)),)) != ""


def test_on_a_break_nothing_is_advised_and_the_next_call_ends_it() -> None:
    on_it = (Rest(began=ago(4)),)
    assert told(call(5, "boiling"), rests=on_it) == ""
    # The call began after the break did: nobody had ended that by hand.
    assert told(call(20, "boiling"), call(1, length=2), rests=(Rest(began=ago(15)),)) == ""
    assert told(call(1, "boiling", length=2), rests=(Rest(began=ago(15)),)) != ""


def test_long_work_without_a_break_is_told_in_hours() -> None:
    calls = [call(minutes, length=9) for minutes in range(0, 95, 10)]
    assert told(*calls) == "You have worked for 1 h 39 min without a break."
    assert told(*calls, longest_stretch_minutes=120) == ""
    assert told(*calls, rests=(Rest(began=ago(50), ended=ago(40)),)) == ""


def test_half_an_hour_without_a_call_is_a_pause() -> None:
    early = [call(minutes, length=9) for minutes in range(60, 150, 10)]
    assert told(call(5), call(15), *early) == ""
    assert told(*early) == ""


@pytest.mark.parametrize("rung", RUNGS)
@pytest.mark.parametrize("level", LEVELS)
def test_the_cue_after_the_call_and_the_advice_agree(level: Level, rung: Rung) -> None:
    alone = Breaks(load=BreakLoad(advise_at=1000))
    advised = advise([call(1, level, rung)], [], alone, NOW) is not None
    assert advised == asks_for_a_break(level, rung, alone)


_MINUTES = st.floats(0, 900, allow_nan=False)


@given(
    st.lists(st.builds(call, _MINUTES, st.sampled_from(LEVELS), st.sampled_from(RUNGS))),
    st.lists(
        st.builds(
            lambda began, length: Rest(began=ago(began), ended=ago(began - length)),
            _MINUTES,
            st.floats(-60, 60),
        )
    ),
)
def test_the_order_and_doubles_change_nothing(calls: list[CallBehind], rests: list[Rest]) -> None:
    once = advise(calls, rests, Breaks(), NOW)
    assert advise(list(reversed(calls)), list(reversed(rests)), Breaks(), NOW) == once
    assert advise(calls, rests + rests, Breaks(), NOW) == once
