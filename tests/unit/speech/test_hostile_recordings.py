"""Recordings made to break a decoder: each is heard or refused, and this process lives on."""

from __future__ import annotations

import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from coolhead.adapters.speech.decode import probe, stream_sound
from coolhead.errors import InputError

MEGABYTE = 1 << 20
KINDS = {
    "a.mp3": ("libmp3lame", None),
    "a.aac": ("aac", "adts"),
    "a.ogg": ("libopus", None),
    "a.m4a": ("aac", "ipod"),
    "a.flac": ("flac", None),
    "a.webm": ("libopus", None),
}


def compress(
    path: Path, codec: str, container_format: str | None, layout: str = "mono", seconds: float = 4.0
) -> bytes:
    t = np.arange(int(seconds * 48_000)) / 48_000
    sound = (9_000 * np.sin(2_000 * t) * np.sin(3 * t)).astype("i2")
    with av.open(str(path), "w", format=container_format) as container:
        stream: Any = container.add_stream(codec, rate=48_000, layout=layout)
        channels = stream.layout.nb_channels
        samples = np.repeat(sound, channels).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout=layout)
        frame.sample_rate = 48_000
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return path.read_bytes()


def seconds_or_refusal(path: Path) -> float | InputError:
    """What becomes of the file; anything but sound or an ``InputError`` fails the test."""
    try:
        pieces = list(stream_sound(path, lambda _: None))
    except InputError as error:
        return error
    for piece in pieces:
        assert piece.dtype == np.float32
        assert np.isfinite(piece).all()
        assert np.abs(piece).max() <= 1.5
    return sum(len(piece) for piece in pieces) / 16_000


def outcomes(paths: list[Path]) -> list[float | InputError]:
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(seconds_or_refusal, paths))


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("whole")
    return {name: compress(folder / name, *kind) for name, kind in KINDS.items()}


@pytest.mark.parametrize("name", list(KINDS))
def test_a_file_with_bytes_flipped_is_heard_or_refused(
    tmp_path: Path, originals: dict[str, bytes], name: str
) -> None:
    # From one byte in ten thousand to one in thirty; the first few stay, so that it is decoded.
    paths = []
    for seed, spread in enumerate((10_000, 3_000, 1_000, 200, 30)):
        dice = np.random.default_rng([seed, *name.encode()])
        content = bytearray(originals[name])
        for _ in range(1 + len(content) // spread):
            content[dice.integers(16, len(content))] = dice.integers(256)
        paths.append(tmp_path / f"{seed}-{name}")
        paths[-1].write_bytes(content)
    for path, outcome in zip(paths, outcomes(paths), strict=True):
        if isinstance(outcome, InputError):
            assert outcome.file == str(path)
            assert outcome.hint
        else:
            assert 0 < outcome < 60


def test_noise_after_a_real_head_is_heard_or_refused(
    tmp_path: Path, originals: dict[str, bytes]
) -> None:
    paths = [tmp_path / name for name in KINDS]
    for path in paths:
        noise = np.random.default_rng(list(path.name.encode())).bytes(MEGABYTE)
        path.write_bytes(originals[path.name][:1_200] + noise)
    for outcome in outcomes(paths):
        # What passes for sound in noise is not more than a decoder could make of all of it.
        assert isinstance(outcome, InputError) or outcome < 3_600


@pytest.fixture(scope="module")
def two_hundred_megabytes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("noise") / "noise"
    block = np.random.default_rng(7).bytes(MEGABYTE)
    with path.open("wb") as file:
        for _ in range(200):
            file.write(block)
    return path


@pytest.mark.parametrize("head", ["none", "a.mp3", "a.aac", "a.ogg", "a.m4a", "a.flac"])
def test_two_hundred_megabytes_of_noise_are_refused_in_little_memory(
    two_hundred_megabytes: Path, originals: dict[str, bytes], head: str
) -> None:
    start = np.random.default_rng(7).bytes(2_000)
    with two_hundred_megabytes.open("r+b") as file:
        file.write(originals[head][:1_000] + start[1_000:] if head != "none" else start)
    tracemalloc.start()
    try:
        with pytest.raises(InputError):
            for _ in stream_sound(two_hundred_megabytes, lambda _: None):
                pass
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4 * MEGABYTE


def test_more_planes_than_can_be_read_safely_are_refused(tmp_path: Path) -> None:
    compress(tmp_path / "a.mka", "libopus", "matroska", layout="7.1", seconds=0.5)
    with pytest.raises(InputError, match="8 channels"):
        probe(tmp_path / "a.mka")
    with pytest.raises(InputError, match="8 channels"):
        list(stream_sound(tmp_path / "a.mka", lambda _: None))
