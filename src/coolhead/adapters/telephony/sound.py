"""The encodings that telephone systems send, as 16-bit little-endian samples."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np

Encoding = Literal["pcm16", "mulaw"]

_BIAS: Final = 0x84


def _mulaw_table() -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    """Every µ-law byte as its sample (ITU-T G.711)."""
    byte = ~np.arange(256, dtype=np.uint8)
    mantissa = ((byte & 0x0F).astype(np.int32) << 3) + _BIAS
    magnitude = (mantissa << ((byte & 0x70).astype(np.int32) >> 4)) - _BIAS
    return np.where(byte & 0x80, -magnitude, magnitude).astype("<i2")


_MULAW: Final = _mulaw_table()


def mulaw_to_pcm16(data: bytes) -> bytes:
    """µ-law bytes (G.711) as 16-bit little-endian samples."""
    pcm: bytes = _MULAW[np.frombuffer(data, dtype=np.uint8)].tobytes()
    return pcm


def pcm16_to_mulaw(data: bytes) -> bytes:
    """16-bit little-endian samples as µ-law bytes, each the nearest there is."""
    samples = np.frombuffer(data[: len(data) // 2 * 2], dtype="<i2").astype(np.int32)
    sign = np.where(samples < 0, 0x80, 0)
    magnitude = np.minimum(np.abs(samples), 32_635) + _BIAS
    exponent = np.floor(np.log2(magnitude)).astype(np.int32) - 7
    mantissa = (magnitude >> (exponent + 3)) & 0x0F
    mulaw: bytes = (~(sign | (exponent << 4) | mantissa) & 0xFF).astype(np.uint8).tobytes()
    return mulaw


def as_pcm16(data: bytes, encoding: Encoding) -> bytes:
    """Sound of this encoding as 16-bit little-endian samples; half a sample at the end goes."""
    return mulaw_to_pcm16(data) if encoding == "mulaw" else data[: len(data) // 2 * 2]


def channels_of(pcm16: bytes, count: int) -> list[bytes]:
    """Interleaved samples, channel by channel; a frame that is not whole at the end goes."""
    if count == 1:
        return [pcm16]
    whole = len(pcm16) // (2 * count) * 2 * count
    frames = np.frombuffer(pcm16[:whole], dtype="<i2").reshape(-1, count)
    return [frames[:, channel].tobytes() for channel in range(count)]
