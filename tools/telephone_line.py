"""Two voices as a telephone exchange would record them: a channel each, 8 kHz, a quiet line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, TypeAlias

import av
import numpy as np
import soxr
from numpy.typing import NDArray

Sound: TypeAlias = NDArray[np.float32]
Whole: TypeAlias = NDArray[np.int16]

SAMPLE_RATE_HZ: Final = 8_000
# Where a line carries half the power, and how fast it loses the rest: 24 dB an octave below, 72
# above. So 300 to 3400 Hz come through within a decibel, about as ITU-T G.712 asks. The edges are
# slopes and no walls: no line cuts sharply at 300 Hz, and a voice behind such a wall is one that
# a detector of voices, which learnt from lines, does not take for a voice.
BAND_HZ: Final = (200.0, 3600.0)
ORDERS: Final = (4, 12)
# The level at which speech is to stand on a digital line: ITU-T P.56 and G.100.1 take -26 dBov.
SPEECH_DBFS: Final = -26.0
# A quiet line: 36 dB below speech. Loud enough that silence is never digital zero, quiet enough
# that nobody would complain of it.
NOISE_DBFS: Final = -62.0
# Eleven bits of sixteen. At the level of speech that is finer than the telephone's own code (G.711:
# 37 dB between speech and its rounding, here 45), the noise of the line is as large as a step, and
# bits that are always zero cost a FLAC file nothing.
STEP: Final = 2 ** (16 - 11)
# Silence shorter than this within speech counts as speech when its level is measured.
_LEVEL_WINDOW: Final = SAMPLE_RATE_HZ // 50
# Windows 20 dB below the loudest one are pauses.
_PAUSE_BELOW: Final = 0.01


def over_the_line(sound: Sound, rate_hz: int) -> Sound:
    """Speech of any rate as it comes out of a telephone: 8 kHz, its band, its level."""
    narrow = _in_band(np.asarray(soxr.resample(sound, rate_hz, SAMPLE_RATE_HZ), dtype=np.float32))
    return narrow * np.float32(_gain(SPEECH_DBFS) / _spoken_rms(narrow))


def channel(placed: Sequence[tuple[float, Sound]], seconds: float, seed: int) -> Whole:
    """One party's side: pieces of sound at their times (in seconds) over the noise of a line."""
    length = round(seconds * SAMPLE_RATE_HZ)
    noise = _in_band(np.random.default_rng(seed).standard_normal(length).astype(np.float32))
    line = noise * np.float32(_gain(NOISE_DBFS) / np.sqrt(np.mean(noise**2)))
    for at, sound in placed:
        start = round(at * SAMPLE_RATE_HZ)
        line[start : start + len(sound)] += sound[: length - start]
    steps = np.round(line * (2**15 / STEP))
    most = 2**15 // STEP - 1
    if np.abs(steps).max() > most:
        raise ValueError("speech is louder than full scale")
    return (steps * STEP).astype(np.int16)


def write_flac(path: Path, left: Whole, right: Whole) -> None:
    """Write two channels; nothing but the sound and the version of the encoder is in the file."""
    with av.open(str(path), "w", format="flac", options={"fflags": "+bitexact"}) as file:
        stream = file.add_stream("flac", rate=SAMPLE_RATE_HZ)
        stream.layout = "stereo"
        stream.format = "s16"
        stream.options = {"compression_level": "12", "flags": "+bitexact"}
        frame = av.AudioFrame.from_ndarray(
            np.column_stack([left, right]).reshape(1, -1), format="s16", layout="stereo"
        )
        frame.sample_rate = SAMPLE_RATE_HZ
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            file.mux(packet)


def _in_band(sound: Sound) -> Sound:
    """The sound within the line's band: the magnitudes of two Butterworth filters, no delay."""
    at_hz = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE_HZ)
    (low, high), (low_order, high_order) = BAND_HZ, ORDERS
    loss = 1 + (at_hz / high) ** (2 * high_order)
    loss[1:] *= 1 + (low / at_hz[1:]) ** (2 * low_order)
    spectrum = np.fft.rfft(sound) / np.sqrt(loss)
    spectrum[0] = 0
    return np.fft.irfft(spectrum, len(sound)).astype(np.float32)


def _spoken_rms(sound: Sound) -> float:
    """The level while something is said, pauses left out."""
    whole = len(sound) - len(sound) % _LEVEL_WINDOW
    energies = np.mean(sound[:whole].reshape(-1, _LEVEL_WINDOW) ** 2, axis=1)
    return float(np.sqrt(np.mean(energies[energies > _PAUSE_BELOW * energies.max()])))


def _gain(dbfs: float) -> float:
    return float(10 ** (dbfs / 20))
