"""Decoding with PyAV. A recording is hostile input: only the decoder's own process imports this."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import av

from coolhead.adapters.speech.refusals import NO_RECORDING, NO_SOUND, TOO_DAMAGED
from coolhead.adapters.speech.wire import Head

if TYPE_CHECKING:
    from coolhead.adapters.speech.packages import Samples

# Nothing but the file itself is ever opened: a playlist posing as a recording could otherwise
# name addresses or other files of this machine.
_OPTIONS: Final = {"protocol_whitelist": "pipe"}
# A file that decodes worse than this is no recording: noise named ``.mp3`` gives a thousand
# damaged packets for every good one.
_DAMAGED_PACKETS: Final = 200
# PyAV counts the planes of a frame up to the first that is null, and FFmpeg sets aside eight
# places: where all are taken it reads on into whatever lies behind them, and crashes.
_MOST_PLANES: Final = 7
# Beyond any sound card; a rate from a damaged header would make gigabytes of one frame.
_LOWEST_RATE_HZ: Final = 1_000
_HIGHEST_RATE_HZ: Final = 768_000
_BYTES: Final = {"u8": 1, "s16": 2, "s32": 4, "flt": 4, "dbl": 8}


class Unheard(Exception):  # noqa: N818 -- an answer to give, rather than a fault of ours
    """There is no sound to be had; the text says why."""


@contextmanager
def opened(file: BinaryIO) -> Iterator[tuple[Any, Any]]:
    """A container and its first stream of sound, from a file that can be sought in."""
    try:
        with av.open(file, options=_OPTIONS) as container:
            if not container.streams.audio:
                raise Unheard(NO_SOUND)
            stream = container.streams.audio[0]
            # One thread: the machine is the agent's, and sound decodes in no time.
            stream.codec_context.thread_count = 1
            yield container, stream
    except av.error.FFmpegError as error:
        raise Unheard(NO_RECORDING) from error


def head_of(container: Any, stream: Any) -> Head:
    """What the file says of its sound."""
    known = stream.duration is not None and stream.time_base is not None
    seconds = float(stream.duration * stream.time_base) if known else None
    if seconds is None and container.duration:
        seconds = container.duration / 1_000_000
    channels, rate = stream.channels or 0, stream.rate or 0
    if channels < 1 or not _LOWEST_RATE_HZ <= rate <= _HIGHEST_RATE_HZ:
        raise Unheard(NO_SOUND)
    kind = stream.codec_context.format
    if channels > _MOST_PLANES and kind is not None and kind.is_planar:
        raise Unheard(f"it has {channels} channels, of which at most {_MOST_PLANES} can be read")
    return Head(channels, rate, seconds)


class Frames:
    """The frames of a stream that can be trusted; ``damaged`` counts the places without."""

    def __init__(self, container: Any, stream: Any) -> None:
        self._packets = container.demux(stream)
        self._good = 0
        self.damaged = 0

    def __iter__(self) -> Iterator[Any]:
        while True:
            try:
                packet = next(self._packets, None)
                if packet is None:
                    return
                frames = packet.decode()
            except av.error.FFmpegError as error:
                self._count_damage(error)
                continue
            for frame in frames:
                if frame.samples == 0:
                    continue
                if fits(frame):
                    self._good += 1
                    yield frame
                else:
                    self._count_damage(None)

    def _count_damage(self, error: Exception | None) -> None:
        self.damaged += 1
        if self.damaged > _DAMAGED_PACKETS and self.damaged > self._good:
            raise Unheard(TOO_DAMAGED) from error


def fits(frame: Any) -> bool:
    """Whether the memory of a frame is what its header says: to be asked before it is touched."""
    channels, planar = frame.layout.nb_channels, frame.format.is_planar
    each = _BYTES.get(frame.format.name.removesuffix("p"))
    if each is None or channels < 1 or frame.samples < 0:
        return False
    if not _LOWEST_RATE_HZ <= frame.sample_rate <= _HIGHEST_RATE_HZ:
        return False
    if planar and channels > _MOST_PLANES:
        return False
    planes = frame.planes
    needed = frame.samples * each * (1 if planar else channels)
    return len(planes) == (channels if planar else 1) and all(
        plane.buffer_size >= needed and plane.buffer_ptr for plane in planes
    )


def interleaved(frame: Any) -> Samples:
    """The frame as float32 of shape ``(samples, channels)``; what is not a number is silence."""
    import numpy as np  # noqa: PLC0415 -- looking at a head does without it

    raw = frame.to_ndarray()
    sound = raw.T if frame.format.is_planar else raw.reshape(-1, frame.layout.nb_channels)
    if sound.dtype == np.uint8:
        floats = (sound.astype(np.float32) - 128.0) / 128.0
    elif sound.dtype.kind in "iu":
        floats = sound.astype(np.float32) / float(np.iinfo(sound.dtype).max + 1)
    else:
        floats = np.nan_to_num(sound.astype(np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    result: Samples = np.ascontiguousarray(np.clip(floats, -1.0, 1.0), dtype=np.float32)
    return result
