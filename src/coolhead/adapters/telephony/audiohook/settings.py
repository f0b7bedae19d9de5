"""How calls that come in through AudioHook are taken."""

from __future__ import annotations

import msgspec

from coolhead.call.vocabulary import Consent, Direction


class AudioHookSource(msgspec.Struct, frozen=True, kw_only=True):
    """A source as it was set up: its calls belong to ``team``, whatever they say themselves.

    ``consent``, ``language`` and ``direction`` hold where a call does not say. ``external`` is the

    """

    name: str
    workspace: str = "default"
    team: str = "default"
    playbook: str | None = None
    consent: Consent = "unknown"
    language: str = "en"
    direction: Direction = "inbound"
