"""The first line of a transcript: what is known of the call besides its words."""

from __future__ import annotations

import difflib
import re
from datetime import datetime
from pathlib import PurePath
from typing import Any, Final, get_args
from zoneinfo import ZoneInfo, available_timezones

import msgspec

from coolhead.adapters.formats.checks import Place, check_keys, check_word, shaped
from coolhead.adapters.formats.transcript import clean
from coolhead.call.events import CallStarted
from coolhead.call.vocabulary import Consent, Direction, EndedBy, Stake

# Names, numbers and keys of other systems; the longest in use are e-mail addresses (254).
_MAX_CHARS: Final = 300
_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "direction": get_args(Direction),
    "stake": get_args(Stake),
    "consent": get_args(Consent),
    "ended_by": get_args(EndedBy),
}


class _Header(msgspec.Struct, frozen=True):
    id: str | None = None
    workspace: str | None = None
    team: str | None = None
    started_at: str | None = None
    time_zone: str | None = None
    direction: str | None = None
    agent: str | None = None
    customer: str | None = None
    customer_number: str | None = None
    customer_time_zone: str | None = None
    campaign: str | None = None
    stake: str | None = None
    language: str | None = None
    playbook: str | None = None
    consent: str | None = None
    ended_by: EndedBy | None = None


class Header(msgspec.Struct, frozen=True):
    """The header as read: the event it becomes, and what the call is run with."""

    started: CallStarted
    playbook_name: str | None = None
    ended_by: EndedBy | None = None


def header_from(value: Any, place: Place) -> Header:
    """Read the object under the key ``call``; every key is optional, null counts as absent."""
    if not isinstance(value, dict):
        raise place.error("an object is wanted here", "call")
    check_keys(value, known=_Header.__struct_fields__, place=place, within="call.")
    for field, known in _WORDS.items():
        if value.get(field) is not None:
            check_word(value[field], known=known, place=place, field=f"call.{field}")
    raw = shaped(value, _Header, place, within="call.")
    texts = {
        field: _text(text, place, f"call.{field}")
        for field, text in msgspec.structs.asdict(raw).items()
        if text is not None and field not in _WORDS
    }
    if "started_at" in texts:
        _check_clock(texts["started_at"], place)
    for field in ("time_zone", "customer_time_zone"):
        if field in texts:
            _check_zone(texts[field], place, f"call.{field}")
    playbook = texts.pop("playbook", None)
    call = texts.pop("id", None) or name_from(place.file)
    words = {
        field: value[field]
        for field in ("direction", "stake", "consent")
        if value.get(field) is not None
    }
    started = msgspec.convert(
        {"at": 0.0, "type": "CallStarted", "call": call, **texts, **words}, CallStarted
    )
    return Header(started=started, playbook_name=playbook, ended_by=raw.ended_by)


def name_from(source: str) -> str:
    """Return a call's id for a file that gives none: the file's own name, without its ending."""
    stem = re.sub(r"[^\w.-]+", "-", clean(PurePath(source).stem)).strip("-.")
    return stem[:_MAX_CHARS] or "call"


def _text(text: str, place: Place, field: str) -> str:
    cleaned = clean(text)
    if not cleaned:
        raise place.error("this is empty", field, "Leave the key out if it is not known.")
    if len(cleaned) > _MAX_CHARS:
        raise place.error(f"this is longer than {_MAX_CHARS} characters", field)
    return cleaned


def _check_clock(text: str, place: Place) -> None:
    example = "Write it like 2026-03-02T10:15:00+01:00."
    try:
        clock = datetime.fromisoformat(text)
    except ValueError as error:
        raise place.error(f"'{text}' is no time", "call.started_at", example) from error
    if clock.tzinfo is None:
        raise place.error("the offset from UTC is missing", "call.started_at", example)


def _check_zone(name: str, place: Place, field: str) -> None:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:  # unknown; no path; a folder of zones
        zones = {zone.lower(): zone for zone in available_timezones()}
        close = difflib.get_close_matches(name.lower(), zones, n=1)
        hint = (
            f"Did you mean '{zones[close[0]]}'?"
            if close
            else "Give an IANA name such as Europe/London."
        )
        raise place.error(f"'{name}' is no time zone", field, hint) from error
