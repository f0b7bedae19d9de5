"""The messages of Media Streams, read strictly; what is wrong is a `StreamFault`.

Every number of the protocol comes as text. What is not needed is not read: of pressed keys
(``dtmf``), which may be a card's number, nothing but that there was such a message.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from typing import Any, Final, TypeVar

import msgspec

from coolhead.adapters.telephony.twilio.settings import Track
from coolhead.call.codec import split_path

RATE_HZ: Final = 8_000
# Twilio sends 20 ms, 216 characters of base64; this is six seconds, more is a mistake or an attack.
LONGEST_TEXT: Final = 65_535
# A day, as for every call.
_LONGEST_S: Final = 86_400.0
# Twilio's own are 34 letters and digits; those who speak its protocol also send UUIDs.
_SID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


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
    custom_parameters: dict[str, str] | None = None


class _Media(msgspec.Struct, frozen=True):
    track: Track
    timestamp: float
    payload: str


class _Head(msgspec.Struct, frozen=True):
    event: str


class _Started(msgspec.Struct, frozen=True):
    start: _Start


class _Heard(msgspec.Struct, frozen=True):
    media: _Media


Shape = TypeVar("Shape")

_DECODERS: Final[dict[type[Any], msgspec.json.Decoder[Any]]] = {
    # Not strict: a number may stand as text, which is Twilio's way, or bare, which is others'.
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
        _, field = split_path(error)  # the message itself may hold what was sent
        where = f"at '{field}'" if field else "it is no object"
        raise StreamFault(f"not a message of Media Streams: {where}") from error
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
        parameters=read.custom_parameters or {},
    )


def _sound(read: _Media) -> Sound:
    at = read.timestamp / 1000
    if not 0.0 <= at <= _LONGEST_S:  # whatever is not a number is not in there either
        raise StreamFault("a timestamp is not a number of milliseconds within a day")
    try:
        mulaw = b64decode(read.payload, validate=True)
    except (binascii.Error, ValueError) as error:
        raise StreamFault("a payload is not base64") from error
    return Sound(track=read.track, at=at, mulaw=mulaw)
