"""The list ``dialog``: what was written, what was recorded, and what was neither."""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec

from coolhead.adapters.formats.vcon.moments import Moment, moment_of
from coolhead.adapters.formats.vcon.parties import channels_of
from coolhead.adapters.formats.vcon.values import (
    index_of,
    label_in,
    media_of,
    number_of,
    objects_in,
)
from coolhead.errors import InputError

Kind = Literal["text", "recording", "recording-set", "transfer", "incomplete", "nothing"]

_KINDS: Final[dict[str, Kind]] = {
    "text": "text",
    "recording": "recording",
    "audio": "recording",
    "video": "recording",
    "recording-set": "recording-set",
    "recording_set": "recording-set",
    "transfer": "transfer",
    "incomplete": "incomplete",
}
_INDICES: Final = "Parties are told by their index in the list `parties`, from 0."


class Dialog(msgspec.Struct, frozen=True):
    """One dialog. ``channels`` holds the parties of each channel, the sender of a text first.

    ``start`` is None and ``duration`` (seconds) too where they are not known.
    """

    index: int
    kind: Kind
    given: dict[str, Any]
    start: Moment | None = None
    duration: float | None = None
    channels: tuple[tuple[int, ...], ...] = ()
    originator: int | None = None

    @property
    def field(self) -> str:
        """Where it stands in the document."""
        return f"dialog[{self.index}]"

    @property
    def parties(self) -> tuple[int, ...]:
        """Everybody in it, each once."""
        return tuple(dict.fromkeys(index for channel in self.channels for index in channel))

    @property
    def sender(self) -> int | None:
        """Who wrote a text: its originator, else the first of its parties."""
        return self.originator if self.originator is not None else next(iter(self.parties), None)


def dialogs_of(document: dict[str, Any], source: str) -> list[Dialog]:
    """All dialogs in the document's own order; raises ``InputError`` naming file and field."""
    return [
        _dialog(index, given, source)
        for index, given in enumerate(objects_in(document, "dialog", source))
    ]


def events_in(dialogs: list[Dialog]) -> list[str]:
    """The words for what happened to parties meanwhile (``hold``, ``mute``, ``drop``, …)."""
    return [
        label_in(event.get("event")).lower()
        for dialog in dialogs
        for event in _history(dialog.given)
    ]


def _dialog(index: int, given: dict[str, Any], source: str) -> Dialog:
    field = f"dialog[{index}]"
    kind = _kind(given)
    if kind in {"transfer", "incomplete", "nothing"}:
        return Dialog(index, kind, given)
    channels = channels_of(given.get("parties"))
    if channels is None:
        raise InputError(
            "this is no index of a party", file=source, field=f"{field}.parties", hint=_INDICES
        )
    if not channels:
        joined = (index_of(event.get("party")) for event in _history(given))
        channels = [(party,) for party in dict.fromkeys(joined) if party is not None]
    originator = given.get("originator")
    if originator is not None and index_of(originator) is None:
        raise InputError(
            "this is no index of a party", file=source, field=f"{field}.originator", hint=_INDICES
        )
    duration = number_of(given.get("duration"))
    return Dialog(
        index,
        kind,
        given,
        start=moment_of(given.get("start"), source, f"{field}.start"),
        duration=duration if duration is not None and duration >= 0 else None,
        channels=tuple(channels),
        originator=index_of(originator),
    )


def _kind(given: dict[str, Any]) -> Kind:
    """The kind that is given, else the one that the content shows; redaction leaves nothing."""
    known = _KINDS.get(label_in(given.get("type")).lower())
    if known is not None:
        return known
    media = media_of(given)
    if media.startswith(("audio/", "video/")):
        return "recording"
    if media.startswith("text/") or (not media and isinstance(given.get("body"), str)):
        return "text"
    return "nothing"


def _history(given: dict[str, Any]) -> list[dict[str, Any]]:
    events = given.get("party_history")
    return [each for each in events if isinstance(each, dict)] if isinstance(events, list) else []
