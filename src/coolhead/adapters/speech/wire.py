"""What the recogniser's process and its parent say to each other, over its pipes.

To the process: a frame of float32 samples; an empty frame ends it. From it: frames of JSON,
`Ready` or `LoadFailed` once, then `Recognition` or `Refused` for each frame of samples.
"""

from __future__ import annotations

import struct
from typing import Any, BinaryIO, Final

import msgspec

_LENGTH: Final = struct.Struct("<I")


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The model is loaded."""


class LoadFailed(msgspec.Struct, frozen=True, tag=True):
    """The model cannot be loaded; ``missing`` where there is none and none can be fetched."""

    reason: str
    missing: bool = False


class Recognition(msgspec.Struct, frozen=True, tag=True):
    """What was understood; ``avg_logprob`` and ``compression_ratio`` as Whisper defines them."""

    text: str
    avg_logprob: float
    compression_ratio: float


class Refused(msgspec.Struct, frozen=True, tag=True):
    """The recogniser raised over this utterance, and can go on with the next."""

    reason: str


Reply = Ready | LoadFailed | Recognition | Refused
_decoder: Final = msgspec.json.Decoder(Reply)


def write_frame(pipe: BinaryIO, payload: bytes | memoryview) -> None:
    """Write one frame; raises ``OSError`` where the other side is gone."""
    pipe.write(_LENGTH.pack(len(payload)))
    pipe.write(payload)
    pipe.flush()


def read_frame(pipe: BinaryIO) -> bytes | None:
    """Read one frame; None where the other side is gone."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    payload = pipe.read(length)
    return payload if len(payload) == length else None


def write_reply(pipe: BinaryIO, reply: Reply) -> None:
    """Send one reply."""
    write_frame(pipe, msgspec.json.encode(reply))


def read_reply(pipe: BinaryIO) -> Any:
    """Read one reply; None where the process is gone, `msgspec.DecodeError` on rubbish."""
    payload = read_frame(pipe)
    return None if payload is None else _decoder.decode(payload)
