"""What arrives at a source while an administrator tries it: no word, and no id of a call.

Counted only for whoever looks; where nobody does, a report is one look into an empty table.
"""

from __future__ import annotations

import asyncio
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final, Literal

import msgspec
import numpy as np

from coolhead.call.vocabulary import Party
from coolhead.errors import BusyError

Trouble = Literal["refused", "error"]

# Administrators who try sources at the same time; each costs every frame of theirs a sum.
MOST_LOOKING: Final = 20
# Troubles that are told apart; what comes more often is counted.
MOST_TROUBLES: Final = 8
# A level is that of the last second: long enough not to flicker, short enough to follow a voice.
_LEVEL_OF_S: Final = 1.0
# Full scale of 16-bit samples; below -96 dB there is nothing in them.
_FULL: Final = 32_768.0
_SILENCE_DBFS: Final = -96.0
_LONGEST_REASON: Final = 240
# What a message quotes was sent: it could be a caller's. From the first quote to the last.
_QUOTED: Final = re.compile(r"(['\"`]).*\1", re.DOTALL)


class SoundSeen(msgspec.Struct, frozen=True, kw_only=True):
    """Sound of one party: how much of it came, and how loud the last second was."""

    frames: int
    seconds: float
    level_dbfs: float


class TroubleSeen(msgspec.Struct, frozen=True, kw_only=True):
    """A connection that was refused, or something that was wrong; how often, and when last."""

    what: Trouble
    reason: str
    times: int
    at: datetime


class SourceSeen(msgspec.Struct, frozen=True, kw_only=True):
    """What came in by a source since ``since``.

    ``connected`` are the connections that are open of those that were opened meanwhile; a call
    that was going on already shows by its sound and words alone.
    """

    since: datetime
    last_at: datetime | None = None
    connections: int = 0
    connected: int = 0
    calls: int = 0
    sound: dict[Party, SoundSeen] = {}
    utterances: int = 0
    troubles: tuple[TroubleSeen, ...] = ()


class Observation:
    """One administrator's look at one source; made by `SourceWatch.looking`."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._since = now()
        self._last_at: datetime | None = None
        self._counts: Counter[str] = Counter()
        self._sound: dict[Party, _Sound] = {}
        self._troubles: dict[tuple[Trouble, str], tuple[int, datetime]] = {}
        self._changed = asyncio.Event()

    @property
    def seen(self) -> SourceSeen:
        """What came so far."""
        return SourceSeen(
            since=self._since,
            last_at=self._last_at,
            connections=self._counts["connections"],
            connected=self._counts["connections"] - self._counts["gone"],
            calls=self._counts["calls"],
            sound={party: sound.seen for party, sound in self._sound.items()},
            utterances=self._counts["utterances"],
            troubles=tuple(
                TroubleSeen(what=what, reason=reason, times=times, at=at)
                for (what, reason), (times, at) in self._troubles.items()
            ),
        )

    async def changed(self) -> None:
        """Wait until something has come since this was waited for the last time."""
        await self._changed.wait()
        self._changed.clear()

    def count(self, what: str, times: int = 1) -> None:
        """Something came, so many times."""
        self._counts[what] += times
        self._came()

    def heard(self, party: Party, samples: bytes, rate_hz: int) -> None:
        """A frame of sound came."""
        self._sound.setdefault(party, _Sound()).take(samples, rate_hz)
        self._came()

    def trouble(self, what: Trouble, reason: str) -> None:
        """Something was wrong."""
        key = (what, _unquoted(reason))
        times, _ = self._troubles.pop(key, (0, None))
        self._troubles[key] = (times + 1, self._now())  # the latest stands last
        if len(self._troubles) > MOST_TROUBLES:
            del self._troubles[next(iter(self._troubles))]
        self._came()

    def _came(self) -> None:
        self._last_at = self._now()
        self._changed.set()


class SourceWatch:
    """Where sources and their doors report what arrives, and administrators look at it."""

    def __init__(self) -> None:
        self._looking: dict[str, list[Observation]] = {}

    @contextmanager
    def looking(self, source: str, now: Callable[[], datetime]) -> Iterator[Observation]:
        """Look at a source from now on; raises ``BusyError`` where too many do."""
        if sum(map(len, self._looking.values())) >= MOST_LOOKING:
            raise BusyError(
                "too many sources are being tried at the moment",
                hint="Close the page of another test.",
            )
        observation = Observation(now)
        self._looking.setdefault(source, []).append(observation)
        try:
            yield observation
        finally:
            self._looking[source].remove(observation)
            if not self._looking[source]:
                del self._looking[source]

    def is_watched(self, source: str) -> bool:
        """Whether anybody looks at this source."""
        return source in self._looking

    @contextmanager
    def connection(self, source: str) -> Iterator[None]:
        """A connection was let in; it lasts as long as the context."""
        counted = self._looking.get(source, [])[:]
        self._each(source, lambda each: each.count("connections"))
        try:
            yield
        finally:
            for each in counted:  # who began to look later never saw it come
                each.count("gone")

    def refused(self, source: str, reason: str) -> None:
        """A connection was refused."""
        self._each(source, lambda each: each.trouble("refused", reason))

    def wrong(self, source: str, reason: str) -> None:
        """Something was wrong with what came; what a reason quotes is not shown."""
        self._each(source, lambda each: each.trouble("error", reason))

    def call_begun(self, source: str) -> None:
        """A call was opened."""
        self._each(source, lambda each: each.count("calls"))

    def heard(self, source: str, party: Party, samples: bytes, rate_hz: int) -> None:
        """A frame of sound came: 16-bit little-endian samples."""
        self._each(source, lambda each: each.heard(party, samples, rate_hz))

    def understood(self, source: str, utterances: int) -> None:
        """So many utterances more are in a call."""
        if utterances > 0:
            self._each(source, lambda each: each.count("utterances", utterances))

    def _each(self, source: str, report: Callable[[Observation], Any]) -> None:
        for observation in self._looking.get(source, ()):
            report(observation)


class _Sound:
    """The sound of one party, summed up."""

    def __init__(self) -> None:
        self._frames = 0
        self._seconds = 0.0
        self._squares = 0.0
        self._samples = 0
        self._level_dbfs = _SILENCE_DBFS
        self._has_level = False

    @property
    def seen(self) -> SoundSeen:
        level = self._level_dbfs if self._has_level else self._level()
        return SoundSeen(
            frames=self._frames, seconds=round(self._seconds, 2), level_dbfs=round(level, 1)
        )

    def take(self, pcm16: bytes, rate_hz: int) -> None:
        samples = np.frombuffer(pcm16[: len(pcm16) // 2 * 2], dtype="<i2").astype(np.float64)
        self._frames += 1
        self._seconds += len(samples) / rate_hz
        self._squares += float(np.dot(samples, samples))
        self._samples += len(samples)
        if self._samples >= _LEVEL_OF_S * rate_hz:
            self._level_dbfs, self._has_level = self._level(), True
            self._squares, self._samples = 0.0, 0

    def _level(self) -> float:
        if not self._samples or not self._squares:
            return _SILENCE_DBFS
        power = self._squares / self._samples / _FULL**2
        return max(_SILENCE_DBFS, 10 * math.log10(power))


def _unquoted(reason: str) -> str:
    return _QUOTED.sub("…", reason)[:_LONGEST_REASON]
