"""Frames on their way from the event loop to the thread that listens; bounded."""

from __future__ import annotations

import math
from collections import Counter, deque
from threading import Lock
from typing import Final

from coolhead.adapters.speech.live.figures import Counts
from coolhead.adapters.speech.live.frames import Frame
from coolhead.adapters.speech.packages import np
from coolhead.call.vocabulary import Party

# Of one party, in seconds of sound. Voice activity is 300 times faster than speech, so only who
# sends far faster than anybody speaks meets this bound; it is some megabytes.
MOST_S: Final = 60.0
# Of a call: that minute of two parties in frames of 20 ms. Smaller ones are bounded by this alone.
MOST_FRAMES: Final = 6_000
# Longer frames are no frames.
LONGEST_FRAME_S: Final = 30.0
# No call lasts a day; see `coolhead.services.checks`.
_LATEST_S: Final = 86_400.0
# How much of a party is heard in one turn: a call that sends much holds up nobody else.
_A_TURN_S: Final = 2.0


class Inbox:
    """The frames of one call that have come and were not yet heard."""

    def __init__(self, rate_hz: int, counts: Counts) -> None:
        self._rate = rate_hz
        self._counts = counts
        self._lock = Lock()
        self._frames: deque[tuple[Party, Frame, float]] = deque()
        self._samples: Counter[Party] = Counter()
        self._left_out = 0  # samples

    def __len__(self) -> int:
        return len(self._frames)

    @property
    def since(self) -> float | None:
        """When the oldest frame came."""
        with self._lock:
            return self._frames[0][2] if self._frames else None

    def put(self, party: Party, sound: bytes, at: float, leave: int, now: float) -> bool:
        """Take a frame; false where it is no frame or too much, which is counted."""
        self._counts.frames += 1
        length = len(sound) // 2  # half a sample at the end is none
        most = self._rate * LONGEST_FRAME_S
        if not length or length > most or not (math.isfinite(at) and 0 <= at <= _LATEST_S):
            self._leave_out(length)
            return False
        with self._lock:
            full = self._samples[party] + length > self._rate * MOST_S
            full = full or len(self._frames) >= MOST_FRAMES
            if not full:
                samples = np.frombuffer(sound, dtype="<i2", count=length)
                frame = Frame(round(at * self._rate), samples, leave)
                self._frames.append((party, frame, now))
                self._samples[party] += length
        if full:
            self._leave_out(length)
        return not full

    def take(self) -> dict[Party, list[Frame]]:
        """What is heard in one turn, in the order in which it came."""
        taken: dict[Party, list[Frame]] = {}
        room = Counter[Party]()
        with self._lock:
            while self._frames:
                party, frame, _ = self._frames[0]
                if room[party] > self._rate * _A_TURN_S:
                    break
                self._frames.popleft()
                room[party] += len(frame.samples)
                self._samples[party] -= len(frame.samples)
                taken.setdefault(party, []).append(frame)
        return taken

    def left_out_s(self) -> float:
        """How much sound was left out since this was last asked, in seconds."""
        left_out, self._left_out = self._left_out, 0
        return left_out / self._rate

    def _leave_out(self, length: int) -> None:
        self._counts.refused_at_once += 1
        self._left_out += length
