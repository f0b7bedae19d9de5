"""Who is at work: what agents tell, and what becomes of it."""

from __future__ import annotations

from coolhead.services.presence import GONE_AFTER_S, PresenceBoard


class Hand:
    """A clock that is moved by hand."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_whoever_tells_nothing_is_away_and_whoever_is_on_a_call_is_on_it() -> None:
    board = PresenceBoard(Hand())
    assert board.of("kim", on_call=False) == "away"
    assert board.of("kim", on_call=True) == "on_call"


def test_a_break_lasts_while_the_desk_says_so() -> None:
    clock = Hand()
    board = PresenceBoard(clock)
    board.tell("kim", "break")
    assert board.of("kim", on_call=False) == "break"
    board.tell("kim", "free")
    assert board.of("kim", on_call=False) == "free"
    clock.now += GONE_AFTER_S + 1
    assert board.of("kim", on_call=False) == "away"


def test_whoever_leaves_is_away_at_once() -> None:
    board = PresenceBoard(Hand())
    board.tell("kim", "free")
    board.leave("kim")
    board.leave("nobody")
    assert board.of("kim", on_call=False) == "away"
