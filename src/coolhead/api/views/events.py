"""Kept events as they are shown, and what is answered to those that were taken."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from coolhead.call.codec import encode_envelope
from coolhead.call.events import Envelope
from coolhead.services.live.store import Where
from coolhead.services.projections import Reader, events_for


class EventPage(msgspec.Struct, frozen=True):
    """Some of a call's events; ``next`` is the ``after`` of the following page, None at the end."""

    events: tuple[msgspec.Raw, ...]
    next: int | None = None


class Done(msgspec.Struct, frozen=True):
    """What was sent is part of the call, up to this ``seq``; ``kept`` says where."""

    seq: int
    kept: Where


def page_of(reader: Reader, events: Sequence[Envelope], limit: int) -> EventPage:
    """The page as this reader sees it; ``limit`` is how many were asked for."""
    shown = tuple(msgspec.Raw(encode_envelope(each)) for each in events_for(reader, events))
    return EventPage(shown, events[-1].seq if len(events) == limit else None)
