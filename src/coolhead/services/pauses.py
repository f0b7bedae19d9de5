"""Stretches of a call in which something may not be heard: hold, mute, and while paying.

During hold or mute the agent's channel is neither recognised nor kept; while the customer pays,
nobody's is. Words become known after they were spoken, so it is asked of the utterance's own
times and not of the moment at which it comes in.
"""

from __future__ import annotations

from typing import Final, Literal

from coolhead.call.events import (
    Event,
    HoldEnded,
    HoldStarted,
    MuteEnded,
    MuteStarted,
    PaymentPauseEnded,
    PaymentPauseStarted,
)
from coolhead.call.utterance import Utterance

Pause = Literal["hold", "mute", "payment"]

_BEGINS: Final[dict[type, Pause]] = {
    HoldStarted: "hold",
    MuteStarted: "mute",
    PaymentPauseStarted: "payment",
}
_ENDS: Final[dict[type, Pause]] = {
    HoldEnded: "hold",
    MuteEnded: "mute",
    PaymentPauseEnded: "payment",
}


class Pauses:
    """When each kind of pause was on; told of every event of the call, in order."""

    def __init__(self) -> None:
        self._since: dict[Pause, float] = {}
        self._over: list[tuple[Pause, float, float]] = []

    def note(self, event: Event) -> None:
        """Take in an event; what is no pause changes nothing."""
        kind = type(event)
        if kind in _BEGINS:
            self._since.setdefault(_BEGINS[kind], event.at)
        elif kind in _ENDS and (over := _ENDS[kind]) in self._since:
            self._over.append((over, self._since.pop(over), event.at))

    def silences(self, utterance: Utterance) -> bool:
        """Whether these words may not be kept.

        A card number may stand anywhere in an utterance, so one that touches a payment pause is
        not kept. Of hold and mute the middle of the utterance decides: "I'll put you on hold" may
        still be on the agent's lips when the key is pressed.
        """
        stretches = [*self._over, *((kind, since, None) for kind, since in self._since.items())]
        middle = (utterance.start + utterance.end) / 2
        for kind, since, until in stretches:
            if kind == "payment":
                if utterance.end > since and (until is None or utterance.start < until):
                    return True
            elif (
                utterance.party == "agent" and since <= middle and (until is None or middle < until)
            ):
                return True
        return False
