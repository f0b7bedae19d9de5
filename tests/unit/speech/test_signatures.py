from __future__ import annotations

from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from coolhead.adapters.speech.signatures import HEAD_BYTES, begins_like_sound, mpeg_frame_bytes

CONTAINERS = [
    ("a.wav", "pcm_s16le", None),
    ("a.wav", "pcm_mulaw", None),
    ("a.w64", "pcm_s16le", None),
    ("a.flac", "flac", None),
    ("a.ogg", "libopus", None),
    ("a.opus", "libopus", None),
    ("a.mp3", "libmp3lame", None),
    ("a.mp2", "mp2", None),
    ("a.aac", "aac", "adts"),
    ("a.m4a", "aac", "ipod"),
    ("a.mp4", "aac", None),
    ("a.mov", "aac", None),
    ("a.3gp", "aac", None),
    ("a.mka", "libopus", "matroska"),
    ("a.webm", "libopus", None),
    ("a.aiff", "pcm_s16be", None),
    ("a.caf", "pcm_s16le", None),
    ("a.au", "pcm_s16be", None),
    ("a.wma", "wmav2", "asf"),
    ("a.wv", "wavpack", None),
    ("a.tta", "tta", None),
    ("a.ac3", "ac3", None),
    ("a.avi", "pcm_s16le", None),
    ("a.ts", "aac", "mpegts"),
    ("a.mpg", "mp2", "mpeg"),
    ("a.flv", "aac", None),
    ("a.amr", "libopencore_amrnb", None),
    ("a.voc", "pcm_u8", None),
]
# Of encoders that have none, or one out of range, by default.
BIT_RATES = {"libopencore_amrnb": 12_200, "wmav2": 64_000}


def write(path: Path, codec: str, container_format: str | None, seconds: float = 0.5) -> None:
    """A tone in any container; PyAV's own encoder brings it to the codec's format and rate."""
    rate = 8_000 if "amr" in codec else 48_000
    sound = (9_000 * np.sin(np.arange(int(seconds * rate)) / 9)).astype("i2").reshape(1, -1)
    with av.open(str(path), "w", format=container_format) as container:
        stream: Any = container.add_stream(codec, rate=rate, layout="mono")
        if codec in BIT_RATES:
            stream.bit_rate = BIT_RATES[codec]
        frame = av.AudioFrame.from_ndarray(sound, format="s16", layout="mono")
        frame.sample_rate = rate
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)


@pytest.mark.parametrize(("name", "codec", "container_format"), CONTAINERS)
def test_what_people_record_to_is_known(
    tmp_path: Path, name: str, codec: str, container_format: str | None
) -> None:
    path = tmp_path / name
    write(path, codec, container_format)
    assert begins_like_sound(path.read_bytes()[:HEAD_BYTES])


def test_mp3_without_a_tag_and_with_padding_before_it_is_known(tmp_path: Path) -> None:
    write(tmp_path / "a.mp3", "libmp3lame", None)
    content = (tmp_path / "a.mp3").read_bytes()
    frames = content[content.index(b"\xff\xfb") :]
    assert begins_like_sound(frames)
    assert begins_like_sound(b"\0" * 1_000 + frames)


@pytest.mark.parametrize("seed", range(20))
def test_noise_is_none(seed: int) -> None:
    assert not begins_like_sound(np.random.default_rng(seed).bytes(HEAD_BYTES))


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\xff",
        b"\xff" * HEAD_BYTES,
        b"\0" * HEAD_BYTES,
        b"Agent: hello\nCustomer: hi\n" * 20,
        b'{"party": "agent"}\n',
        b"The free line, please.",
        b"FORM letter, third reminder",
        b"MAC address of the router?",
        b"#EXTM3U\n#EXTINF:10,\n/etc/hostname\n",
        b"ffconcat version 1.0\nfile /etc/hostname\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"%PDF-1.7\n",
        b"PK\x03\x04\x14\0\0\0",
        "Kundin: Guten Tag".encode("utf-16"),
    ],
)
def test_what_holds_no_sound_is_none(head: bytes) -> None:
    assert not begins_like_sound(head)


@pytest.mark.parametrize(
    ("header", "length"),
    [
        ("fffb9064", 417),  # MPEG-1 III, 128 kbit/s, 44.1 kHz
        ("fffb9264", 418),  # the same, padded
        ("fff340c4", 104),  # MPEG-2 III, 32 kbit/s, 22.05 kHz
        ("ffe328c4", 144),  # MPEG-2.5 III, 16 kbit/s, 8 kHz
        ("fffba064", 522),  # 160 kbit/s
        ("fffbf064", 0),  # no such bit rate
        ("fffb0064", 0),  # free format: nothing says how long
        ("fffb9c64", 0),  # no such sample rate
        ("ffeb9064", 0),  # no such version
        ("fff99064", 0),  # no such layer
        ("00000000", 0),
    ],
)
def test_the_length_of_a_frame_follows_from_its_header(header: str, length: int) -> None:
    assert mpeg_frame_bytes(int(header, 16)) == length
