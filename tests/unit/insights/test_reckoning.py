"""Intervals, differences at the same heat, groups that are large enough, and the heat's area."""

from __future__ import annotations

import math
import random

import pytest

from coolhead.call.decisions import HeatMeasured
from coolhead.services.groups import large_enough
from coolhead.services.insights.statistics import Stratum, difference_of, mean_of
from coolhead.services.insights.turned import Curve


def curve(*points: tuple[float, float]) -> Curve:
    return Curve([HeatMeasured(at=at, value=value, level="calm") for at, value in points])


def test_the_area_is_minutes_at_heat_100() -> None:
    assert curve((0.0, 100.0)).minutes(60.0) == pytest.approx(1.0)
    assert curve((0.0, 50.0)).minutes(120.0) == pytest.approx(1.0)
    assert curve((0.0, 0.0), (60.0, 80.0), (90.0, 20.0)).minutes(150.0) == pytest.approx(0.6)
    assert curve().minutes(60.0) == 0.0
    # Measured after the end (the agent took something back): that was no heat of the call.
    assert curve((0.0, 100.0), (90.0, 40.0)).minutes(60.0) == pytest.approx(1.0)


def test_a_difference_is_taken_at_the_same_level() -> None:
    # At each level the move does nothing; it is only made where cooling is rare.
    strata = [Stratum(10, 100, 100, 1, 10, 10), Stratum(9, 10, 10, 90, 100, 100)]
    found = difference_of(strata)
    assert found is not None
    assert found.value == pytest.approx(0.0)
    assert found.low < 0 < found.high


def test_few_calls_are_never_certain() -> None:
    found = difference_of([Stratum(2, 2, 2, 0, 2, 2)])
    assert found is not None
    assert found.value == 1.0
    assert found.low < 0.5
    assert found.high == 1.0


def test_without_others_there_is_no_difference() -> None:
    assert difference_of([]) is None
    assert difference_of([Stratum(1, 2, 2, 0, 0, 0)]) is None


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    chance = random.Random(7)  # noqa: S311 - a simulation, no secret
    held = 0
    for _ in range(400):
        one = sum(chance.random() < 0.6 for _ in range(30))
        other = sum(chance.random() < 0.4 for _ in range(60))
        found = difference_of([Stratum(one, 30, 30, other, 60, 60)])
        assert found is not None
        held += found.low <= 0.2 <= found.high
    assert 0.92 <= held / 400 <= 0.99


def test_a_mean_lies_in_its_interval_and_few_answers_are_never_certain() -> None:
    assert mean_of({5: 3, 4: 1}, 1, 5).value == pytest.approx(4.75)
    for counts in ({5: 1}, {1: 1}, {5: 3}, {3: 4}, {4: 1000}, {1: 2, 5: 2}, {2: 50, 3: 1}):
        value, low, high = mean_of(counts, 1, 5)
        assert 1 <= low <= value <= high <= 5
        assert high - low > 0.01
    assert mean_of({5: 3}, 1, 5).low < 3.5
    assert mean_of({5: 0, 4: 900, 3: 100}, 1, 5).high - mean_of({4: 900, 3: 100}, 1, 5).low < 0.06


@pytest.mark.parametrize("size", [8, 30, 200])
@pytest.mark.parametrize("weights", [(1, 1, 2, 6, 10), (0, 0, 0, 1, 19), (8, 1, 1, 1, 8)])
def test_the_interval_of_a_mean_holds_the_truth_at_least_as_often_as_it_says(
    size: int, weights: tuple[int, ...]
) -> None:
    chance = random.Random(11)  # noqa: S311 - a simulation, no secret
    truth = sum(each * weight for each, weight in enumerate(weights, start=1)) / sum(weights)
    held = 0
    for _ in range(600):
        drawn = chance.choices((1, 2, 3, 4, 5), weights, k=size)
        _, low, high = mean_of({each: drawn.count(each) for each in (1, 2, 3, 4, 5)}, 1, 5)
        held += low <= truth <= high
    assert held / 600 >= 0.93


def test_groups_are_shown_that_leave_none_to_be_had_by_subtraction() -> None:
    def people(*ids: int) -> set[str]:
        return {str(each) for each in ids}

    assert large_enough({"a": people(*range(6)), "b": people(*range(6, 12))}, 5) == {"a", "b"}
    # The two of "small" would be what is left of the whole: another group is withheld too.
    groups = {"a": people(*range(6)), "b": people(*range(10, 17)), "small": people(20, 21)}
    assert large_enough(groups, 5) == {"b"}
    assert large_enough({"a": people(*range(6)), "small": people(20)}, 5) == set()
    # Who names nobody can be found out by nobody.
    assert large_enough({"a": people(*range(6)), "unnamed": set()}, 5) == {"a"}
    assert large_enough({}, 5) == set()


def test_the_heat_before_and_after_is_the_one_that_was_measured() -> None:
    measured = curve((1.0, 30.0), (5.0, 60.0), (9.0, 20.0))
    assert measured.before(0.5) is None
    assert measured.before(5.0) == 60.0
    assert measured.lowest(5.0, 9.0) == 20.0
    assert measured.lowest(10.0, 70.0) is None
    assert math.isclose(measured.lowest(2.0, 6.0) or 0.0, 60.0)
