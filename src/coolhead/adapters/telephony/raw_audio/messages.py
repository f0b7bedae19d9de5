"""What is said on a socket of raw sound beside the sound itself, read strictly.

{"call": {"id": "c-1", "agent": "a17"},
"audio": {"encoding": "pcm16", "rate_hz": 16000, "channels": ["customer", "agent"]}}
{"type": "position", "at": 31.5}        the next frame begins there
{"type": "hold", "on": true}            and what else a line of a transcript may say of a call
{"type": "end", "ended_by": "customer"}
"""

from __future__ import annotations

from typing import Any, Final, Literal, get_args

import msgspec

from coolhead.adapters.formats.checks import (
    Place,
    check_keys,
    check_number,
    check_word,
    json_object,
)
from coolhead.adapters.formats.transcript import MAX_CALL_S
from coolhead.adapters.telephony.settings import SourceSettings
from coolhead.adapters.telephony.sound import Encoding
from coolhead.adapters.telephony.transcript.lines import (
    LONGEST_LINE,
    Begin,
    End,
    Interim,
    begin_from,
    read_line,
)
from coolhead.call.events import Event, SpeechStarted, SpeechStopped, UtteranceHeard

Channel = Literal["customer", "agent"]
_CHANNELS: Final = get_args(Channel)
# What telephones carry, and what the recogniser works with.
RATES_HZ: Final = (8_000, 16_000)
_AUDIO: Final = ("encoding", "rate_hz", "channels")


class AudioFormat(msgspec.Struct, frozen=True):
    """How the binary messages are to be read; samples of two channels are interleaved."""

    encoding: Encoding
    rate_hz: int
    channels: tuple[Channel, ...]

    @property
    def frame_bytes(self) -> int:
        """The bytes of one moment on every channel."""
        return (2 if self.encoding == "pcm16" else 1) * len(self.channels)


class Start(msgspec.Struct, frozen=True):
    """A call begins, or goes on, or another party of it comes."""

    begin: Begin
    audio: AudioFormat


class Position(msgspec.Struct, frozen=True):
    """Time has passed of which no sound was sent."""

    at: float


def read_start(text: str, number: int, source: SourceSettings) -> Start:
    """The first message; raises ``InputError`` that names the field."""
    place = Place("line", number)
    value = _object(text, place)
    check_keys(value, known=("call", "audio"), required=("call", "audio"), place=place)
    audio = _audio(value["audio"], place)
    return Start(begin_from(value["call"], place, source, speech_timing=True), audio)


def read_message(
    text: str, number: int, source: SourceSettings, now: float
) -> Position | End | Event:
    """A later message; ``now`` stands in for times left out. Raises ``InputError``."""
    place = Place("line", number)
    value = _object(text, place)
    if value.get("type") == "position":
        return _position(value, place)
    said = read_line(text, number, source, now)
    if isinstance(said, Begin):
        raise place.error(
            "a call has begun on this socket already", "call", "Open a socket for each call."
        )
    if isinstance(said, Interim | UtteranceHeard | SpeechStarted | SpeechStopped):
        raise place.error(
            "what is said here is heard in the sound",
            hint="Words come in through a source of the kind 'transcript'.",
        )
    return said


def _object(text: str, place: Place) -> dict[str, Any]:
    if len(text.encode(errors="replace")) > LONGEST_LINE:
        raise place.error(f"a text message has at most {LONGEST_LINE:,} bytes")
    return json_object(text, place)


def _position(value: dict[str, Any], place: Place) -> Position:
    check_keys(value, known=("type", "at"), required=("at",), place=place)
    at = value["at"]
    if isinstance(at, bool) or not isinstance(at, int | float):
        raise place.error("a number of seconds is wanted here", "at")
    check_number(at, place=place, field="at", low=0, high=MAX_CALL_S)
    return Position(float(at))


def _audio(value: Any, place: Place) -> AudioFormat:
    if not isinstance(value, dict):
        raise place.error("an object is wanted here", "audio")
    check_keys(value, known=_AUDIO, required=_AUDIO, place=place, within="audio.")
    check_word(value["encoding"], known=get_args(Encoding), place=place, field="audio.encoding")
    rate_hz, channels = value["rate_hz"], value["channels"]
    if isinstance(rate_hz, bool) or rate_hz not in RATES_HZ:
        raise place.error(
            "this rate is not understood",
            "audio.rate_hz",
            f"Use {' or '.join(map(str, RATES_HZ))}.",
        )
    if not isinstance(channels, list) or not 1 <= len(channels) <= len(_CHANNELS):
        raise place.error("one channel or two are wanted here", "audio.channels")
    for index, channel in enumerate(channels):
        check_word(channel, known=_CHANNELS, place=place, field=f"audio.channels[{index}]")
    if len(set(channels)) < len(channels):
        raise place.error("each party has one channel", "audio.channels")
    return AudioFormat(value["encoding"], int(rate_hz), tuple(channels))
