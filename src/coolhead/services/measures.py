"""How good a detector is, in figures: counts, F1, area under the curve, calibration, intervals."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from math import sqrt
from typing import Final

import msgspec

# The 95 % interval of a normal distribution, for Wilson's interval of a share.
_Z: Final = 1.959964
# Calls are drawn anew so many times for an interval; more moves the third digit only.
RESAMPLES: Final = 500
_SEED: Final = 20_260_302
_BINS: Final = 10


class Judged(msgspec.Struct, frozen=True):
    """One utterance, for one signal: whether it shows it, and how sure the detector was (0-1)."""

    gold: bool
    confidence: float


class Bin(msgspec.Struct, frozen=True):
    """Utterances of about the same confidence: its mean, and the share that shows the signal."""

    count: int
    claimed: float
    held: float


class Counts(msgspec.Struct, frozen=True):
    """Found rightly, found wrongly, missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right; None where nothing was found."""
        found = self.right + self.false
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """The share of what is there that was found; None where nothing is there."""
        there = self.right + self.missed
        return self.right / there if there else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None where nothing is there and nothing was found."""
        total = 2 * self.right + self.false + self.missed
        return 2 * self.right / total if total else None


def counted(judged: Sequence[Judged], threshold: float) -> Counts:
    """Count, taking for found what reaches ``threshold``."""
    right = sum(each.gold and each.confidence >= threshold for each in judged)
    found = sum(each.confidence >= threshold for each in judged)
    return Counts(right, found - right, sum(each.gold for each in judged) - right)


def wilson(part: int, whole: int) -> tuple[float, float] | None:
    """The 95 % interval of a share (Wilson, JASA 22, 1927); None of nothing."""
    if not whole:
        return None
    share, z2 = part / whole, _Z * _Z / whole
    centre = share + z2 / 2
    spread = _Z * sqrt(share * (1 - share) / whole + z2 / whole / 4)
    return max(0.0, (centre - spread) / (1 + z2)), min(1.0, (centre + spread) / (1 + z2))


def resampled(
    groups: Sequence[Sequence[Judged]], measure: Callable[[Sequence[Judged]], float | None]
) -> tuple[float, float] | None:
    """The 95 % interval of a measure, by drawing whole calls anew (percentile bootstrap).

    ``groups`` are the utterances of each call: those of one call are not independent. The draws
    are the same each time.
    """
    chance = random.Random(_SEED)  # noqa: S311 - a statistic, no secret
    values = []
    for _ in range(RESAMPLES):
        drawn = [each for group in chance.choices(groups, k=len(groups)) for each in group]
        value = measure(drawn)
        if value is not None:
            values.append(value)
    if not values:
        return None
    values.sort()
    return values[int(len(values) * 0.025)], values[min(len(values) - 1, int(len(values) * 0.975))]


def area_under_curve(judged: Sequence[Judged]) -> float | None:
    """The chance that one that shows the signal is ranked above one that does not (ROC AUC).

    Ties count half. None where only one of both kinds is there.
    """
    shows = sum(each.gold for each in judged)
    if not 0 < shows < len(judged):
        return None
    ranked = sorted(judged, key=lambda each: each.confidence)
    total, place = 0.0, 0
    while place < len(ranked):
        end = place
        while end < len(ranked) and ranked[end].confidence == ranked[place].confidence:
            end += 1
        total += (place + end + 1) / 2 * sum(each.gold for each in ranked[place:end])
        place = end
    return (total - shows * (shows + 1) / 2) / (shows * (len(judged) - shows))


def reliability(judged: Sequence[Judged]) -> tuple[Bin, ...]:
    """What was claimed against what held, in ten bins of confidence; empty ones are left out."""
    bins: list[list[Judged]] = [[] for _ in range(_BINS)]
    for each in judged:
        bins[min(_BINS - 1, int(each.confidence * _BINS))].append(each)
    return tuple(
        Bin(
            len(inside),
            sum(each.confidence for each in inside) / len(inside),
            sum(each.gold for each in inside) / len(inside),
        )
        for inside in bins
        if inside
    )


def calibration_error(judged: Sequence[Judged]) -> float | None:
    """Expected calibration error in ten bins (Naeini et al., AAAI 2015); None of nothing.

    Every utterance counts, so one with no confidence at all that shows the signal is an error too.
    """
    if not judged:
        return None
    gaps = (each.count * abs(each.claimed - each.held) for each in reliability(judged))
    return sum(gaps) / len(judged)


def rank_correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Spearman's rank correlation; None where either side is all the same."""
    if len(pairs) < 2:
        return None
    one, other = (_ranks([pair[side] for pair in pairs]) for side in (0, 1))
    mean = (len(pairs) + 1) / 2
    cross = sum((a - mean) * (b - mean) for a, b in zip(one, other, strict=True))
    spread = sqrt(sum((a - mean) ** 2 for a in one) * sum((b - mean) ** 2 for b in other))
    return cross / spread if spread else None


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=lambda place: values[place])
    ranks = [0.0] * len(values)
    place = 0
    while place < len(order):
        end = place
        while end < len(order) and values[order[end]] == values[order[place]]:
            end += 1
        for each in order[place:end]:
            ranks[each] = (place + end + 1) / 2
        place = end
    return ranks
