"""Intervals of differences between shares, and of means on a scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Final, NamedTuple

# The 95 % interval of a normal distribution.
_Z: Final = 1.959964
_ADDED: Final = 2


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


class Estimated(NamedTuple):
    """A difference of shares (-1 to 1) or a mean, with its 95 % interval."""

    value: float
    low: float
    high: float


def difference_of(strata: Sequence[Stratum]) -> Estimated | None:
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
    return Estimated(value, max(-1.0, value - margin), min(1.0, value + margin))


def mean_of(counts: Mapping[int, int], least: int, most: int) -> Estimated:
    """The mean on a scale from ``least`` to ``most``; ``counts`` is how many there are of each.

    For the interval two answers are added at each end of the scale, as Agresti and Coull do for
    shares (American Statistician 52, 1998), so that few answers that agree do not look certain.
    """
    of = sum(counts.values())
    value = sum(each * count for each, count in counts.items()) / of
    added = [*counts.items(), (least, _ADDED), (most, _ADDED)]
    total = of + 2 * _ADDED
    centre = sum(each * count for each, count in added) / total
    spread = sum(count * (each - centre) ** 2 for each, count in added) / total
    margin = _Z * sqrt(spread / total)
    low, high = max(float(least), centre - margin), min(float(most), centre + margin)
    return Estimated(value, min(low, value), max(high, value))


def _variance(share: float, calls: int) -> float:
    shrunk = (share * calls + 1) / (calls + 2)
    return shrunk * (1 - shrunk) / (calls + 2)
