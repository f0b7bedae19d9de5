from __future__ import annotations

import subprocess
import sys
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tests.support.voices import RATE, Sound, spoken


@pytest.fixture(scope="package", autouse=True)
def compiled_once() -> None:
    """Bytecode for the hundred decoders that are started here.

    They can't keep it themselves, being allowed to write no file.
    """
    loaded = "import coolhead.adapters.speech.resampling, coolhead.adapters.speech.wire"
    subprocess.run([sys.executable, "-c", loaded], check=True)  # noqa: S603 -- our own Python


@pytest.fixture
def speak() -> Callable[..., Sound]:
    """``speak(1.0, 2.0, 0.5)``: silence, speech, silence, … of these lengths in seconds."""

    return spoken


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
