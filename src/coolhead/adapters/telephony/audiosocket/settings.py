"""How calls that come in through AudioSocket are taken."""

from __future__ import annotations

import msgspec

from coolhead.adapters.telephony.transcript.settings import TranscriptSource


class AudioSocketSource(TranscriptSource, frozen=True, kw_only=True):
    """A source as it was set up; registrations are for its team, whatever they say themselves."""


class ListeningSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Where the server listens; port 0 is any that is free.

    The protocol has neither encryption nor a password, only UUIDs that nobody guesses: bind it to
    this machine, or to a network that telephone systems alone are on.
    """

    host: str = "127.0.0.1"
    port: int = 0
