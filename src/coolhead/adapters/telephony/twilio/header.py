"""How a stream begins, as a call."""

from __future__ import annotations

from typing import Final

from coolhead.adapters.telephony.twilio.messages import Start
from coolhead.adapters.telephony.twilio.settings import Track, TwilioSource
from coolhead.call.events import CallStarted
from coolhead.call.vocabulary import Party
from coolhead.errors import InputError

_TRACKS: Final[dict[str, Track]] = {"inbound": "inbound", "outbound": "outbound"}


def header_of(start: Start, source: TwilioSource) -> CallStarted:
    """The header of a call; raises ``InputError`` for values that no call can have.

    Its id is the ``callSid``, so that every stream of a call is the same call.
    """
    return source.configured_header(start.call, start.parameters)


def parties_of(start: Start, source: TwilioSource) -> dict[Track, Party]:
    """Who is on which track: as ``customer_track`` among the parameters says, else the source.

    Raises ``InputError`` where that is no track.
    """
    named = start.parameters.get("customer_track") or source.customer
    customer = _TRACKS.get(named)
    if customer is None:
        raise InputError(
            "this is no track", field="customer_track", hint="Write inbound or outbound."
        )
    return {track: "customer" if track == customer else "agent" for track in start.tracks}


def playbook_of(start: Start, source: TwilioSource) -> str | None:
    """The playbook that the parameters name, else the source's."""
    return start.parameters.get("playbook") or source.playbook
