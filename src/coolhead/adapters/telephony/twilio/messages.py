"""The messages of Media Streams, read strictly; what is wrong is a `StreamFault`.

Every number of the protocol comes as text. What is not needed is not read: of pressed keys
(``dtmf``), which may be a card's number, nothing but that there was such a message.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from typing import Any, Final, Literal, TypeVar

import msgspec

from coolhead.adapters.telephony.twilio.settings import Track

RATE_HZ: Final = 8_000
# Twilio sends 20 ms, 216 characters of base64; this is six seconds, more is a mistake or an attack.
LONGEST_TEXT: Final = 65_535
# A day, as for every call.
_LONGEST_S: Final = 86_400.0
# A time in milliseconds has at most eight digits within a day; some leave room for a fraction.
_MILLISECONDS: Final = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,9})?")
# Twilio's own are 34 letters and digits; those who speak its protocol also send UUIDs.
_SID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")

Kind = Literal["connected", "start", "media", "dtmf", "mark", "stop"]


class StreamFault(Exception):  # noqa: N818 - what the other side did wrong
    """The peer broke the protocol; the text says how, and repeats nothing of what was sent."""


class Start(msgspec.Struct, frozen=True):
    """A stream begins; ``parameters`` are what the TwiML says of the call."""

    account: str
    call: str
    stream: str
    tracks: tuple[Track, ...]
    parameters: dict[str, str]


class Sound(msgspec.Struct, frozen=True):
    """µ-law bytes of a track from ``at`` on, in seconds from the stream's start."""

    track: Track
    at: float
    mulaw: bytes


class Stop(msgspec.Struct, frozen=True):
    """The stream is over: it was stopped, or the call has ended."""


class Nothing(msgspec.Struct, frozen=True):
    """A message from which nothing follows."""


Message = Start | Sound | Stop | Nothing


class _Format(msgspec.Struct, frozen=True, rename="camel"):
    encoding: str
    sample_rate: int
    channels: int


class _Start(msgspec.Struct, frozen=True, rename="camel"):
    call_sid: str
    tracks: list[Track]
    media_format: _Format
    account_sid: str = ""
    stream_sid: str = ""
    custom_parameters: dict[str, str] = {}


class _Media(msgspec.Struct, frozen=True):
    track: Track
    timestamp: str
    payload: str


class _Head(msgspec.Struct, frozen=True):
    event: str


class _Started(msgspec.Struct, frozen=True):
    start: _Start


class _Heard(msgspec.Struct, frozen=True):
    media: _Media


Shape = TypeVar("Shape")

_DECODERS: Final[dict[type[Any], msgspec.json.Decoder[Any]]] = {
    # Those who speak the protocol beside Twilio send numbers as numbers, too.
    shape: msgspec.json.Decoder(shape, strict=False)
    for shape in (_Head, _Started, _Heard)
}


def read_message(text: str) -> Message:
    """The message that a text is; raises `StreamFault`. Unknown ones are `Nothing`."""
    if len(text) > LONGEST_TEXT:
        raise StreamFault("a message is longer than 64 KiB")
    match _read(text, _Head).event:
        case "start":
            return _start(_read(text, _Started).start)
        case "media":
            return _sound(_read(text, _Heard).media)
        case "stop":
            return Stop()
        case _:  # "connected", "dtmf", "mark", and whatever a later version adds
            return Nothing()


def _read(text: str, shape: type[Shape]) -> Shape:
    try:
        read: Shape = _DECODERS[shape].decode(text)
    except msgspec.ValidationError as error:
        raise StreamFault(f"not a message of Media Streams: {error}") from error
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise StreamFault("a message is not JSON") from error
    return read


def _start(read: _Start) -> Start:
    media = read.media_format
    if (media.encoding, media.sample_rate, media.channels) != ("audio/x-mulaw", RATE_HZ, 1):
        raise StreamFault("the sound is not audio/x-mulaw at 8000 Hz in one channel")
    if not _SID.fullmatch(read.call_sid):
        raise StreamFault("the callSid is not one")
    if not read.tracks:
        raise StreamFault("the stream has no tracks")
    return Start(
        account=read.account_sid,
        call=read.call_sid,
        stream=read.stream_sid,
        tracks=tuple(dict.fromkeys(read.tracks)),
        parameters=read.custom_parameters,
    )


def _sound(read: _Media) -> Sound:
    if not _MILLISECONDS.fullmatch(read.timestamp):
        raise StreamFault("a timestamp is not a number of milliseconds")
    at = float(read.timestamp) / 1000
    if at > _LONGEST_S:
        raise StreamFault("a timestamp is later than a day")
    try:
        mulaw = b64decode(read.payload, validate=True)
    except (binascii.Error, ValueError) as error:
        raise StreamFault("a payload is not base64") from error
    return Sound(track=read.track, at=at, mulaw=mulaw)
