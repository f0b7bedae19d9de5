"""Events to JSON lines and back, strictly.

An event of a newer schema whose type is not known here is kept as ``UnknownEvent`` and written
back as it came; anything else that does not fit is an ``InputError`` that names the place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, get_args

import msgspec

from coolhead.call.events import SCHEMA_VERSION, Envelope, Event, UnknownEvent
from coolhead.errors import InputError

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]

# (type, version it was written by) -> its shape in the next version. Version 1 is the first.
UPCASTERS: Final[Mapping[tuple[str, int], Upcaster]] = MappingProxyType({})

_KNOWN = {kind.__name__ for kind in get_args(Event)} - {"UnknownEvent"}
_encoder = msgspec.json.Encoder()


def encode_envelope(envelope: Envelope) -> bytes:
    """Return the envelope as one line of JSON, without the line's end."""
    if isinstance(envelope.event, UnknownEvent):
        plain = {
            "workspace": envelope.workspace,
            "team": envelope.team,
            "call": envelope.call,
            "seq": envelope.seq,
            "event": envelope.event.raw,
            "v": envelope.v,
        }
        return _encoder.encode(plain)
    return _encoder.encode(envelope)


def decode_envelope(
    line: bytes | str,
    *,
    file: str | None = None,
    number: int | None = None,
    upcasters: Mapping[tuple[str, int], Upcaster] = UPCASTERS,
) -> Envelope:
    """Read one line; raises ``InputError`` naming ``file``, line ``number`` and the field."""
    try:
        plain = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"not a line of JSON: {error}", file=file, line=number) from error
    except RecursionError as error:
        raise InputError("nested too deeply to be an event", file=file, line=number) from error
    if not isinstance(plain, dict) or not isinstance(plain.get("event"), dict):
        raise InputError(
            "an event line is an object with a key 'event'", file=file, line=number, field="event"
        )
    version, raw = plain.get("v", SCHEMA_VERSION), plain["event"]
    kind = raw.get("type")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise InputError("not a schema version", file=file, line=number, field="v")
    if isinstance(kind, str) and kind not in _KNOWN and version > SCHEMA_VERSION:
        at = raw.get("at")
        unknown = UnknownEvent(at=at if isinstance(at, int | float) else 0.0, name=kind, raw=raw)
        head = _convert({**plain, "event": {"type": "TimeAdvanced", "at": 0.0}}, file, number)
        return msgspec.structs.replace(head, event=unknown)
    while version < SCHEMA_VERSION:
        upcast = upcasters.get((str(kind), version))
        raw = upcast(raw) if upcast else raw
        version += 1
    return _convert({**plain, "event": raw, "v": version}, file, number)


def _convert(plain: dict[str, Any], file: str | None, number: int | None) -> Envelope:
    try:
        return msgspec.convert(plain, Envelope)
    except msgspec.ValidationError as error:
        message, field = split_path(error)
        newer = plain.get("v", SCHEMA_VERSION) > SCHEMA_VERSION
        hint = "It was written by a newer version of Coolhead; read it with that." if newer else ""
        raise InputError(message, file=file, line=number, field=field, hint=hint) from error


def split_path(error: msgspec.ValidationError) -> tuple[str, str | None]:
    """Split msgspec's message into what is wrong and the path of the field."""
    message, _, path = str(error).partition(" - at `")
    return message, path.rstrip("`").removeprefix("$.").removeprefix("$") or None
