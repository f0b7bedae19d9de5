"""A call that is known whole, told as it is said: words come while they are spoken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from coolhead.call.events import Event, UtteranceHeard
from coolhead.call.vocabulary import Party

# As often as recognisers that give interim words do.
_EVERY_S: Final = 0.5


class Saying(msgspec.Struct, frozen=True):
    """Words that somebody has said so far, ``at`` seconds from the call's start."""

    at: float
    party: Party
    text: str


def as_said(events: Iterable[Event]) -> list[Event | Saying]:
    """The events in their order, with what is being said between them."""
    told: list[Event | Saying] = list(events)
    for event in list(told):
        if isinstance(event, UtteranceHeard):
            told += _sayings(event)
    return sorted(told, key=lambda each: each.at)


def _sayings(event: UtteranceHeard) -> list[Saying]:
    said = event.utterance
    words, length = said.text.split(), said.end - said.start
    sayings = []
    for number in range(1, int(length / _EVERY_S)):
        spoken = int(len(words) * number * _EVERY_S / length)
        if spoken:
            at = said.start + number * _EVERY_S
            sayings.append(Saying(at, said.party, " ".join(words[:spoken])))
    return sayings
