"""An example's recording as the sound of its two parties."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import av
import numpy as np

AUDIO: Final = Path(__file__).parents[2] / "examples" / "audio"
SWORN: Final = AUDIO / "07-do-not-call-sworn.flac"


def sides(rate_hz: int, path: Path = SWORN) -> tuple[bytes, bytes]:
    """The customer's and the agent's sound, 16-bit little-endian."""
    resampler = av.AudioResampler(format="s16", layout="stereo", rate=rate_hz)
    parts = []
    with av.open(str(path)) as file:
        for frame in file.decode(audio=0):
            parts += [each.to_ndarray() for each in resampler.resample(frame)]
        parts += [each.to_ndarray() for each in resampler.resample(None)]
    both = np.concatenate(parts, axis=1).reshape(-1, 2).astype("<i2")
    return both[:, 0].tobytes(), both[:, 1].tobytes()


def interleaved(rate_hz: int, path: Path = SWORN) -> bytes:
    """Both in one, the customer's sample first."""
    customer, agent = (np.frombuffer(side, "<i2") for side in sides(rate_hz, path))
    return np.stack([customer, agent], axis=1).tobytes()
