"""Binary messages as the sound of each party, however they are cut."""

from __future__ import annotations

import msgspec

from coolhead.adapters.telephony.raw_audio.messages import AudioFormat, Channel
from coolhead.adapters.telephony.sound import as_pcm16, channels_of


class Sounds(msgspec.Struct, frozen=True):
    """What a message holds: 16-bit little-endian samples of each party, all so long."""

    of: dict[Channel, bytes]
    seconds: float


class Unpacking:
    """Unpacks the messages of one socket; what does not fill a sample waits for the next."""

    def __init__(self, audio: AudioFormat) -> None:
        self._audio = audio
        self._rest = b""

    def unpack(self, message: bytes) -> Sounds:
        """The whole samples that have come."""
        data = self._rest + message if self._rest else message
        whole = len(data) - len(data) % self._audio.frame_bytes
        self._rest = data[whole:]
        pcm16 = as_pcm16(data[:whole], self._audio.encoding)
        parts = channels_of(pcm16, len(self._audio.channels))
        seconds = whole / self._audio.frame_bytes / self._audio.rate_hz
        return Sounds(dict(zip(self._audio.channels, parts, strict=True)), seconds)

    def drop_rest(self) -> None:
        """What comes next begins with a whole sample."""
        self._rest = b""
