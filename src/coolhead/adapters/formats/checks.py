"""Checks of what a file gives, with errors that name file, line and field."""

from __future__ import annotations

import difflib
import json
import math
import re
from collections.abc import Collection, Iterable
from typing import Any, Final, TypeVar

import msgspec

from coolhead.call.codec import split_path
from coolhead.errors import InputError

Shape = TypeVar("Shape")

_NOT_A_NUMBER: Final = re.compile(r'"([^"\\]{1,40})"\s*:\s*-?(NaN|Infinity)\b')
# A misspelt word is worth a suggestion from about two letters in three right.
_CLOSE_ENOUGH: Final = 0.6


class Place:
    """A line of a file, or a file as a whole; ``error`` makes an ``InputError`` that names it."""

    def __init__(self, file: str, line: int | None = None) -> None:
        self.file = file
        self.line = line

    def error(self, message: str, field: str | None = None, hint: str = "") -> InputError:
        """Return the error, to be raised."""
        return InputError(message, file=self.file, line=self.line, field=field, hint=hint)


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return "Did you mean …?" for a misspelt word, or what there is to choose from."""
    known = list(known)
    close = difflib.get_close_matches(word.lower()[:60], known, n=1, cutoff=_CLOSE_ENOUGH)
    if close:
        return f"Did you mean '{close[0]}'?"
    return f"Known here: {', '.join(known)}."


def json_object(line: str, place: Place) -> dict[str, Any]:
    """Return the line as a JSON object."""
    try:
        value = msgspec.json.decode(line)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise _why_not_json(line, place, error) from error
    if not isinstance(value, dict):
        raise place.error(
            "not a JSON object",
            hint="Each line is one object of its own, not a list and not a bare value.",
        )
    return value


def _why_not_json(line: str, place: Place, error: Exception) -> InputError:
    found = _NOT_A_NUMBER.search(line)
    if found:
        return place.error(
            f"{found.group(2)} is not a number that JSON or a call knows",
            found.group(1),
            "Give a number, or leave the key out.",
        )
    hint = "Each line is one whole JSON object; a document spread over lines must be joined."
    if isinstance(error, RecursionError):
        return place.error("not JSON that a call could have: nested too deeply", hint=hint)
    try:
        json.loads(line)
    except json.JSONDecodeError as plain:
        return place.error(f"not JSON: {plain.msg} at column {plain.colno}", hint=hint)
    except (ValueError, RecursionError):
        pass
    return place.error(f"not JSON: {error}", hint=hint)


def check_keys(
    value: dict[str, Any],
    *,
    known: Collection[str],
    required: Collection[str] = (),
    place: Place,
    within: str = "",
) -> None:
    """Raise ``InputError`` for the first key that is unknown or missing."""
    for key in value:
        if key not in known:
            shown = key if len(key) <= 60 else key[:60] + "…"
            raise place.error("unknown key", within + shown, suggestion(key, known))
    for key in required:
        if key not in value:
            raise place.error("this key is missing", within + key)


def check_word(value: Any, *, known: Collection[str], place: Place, field: str) -> None:
    """Raise ``InputError`` unless ``value`` is one of the known words."""
    if value in known:
        return
    if isinstance(value, str):
        shown = value if len(value) <= 60 else value[:60] + "…"
        raise place.error(f"'{shown}' is not known here", field, suggestion(value, known))
    raise place.error(
        f"a word is wanted here, not {_kind(value)}", field, f"Known here: {', '.join(known)}."
    )


def check_number(
    value: float | None,
    *,
    place: Place,
    field: str,
    low: float | None = None,
    high: float | None = None,
    hint: str = "",
) -> None:
    """Raise ``InputError`` unless the number is finite and within the bounds; None passes."""
    if value is None:
        return
    if not math.isfinite(value):
        raise place.error(f"{value} is not a finite number", field, hint)
    if low is not None and value < low:
        what = "negative" if low == 0 else f"below {low:g}"
        raise place.error(f"{value:g} is {what}", field, hint)
    if high is not None and value > high:
        raise place.error(f"{value:g} is above {high:g}", field, hint)


def shaped(value: dict[str, Any], shape: type[Shape], place: Place, within: str = "") -> Shape:
    """Return the object as ``shape``; raises ``InputError`` naming the field of a wrong type."""
    try:
        return msgspec.convert(value, shape)
    except msgspec.ValidationError as error:
        message, field = split_path(error)
        where = within + field if field else within.rstrip(".") or None
        raise place.error(_lower_first(message), where) from error
    except UnicodeEncodeError as error:  # half of a surrogate pair where no text is wanted
        raise place.error(
            "there are characters in this that no text has", within.rstrip(".") or None
        ) from error
    except OverflowError as error:
        raise place.error("a number is too large", within.rstrip(".") or None) from error


def _lower_first(message: str) -> str:
    return message[:1].lower() + message[1:].replace("`", "")


def _kind(value: Any) -> str:
    kinds = {dict: "an object", list: "a list", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")
