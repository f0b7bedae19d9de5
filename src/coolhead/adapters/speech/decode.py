"""Any container to blocks of 16 kHz sound, streamed: memory does not grow with the file."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coolhead.adapters.speech.packages import Samples, av, np, soxr
from coolhead.errors import InputError

# What voice activity and Whisper both work at.
SAMPLE_RATE_HZ: Final = 16_000
# Nothing but the file itself is ever opened: a playlist posing as a recording could otherwise
# name addresses or other files of this machine.
_OPTIONS: Final = {"protocol_whitelist": "pipe"}
# A file that decodes worse than this is no recording: noise named ``.mp3`` gives a thousand
# damaged packets for every good one.
_DAMAGED_PACKETS: Final = 200
# A pause in the time stamps (a sender that is silent sends nothing) is filled with silence, so
# that both sides stay in step. Shorter ones are jitter; longer than ten minutes is a broken clock.
_SHORTEST_GAP_S: Final = 0.2
_LONGEST_GAP_S: Final = 600.0
# RIFF sizes that writers to a pipe leave, who cannot know the length.
_UNKNOWN_SIZES: Final = (0, 0x7FFFFFFF, 0xFFFFFFFF)
_HINT_FORMATS: Final = "Give a sound file such as WAV, MP3, M4A, OGG, FLAC or WebM."

Notice = Callable[[str], None]


@dataclass(frozen=True)
class SoundFile:
    """What a file says of its sound; ``duration_s`` is None where it does not say."""

    path: Path
    channels: int
    sample_rate_hz: int
    duration_s: float | None


def probe(path: Path) -> SoundFile:
    """Look at the file's head; raises ``InputError`` where there is no sound to read."""
    with _opened(path) as (container, stream):
        known = stream.duration is not None and stream.time_base is not None
        seconds = float(stream.duration * stream.time_base) if known else None
        if seconds is None and container.duration:
            seconds = container.duration / 1_000_000
        return SoundFile(path, stream.channels, stream.rate, seconds)


def stream_sound(path: Path, notice: Notice) -> Generator[Samples, None, None]:
    """Yield pieces of shape ``(samples, channels)`` at 16 kHz, float32 within -1 and 1.

    ``notice`` is told, in a sentence, of what was cut or damaged but could be got over. Raises
    ``InputError`` where nothing can be decoded, or next to nothing.
    """
    missing = _missing_bytes(path)
    with _opened(path) as (container, stream):
        decoded = yield from _resampled(path, container, stream, notice)
    if not decoded:
        raise InputError("the file holds no sound", file=str(path), hint=_HINT_FORMATS)
    if missing:
        notice(
            f"{path.name} is cut short: {missing} of the bytes that it announces are missing; "
            "what is there is heard"
        )


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Any, Any]]:
    name = str(path)
    if path.is_dir():
        raise InputError("this is a folder", file=name, hint=_HINT_FORMATS)
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size == 0:
                raise InputError("the file is empty", file=name, hint=_HINT_FORMATS)
            with av.open(file, options=_OPTIONS) as container:
                if not container.streams.audio:
                    raise InputError("there is no sound in it", file=name, hint=_HINT_FORMATS)
                stream = container.streams.audio[0]
                # One thread: the machine is the agent's, and sound decodes in no time.
                stream.codec_context.thread_count = 1
                yield container, stream
    except FileNotFoundError as error:
        raise InputError("there is no such file", file=name, hint="Check the path.") from error
    except av.error.FFmpegError as error:
        raise InputError("this is no recording", file=name, hint=_HINT_FORMATS) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(f"cannot be read: {reason}", file=name) from error


def _resampled(
    path: Path, container: Any, stream: Any, notice: Notice
) -> Generator[Samples, None, float]:
    """Decode and resample; the generator's value is how many seconds there were."""
    resampler: Any = None
    rate, channels, seconds = 0, 0, 0.0
    for frame in _frames(path, container, stream, notice):
        sound = _as_float(frame)
        if frame.sample_rate <= 0 or sound.shape[0] == 0:
            continue
        if resampler is None or rate != frame.sample_rate or sound.shape[1] != channels:
            if resampler is not None and sound.shape[1] != channels:
                raise InputError("the number of channels changes midway", file=str(path))
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
    return seconds


def _flush(resampler: Any, channels: int) -> Samples:
    rest: Samples = resampler.resample_chunk(np.zeros((0, channels), dtype=np.float32), last=True)
    return rest


def _frames(path: Path, container: Any, stream: Any, notice: Notice) -> Iterator[Any]:
    good = damaged = 0
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
            if packet is None:
                break
            frames = packet.decode()
        except av.error.FFmpegError as error:
            damaged += 1
            if damaged > _DAMAGED_PACKETS and damaged > good:
                raise InputError(
                    "too damaged to be heard", file=str(path), hint=_HINT_FORMATS
                ) from error
            continue
        good += bool(frames)
        yield from frames
    if damaged:
        notice(f"{path.name} is damaged in {damaged} places; what can be read is heard")


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


def _as_float(frame: Any) -> Samples:
    """The frame as ``(samples, channels)``; what is not a number becomes silence."""
    raw = frame.to_ndarray()
    channels = frame.layout.nb_channels
    sound = raw.T if frame.format.is_planar else raw.reshape(-1, channels)
    if sound.dtype == np.uint8:
        floats = (sound.astype(np.float32) - 128.0) / 128.0
    elif sound.dtype.kind in "iu":
        floats = sound.astype(np.float32) / float(np.iinfo(sound.dtype).max + 1)
    else:
        floats = np.nan_to_num(sound.astype(np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    result: Samples = np.ascontiguousarray(np.clip(floats, -1.0, 1.0), dtype=np.float32)
    return result


def _missing_bytes(path: Path) -> int:
    """How many bytes a RIFF file announces beyond those it has; FFmpeg passes over that."""
    try:
        with path.open("rb") as file:
            head = file.read(12)
            size = os.fstat(file.fileno()).st_size
    except OSError:
        return 0  # `_opened` reports it in full
    if len(head) < 12 or head[:4] != b"RIFF":
        return 0
    announced = int.from_bytes(head[4:8], "little")
    return 0 if announced in _UNKNOWN_SIZES else max(0, announced + 8 - size)
