"""What holds of every call that comes in by one source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from coolhead.adapters.formats.given import started_from
from coolhead.call.events import CallStarted
from coolhead.call.vocabulary import Consent, Direction

# What a telephone system's own parameters may say of a call, by the header's names.
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


class SourceSettings(msgspec.Struct, frozen=True, kw_only=True):
    """A source as it was set up: its calls belong to ``team``, whatever they say themselves.

    ``consent``, ``language`` and ``direction`` hold where a call does not say.
    """

    name: str
    workspace: str = "default"
    team: str = "default"
    playbook: str | None = None
    consent: Consent = "unknown"
    language: str = "en"
    direction: Direction = "inbound"

    def configured_header(self, call: str, given: Mapping[str, Any]) -> CallStarted:
        """The header of a call whose parameters are ``given``, which may hold others too.

        Raises ``InputError`` for values that no call can have.
        """
        said = {name: each for name in CONFIGURABLE if (each := given.get(name)) not in (None, "")}
        return started_from(
            {
                "direction": self.direction,
                "consent": self.consent,
                "language": self.language,
                **said,
                "id": call,
                "workspace": self.workspace,
                "team": self.team,
                "speech_timing": True,
            }
        )
