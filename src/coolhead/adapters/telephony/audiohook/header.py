"""How a conversation begins, as a call."""

from __future__ import annotations

from typing import Any, Final

from coolhead.adapters.formats.given import started_from
from coolhead.adapters.telephony.audiohook.messages import Open
from coolhead.adapters.telephony.audiohook.settings import AudioHookSource
from coolhead.call.events import CallStarted

# What the integration's custom configuration may say of a call, by the header's own names.
CONFIGURABLE: Final = (
    "agent",
    "customer",
    "customer_number",
    "customer_time_zone",
    "time_zone",
    "campaign",
    "stake",
    "direction",
    "language",
    "consent",
)


def header_of(opened: Open, source: AudioHookSource) -> CallStarted:
    """The header of a conversation; raises ``InputError`` for values that no call can have.

    Its id is the conversation's, so that every session of it is the same call. The number that
    calls is the customer's in a call that comes in, the one called in a call that goes out.
    """
    config = opened.custom_config or {}
    said = {name: value for name in CONFIGURABLE if (value := config.get(name)) not in (None, "")}
    header: dict[str, Any] = {
        "direction": source.direction,
        "consent": source.consent,
        "language": opened.language or source.language,
        **said,
        "id": opened.conversation_id.lower(),
        "workspace": source.workspace,
        "team": source.team,
        "speech_timing": True,
    }
    inbound = header["direction"] == "inbound"
    number = opened.participant.ani if inbound else opened.participant.dnis
    if number and "customer_number" not in header:
        header["customer_number"] = number[:60].removeprefix("tel:").removeprefix("sip:")
    return started_from(header)


def playbook_of(opened: Open, source: AudioHookSource) -> str | None:
    """The playbook that the configuration names, else the source's."""
    named = (opened.custom_config or {}).get("playbook")
    return named if isinstance(named, str) and named else source.playbook
