"""Who spoke when, where they spoke at once, and where nobody did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from coolhead.adapters.formats.page.evidence import standing_signals
from coolhead.call.decisions import Decision, SignalNoted
from coolhead.call.state import Heard
from coolhead.call.vocabulary import PARTIES, Party

# What is closer together than a thousandth of the call is one mark on any screen, so that a call
# of any length has at most a thousand marks a lane.
FINEST: Final = 0.001
# From this length on (a quarter of an hour) the pauses between turns are narrower than a line on
# a phone, and bands of speech would run into one. A pixel there is about four seconds.
LONG_S: Final = 900.0
# Each is then two pixels wide on a phone and about seven on paper and screens.
SLICES: Final = 120


class Stretch(NamedTuple):
    """From one moment to another, in seconds from the call's start."""

    start: float
    end: float


class Moment(NamedTuple):
    """Somebody spoke over somebody else: ``seconds`` of both at once, as measured."""

    at: float
    party: Party
    utterance: str
    kind: str
    seconds: float


def speech(heard: Iterable[Heard], duration_s: float) -> dict[Party, list[Stretch]]:
    """When each party spoke; a party that never did is absent.

    Pauses too short to be seen are closed, unless the call is long: its shares need them.
    """
    finest_s = 0.0 if duration_s > LONG_S else FINEST * duration_s
    said: dict[Party, list[Stretch]] = {}
    for each in heard:
        utterance = each.utterance
        said.setdefault(utterance.party, []).append(Stretch(utterance.start, utterance.end))
    return {party: merged(said[party], finest_s) for party in PARTIES if party in said}


def spoken_shares(stretches: Sequence[Stretch], duration_s: float) -> list[float]:
    """Of each of ``SLICES`` equal parts of the call, the share (0-1) that the stretches fill."""
    slice_s = duration_s / SLICES
    filled = [0.0] * SLICES
    for start, end in merged(stretches, 0.0):
        first, last = int(start / slice_s), int(end / slice_s)
        for number in range(first, min(last, SLICES - 1) + 1):
            within = min(end, (number + 1) * slice_s) - max(start, number * slice_s)
            filled[number] += max(0.0, within)
    return [min(1.0, seconds / slice_s) for seconds in filled]


def moments(heard: Iterable[Heard]) -> list[Moment]:
    """The interruptions, and the overlaps that are none, in order of time."""
    found = []
    for each in heard:
        signals = {signal.name: signal for signal in standing_signals(each)}
        kind = next((name for name in ("interruption", "overlap") if name in signals), None)
        if kind is not None:
            said = each.utterance
            found.append(Moment(said.start, said.party, said.id, kind, signals[kind].seconds or 0))
    return sorted(found)


def silences(
    heard: Iterable[Heard], decisions: Sequence[Decision], duration_s: float
) -> list[Stretch]:
    """The dead air, from when it began until somebody spoke again or the call was over.

    A silence is noted once, when it has become too long; where it ended is seen from who spoke
    next.
    """
    starts = sorted(each.utterance.start for each in heard)
    found = []
    for noted in decisions:
        if not isinstance(noted, SignalNoted) or noted.name != "dead_air":
            continue
        began = max(0.0, noted.at - (noted.signal.seconds or 0.0))
        # Whoever spoke next began later than that, by more than times are rounded to.
        after = (start for start in starts if start > began + 0.01)
        found.append(Stretch(began, next(after, max(duration_s, noted.at))))
    return merged(found, 0.0)


def merged(stretches: Iterable[Stretch], gap_s: float) -> list[Stretch]:
    """The stretches in order, those no further apart than ``gap_s`` made one."""
    done: list[Stretch] = []
    for start, end in sorted(stretches):
        if done and start - done[-1].end <= gap_s:
            done[-1] = Stretch(done[-1].start, max(done[-1].end, end))
        else:
            done.append(Stretch(start, end))
    return done


def spread_out(moments: list[Moment], apart_s: float) -> list[Moment]:
    """Of moments of one kind and party closer together than ``apart_s`` only the first."""
    kept: list[Moment] = []
    latest: dict[tuple[Party, str], float] = {}
    for moment in moments:
        key = (moment.party, moment.kind)
        if key not in latest or moment.at - latest[key] >= apart_s:
            kept.append(moment)
            latest[key] = moment.at
    return kept
