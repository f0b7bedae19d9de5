"""Where in its call a stream of samples is."""

from __future__ import annotations

import pytest

from coolhead.adapters.telephony.sample_clock import SampleClock


class Passing:
    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def test_time_is_the_samples_counted_whatever_the_network_does() -> None:
    passing = Passing()
    clock = SampleClock(5.0, passing)
    placed = []
    for waited in (0.1, 0.0, 2.0, 0.0, 0.1):
        passing.seconds += waited
        placed.append(clock.frame(0.1))
    assert placed == pytest.approx([5.0, 5.1, 5.2, 5.3, 5.4])


def test_who_sends_nothing_for_a_while_goes_on_at_the_present() -> None:
    passing = Passing()
    clock = SampleClock(0.0, passing)
    passing.seconds += 0.1
    clock.frame(0.1)
    passing.seconds += 30.0
    assert clock.frame(0.1) == pytest.approx(30.0)
    assert clock.at == pytest.approx(30.1)


def test_a_position_that_was_told_needs_no_guess() -> None:
    passing = Passing()
    clock = SampleClock(0.0, passing)
    passing.seconds += 30.0
    clock.move_on(7.0)
    assert clock.frame(0.1) == 7.0
    clock.move_on(3.0)
    assert clock.at == pytest.approx(7.1)
