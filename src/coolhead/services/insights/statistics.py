"""Intervals of shares and of differences between them."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Final, NamedTuple

# The 95 % interval of a normal distribution.
_Z: Final = 1.959964


class Stratum(NamedTuple):
    """Turns with and without a move at one level: how many cooled, of how many, in how many calls.

    ``calls`` count for the interval: turns of one call are alike, so they count for less.
    """

    cooled: int
    turns: int
    calls: int
    others_cooled: int
    others_turns: int
    others_calls: int


class Difference(NamedTuple):
    """A difference of shares (-1 to 1), with its 95 % interval."""

    value: float
    low: float
    high: float


def difference_of(strata: Sequence[Stratum]) -> Difference | None:
    """The difference of the shares with and without, over the levels together.

    Each level counts by the Mantel-Haenszel weight of its calls (Greenland & Robins, Biometrics 41,
    1985), so that a move made when it is hot is compared with other turns when it is hot. The
    interval takes calls and not turns as independent, and adds a success and a failure to each
    side, as Agresti and Caffo do (American Statistician 54, 2000), so that few calls do not look
    certain. None where no level has both.
    """
    total = value = variance = 0.0
    for each in strata:
        if not each.calls or not each.others_calls:
            continue
        weight = each.calls * each.others_calls / (each.calls + each.others_calls)
        one, other = each.cooled / each.turns, each.others_cooled / each.others_turns
        total += weight
        value += weight * (one - other)
        spread = _variance(one, each.calls) + _variance(other, each.others_calls)
        variance += weight * weight * spread
    if not total:
        return None
    value, margin = value / total, _Z * sqrt(variance) / total
    return Difference(value, max(-1.0, value - margin), min(1.0, value + margin))


def _variance(share: float, calls: int) -> float:
    shrunk = (share * calls + 1) / (calls + 2)
    return shrunk * (1 - shrunk) / (calls + 2)
