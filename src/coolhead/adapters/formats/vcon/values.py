"""Numbers, texts and bodies out of a vCon, in which anything may stand anywhere."""

from __future__ import annotations

import base64
import binascii
import math
from typing import Any, Final

import msgspec

from coolhead.adapters.formats.transcript import clean
from coolhead.errors import InputError

# Names and numbers of people and systems; the longest in use are e-mail addresses (254).
_MAX_LABEL_CHARS: Final = 300
_URL_SAFE: Final = str.maketrans("+/", "-_", " \t\r\n=")
_JSON_BEGINS: Final = ("{", "[")


def number_of(value: Any) -> float | None:
    """The finite number in ``value``, also where it is written as text; None for all else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str) and (len(value) > 40 or "_" in value):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def index_of(value: Any) -> int | None:
    """The index in ``value``: a whole number from 0; None for all else."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        return None
    return value


def label_in(value: Any) -> str:
    """A name, number or word on one line and of bounded length; "" where there is none."""
    return clean(value[: 2 * _MAX_LABEL_CHARS])[:_MAX_LABEL_CHARS] if isinstance(value, str) else ""


def objects_in(document: dict[str, Any], key: str, source: str) -> list[dict[str, Any]]:
    """The objects in a list of the vCon; null stands for an empty one, as where it was redacted.

    Raises ``InputError`` where there is something else.
    """
    listed = document.get(key)
    if listed is None:
        return []
    if not isinstance(listed, list):
        raise InputError("a list is wanted here", file=source, field=key)
    for index, each in enumerate(listed):
        if each is not None and not isinstance(each, dict):
            raise InputError("an object is wanted here", file=source, field=f"{key}[{index}]")
    return [each or {} for each in listed]


def media_of(part: dict[str, Any]) -> str:
    """The media type without its parameters; drafts up to 0.0.1 called it ``mimetype``."""
    given = part.get("mediatype") or part.get("mimetype")
    return given.partition(";")[0].strip().lower()[:100] if isinstance(given, str) else ""


def content_of(part: dict[str, Any], source: str, field: str) -> Any:
    """What the ``body`` of a part holds: text, or the JSON value that it is or that it spells.

    None where there is no body. A missing ``encoding`` is made out from the body itself, as the
    draft allows. Raises ``InputError`` for an encoding that is not known.
    """
    body = part.get("body")
    if not isinstance(body, str):
        return body
    encoding = label_in(part.get("encoding")).lower()
    if encoding.startswith("base64"):
        return _perhaps_json(_text(bytes_of(part, source, field), source, field))
    if encoding not in {"", "none", "json"}:
        raise InputError(
            f"an encoding '{encoding[:40]}' is not known",
            file=source,
            field=f"{field}.encoding",
            hint="A body is encoded as none, json or base64url.",
        )
    return _perhaps_json(body)


def text_of(part: dict[str, Any], source: str, field: str) -> str | None:
    """The text in the ``body`` of a part; None where there is none.

    A text that is no JSON of its own stays as it is, whatever it looks like.
    """
    encoding = label_in(part.get("encoding")).lower()
    body = part.get("body")
    if isinstance(body, str) and encoding in {"", "none"}:
        return body
    content = content_of(part, source, field)
    if isinstance(content, dict):
        content = next((content[key] for key in ("text", "body", "message") if key in content), "")
    return content if isinstance(content, str) else None


def bytes_of(part: dict[str, Any], source: str, field: str) -> bytes:
    """The bytes of a ``body`` in base64, URL-safe or not; raises ``InputError`` if it is not."""
    body = part.get("body")
    if isinstance(body, str):
        decoded = unbase64(body)
        if decoded is not None:
            return decoded
    raise InputError("this is not base64url", file=source, field=f"{field}.body")


def unbase64(text: str) -> bytes | None:
    """The bytes that a text in base64 stands for, URL-safe or not; None where it is none."""
    compact = text.translate(_URL_SAFE)
    try:
        return base64.b64decode(compact + "=" * (-len(compact) % 4), altchars="-_", validate=True)
    except (binascii.Error, ValueError):
        return None


def placed_within(error: InputError, field: str) -> InputError:
    """The same error, of a document that stands in a ``field`` of this one."""
    inner = f"{field}.{error.field}" if error.field else field
    return InputError(error.reason, file=error.file, field=inner, hint=error.hint)


def _text(raw: bytes, source: str, field: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("this is not text in UTF-8", file=source, field=f"{field}.body") from error


def _perhaps_json(text: str) -> Any:
    if not text.lstrip()[:1].startswith(_JSON_BEGINS):
        return text
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return text  # "[00:12] Alice: ..." begins like JSON too
