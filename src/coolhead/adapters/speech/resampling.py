"""Frames of any rate to sound at 16 kHz, in step with their time stamps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import soxr

from coolhead.adapters.speech.decoding import Frames, Unheard, interleaved

if TYPE_CHECKING:
    from coolhead.adapters.speech.packages import Samples

SAMPLE_RATE_HZ: Final = 16_000
# A pause in the time stamps (a sender that is silent sends nothing) is filled with silence, so
# that both sides stay in step. Shorter ones are jitter; longer than ten minutes is a broken clock.
_SHORTEST_GAP_S: Final = 0.2
_LONGEST_GAP_S: Final = 600.0
# Half a second of sound: frames of some codecs are 20 ms, and a message for each would cost more
# than decoding it.
_PIECE: Final = SAMPLE_RATE_HZ // 2


def resampled(frames: Frames, stream: Any) -> Iterator[Samples]:
    """Yield pieces of about half a second, float32 of shape ``(samples, channels)``, -1 to 1."""
    waiting: list[Samples] = []
    length = 0
    for piece in _frame_by_frame(frames, stream):
        waiting.append(piece)
        length += piece.shape[0]
        if length >= _PIECE:
            yield np.concatenate(waiting)
            waiting, length = [], 0
    if length:
        yield np.concatenate(waiting)


def _frame_by_frame(frames: Frames, stream: Any) -> Iterator[Samples]:
    resampler: Any = None
    rate, channels, seconds = 0, 0, 0.0
    for frame in frames:
        sound = interleaved(frame)
        if resampler is None or rate != frame.sample_rate or sound.shape[1] != channels:
            if resampler is not None and sound.shape[1] != channels:
                raise Unheard("the number of channels changes midway")
            if resampler is not None:
                yield _flush(resampler, channels)
            rate, channels = frame.sample_rate, sound.shape[1]
            resampler = soxr.ResampleStream(rate, SAMPLE_RATE_HZ, channels, dtype="float32")
        for silence in _gap(frame, stream, seconds):
            seconds += silence
            hush = np.zeros((round(silence * rate), channels), dtype=np.float32)
            yield resampler.resample_chunk(hush)
        seconds += sound.shape[0] / rate
        yield resampler.resample_chunk(sound)
    if resampler is not None:
        yield _flush(resampler, channels)


def _flush(resampler: Any, channels: int) -> Samples:
    rest: Samples = resampler.resample_chunk(np.zeros((0, channels), dtype=np.float32), last=True)
    return rest


def _gap(frame: Any, stream: Any, seconds: float) -> Iterator[float]:
    """The pause before this frame, in pieces of at most a second."""
    if frame.pts is None or frame.time_base is None:
        return
    at = float((frame.pts - (stream.start_time or 0)) * frame.time_base)
    gap = at - seconds
    if not _SHORTEST_GAP_S < gap <= _LONGEST_GAP_S:
        return
    while gap > 0:
        yield min(gap, 1.0)
        gap -= 1.0
