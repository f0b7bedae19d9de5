"""The messages of AudioHook version 2, read strictly; what is wrong is a `ProtocolFault`."""

from __future__ import annotations

import re
from typing import Any, Final, Literal

import msgspec

# Both from the protocol: longer texts are refused, and durations are written so.
LONGEST_TEXT: Final = 65_535
_DURATION: Final = re.compile(r"PT(\d+(?:\.\d*)?|\.\d+)S")
_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
NIL: Final = "00000000-0000-0000-0000-000000000000"
# A day, as for every call.
_LONGEST_S: Final = 86_400.0

Channel = Literal["external", "internal"]


class ProtocolFault(Exception):  # noqa: N818 - what the other side did wrong
    """The peer broke the protocol; the text says how, in words that may be sent to it."""


class Media(msgspec.Struct, frozen=True):
    """A kind of sound that is offered or chosen; samples of two channels are interleaved."""

    type: str
    format: str
    channels: tuple[str, ...]
    rate: int


class Participant(msgspec.Struct, frozen=True, rename="camel"):
    """Whom the customer's side is; ``ani`` is the number that calls, ``dnis`` the one called."""

    id: str = ""
    ani: str = ""
    ani_name: str = ""
    dnis: str = ""


class ContinuedSession(msgspec.Struct, frozen=True):
    """An earlier session of the same conversation, and how far both sides had got."""

    id: str
    serverseq: int
    clientseq: int


class Open(msgspec.Struct, frozen=True, rename="camel"):
    """The parameters of ``open``."""

    organization_id: str
    conversation_id: str
    participant: Participant
    media: tuple[Media, ...]
    language: str | None = None
    supported_languages: bool = False
    continued_sessions: tuple[ContinuedSession, ...] = ()
    custom_config: dict[str, Any] | None = None


class Stretch(msgspec.Struct, frozen=True):
    """The parameters of ``discarded`` and ``resumed``: from when, and how much was not sent."""

    start: str
    discarded: str


class Close(msgspec.Struct, frozen=True):
    """The parameters of ``close``."""

    reason: Literal["end", "error", "disconnect", "reconnect"]


class Update(msgspec.Struct, frozen=True):
    """The parameters of ``update``."""

    language: str


class Nothing(msgspec.Struct, frozen=True):
    """Parameters that do not matter here."""


PARAMETERS: Final[dict[str, type[msgspec.Struct]]] = {
    "open": Open,
    "close": Close,
    "ping": Nothing,
    "paused": Nothing,
    "resumed": Stretch,
    "discarded": Stretch,
    "update": Update,
    "error": Nothing,
}


class Message(msgspec.Struct, frozen=True):
    """A message of the client, its ``parameters`` as one of the structs above."""

    type: str
    id: str
    seq: int
    serverseq: int
    position: float
    parameters: Any


class _Envelope(msgspec.Struct, frozen=True):
    version: Literal["2"]
    id: str
    type: str
    seq: int
    serverseq: int
    position: str
    parameters: dict[str, Any]


def read_message(text: str) -> Message:
    """The message that a text is; raises `ProtocolFault`."""
    if len(text) > LONGEST_TEXT:
        raise ProtocolFault("the text message is longer than 64 KiB")
    try:
        read = msgspec.json.decode(text.encode(), type=_Envelope)
    except msgspec.ValidationError as error:
        raise ProtocolFault(f"not a message of AudioHook 2: {error}") from error
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise ProtocolFault("the text message is not JSON") from error
    kind = PARAMETERS.get(read.type)
    if kind is None:
        raise ProtocolFault("this type of message is not one of a client's")
    if not _UUID.fullmatch(read.id):
        raise ProtocolFault("the session's id is not a UUID")
    if read.seq < 0 or read.serverseq < 0:
        raise ProtocolFault("sequence numbers are not negative")
    try:
        parameters = msgspec.convert(read.parameters, kind)
    except msgspec.ValidationError as error:
        raise ProtocolFault(f"the parameters of '{read.type}' are wrong: {error}") from error
    return Message(
        type=read.type,
        id=read.id.lower(),
        seq=read.seq,
        serverseq=read.serverseq,
        position=seconds_of(read.position),
        parameters=parameters,
    )


def seconds_of(duration: str) -> float:
    """A duration such as ``PT1.5S`` in seconds; raises `ProtocolFault`."""
    match = _DURATION.fullmatch(duration)
    seconds = float(match[1]) if match else -1.0
    if not 0.0 <= seconds <= _LONGEST_S:
        raise ProtocolFault("not a duration of at most a day, written like PT1.5S")
    return seconds


def duration_of(seconds: float) -> str:
    """Seconds as a duration."""
    return f"PT{seconds:.3f}".rstrip("0").rstrip(".") + "S"


def is_uuid(text: str) -> bool:
    """Whether this is a UUID, the nil one among them."""
    return _UUID.fullmatch(text) is not None
