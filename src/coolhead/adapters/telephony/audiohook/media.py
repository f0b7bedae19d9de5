"""Which of the offered kinds of sound is chosen, and its frames as samples of parties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coolhead.adapters.telephony.audiohook.messages import Media, ProtocolFault
from coolhead.adapters.telephony.sound import Encoding, as_pcm16, channels_of
from coolhead.call.vocabulary import Party

RATE_HZ: Final = 8_000
_PARTIES: Final[dict[str, Party]] = {"external": "customer", "internal": "agent"}
# The vendor's own client and servers send L16 with the low byte first.
_ENCODINGS: Final[dict[str, Encoding]] = {"PCMU": "mulaw", "L16": "pcm16"}
# A frame of 100 ms or so is usual; one of half a minute is a mistake, or meant to hurt.
_LONGEST_FRAME_S: Final = 30


def chosen_media(offered: Sequence[Media]) -> Media | None:
    """Both channels if they are offered, else one; None where nothing of it is understood."""
    understood = [
        media
        for media in offered
        if media.type == "audio"
        and media.format in _ENCODINGS
        and media.rate == RATE_HZ
        and media.channels
        and set(media.channels) <= set(_PARTIES)
        and len(set(media.channels)) == len(media.channels)
    ]
    return max(understood, key=lambda media: len(media.channels), default=None)


def sound_of(frame: bytes, media: Media) -> dict[Party, bytes]:
    """16-bit samples of each party; raises `ProtocolFault` for a frame that cannot be one."""
    width = len(media.channels) * (1 if media.format == "PCMU" else 2)
    if not frame or len(frame) % width:
        raise ProtocolFault("a frame of sound does not hold whole samples of every channel")
    if len(frame) > _LONGEST_FRAME_S * RATE_HZ * width:
        raise ProtocolFault("a frame of sound is longer than half a minute")
    samples = as_pcm16(frame, _ENCODINGS[media.format])
    parts = channels_of(samples, len(media.channels))
    return {_PARTIES[channel]: part for channel, part in zip(media.channels, parts, strict=True)}
