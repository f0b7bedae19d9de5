"""Where a page of calls ends, as a text that is handed out and taken back."""

from __future__ import annotations

import base64
import binascii

import msgspec

from coolhead.errors import InputError


def cursor_of(place: float, call: str) -> str:
    """The cursor behind a call; ``place`` is what calls are in the order of."""
    return base64.urlsafe_b64encode(msgspec.json.encode((place, call))).decode()


def read_cursor(cursor: str) -> tuple[float, str]:
    """The place of the last call of the page before, and its id; raises ``InputError``."""
    try:
        raw = base64.urlsafe_b64decode(cursor.encode())
        return msgspec.json.decode(raw, type=tuple[float, str])
    except (binascii.Error, ValueError, msgspec.DecodeError) as error:
        raise InputError(
            "this is no cursor", field="after", hint="Use `next` of the page before."
        ) from error
