"""The encodings of telephone systems."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coolhead.adapters.telephony.sound import (
    as_pcm16,
    channels_of,
    mulaw_to_pcm16,
    pcm16_to_mulaw,
)


def samples(pcm16: bytes) -> list[int]:
    return [
        int.from_bytes(pcm16[place : place + 2], "little", signed=True)
        for place in range(0, len(pcm16), 2)
    ]


def test_mulaw_is_what_the_standard_says() -> None:
    # G.711, table 2a and 2b: the ends of the scale, both zeros, and the first steps of a segment.
    mulaw = bytes([0x80, 0x00, 0xFF, 0x7F, 0xFE, 0x7E, 0xEF, 0x6F, 0x8F, 0x0F])
    assert samples(mulaw_to_pcm16(mulaw)) == [
        32124, -32124, 0, 0, 8, -8, 132, -132, 16764, -16764,
    ]  # fmt: skip


def test_every_mulaw_byte_comes_back_as_it_was() -> None:
    everything = bytes(each for each in range(256) if each != 0x7F)  # the other zero
    assert pcm16_to_mulaw(mulaw_to_pcm16(everything)) == everything


@given(st.binary(max_size=400))
def test_any_sound_survives_mulaw_within_its_step(pcm16: bytes) -> None:
    back = samples(mulaw_to_pcm16(pcm16_to_mulaw(pcm16)))
    given_ = samples(pcm16[: len(pcm16) // 2 * 2])
    assert len(back) == len(given_)
    for before, after in zip(given_, back, strict=True):
        # Half of the largest step is 512; what is beyond the scale is cut to its end.
        assert abs(before - after) <= max(4, abs(before) / 16, abs(before) - 32124)


@given(st.binary(max_size=200), st.integers(1, 2))
def test_channels_are_told_apart_by_sample(sound: bytes, count: int) -> None:
    parts = channels_of(as_pcm16(sound, "pcm16"), count)
    whole = samples(sound[: len(sound) // (2 * count) * 2 * count])
    for channel in range(count):
        assert samples(parts[channel]) == whole[channel::count]


def test_half_a_sample_at_the_end_goes() -> None:
    assert as_pcm16(b"\1\2\3", "pcm16") == b"\1\2"
    assert as_pcm16(b"", "mulaw") == b""
