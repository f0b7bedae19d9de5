"""How calls that come in through Twilio are taken."""

from __future__ import annotations

from typing import Literal

import msgspec

from coolhead.call.vocabulary import Consent, Direction

Track = Literal["inbound", "outbound"]


class TwilioSource(msgspec.Struct, frozen=True, kw_only=True):
    """A source as it was set up: its calls belong to ``team``, whatever they say themselves.

    ``consent``, ``language`` and ``direction`` hold where a call does not say. ``customer`` is the
    track on which the customer is: Twilio names tracks as the streamed leg has them, so it is
    ``inbound`` where the customer's leg is streamed (whoever called whom), ``outbound`` where the
    agent's is. ``account`` is the one account that may send, any that signs where it is None.
    ``stop_ends_call`` is false where streams are stopped and started again within a call: then a
    call ends a while after its last stream.
    """

    name: str
    workspace: str = "default"
    team: str = "default"
    playbook: str | None = None
    consent: Consent = "unknown"
    language: str = "en"
    direction: Direction = "inbound"
    customer: Track = "inbound"
    account: str | None = None
    stop_ends_call: bool = True
