"""How far people and the rules agree on a line of the scorecard: Cohen's kappa.

Kappa is the share of agreement beyond what chance alone would give: 1 is always, 0 is no more than
by chance (Cohen 1960, Educational and Psychological Measurement 20(1), 37-46).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import Final

import msgspec

from coolhead.call.vocabulary import ScoreResult

Pair = tuple[ScoreResult, ScoreResult]
"""What the person found, and what the rules did."""

# The 97.5 % point of the normal distribution: 2.5 % on either side leave 95 % between.
_Z: Final = 1.959963984540054
_TAIL: Final = 0.025
# Sums of shares that should be 1 may fall short by the last bits of a float.
_ALMOST: Final = 1e-12


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """Agreement over ``pairs`` judgements; ``agreed`` is the share (0-1) of equal ones.

    ``kappa`` and its 95 % interval are None where they are undefined: without a pair, and where
    both gave everything the same answer, since then chance alone would agree as well.
    """

    pairs: int
    agreed: float | None = None
    kappa: float | None = None
    low: float | None = None
    high: float | None = None


def agreement(pairs: Mapping[Pair, int]) -> Agreement:
    """The agreement over so many of each pair.

    The interval is the large-sample one of Fleiss, Cohen and Everitt (1969, Psychological Bulletin
    72(5), 323-327). Where all agreed it would have no width: then its lower end comes from the
    exact binomial limit on the share of agreement (Clopper and Pearson 1934).
    """
    n = sum(pairs.values())
    if n == 0:
        return Agreement(pairs=0)
    human: Counter[ScoreResult] = Counter()
    machine: Counter[ScoreResult] = Counter()
    for (row, column), count in pairs.items():
        human[row] += count
        machine[column] += count
    agreed = sum(count for (row, column), count in pairs.items() if row == column) / n
    by_chance = sum(human[each] * machine[each] for each in human) / n**2
    if by_chance > 1 - _ALMOST:
        return Agreement(pairs=n, agreed=agreed)
    kappa = (agreed - by_chance) / (1 - by_chance)
    if agreed > 1 - _ALMOST:
        low = (_TAIL ** (1 / n) - by_chance) / (1 - by_chance)
        return Agreement(pairs=n, agreed=agreed, kappa=1.0, low=max(-1.0, low), high=1.0)
    spread = _Z * math.sqrt(_variance(pairs, human, machine, agreed, by_chance))
    return Agreement(
        pairs=n,
        agreed=agreed,
        kappa=kappa,
        low=max(-1.0, kappa - spread),
        high=min(1.0, kappa + spread),
    )


def _variance(
    pairs: Mapping[Pair, int],
    human: Mapping[ScoreResult, int],
    machine: Mapping[ScoreResult, int],
    agreed: float,
    by_chance: float,
) -> float:
    """The variance of kappa over samples like this one, (13) in Fleiss, Cohen and Everitt."""
    n = sum(pairs.values())
    total = -((agreed * by_chance - 2 * by_chance + agreed) ** 2)
    for (row, column), count in pairs.items():
        both = (human.get(column, 0) + machine.get(row, 0)) / n
        if row == column:
            total += count / n * ((1 - by_chance) - both * (1 - agreed)) ** 2
        else:
            total += count / n * ((1 - agreed) * both) ** 2
    return max(0.0, total) / (n * (1 - by_chance) ** 4)
