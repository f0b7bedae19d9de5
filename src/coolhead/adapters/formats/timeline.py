"""A finished transcript as it would have come in live: events in the order of time."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterator
from typing import Final

import msgspec

from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.call.events import (
    CallEnded,
    Event,
    InputCut,
    SpeechStarted,
    SpeechStopped,
    TimeAdvanced,
    UtteranceHeard,
)
from coolhead.call.utterance import Utterance
from coolhead.call.vocabulary import PARTIES
from coolhead.errors import ConfigError

# In a stretch in which nothing else happens, this many ticks come at the usual step; then each
# step is longer than the one before by this factor. The longest silence that call centres raise
# an alarm for is about 30 s: over ten times that is ticked exactly, and a silence of a whole day
# still costs under 600 ticks.
EVEN_TICKS: Final = 400
GROWTH: Final = 1.05

# What comes first of things at the same time: a party falls silent, its words are known, what
# was cut of them is said, the other party begins, and only then has the moment passed.
_STOPPED, _HEARD, _CUT, _STARTED = range(4)

_Ordered = tuple[float, int, int, Event]


def timeline(call: TranscriptCall, *, tick_s: float = 1.0) -> Iterator[Event]:
    """Yield the events of the call, ``at`` never decreasing.

    ``CallStarted`` comes first and ``CallEnded`` last, at the end of the last utterance. Who
    speaks when is taken from ``start`` and ``end``; utterances of a party that touch or overlap
    are one stretch of speech. An utterance is heard at its ``end``, or, if its line stands later
    in the file than lines that end after it, with the last of those: so it came. Time passes at
    each multiple of ``tick_s`` seconds (see ``EVEN_TICKS`` for long silences). Raises
    ``ConfigError`` unless ``tick_s`` is a finite number above 0.
    """
    if not (math.isfinite(tick_s) and tick_s > 0):
        raise ConfigError(f"A tick of {tick_s} s is no step of time.", hint="Use 1.0.")
    yield call.started
    now, tick = 0.0, 1
    for at, _, _, event in sorted((*_heard(call), *_speech(call)), key=_moment):
        tick = yield from _ticks(tick, at, tick_s)
        yield event
        now = at
    yield CallEnded(at=now, ended_by=call.ended_by or "system")


def _moment(item: _Ordered) -> tuple[float, int, int]:
    return item[:3]


def _heard(call: TranscriptCall) -> Iterator[_Ordered]:
    cuts: dict[str | None, list[InputCut]] = {}
    for notice in call.notices:
        cuts.setdefault(notice.utterance, []).append(notice)
    at = 0.0
    for index, utterance in enumerate(call.utterances):
        at = max(at, utterance.end)
        yield at, _HEARD, index, UtteranceHeard(at=at, utterance=utterance)
        for notice in cuts.pop(utterance.id, ()):
            yield at, _CUT, index, msgspec.structs.replace(notice, at=at)
    for notices in cuts.values():  # of the call as a whole
        for notice in notices:
            yield notice.at, _CUT, len(call.utterances), notice


def _speech(call: TranscriptCall) -> Iterator[_Ordered]:
    for order, party in enumerate(PARTIES):
        own = [utterance for utterance in call.utterances if utterance.party == party]
        for start, end in _stretches(own):
            yield start, _STARTED, order, SpeechStarted(at=start, party=party)
            yield end, _STOPPED, order, SpeechStopped(at=end, party=party)


def _stretches(utterances: list[Utterance]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for start, end in sorted((utterance.start, utterance.end) for utterance in utterances):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    # What takes no time is heard, but nobody was speaking meanwhile.
    return [(start, end) for start, end in merged if end > start]


def _ticks(tick: int, before: float, tick_s: float) -> Generator[TimeAdvanced, None, int]:
    """Let time pass from the multiple ``tick`` up to ``before``; return the next multiple."""
    done, stride = 0, 1.0
    while (at := tick * tick_s) < before:
        yield TimeAdvanced(at=at)
        done += 1
        if done > EVEN_TICKS:
            stride *= GROWTH
        tick += int(stride)
    return tick
