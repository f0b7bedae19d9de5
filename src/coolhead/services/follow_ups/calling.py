"""May the customer of a follow-up be called: asked before anybody dials.

A promise to call back does not outweigh a wish for no more calls: who has called all the same
says why when they mark it as done.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from coolhead.call.events import CallStarted
from coolhead.call.vocabulary import Channel
from coolhead.errors import InputError
from coolhead.record.working_time import zone_named
from coolhead.services.follow_ups.follow_up import FollowUp
from coolhead.services.follow_ups.standing import thing_of
from coolhead.services.keeping.numbers import DoNotCall
from coolhead.services.live.store import EventStore
from coolhead.services.live.summary import CallKey


class MayCall(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the customer of a follow-up may be called.

    ``allowed`` is None where no number is known that could be asked for. ``listed``: they want no
    more calls. ``reasons`` are sentences that say why not.
    """

    allowed: bool | None
    listed: bool = False
    reasons: tuple[str, ...] = ()
    next_allowed: datetime | None = None


def channel_of(row: FollowUp, preferred: Channel | None) -> Channel | None:
    """How the customer will be reached: as was said of it, as was promised, or as they like it."""
    if row.channel is not None:
        return row.channel
    if row.kind == "promise":
        match thing_of(row.what):
            case "call":
                return "phone"
            case "e-mail":
                return "e-mail"
    return preferred


def is_by_phone(row: FollowUp, preferred: Channel | None) -> bool:
    """Whether it takes a call; who is to be asked or thanked is called where nothing was said."""
    channel = channel_of(row, preferred)
    return channel == "phone" or (channel is None and row.kind != "promise")


async def may_call(numbers: DoNotCall, store: EventStore, row: FollowUp) -> MayCall:
    """Whether the customer may be called now, by the list and by the clock where they are."""
    key = CallKey(row.workspace, row.call)
    summary = await store.summary(key)
    number = summary.customer_number if summary is not None else None
    if not number:
        return MayCall(allowed=None, reasons=("The call has no number of the customer.",))
    try:
        checked = await numbers.check(row.workspace, number, time_zone=await _zone(store, key))
    except InputError:
        return MayCall(allowed=None, reasons=("What the call has is no telephone number.",))
    return MayCall(
        allowed=checked.allowed,
        listed=bool(checked.entries),
        reasons=checked.reasons,
        next_allowed=checked.next_allowed,
    )


async def _zone(store: EventStore, key: CallKey) -> str | None:
    """Where the customer is, if the call's header says so in a way that can be used."""
    first = await store.events(key, limit=1)
    header = first[0].event if first else None
    zone = header.customer_time_zone if isinstance(header, CallStarted) else None
    return zone if zone_named(zone) is not None else None
