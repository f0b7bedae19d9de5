"""The steps of the ladder as flags above the picture, whose words never cover each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from coolhead.adapters.formats.page.curve import LABEL_SHARE
from coolhead.adapters.formats.page.drawing import Anchor, label, line, sign
from coolhead.adapters.formats.page.markup import Html
from coolhead.adapters.formats.page.wording import clock, words
from coolhead.record.record import LadderStep

# Pixels down from one row of flags to the next.
_ROW: Final = 18.0
# The table of the ladder has those that find no row.
_ROWS: Final = 4


class Flag(NamedTuple):
    """A step of the ladder at a share of the width, flying to the right (1) or left (-1)."""

    step: LadderStep
    share: float
    side: int
    row: int = 0

    @property
    def reach(self) -> tuple[float, float]:
        """From where to where flag and word go, on the widest share they take."""
        end = self.share + self.side * LABEL_SHARE
        return min(self.share, end), max(self.share, end)

    def covers(self, other: Flag) -> bool:
        """Whether the words of the two would run into each other on one row."""
        return self.reach[0] < other.reach[1] and other.reach[0] < self.reach[1]

    def struck_by(self, share: float) -> bool:
        """Whether a pole there, from above, would strike through the words of this one."""
        return self.reach[0] < share < self.reach[1]


def placed_flags(steps: Sequence[LadderStep], duration_s: float) -> list[Flag]:
    """The flags of the steps, each on a row where it covers no other.

    A flag flies to the right, unless the picture ends there or it would fly over the pole of one
    that flies to the left. Each is placed below those whose words its pole would strike through;
    those to the left are placed from the last to the first, so that all poles so far stand aside.
    """
    to_right: list[Flag] = []
    to_left: list[Flag] = []
    for step in reversed(steps):
        share = step.at / duration_s
        edge = to_left[-1].share if to_left else 1.0
        if edge - share < LABEL_SHARE <= share:
            to_left.append(Flag(step, share, -1))
        else:
            to_right.append(Flag(step, share, 1))
    placed: list[Flag] = []
    for flag in (*reversed(to_right), *to_left):
        taken = {other.row for other in placed if flag.covers(other)}
        struck = (other.row for other in placed if other.struck_by(flag.share))
        free = [row for row in range(_ROWS) if row not in taken]
        below = max(struck, default=-1)
        row = next((row for row in free if row > below), free[0] if free else None)
        if row is not None:
            placed.append(flag._replace(row=row))
    return placed


def height_of_flags(flags: Sequence[Flag]) -> float:
    """How far down the rows of flags reach, in pixels."""
    return _ROW * (1 + max((flag.row for flag in flags), default=-1))


def drawn_flags(flags: Sequence[Flag], bottom: float) -> list[Html]:
    """The poles, and over them the flags with their words, which no pole may strike through."""
    poles, cloths = [], []
    for step, share, side, row in flags:
        y, rung = 10 + row * _ROW, words(step.rung)
        shape, anchor = _LOOKS[side]
        poles.append(line(share, y, bottom, "pole"))
        cloths.append(sign(shape, share, y, f"{clock(step.at)}: {rung}"))
        cloths.append(label(rung, share, y + 3, anchor=anchor, shift=15 * side, look="rung"))
    return [*poles, *cloths]


_LOOKS: Final[dict[int, tuple[str, Anchor]]] = {1: ("flag", "start"), -1: ("flag-left", "end")}
