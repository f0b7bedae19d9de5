"""How calls that come in through Twilio are taken."""

from __future__ import annotations

from typing import Literal

from coolhead.adapters.telephony.settings import SourceSettings

Track = Literal["inbound", "outbound"]


class TwilioSource(SourceSettings, frozen=True, kw_only=True):
    """A source of Twilio's streams.

    ``customer`` is the track on which the customer is: Twilio names tracks as the streamed leg
    has them, so it is ``inbound`` where the customer's leg is streamed (whoever called whom),
    ``outbound`` where the agent's is. ``account`` is the one account that may send, any that signs
    where it is None. ``stop_ends_call`` is false where streams are stopped and started again within
    a call: then a call ends a while after its last stream.
    """

    customer: Track = "inbound"
    account: str | None = None
    stop_ends_call: bool = True
