"""What the picture of a call is drawn from: thinned curves, peaks, shares of speech, flags."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coolhead.adapters.formats.page.curve import BUCKETS, LABEL_SHARE, Point, peaks, thinned
from coolhead.adapters.formats.page.flags import Flag, placed_flags
from coolhead.adapters.formats.page.lanes import SLICES, Stretch, merged, spoken_shares
from coolhead.record.record import LadderStep


def steps_at(*shares: float) -> list[LadderStep]:
    return [LadderStep(rung="asked", at=100 * share) for share in sorted(shares)]


def words_of(flag: Flag) -> tuple[float, float]:
    start, end = sorted((flag.share, flag.share + flag.side * LABEL_SHARE))
    return start, end


def test_a_long_curve_is_thinned_and_keeps_its_highest_and_lowest() -> None:
    points = [Point(at=n * 1.0, value=50.0 + (n % 7)) for n in range(5000)]
    points[1234] = Point(1234.0, 99.0)
    points[4321] = Point(4321.0, 1.0)
    shown = thinned(points, 5000.0)
    assert len(shown) <= 4 * (BUCKETS + 1)
    assert shown == sorted(shown)
    assert {points[0], points[1234], points[4321], points[-1]} <= set(shown)


def test_a_short_curve_is_drawn_as_measured() -> None:
    points = [Point(at=n * 1.0, value=float(n)) for n in range(50)]
    assert thinned(points, 50.0) == points


def test_peaks_are_what_stands_out_and_not_the_slope_to_it() -> None:
    values = [0, 30, 60, 88, 80, 40, 10, 5, 35, 10, 0, 15, 0]
    points = [Point(10.0 * n, float(value)) for n, value in enumerate(values)]
    assert [(p.at, p.value) for p in peaks(points, 120.0)] == [(30.0, 88.0), (80.0, 35.0)]


def test_a_calm_call_has_no_peak_to_name() -> None:
    assert peaks([Point(0.0, 0.0), Point(5.0, 19.0), Point(9.0, 3.0)], 9.0) == []


def test_shares_of_speech_are_of_equal_parts_of_the_call() -> None:
    shares = spoken_shares([Stretch(0, 5), Stretch(15, 20), Stretch(18, 25)], 10.0 * SLICES)
    assert shares[:4] == [0.5, 0.5, 0.5, 0.0]
    assert len(shares) == SLICES
    assert not any(shares[3:])


STRETCHES = st.lists(
    st.tuples(st.floats(0, 3600), st.floats(0, 600)).map(lambda s: Stretch(s[0], s[0] + s[1])),
    max_size=30,
)


@given(STRETCHES)
def test_shares_of_speech_add_up_to_what_was_spoken(stretches: list[Stretch]) -> None:
    shares = spoken_shares(stretches, 4200.0)
    spoken = sum(end - start for start, end in merged(stretches, 0.0))
    assert all(0 <= share <= 1 for share in shares)
    assert sum(shares) * 4200.0 / SLICES == pytest.approx(spoken, abs=1e-6)


@given(st.lists(st.floats(0, 1), max_size=12))
def test_no_flag_covers_another_or_leaves_the_picture(shares: list[float]) -> None:
    flags = placed_flags(steps_at(*shares), 100.0)
    for number, flag in enumerate(flags):
        start, end = words_of(flag)
        assert start >= -1e-9
        assert end <= 1 + 1e-9
        for other in flags[:number]:
            if other.row == flag.row:
                other_start, other_end = words_of(other)
                assert start >= other_end or other_start >= end
    assert len(flags) >= min(len(shares), 4)


@given(st.lists(st.floats(LABEL_SHARE, 1), min_size=2, max_size=4))
def test_no_pole_goes_through_the_words_of_a_flag(shares: list[float]) -> None:
    flags = placed_flags(steps_at(*shares), 100.0)
    for flag in flags:
        start, end = words_of(flag)
        for other in flags:
            if other.row < flag.row:
                assert not start < other.share < end
