from __future__ import annotations

import subprocess
import sys
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

Sound = NDArray[np.float32]
RATE = 16_000


@pytest.fixture(scope="package", autouse=True)
def compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Bytecode for the hundred decoders that are started here, where none is kept otherwise.

    They can't keep it themselves, being allowed to write no file.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        patch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path_factory.mktemp("bytecode")))
        loaded = "import coolhead.adapters.speech.resampling, coolhead.adapters.speech.wire"
        subprocess.run([sys.executable, "-c", loaded], check=True)  # noqa: S603 -- our own Python
        yield


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


@pytest.fixture
def speak() -> Callable[..., Sound]:
    """``speak(1.0, 2.0, 0.5)``: silence, speech, silence, … of these lengths in seconds."""

    def build(*seconds: float, pitch_hz: float = 120.0) -> Sound:
        parts = [
            voiced(length, pitch_hz) if number % 2 else silence(length)
            for number, length in enumerate(seconds)
        ]
        return np.concatenate(parts)

    return build


@pytest.fixture
def write_wav(tmp_path: Path) -> Callable[..., Path]:
    """Write channels of equal length as a 16-bit WAV file; returns its path."""

    def write(name: str, *channels: Sound, rate: int = RATE) -> Path:
        path = tmp_path / name
        samples = (np.stack(channels, axis=1) * 32767).astype("<i2")
        with wave.open(str(path), "wb") as file:
            file.setnchannels(len(channels))
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(samples.tobytes())
        return path

    return write
