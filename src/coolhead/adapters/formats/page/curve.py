"""The heat of a call as a line: thinned out where it is long, and its peaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from coolhead.call.decisions import Decision, HeatMeasured

# The picture is at most about 900 pixels wide: with four points a bucket this is as fine as can be
# seen, and a call of a whole day stays a few kilobytes.
BUCKETS: Final = 250
# Three labels of peaks are read; more of them run into each other on a phone.
_PEAKS: Final = 3
# How much of the call's length a label takes on a phone (about 70 of 256 pixels).
LABEL_SHARE: Final = 0.27
# A rise smaller than this above what lies between it and the next peak is a ripple, not a peak.
_RISE: Final = 8.0
# Labels are for what stands out: below `tense` nothing does.
_WORTH: Final = 20.0


class Point(NamedTuple):
    """Heat, 0-100, ``at`` seconds from the call's start."""

    at: float
    value: float


def heat_points(decisions: Sequence[Decision]) -> list[Point]:
    """Every measurement, in order of time; of several at once the last, which is what stood."""
    latest: dict[float, float] = {}
    for decision in decisions:
        if isinstance(decision, HeatMeasured):
            latest[decision.at] = decision.value
    return [Point(at, value) for at, value in sorted(latest.items())]


def thinned(points: list[Point], duration_s: float) -> list[Point]:
    """At most four points in each bucket of time: first, lowest, highest and last."""
    if len(points) <= 4 * BUCKETS:
        return points
    buckets: dict[int, list[Point]] = {}
    for point in points:
        buckets.setdefault(int(BUCKETS * point.at / duration_s), []).append(point)
    kept: list[Point] = []
    for bucket in buckets.values():
        lowest = min(bucket, key=lambda p: p.value)
        highest = max(bucket, key=lambda p: p.value)
        kept += sorted({bucket[0], lowest, highest, bucket[-1]})
    return kept


def peaks(points: list[Point], duration_s: float) -> list[Point]:
    """The points to be labelled: the highest, then others that stand clear of it."""
    found: list[Point] = []
    for point in sorted(points, key=lambda p: (-p.value, p.at)):
        if len(found) == _PEAKS or point.value < _WORTH:
            break
        near = any(abs(point.at - other.at) < LABEL_SHARE * duration_s for other in found)
        if not near and all(_stands_clear(points, point, other) for other in found):
            found.append(point)
    return sorted(found)


def _stands_clear(points: list[Point], point: Point, higher: Point) -> bool:
    """Whether it cooled between the two, so that this is a peak and not a slope."""
    first, last = sorted((point.at, higher.at))
    between = min(p.value for p in points if first <= p.at <= last)
    return point.value - between >= _RISE
