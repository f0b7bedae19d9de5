from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from coolhead.adapters.speech.decode import probe, stream_sound
from coolhead.errors import InputError

Write = Callable[..., Path]


def tone(seconds: float, rate: int, hertz: float = 440.0) -> np.ndarray[Any, Any]:
    return (0.5 * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)).astype("f4")


def compress(path: Path, codec: str, sound: np.ndarray[Any, Any], rate: int) -> None:
    samples = (sound * 32767).astype("i2").reshape(1, -1)
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
        frame.sample_rate = rate
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)


def whole(path: Path, notices: list[str] | None = None) -> np.ndarray[Any, Any]:
    heard = [] if notices is None else notices
    return np.concatenate(list(stream_sound(path, heard.append)))


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 44_100, 48_000])
def test_any_sample_rate_comes_out_at_16_khz_with_its_length_kept(
    write_wav: Write, rate: int
) -> None:
    sound = whole(write_wav("a.wav", tone(2.0, rate), rate=rate))
    assert sound.shape[1] == 1
    assert abs(len(sound) - 32_000) <= 2


def test_a_tone_keeps_its_pitch_and_level(write_wav: Write) -> None:
    sound = whole(write_wav("a.wav", tone(1.0, 8_000), rate=8_000))[2_000:-2_000, 0]
    spectrum = np.abs(np.fft.rfft(sound))
    assert np.argmax(spectrum) * 16_000 / len(sound) == pytest.approx(440, abs=2)
    assert np.sqrt(np.mean(sound**2)) == pytest.approx(0.5 / np.sqrt(2), rel=0.02)


def test_channels_stay_apart(write_wav: Write) -> None:
    loud, quiet = tone(1.0, 16_000), np.zeros(16_000, dtype="f4")
    sound = whole(write_wav("a.wav", loud, quiet))
    assert np.abs(sound[:, 0]).max() > 0.4
    assert np.abs(sound[:, 1]).max() < 0.001


@pytest.mark.parametrize(
    ("name", "codec"), [("a.mp3", "libmp3lame"), ("a.ogg", "libopus"), ("a.flac", "flac")]
)
def test_compressed_files_are_heard(tmp_path: Path, name: str, codec: str) -> None:
    path = tmp_path / name
    compress(path, codec, tone(2.0, 48_000), 48_000)
    sound = whole(path)
    assert len(sound) / 16_000 == pytest.approx(2.0, abs=0.15)
    assert np.abs(sound).max() == pytest.approx(0.5, abs=0.1)


def test_numbers_that_are_none_become_silence(tmp_path: Path) -> None:
    samples = np.array([np.nan, np.inf, -np.inf, 1e30] * 4_000, dtype="<f4").tobytes()
    head = struct.pack("<4sI4s4sIHHIIHH", b"RIFF", 36 + len(samples), b"WAVE", b"fmt ", 16, 3, 1,
                       16_000, 64_000, 4, 32)  # fmt: skip
    path = tmp_path / "nan.wav"
    path.write_bytes(head + b"data" + struct.pack("<I", len(samples)) + samples)
    sound = whole(path)
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() <= 1.5


def test_a_truncated_file_is_heard_as_far_as_it_goes_and_says_so(write_wav: Write) -> None:
    path = write_wav("cut.wav", tone(4.0, 8_000), rate=8_000)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    notices: list[str] = []
    assert len(whole(path, notices)) / 16_000 == pytest.approx(2.0, abs=0.05)
    assert len(notices) == 1
    assert "cut.wav is cut short" in notices[0]


def test_a_whole_file_raises_no_notice(write_wav: Write) -> None:
    notices: list[str] = []
    whole(write_wav("a.wav", tone(1.0, 8_000), rate=8_000), notices)
    assert notices == []


def test_a_file_written_to_a_pipe_raises_no_notice(write_wav: Write) -> None:
    path = write_wav("piped.wav", tone(1.0, 8_000), rate=8_000)
    content = bytearray(path.read_bytes())
    content[4:8] = content[40:44] = b"\xff\xff\xff\xff"
    path.write_bytes(content)
    notices: list[str] = []
    assert len(whole(path, notices)) / 16_000 == pytest.approx(1.0, abs=0.01)
    assert notices == []


def test_a_head_without_sound_is_refused(write_wav: Write) -> None:
    path = write_wav("head.wav", tone(1.0, 8_000), rate=8_000)
    path.write_bytes(path.read_bytes()[:44])
    with pytest.raises(InputError, match="holds no sound"):
        whole(path)


def contents() -> Iterator[tuple[str, bytes, str]]:
    yield "empty.wav", b"", "the file is empty"
    yield "short.wav", b"RIFF\x00\x00", "no recording"
    yield "notes.txt", b"Agent: hello\nCustomer: hi\n" * 20, "no recording"
    yield "call.jsonl", b'{"party": "agent"}\n' * 20, "no recording"
    yield "list.m3u8", b"#EXTM3U\n#EXTINF:10,\n/etc/hostname\n#EXT-X-ENDLIST\n", "no recording"
    yield "list.wav", b"ffconcat version 1.0\nfile /etc/hostname\n", "no recording"


@pytest.mark.parametrize(("name", "content", "reason"), list(contents()))
def test_what_is_no_recording_is_refused_with_its_name(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=reason) as caught:
        whole(path)
    assert caught.value.file == str(path)
    assert caught.value.hint


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="folder"):
        probe(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.wav")
    with pytest.raises(InputError, match="no ordinary file"):
        probe(tmp_path / "pipe.wav")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        probe(tmp_path / "none.wav")


def test_damage_in_the_middle_is_got_over_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    compress(path, "libmp3lame", tone(8.0, 16_000), 16_000)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 2_000] = np.random.default_rng(1).bytes(2_000)
    path.write_bytes(content)
    assert len(whole(path)) / 16_000 > 6.0
