"""Where AudioSocket is listened to."""

from __future__ import annotations

import msgspec


class ListeningSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Where the server listens; port 0 is any that is free.

    The protocol has neither encryption nor a password, only UUIDs that nobody guesses: bind it to
    this machine, or to a network that telephone systems alone are on.
    """

    host: str = "127.0.0.1"
    port: int = 0
