"""Frames of one party put in the order of their time, with silence where some are missing."""

from __future__ import annotations

from typing import Final, NamedTuple

from numpy.typing import NDArray

from coolhead.adapters.speech.live.figures import Counts
from coolhead.adapters.speech.packages import np

Pcm = NDArray[np.int16]

# Times are rounded by those who send them; the shortest frame that is in use is 10 ms.
SLACK_S: Final = 0.01
# How long a frame that is missing is waited for: more would delay every cue on a bad line.
JITTER_S: Final = 0.2
# However they overlap, no more frames than this are held back at once.
MOST_HELD: Final = 64
# A hole up to this is filled with silence; a longer one ends what was being said anyway.
LONGEST_FILL_S: Final = 1.0
# A call is opened before its sound begins to flow: a first frame so far off is believed at once.
NEAR_S: Final = 60.0
# A reconnected source may send again what it has sent: some seconds. Whoever goes on with times
# that have passed for longer than this has set its clock.
PASSED_FOR_S: Final = 20.0


class Frame(NamedTuple):
    """Samples that begin at ``start`` (in samples); ``leave`` is how much of them may be used."""

    start: int
    samples: Pcm
    leave: int


class Piece(NamedTuple):
    """What follows on the piece before; with ``anew`` it begins at that sample instead."""

    samples: Pcm
    leave: int
    anew: int | None = None


class Order:
    """Puts the frames of one party in order; what it holds back is bounded by a second."""

    def __init__(self, rate_hz: int, counts: Counts, *, expected_s: float = 0.0) -> None:
        self._rate = rate_hz
        self._counts = counts
        self._next = round(expected_s * rate_hz)
        self._begun = False
        self._leave = 0
        self._held: dict[int, Frame] = {}
        self._astray: list[Frame] = []
        self._passed = 0  # samples in a row whose time has passed
        self._filled = (0, 0)  # the latest hole that was filled

    @property
    def holds(self) -> bool:
        """Whether something is held back."""
        return bool(self._held or self._astray)

    def add(self, frame: Frame) -> list[Piece]:
        """Take a frame; returns what can be heard now."""
        ahead = frame.start - self._next
        if not self._begun:
            if abs(ahead) <= self._samples(NEAR_S):
                return self._go_to([frame])
            return self._stray(frame)
        if ahead < -self._samples(SLACK_S):
            if ahead + len(frame.samples) <= 0:
                return self._pass(frame)
            frame = Frame(self._next, frame.samples[-ahead:], frame.leave)
        elif ahead > self._samples(LONGEST_FILL_S):
            return self._stray(frame)
        self._passed = 0
        self._counts.dropped += len(self._astray)
        self._astray = []
        if ahead <= self._samples(SLACK_S):
            return [*self._follow(frame), *self._held_ones()]
        if frame.start in self._held:
            self._counts.duplicate += 1
        else:
            self._held[frame.start] = frame
        return self._held_ones()

    def flush(self) -> list[Piece]:
        """Give out what is held back: nothing more comes, or not in time."""
        pieces = self._held_ones(wait=False)
        if self._astray:
            pieces += self._go_to(self._astray)
        return pieces

    def _samples(self, seconds: float) -> int:
        return round(seconds * self._rate)

    def _follow(self, frame: Frame) -> list[Piece]:
        self._next += len(frame.samples)
        self._leave = frame.leave
        return [Piece(frame.samples, frame.leave)]

    def _held_ones(self, *, wait: bool = True) -> list[Piece]:
        """Frames that fit now, and those that have waited long enough for what lies before."""
        pieces: list[Piece] = []
        while self._held:
            first = min(self._held)
            ahead = first - self._next
            latest = max(frame.start + len(frame.samples) for frame in self._held.values())
            if ahead > self._samples(SLACK_S):
                soon = latest - self._next <= self._samples(JITTER_S)
                if wait and soon and len(self._held) < MOST_HELD:
                    break
                pieces.append(self._fill(ahead, self._held[first].leave))
            frame = self._held.pop(first)
            overlap = self._next - first
            if overlap > self._samples(SLACK_S):
                if overlap >= len(frame.samples):
                    self._counts.duplicate += 1
                    continue
                frame = Frame(self._next, frame.samples[overlap:], frame.leave)
            pieces += self._follow(frame)
        return pieces

    def _fill(self, length: int, leave: int) -> Piece:
        self._filled = (self._next, self._next + length)
        self._next += length
        return Piece(np.zeros(length, dtype=np.int16), max(leave, self._leave))

    def _pass(self, frame: Frame) -> list[Piece]:
        """A frame whose time has passed: its like was heard, or silence in its place."""
        since, until = self._filled
        if since <= frame.start < until:
            self._counts.late += 1
        else:
            self._counts.duplicate += 1
        self._passed += len(frame.samples)
        if self._passed > self._samples(PASSED_FOR_S):
            return self._go_to([frame])
        return []

    def _stray(self, frame: Frame) -> list[Piece]:
        """A frame from far off: it is believed once another follows on it."""
        last = self._astray[-1] if self._astray else None
        if last is not None:
            expected = last.start + len(last.samples)
            if abs(frame.start - expected) <= self._samples(LONGEST_FILL_S):
                if frame.start == last.start:
                    self._counts.duplicate += 1
                    return []
                return self._go_to([*self._astray, frame])
            self._counts.dropped += len(self._astray)
        self._astray = [frame]
        return []

    def _go_to(self, frames: list[Frame]) -> list[Piece]:
        """Begin anew at these frames, which lie near each other."""
        pieces = self._held_ones(wait=False)
        self._astray, self._passed, self._filled = [], 0, (0, 0)
        first, *others = sorted(frames, key=lambda frame: frame.start)
        self._begun = True
        self._next = first.start + len(first.samples)
        self._leave = first.leave
        pieces.append(Piece(first.samples, first.leave, anew=first.start))
        for frame in others:
            pieces += self.add(frame)
        return pieces
