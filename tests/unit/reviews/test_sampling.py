"""Which calls are drawn: evenly, the same again, and by nobody's choice."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coolhead.services.live.summary import CallSummary
from coolhead.services.reviews.sampling import ReviewSettings, draw_of, drawn, kind_of

MONDAY = 1772409600.0  # 2026-03-02, the first day of its week
DAY = 86_400.0


@given(st.text(), st.text(), st.floats(allow_nan=True))
def test_every_call_has_a_number_whatever_it_is_called(ws: str, call: str, began: float) -> None:
    number = draw_of(ws, call, began)
    assert 0 <= number < 1
    assert number == draw_of(ws, call, began)


def test_numbers_are_spread_evenly() -> None:
    numbers = [draw_of("default", f"call-{n}", MONDAY) for n in range(20_000)]
    for share in (0.05, 0.25, 0.5):
        below = sum(number < share for number in numbers)
        # Four standard deviations: a fair draw is farther off once in sixteen thousand.
        assert abs(below - share * 20_000) < 4 * math.sqrt(20_000 * share * (1 - share))


def test_the_week_and_the_workspace_draw_anew() -> None:
    same_week = {draw_of("default", "c1", MONDAY + day * DAY) for day in range(7)}
    assert len(same_week) == 1
    assert draw_of("default", "c1", MONDAY + 7 * DAY) not in same_week
    assert draw_of("other", "c1", MONDAY) not in same_week


def call(**more: object) -> CallSummary:
    given = {"workspace": "w", "call": "c", "team": "north", "ended": True, "utterances": 3}
    return CallSummary(**{**given, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "more", [{"ended": False}, {"utterances": 0}, {"consent": "refused"}], ids=str
)
def test_what_nobody_can_judge_has_no_number(more: dict[str, object]) -> None:
    assert drawn(call(**more), MONDAY) is None
    assert kind_of(call(**more), None, ReviewSettings(random=1.0)) is None


def test_the_most_urgent_reason_holds_and_each_has_its_share() -> None:
    settings = ReviewSettings(random=0.1, hot=0.3, disputed=1.0)
    hot = call(heat_peak=70.0)
    both = call(heat_peak=90.0, disputed=True)
    assert kind_of(both, 0.99, settings) == "disputed"
    assert kind_of(hot, 0.29, settings) == "hot"
    assert kind_of(hot, 0.3, settings) is None
    assert kind_of(call(heat_peak=69.9), 0.09, settings) == "random"
    assert kind_of(call(), 0.1, settings) is None
    nothing = ReviewSettings(random=0.0, hot=0.0, disputed=0.0)
    assert kind_of(both, 0.0, nothing) is None
