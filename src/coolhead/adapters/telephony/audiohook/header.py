"""How a conversation begins, as a call."""

from __future__ import annotations

from coolhead.adapters.telephony.audiohook.messages import Open
from coolhead.adapters.telephony.settings import SourceSettings
from coolhead.call.events import CallStarted


def header_of(opened: Open, source: SourceSettings) -> CallStarted:
    """The header of a conversation; raises ``InputError`` for values that no call can have.

    Its id is the conversation's, so that every session of it is the same call. The number that
    calls is the customer's in a call that comes in, the one called in a call that goes out.
    """
    given = {"language": opened.language, **(opened.custom_config or {})}
    inbound = (given.get("direction") or source.direction) == "inbound"
    number = opened.participant.ani if inbound else opened.participant.dnis
    if number and not given.get("customer_number"):
        given["customer_number"] = number[:60].removeprefix("tel:").removeprefix("sip:")
    return source.configured_header(opened.conversation_id.lower(), given)


def playbook_of(opened: Open, source: SourceSettings) -> str | None:
    """The playbook that the configuration names, else the source's."""
    named = (opened.custom_config or {}).get("playbook")
    return named if isinstance(named, str) and named else source.playbook
