"""Figures against values worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coolhead.services.measures import (
    Counts,
    Judged,
    area_under_curve,
    calibration_error,
    counted,
    rank_correlation,
    reliability,
    resampled,
    wilson,
)


def judged(*pairs: tuple[bool, float]) -> list[Judged]:
    return [Judged(gold, confidence) for gold, confidence in pairs]


def test_counts() -> None:
    counts = counted(judged((True, 0.9), (True, 0.4), (False, 0.5), (False, 0.1)), 0.5)
    assert counts == Counts(right=1, false=1, missed=1)
    assert (counts.precision, counts.recall, counts.f1) == (0.5, 0.5, 0.5)


def test_nothing_there_and_nothing_found_has_no_figure() -> None:
    counts = counted(judged((False, 0.1)), 0.5)
    assert (counts.precision, counts.recall, counts.f1) == (None, None, None)
    assert area_under_curve(judged((False, 0.1))) is None
    assert calibration_error([]) is None
    assert wilson(0, 0) is None
    assert rank_correlation([(1.0, 2.0)]) is None


def test_wilson_as_published() -> None:
    # Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263.
    low, high = wilson(81, 263) or (0.0, 0.0)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


def test_area_counts_ties_half() -> None:
    assert area_under_curve(judged((True, 0.9), (False, 0.1))) == 1.0
    assert area_under_curve(judged((True, 0.0), (False, 0.0))) == 0.5
    assert area_under_curve(judged((True, 0.5), (True, 0.0), (False, 0.0))) == 0.75


@given(st.lists(st.tuples(st.booleans(), st.sampled_from([0.0, 0.2, 0.5, 0.9])), max_size=30))
def test_area_is_the_share_of_pairs_in_order(pairs: list[tuple[bool, float]]) -> None:
    shows = [confidence for gold, confidence in pairs if gold]
    others = [confidence for gold, confidence in pairs if not gold]
    area = area_under_curve(judged(*pairs))
    if not shows or not others:
        assert area is None
        return
    wins = sum((a > b) + (a == b) / 2 for a in shows for b in others)
    assert area == pytest.approx(wins / (len(shows) * len(others)))


def test_calibration_error() -> None:
    assert calibration_error(judged((True, 1.0), (True, 1.0))) == 0.0
    assert calibration_error(judged((True, 0.8), (False, 0.8))) == pytest.approx(0.3)
    # What was missed altogether was claimed to be absent.
    missed = judged((True, 0.8), (False, 0.8), (True, 0.0))
    assert calibration_error(missed) == pytest.approx((2 * 0.3 + 1) / 3)


def test_reliability_has_a_bin_for_each_tenth_that_is_there() -> None:
    found = reliability(judged((True, 0.8), (False, 0.84), (True, 1.0), (False, 0.0)))
    assert [(each.count, round(each.claimed, 2), each.held) for each in found] == [
        (1, 0.0, 0.0),
        (2, 0.82, 0.5),
        (1, 1.0, 1.0),
    ]


def test_rank_correlation() -> None:
    assert rank_correlation([(1, 10), (2, 20), (3, 90)]) == pytest.approx(1.0)
    assert rank_correlation([(1, 3), (2, 2), (3, 1)]) == pytest.approx(-1.0)
    assert rank_correlation([(1, 5), (2, 5)]) is None
    assert rank_correlation([(1, 1), (2, 3), (3, 2), (4, 4)]) == pytest.approx(0.8)


def test_an_interval_draws_whole_calls_and_is_the_same_each_time() -> None:
    groups = [judged((True, 0.9), (False, 0.8)), judged((True, 0.1)), judged((True, 0.7))]

    def f1(drawn: object) -> float | None:
        return counted(drawn, 0.5).f1  # type: ignore[arg-type]

    low, high = resampled(groups, f1) or (0.0, 0.0)
    assert 0.0 <= low < 2 * 2 / (2 * 2 + 1 + 1) < high <= 1.0
    assert resampled(groups, f1) == (low, high)
