"""Sound that voice activity takes for speech, made up."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]
RATE = 16_000


def voiced(seconds: float, pitch_hz: float = 120.0, rate: int = RATE) -> Sound:
    """A buzz through the formants of four vowels in turn: voice activity takes it for speech."""
    t = np.arange(int(seconds * rate)) / rate
    pitch = pitch_hz * (1 + 0.15 * np.sin(2 * np.pi * 0.7 * t))
    phase = np.cumsum(pitch) / rate
    vowels = [(700, 1200, 2500), (300, 2300, 3000), (500, 1000, 2400), (400, 1900, 2600)]
    which = (t * 3.5).astype(int) % len(vowels)
    sound = np.zeros_like(t)
    for harmonic in range(1, 30):
        frequency = harmonic * pitch
        loud = sum(
            (which == number) * sum(1 / (1 + ((frequency - peak) / 90) ** 2) for peak in peaks)
            for number, peaks in enumerate(vowels)
        )
        sound += loud / np.sqrt(harmonic) * np.sin(2 * np.pi * harmonic * phase)
    sound *= 0.5 + 0.5 * np.sin(2 * np.pi * 3.5 * t)
    scaled: Sound = (0.3 * sound / np.abs(sound).max()).astype(np.float32)
    return scaled


def silence(seconds: float, rate: int = RATE) -> Sound:
    return np.zeros(int(seconds * rate), dtype=np.float32)


def spoken(*seconds: float, pitch_hz: float = 120.0, rate: int = RATE) -> Sound:
    """Silence, speech, silence, … of these lengths in seconds."""
    return np.concatenate(
        [
            voiced(length, pitch_hz, rate) if number % 2 else silence(length, rate)
            for number, length in enumerate(seconds)
        ]
    )


def as_pcm16(sound: Sound) -> bytes:
    return (sound * 32767).astype("<i2").tobytes()
