from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest

from coolhead.adapters.speech.recording import (
    BLOCK,
    PartyFiles,
    TwoChannel,
    check_recording,
    stream_blocks,
)
from coolhead.errors import InputError

Write = Callable[..., Path]
Sound = np.ndarray[Any, Any]


def noise(seconds: float, seed: int) -> Sound:
    drawn = np.random.default_rng(seed).normal(0, 0.1, int(seconds * 16_000))
    return drawn.clip(-1, 1).astype("f4")


def ignore(_: str) -> None:
    return None


@pytest.mark.parametrize("channel", ["left", "right"])
def test_the_customer_is_on_the_channel_that_was_named(
    write_wav: Write, channel: Literal["left", "right"]
) -> None:
    path = write_wav("call.wav", noise(1.0, 1), np.zeros(16_000, dtype="f4"))
    blocks = list(stream_blocks(TwoChannel(path, channel), ignore))
    loud: dict[str, float] = {
        party: max(float(np.abs(block[party]).max()) for block in blocks)
        for party in ("customer", "agent")
    }
    speaks, silent = ("customer", "agent") if channel == "left" else ("agent", "customer")
    assert loud[speaks] > 0.1
    assert loud[silent] < 0.001


def test_one_channel_is_refused_where_two_are_needed(write_wav: Write) -> None:
    with pytest.raises(InputError, match="two channels") as caught:
        check_recording(TwoChannel(write_wav("mono.wav", noise(1.0, 1))))
    assert "--customer" in caught.value.hint
    assert "--agent" in caught.value.hint


def test_more_than_two_channels_are_refused(write_wav: Write) -> None:
    path = write_wav("four.wav", *(noise(1.0, seed) for seed in range(4)))
    with pytest.raises(InputError, match="4 channels"):
        check_recording(TwoChannel(path))


def test_the_shorter_file_goes_on_as_silence(write_wav: Write) -> None:
    files = PartyFiles(write_wav("c.wav", noise(3.0, 1)), write_wav("a.wav", noise(1.0, 2)))
    blocks = list(stream_blocks(files, ignore))
    assert all(len(block["customer"]) == len(block["agent"]) for block in blocks)
    assert sum(len(block["agent"]) for block in blocks) == pytest.approx(48_000, abs=512)
    assert np.abs(blocks[-1]["agent"]).max() == 0
    assert np.abs(blocks[-1]["customer"]).max() > 0


def test_every_block_is_of_whole_windows_and_at_most_half_a_second(write_wav: Write) -> None:
    path = write_wav("odd.wav", noise(1.2345, 1), noise(1.2345, 2))
    sizes = [len(block["agent"]) for block in stream_blocks(TwoChannel(path), ignore)]
    assert all(size % 512 == 0 and size <= BLOCK for size in sizes)


def test_a_party_file_of_two_channels_is_mixed_into_one(write_wav: Write) -> None:
    stereo = write_wav("c.wav", noise(1.0, 1), noise(1.0, 2))
    files = PartyFiles(stereo, write_wav("a.wav", noise(1.0, 3)))
    assert all(block["customer"].ndim == 1 for block in stream_blocks(files, ignore))


def test_the_same_sound_on_both_channels_is_refused(write_wav: Write) -> None:
    sound = noise(20.0, 1)
    recording = TwoChannel(write_wav("call.wav", sound, sound))
    with pytest.raises(InputError, match="same sound"):
        list(stream_blocks(recording, ignore))


def test_two_silent_channels_are_no_error(write_wav: Write) -> None:
    hush = np.zeros(16_000 * 20, dtype="f4")
    recording = TwoChannel(write_wav("call.wav", hush, hush))
    assert list(stream_blocks(recording, ignore))


def test_the_same_file_for_both_parties_is_refused(write_wav: Write) -> None:
    path = write_wav("a.wav", noise(1.0, 1))
    with pytest.raises(InputError, match="same file"):
        check_recording(PartyFiles(path, path))


def test_memory_does_not_grow_with_the_length_of_a_call(write_wav: Write) -> None:
    path = write_wav("long.wav", noise(300.0, 1), noise(300.0, 2))
    size = path.stat().st_size
    tracemalloc.start()
    try:
        heard = sum(len(block["agent"]) for block in stream_blocks(TwoChannel(path), ignore))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert heard == pytest.approx(300 * 16_000, abs=512)
    assert peak < size / 10
