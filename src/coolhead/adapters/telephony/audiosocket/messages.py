"""The frames of AudioSocket: a byte of type, two of length (big-endian), and what they hold.

Asterisk's ``res_audiosocket.c`` and the protocol's description at docs.asterisk.org say what the
types are; rates other than the three that telephones carry are told apart, to be refused by name.
"""

from __future__ import annotations

import asyncio
import struct
from typing import Final
from uuid import UUID

import msgspec

HANG_UP: Final = 0x00
IDENTITY: Final = 0x01
DTMF: Final = 0x03
ERROR: Final = 0xFF
# Signed linear samples, 16 bits, little-endian, one channel: the rate of each type.
RATES_HZ: Final = {0x10: 8_000, 0x11: 12_000, 0x12: 16_000}
_OTHER_RATES_HZ: Final = {
    0x13: 24_000,
    0x14: 32_000,
    0x15: 44_100,
    0x16: 48_000,
    0x17: 96_000,
    0x18: 192_000,
}
_HEAD: Final = struct.Struct(">BH")


class AudioSocketFault(Exception):  # noqa: N818 - what the other side did wrong
    """The peer broke the protocol, or sends what is not understood."""


class HangUp(msgspec.Struct, frozen=True):
    """The channel was hung up."""


class Identity(msgspec.Struct, frozen=True):
    """Whose sound this is: the UUID that was registered."""

    uuid: UUID


class Samples(msgspec.Struct, frozen=True):
    """Sound: 16-bit little-endian samples of one channel."""

    rate_hz: int
    pcm16: bytes


class PeerError(msgspec.Struct, frozen=True):
    """Asterisk tells that something went wrong; ``code`` is its own, None where it gives none."""

    code: int | None


class KeyPressed(msgspec.Struct, frozen=True):
    """A key was pressed. Which one is not kept: it could be of a card, or a PIN."""


Frame = HangUp | Identity | Samples | PeerError | KeyPressed


async def receive(reader: asyncio.StreamReader) -> Frame:
    """The next frame; a connection that is closed between two is hung up, as Asterisk does it.

    Raises `AudioSocketFault`, ``IncompleteReadError`` where it breaks off within a frame, and
    ``ConnectionError``.
    """
    try:
        kind, length = _HEAD.unpack(await reader.readexactly(_HEAD.size))
    except asyncio.IncompleteReadError as error:
        if error.partial:
            raise
        return HangUp()
    if kind not in {HANG_UP, IDENTITY, DTMF, ERROR} and kind not in RATES_HZ:
        raise AudioSocketFault(_not_understood(kind))
    return _read(kind, await reader.readexactly(length))


def packed(kind: int, data: bytes = b"") -> bytes:
    """A frame as bytes; ``data`` has at most 65,535."""
    return _HEAD.pack(kind, len(data)) + data


def _read(kind: int, data: bytes) -> Frame:
    if kind == HANG_UP:
        return HangUp()
    if kind == IDENTITY:
        if len(data) != 16:
            raise AudioSocketFault("a UUID has 16 bytes")
        return Identity(UUID(bytes=data))
    if kind == DTMF:
        return KeyPressed()
    if kind == ERROR:
        return PeerError(data[0] if data else None)
    return Samples(RATES_HZ[kind], data[: len(data) // 2 * 2])


def _not_understood(kind: int) -> str:
    if kind in _OTHER_RATES_HZ:
        return (
            f"sound at {_OTHER_RATES_HZ[kind]:,} Hz is not taken; "
            "use slin (8,000), slin12 (12,000) or slin16 (16,000)"
        )
    return f"a frame of type 0x{kind:02x} is not known"
