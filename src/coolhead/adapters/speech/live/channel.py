"""One party of a live call: from frames to who began, who stopped, what is to be recognised."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import soxr

from coolhead.adapters.speech.decode import SAMPLE_RATE_HZ
from coolhead.adapters.speech.live.figures import Counts
from coolhead.adapters.speech.live.frames import Frame, Order, Piece
from coolhead.adapters.speech.packages import Samples, np
from coolhead.adapters.speech.recording import WINDOW
from coolhead.adapters.speech.segmenter import (
    WINDOW_S,
    Found,
    Segment,
    Segmenter,
    Started,
    Stopped,
)
from coolhead.adapters.speech.settings import SpeechSettings
from coolhead.adapters.speech.vad import VoiceActivity, VoiceSession

# How much of a party's sound may be used: all of it; all but the words of the agent while the
# customer is on hold or the microphone muted; nothing but whether somebody speaks.
FREE: Final = 0
PAUSED: Final = 1
FORBIDDEN: Final = 2
# Lower quality than for a recording: it holds back 25 ms of sound instead of 80, and what it loses
# lies above the telephone's band.
_QUALITY: Final = "LQ"
# A sender that is silent may send nothing: what was being said has ended when nothing has come for
# longer than the pauses between frames on a bad line.
SILENT_AFTER_S: Final = 1.0
# Windows of which is remembered whether they may be used: more than the longest utterance.
_REMEMBERED: Final = round(60 / WINDOW_S)


@dataclass(frozen=True, eq=False)
class Spoken:
    """An utterance; ``usable`` says whether it may be recognised. Certain to have ended or not."""

    segment: Segment
    usable: bool
    certain: bool


@dataclass(frozen=True, eq=False)
class Glimpse:
    """What is being said, up to now."""

    segment: Segment
    usable: bool


Heard = Started | Stopped | Spoken | Glimpse


class Channel:
    """Hears one party; used by one thread."""

    def __init__(
        self,
        rate_hz: int,
        speech: SpeechSettings,
        session: VoiceSession,
        counts: Counts,
        *,
        early_after_s: float = 0.0,
        interim_every_s: float = 0.0,
        expected_s: float = 0.0,
    ) -> None:
        self._rate = rate_hz
        self._speech = speech
        self._session = session
        self._early_after_s = early_after_s
        self._interim_windows = round(interim_every_s / WINDOW_S)
        self._order = Order(rate_hz, counts, expected_s=expected_s)
        self._latest = 0.0  # when the latest frame came, on the clock of whoever calls
        self._ended = True  # nothing has come since what was being said was ended
        self._begin(0.0)

    def hear(self, frames: list[Frame], now: float) -> list[Heard]:
        """Take frames that came up to ``now`` (in seconds of any even clock)."""
        self._latest, self._ended = now, False
        return self._pieces([piece for frame in frames for piece in self._order.add(frame)])

    def pass_time(self, now: float) -> list[Heard]:
        """What is known by nothing having come for a while."""
        silent = now - self._latest
        found: list[Heard] = []
        if self._order.holds and silent >= SILENT_AFTER_S / 2:
            found += self._pieces(self._order.flush())
        if not self._ended and silent >= SILENT_AFTER_S:
            found += self.finish()
        return found

    def finish(self) -> list[Heard]:
        """End what is being said: nothing more comes for now."""
        found = self._pieces(self._order.flush())
        self._ended = True
        return found + self._told(self._segmenter.finish())

    def _begin(self, origin_s: float) -> None:
        self._origin_s = origin_s
        self._resampler = soxr.ResampleStream(
            self._rate, SAMPLE_RATE_HZ, 1, dtype="float32", quality=_QUALITY
        )
        self._voice = VoiceActivity(self._session)
        self._segmenter = Segmenter(self._speech)
        self._rest: Samples = np.zeros(0, dtype=np.float32)
        self._rest_leave = FREE
        self._previous_leave = FREE
        self._leaves = bytearray()  # of each of the last windows
        self._windows = 0
        self._offered: tuple[float, float] | None = None
        self._glimpsed = 0  # windows when the latest glimpse was given

    def _pieces(self, pieces: list[Piece]) -> list[Heard]:
        found: list[Heard] = []
        together: list[Piece] = []
        for piece in pieces:
            if together and (piece.anew is not None or piece.leave != together[0].leave):
                found += self._listen(together)
                together = []
            if piece.anew is not None:
                found += self._told(self._segmenter.finish())
                self._begin(piece.anew / self._rate)
            together.append(piece)
        return found + (self._listen(together) if together else [])

    def _listen(self, pieces: list[Piece]) -> list[Heard]:
        """Hear pieces that follow on each other and may be used alike."""
        pcm = np.concatenate([piece.samples for piece in pieces])
        sound = self._resampler.resample_chunk(pcm.astype(np.float32) / 32768)
        leave = pieces[0].leave
        # What the resampler held back comes out now.
        worst = max(leave, self._previous_leave, self._rest_leave)
        self._previous_leave = leave
        sound = np.concatenate([self._rest, sound])
        whole = len(sound) - len(sound) % WINDOW
        self._rest = sound[whole:].copy()
        if not whole:
            self._rest_leave = worst
            return []
        self._rest_leave = leave
        windows = whole // WINDOW
        # The worse holds for the first window alone: 25 ms are less than one.
        leaves = bytes([worst]) + bytes([leave]) * (windows - 1)
        heard = sound[:whole]
        spoken = self._voice.probabilities(heard)
        self._windows += windows
        self._leaves += leaves
        del self._leaves[:-_REMEMBERED]
        if any(leaves):
            # Who speaks is told all the same, but nothing of the sound stays.
            unusable = np.repeat(np.frombuffer(leaves, dtype=np.uint8) > FREE, WINDOW)
            heard = np.where(unusable, np.float32(0), heard)
        found = self._told(self._segmenter.feed(heard, spoken))
        return found + self._ending() + self._going_on()

    def _going_on(self) -> list[Heard]:
        if not self._interim_windows or self._windows - self._glimpsed < self._interim_windows:
            return []
        segment = self._segmenter.so_far()
        if segment is None:
            return []
        self._glimpsed = self._windows
        return [Glimpse(self._placed(segment), self._usable(segment))]

    def _ending(self) -> list[Heard]:
        if not self._early_after_s:
            return []
        segment = self._segmenter.ending(self._early_after_s)
        if segment is None or self._offered == (segment.start, segment.end):
            return []
        self._offered = (segment.start, segment.end)
        return [Spoken(self._placed(segment), self._usable(segment), certain=False)]

    def _told(self, found: list[Found]) -> list[Heard]:
        told: list[Heard] = []
        for thing in found:
            if isinstance(thing, Segment):
                told.append(Spoken(self._placed(thing), self._usable(thing), certain=True))
            else:
                told.append(replace(thing, at=self._time(thing.at)))
        return told

    def _placed(self, segment: Segment) -> Segment:
        return replace(
            segment,
            start=self._time(segment.start),
            end=self._time(segment.end),
            known_at=self._time(segment.known_at),
            sound_start=self._time(segment.sound_start),
        )

    def _usable(self, segment: Segment) -> bool:
        """Whether words of this stretch may be heard.

        What is forbidden anywhere in it is forbidden whole. Of a pause the middle decides, as it
        does in the call: "I'll put you on hold" may still be on the agent's lips when the key is
        pressed. What was said in the pause itself is silence by now.
        """
        first = self._windows - len(self._leaves)
        since = max(0, round(segment.start / WINDOW_S) - first)
        until = max(since + 1, round(segment.end / WINDOW_S) - first)
        leaves = self._leaves[since:until]
        if not leaves or max(leaves) == FORBIDDEN:
            return False
        return leaves[len(leaves) // 2] == FREE

    def _time(self, seconds: float) -> float:
        return round(self._origin_s + seconds, 3)
