"""From probabilities of speech to starts, stops and utterances of one channel."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Final

from coolhead.adapters.speech.decode import SAMPLE_RATE_HZ
from coolhead.adapters.speech.packages import Samples, np
from coolhead.adapters.speech.recording import WINDOW
from coolhead.adapters.speech.settings import SpeechSettings

WINDOW_S: Final = WINDOW / SAMPLE_RATE_HZ
# Speech begins with three windows in a row (96 ms): shorter is a click or a knock.
START_WINDOWS: Final = 3
# A voice that comes in softly is unsure at first: a "That's hard" may lie under the threshold for
# most of a second. Once speech has begun, what lies before it and was at least this likely to be
# speech belongs to the utterance as well, a second of it at most. Silence lies below 0.05.
SOFT_THRESHOLD: Final = 0.1
SOFT_WITHIN_S: Final = 1.0
# A forced cut is made at the quietest point of the last 2 s. Not further back: what is cut off
# would otherwise be known so late that the call counts it as late.
CUT_WITHIN_S: Final = 2.0
# Quietness is judged over three windows, so that the cut falls between words and not into the
# closure of a consonant.
CUT_SMOOTHING: Final = np.ones(3, dtype=np.float32) / 3


@dataclass(frozen=True)
class Started:
    """Speech began at ``at``, seconds from the start of the sound."""

    at: float


@dataclass(frozen=True)
class Stopped:
    """Speech ended at ``at``."""

    at: float


@dataclass(frozen=True, eq=False)
class Segment:
    """A stretch of speech to be recognised.

    ``start`` and ``end`` are of the speech; ``samples`` has some padding around it, and begins at
    ``sound_start``. ``start`` may lie before the ``Started``: a soft beginning is known for speech
    only by what follows.
    ``known_at`` is when it was clear that it had ended: after the silence, or at the cut.
    ``loudness_dbfs`` is the mean level over its windows with speech.
    """

    start: float
    end: float
    known_at: float
    samples: Samples
    loudness_dbfs: float | None
    sound_start: float


@dataclass
class _Kept:
    sound: Samples
    probability: float
    energy: float


Found = Started | Stopped | Segment


class Segmenter:
    """Cuts one channel; what it holds is never longer than one utterance."""

    def __init__(self, settings: SpeechSettings) -> None:
        self._settings = settings
        self._padding = _windows(settings.padding_s)
        self._silence = _windows(settings.end_silence_s)
        self._longest = _windows(settings.longest_utterance_s)
        self._index = 0  # of the next window
        kept_before = max(self._padding, _windows(SOFT_WITHIN_S))
        self._before: deque[_Kept] = deque(maxlen=kept_before + START_WINDOWS)
        self._run = 0  # windows of speech in a row, while nobody speaks
        self._speaking = False
        self._held: list[_Kept] = []
        self._first = 0  # index of the first window in `_held`
        self._began = 0  # index of the first window since when there is speech
        self._start = 0  # index of the first window of the utterance; later after a cut
        self._last = 0  # index of the last window with speech

    @property
    def settled_until(self) -> float:
        """No later start or stop will lie before this time."""
        if not self._speaking:
            return self._time(max(0, self._index - START_WINDOWS))
        return self._time(max(self._began, self._index - self._silence - 1))

    def feed(self, samples: Samples, probabilities: Samples) -> list[Found]:
        """Take windows (``len(samples)`` is 512 times ``len(probabilities)``) in order."""
        found: list[Found] = []
        for sound, probability in zip(
            samples.reshape(-1, WINDOW), probabilities.tolist(), strict=True
        ):
            kept = _Kept(sound, probability, float(np.mean(np.square(sound))))
            if self._speaking:
                found += self._hold(kept)
            else:
                found += self._wait(kept)
            self._index += 1
        return found

    def ending(self, after_s: float) -> Segment | None:
        """The utterance as it will be if the silence goes on, once it has lasted ``after_s``.

        It is the very one that `feed` gives in the end where ``after_s`` is no shorter than the
        padding. None while somebody speaks or nobody has spoken.
        """
        wanted = max(_windows(after_s), self._padding)
        if not self._speaking or self._index - 1 - self._last < wanted:
            return None
        until = self._last + 1
        known_at = self._time(until + self._silence)
        found = self._segment(until, until + self._padding, known_at)
        return found[0] if found else None

    def so_far(self) -> Segment | None:
        """What is being said, up to now; None where nobody speaks."""
        if not self._speaking:
            return None
        found = self._segment(self._index, self._index, self._time(self._index))
        return found[0] if found else None

    def finish(self) -> list[Found]:
        """What was being said when the sound ended."""
        if not self._speaking:
            return []
        return self._stop(self._time(self._last + 1) + self._settings.end_silence_s)

    def _wait(self, kept: _Kept) -> list[Found]:
        self._before.append(kept)
        self._run = self._run + 1 if kept.probability >= self._settings.start_threshold else 0
        if self._run < START_WINDOWS:
            return []
        self._speaking = True
        before = list(self._before)
        self._before.clear()
        first = _beginning(before)
        self._held = before[max(0, first - self._padding) :]
        self._run = 0
        self._first = self._index + 1 - len(self._held)
        self._began = self._index + 1 - START_WINDOWS
        self._start = self._index + 1 - (len(before) - first)
        self._last = self._index
        return [Started(self._time(self._began))]

    def _hold(self, kept: _Kept) -> list[Found]:
        self._held.append(kept)
        if kept.probability >= self._settings.stop_threshold:
            self._last = self._index
        now = self._time(self._index + 1)
        if self._index - self._last >= self._silence:
            return self._stop(now)
        if self._index + 1 - self._start >= self._longest:
            return list(self._cut(now))
        return []

    def _stop(self, known_at: float) -> list[Found]:
        until = self._last + 1
        found: list[Found] = [Stopped(self._time(until))]
        found += self._segment(until, until + self._padding, known_at)
        rest = self._held[max(0, until + self._padding - self._first) :]
        self._before.extend(rest)
        self._held = []
        self._speaking = False
        return found

    def _cut(self, now: float) -> list[Segment]:
        back = min(_windows(CUT_WITHIN_S), len(self._held) - 1)
        energies = np.array([kept.energy for kept in self._held[-back:]], dtype=np.float32)
        quietest = int(np.argmin(np.convolve(energies, CUT_SMOOTHING, mode="valid"))) + 1
        cut = self._index + 1 - back + quietest
        found = self._segment(cut, cut, now)
        self._held = self._held[cut - self._first :]
        self._first = self._start = cut
        return found

    def _segment(self, until: int, padded: int, known_at: float) -> list[Segment]:
        """The utterance up to window ``until``, with sound up to ``padded``."""
        spoken = [
            kept.energy
            for kept in self._held[max(0, self._start - self._first) : until - self._first]
            if kept.probability >= self._settings.start_threshold
        ]
        if len(spoken) < START_WINDOWS:
            return []
        sound = np.concatenate([kept.sound for kept in self._held[: padded - self._first]])
        end = min(until, self._last + 1)
        loudness = _dbfs(sum(spoken) / len(spoken))
        return [
            Segment(
                self._time(self._start),
                self._time(end),
                known_at,
                sound,
                loudness,
                self._time(self._first),
            )
        ]

    @staticmethod
    def _time(index: int) -> float:
        # Whole milliseconds, as a window is 32 ms: the same on every machine, and short in a file.
        return round(index * WINDOW_S, 3)


def _beginning(before: list[_Kept]) -> int:
    """Where speech begins in windows of which the last ones made it certain."""
    first = len(before) - START_WINDOWS
    while first and before[first - 1].probability >= SOFT_THRESHOLD:
        first -= 1
    return first


def _windows(seconds: float) -> int:
    return max(1, round(seconds / WINDOW_S)) if seconds else 0


def _dbfs(mean_square: float) -> float | None:
    return round(10 * float(np.log10(mean_square)), 1) if mean_square > 0 else None
