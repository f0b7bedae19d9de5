"""What a process of ours and its parent say to each other, over its pipes.

To the recogniser: a frame of float32, the window in seconds (``SpeechSettings.window_s``) and then
the samples; an empty frame ends it. From it: frames of JSON,
`Ready` or `LoadFailed` once, then `Recognition` or `Refused` for each frame of samples.

To the decoder: the file itself, as its standard input. From it: `Ready` or `LoadFailed` once, then
`Head`, or any number of `Sound` (each followed by a frame of its samples) and `Noticed`; at the
end `Finished`, or `Undecodable`.
"""

from __future__ import annotations

import struct
from typing import Any, BinaryIO, Final

import msgspec

_LENGTH: Final = struct.Struct("<I")
# A minute of eight channels: more than either side has reason to say at once.
LARGEST_FRAME: Final = 32 * 1024 * 1024


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


class Head(msgspec.Struct, frozen=True, tag=True):
    """What the file says of its sound; ``duration_s`` is None where it does not say."""

    channels: int
    sample_rate_hz: int
    duration_s: float | None


class Sound(msgspec.Struct, frozen=True, tag=True):
    """The next frame is float32 of shape ``(samples, channels)`` at 16 kHz."""

    samples: int
    channels: int


class Noticed(msgspec.Struct, frozen=True, tag=True):
    """Something was damaged and got over; ``what`` goes on after the file's name."""

    what: str


class Undecodable(msgspec.Struct, frozen=True, tag=True):
    """There is nothing more to be had from the file; ``reason`` and ``hint`` as in errors."""

    reason: str
    hint: str


class Finished(msgspec.Struct, frozen=True, tag=True):
    """All of the file was gone through."""


Reply = Ready | LoadFailed | Recognition | Refused | Head | Sound | Noticed | Undecodable | Finished
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
    if length > LARGEST_FRAME:
        return None  # whoever says this has lost its mind, and is as good as gone
    payload = pipe.read(length)
    return payload if len(payload) == length else None


def write_reply(pipe: BinaryIO, reply: Reply) -> None:
    """Send one reply."""
    write_frame(pipe, msgspec.json.encode(reply))


def read_reply(pipe: BinaryIO) -> Any:
    """Read one reply; None where the process is gone, `msgspec.DecodeError` on rubbish."""
    payload = read_frame(pipe)
    return None if payload is None else _decoder.decode(payload)
