from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coolhead.adapters.speech.live.figures import Counts
from coolhead.adapters.speech.live.frames import Frame, Order, Piece

RATE = 8_000
FRAME = 160  # 20 ms


def frame(number: int, *, length: int = FRAME, shift: int = 0, leave: int = 0) -> Frame:
    """A frame whose samples say where they belong: 1, 2, 3, … from the start of the call."""
    start = number * FRAME + shift
    samples = (np.arange(start, start + length) + 1).astype(np.int16)
    return Frame(start, samples, leave)


def heard(pieces: Iterable[Piece]) -> list[int]:
    return [int(sample) for piece in pieces for sample in piece.samples]


def all_of(order: Order, frames: Iterable[Frame]) -> list[Piece]:
    return [piece for each in frames for piece in order.add(each)]


@pytest.fixture
def counts() -> Counts:
    return Counts()


@pytest.fixture
def order(counts: Counts) -> Order:
    return Order(RATE, counts)


def upto(frames: int) -> list[int]:
    return list(range(1, frames * FRAME + 1))


def test_frames_in_order_are_heard_at_once(order: Order) -> None:
    assert [len(heard(order.add(frame(number)))) for number in range(3)] == [FRAME] * 3


def test_frames_that_come_twice_are_heard_once(order: Order, counts: Counts) -> None:
    frames = [frame(number) for number in range(5) for _ in range(2)]
    assert heard(all_of(order, frames)) == upto(5)
    assert counts.duplicate == 5


def test_frames_out_of_order_are_put_in_order(order: Order, counts: Counts) -> None:
    frames = [frame(number) for number in (0, 2, 1, 5, 4, 3, 6)]
    assert heard(all_of(order, frames)) == upto(7)
    assert (counts.late, counts.duplicate, counts.dropped) == (0, 0, 0)


def test_a_frame_that_is_missing_becomes_silence_when_it_was_waited_for(order: Order) -> None:
    pieces = all_of(order, [frame(number) for number in range(20) if number != 3])
    expected = np.array(upto(20))
    expected[3 * FRAME : 4 * FRAME] = 0
    assert heard(pieces) == expected.tolist()
    assert not order.holds


def test_a_frame_that_comes_after_its_place_was_filled_is_late(
    order: Order, counts: Counts
) -> None:
    all_of(order, [frame(number) for number in range(20) if number != 3])
    assert order.add(frame(3)) == []
    assert (counts.late, counts.duplicate) == (1, 0)


def test_what_is_held_back_is_given_out_when_nothing_more_comes(order: Order) -> None:
    all_of(order, [frame(0), frame(2)])
    assert len(heard(order.flush())) == 2 * FRAME
    assert not order.holds


def test_after_a_long_gap_the_sound_goes_on_where_it_says(order: Order) -> None:
    all_of(order, [frame(0), frame(1)])
    pieces = all_of(order, [frame(1500), frame(1501), frame(1502)])
    assert pieces[0].anew == 1500 * FRAME
    assert len(heard(pieces)) == 3 * FRAME


def test_one_frame_from_far_off_is_not_believed(order: Order, counts: Counts) -> None:
    frames = [frame(0), frame(180_000), frame(1), frame(2)]
    pieces = all_of(order, frames)
    assert heard(pieces) == upto(3)
    assert counts.dropped == 1


def test_a_far_frame_that_is_the_last_is_heard(order: Order) -> None:
    all_of(order, [frame(0), frame(1500)])
    assert [piece.anew for piece in order.flush()] == [1500 * FRAME]


def test_a_first_frame_hours_ahead_does_not_hold_the_call_up(order: Order) -> None:
    assert order.add(frame(700_000)) == []
    assert heard(all_of(order, [frame(number) for number in range(3)])) == upto(3)


def test_a_call_that_goes_on_begins_where_it_stands(counts: Counts) -> None:
    order = Order(RATE, counts, expected_s=7_200.0)
    (piece,) = order.add(frame(360_010))
    assert piece.anew == 360_010 * FRAME


def test_some_seconds_that_are_sent_again_are_not_heard_again(order: Order, counts: Counts) -> None:
    second = Frame(0, np.ones(RATE, dtype=np.int16), 0)
    seconds = [second._replace(start=number * RATE) for number in range(30)]
    all_of(order, seconds)
    assert heard(all_of(order, seconds[15:])) == []
    assert counts.duplicate == 15
    assert len(heard(order.add(second._replace(start=30 * RATE)))) == RATE


def test_a_clock_that_was_set_back_is_believed_in_the_end(order: Order) -> None:
    second = Frame(0, np.ones(RATE, dtype=np.int16), 0)
    all_of(order, [second._replace(start=number * RATE) for number in range(300, 310)])
    order.flush()
    pieces = all_of(order, [second._replace(start=number * RATE) for number in range(40)])
    assert pieces[0].anew is not None
    assert len(heard(pieces)) >= 15 * RATE


def test_what_overlaps_is_heard_once(order: Order) -> None:
    frames = [frame(0, length=300), frame(1), frame(2, length=500), frame(3, length=1000)]
    assert heard(all_of(order, frames)) == list(range(1, 3 * FRAME + 1000 + 1))


def test_rounded_times_cut_nothing_and_leave_no_holes(order: Order) -> None:
    frames = [
        Frame(start + shift, frame(number).samples, 0)
        for number, shift in enumerate((0, 40, -40, 70, -70, 0))
        for start in (number * FRAME,)
    ]
    assert heard(all_of(order, frames)) == upto(6)


def test_silence_in_a_hole_may_be_used_no_more_than_what_lies_around_it(order: Order) -> None:
    pieces = all_of(order, [frame(0, leave=2), *(frame(number) for number in range(2, 20))])
    assert [(piece.leave, len(piece.samples)) for piece in pieces[:3]] == [
        (2, FRAME),
        (2, FRAME),
        (0, FRAME),
    ]


@given(st.permutations(range(8)), st.lists(st.integers(0, 7), max_size=8))
def test_within_the_time_that_is_waited_order_and_repetition_do_not_matter(
    numbers: list[int], again: list[int]
) -> None:
    order = Order(RATE, Counts())
    order.add(frame(0))
    frames = [frame(number + 1) for number in [*numbers, *again]]
    pieces = all_of(order, frames)
    assert heard(pieces) == upto(9)[FRAME:]


@given(
    st.lists(
        st.tuples(st.integers(0, 700_000_000), st.integers(1, 5_000))
        | st.tuples(st.integers(0, 20_000), st.integers(1, 5_000)),
        max_size=60,
    )
)
def test_whatever_comes_is_heard_once_at_most_and_little_is_held(
    given_frames: list[tuple[int, int]],
) -> None:
    order = Order(RATE, Counts())
    put = got = 0
    for start, length in given_frames:
        put += length
        pieces = order.add(Frame(start, np.ones(length, dtype=np.int16), 0))
        got += sum(heard(pieces))
        held = [*order._held.values(), *order._astray]
        assert sum(len(each.samples) for each in held) <= 70 * 1_600 + 5_000
    got += sum(heard(order.flush()))
    assert got <= put
    assert not order.holds
