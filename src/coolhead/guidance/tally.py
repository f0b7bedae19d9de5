"""What has been said when: the last place of each signal of each party.

Rules ask "has the agent done X since the customer said Y?". The tally answers from two look-ups,
whatever the length of the call. Places are indices into ``CallState.heard``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Party
from coolhead.signals.heads.features import HEADS

NEVER: Final = -1
# What makes a call a difficult one, and how sure a trained head that stands alone must be of it.
DIFFICULT: Final = (
    "complaint",
    "frustration",
    "anger",
    "profanity",
    "insult",
    "aggression",
    "not_heard",
    "threat",
    "vulnerability",
)
_SURE: Final = 0.75
# Somebody who was asked to wait is not left alone yet: "twenty seconds" and as long again.
_A_SHORT_HOLD_S: Final = 40.0
# Two questions in a call are seldom the same question.
_ASKED_IN_PASSING: Final = frozenset({"information"})


class Tally(msgspec.Struct, frozen=True, gc=False):
    """First and last places and counts, by party, of ``signal`` and ``signal:kind``.

    ``asked_again`` maps a remedy to the place where it was asked for a second time, with the
    agent's turn between. ``turns`` are the last places of a real turn (no bare nod) by party,
    ``turn_starts`` the places where those turns began.
    """

    first: dict[Party, dict[str, int]] = {}
    last: dict[Party, dict[str, int]] = {}
    counts: dict[Party, dict[str, int]] = {}
    requested: dict[str, int] = {}
    asked_again: dict[str, int] = {}
    turns: dict[Party, int] = {}
    turn_starts: dict[Party, int] = {}

    def place(self, party: Party, *names: str) -> int:
        """The latest place of any of these signals of the party; ``NEVER`` for none."""
        places = self.last.get(party)
        latest = NEVER
        if places:
            for name in names:
                place = places.get(name, NEVER)
                latest = place if place > latest else latest
        return latest

    def since(self, party: Party, *names: str) -> int | None:
        """The first place of any of these signals of the party; None for none."""
        first = self.first.get(party, {})
        return min((first[name] for name in names if name in first), default=None)

    @property
    def asked_to_wait_s(self) -> float:
        """How much longer a silence is no concern, since the agent has asked for it."""
        asked = self.place("agent", "hold_notice")
        return _A_SHORT_HOLD_S if asked > NEVER and asked == self.turns.get("agent") else 0.0

    def count(self, party: Party, name: str) -> int:
        """How many utterances of the party have shown the signal."""
        return self.counts.get(party, {}).get(name, 0)


def keys_of(signal: Signal) -> tuple[str, ...]:
    """The names under which a signal is counted: itself, and itself with its kind.

    Asking for information is no wish that an offer could answer, so it counts by its kind alone.
    What a rule heard, or a trained head is very sure of, counts as ``complaint:sure`` too.
    """
    if signal.name == "request" and signal.remedy in _ASKED_IN_PASSING:
        return (f"request:{signal.remedy}",)
    detail = signal.kind or signal.remedy or signal.target
    keys = (signal.name, f"{signal.name}:{detail}") if detail else (signal.name,)
    return (*keys, f"{signal.name}:sure") if signal.name in DIFFICULT and is_sure(signal) else keys


def is_sure(signal: Signal) -> bool:
    """Whether more than a head's first guess speaks for it; of complaints heads find many."""
    if HEADS not in signal.rule:
        return True
    return signal.confidence >= _SURE and signal.name != "complaint"


def counted(
    tally: Tally, place: int, party: Party, signals: Iterable[Signal], *, nod: bool
) -> Tally:
    """The tally after an utterance; ``nod``: a bare backchannel, which is no turn."""
    turns, starts = tally.turns, tally.turn_starts
    if not nod:
        other = max((p for who, p in turns.items() if who != party), default=NEVER)
        if turns.get(party, NEVER) <= other:
            starts = {**starts, party: place}
        turns = {**turns, party: place}
    shown = tuple(signals)
    if not shown:
        return msgspec.structs.replace(tally, turns=turns, turn_starts=starts)
    first = dict(tally.first.get(party, {}))
    last = dict(tally.last.get(party, {}))
    counts = dict(tally.counts.get(party, {}))
    requested, again = tally.requested, tally.asked_again
    for signal in shown:
        for key in keys_of(signal):
            first.setdefault(key, place)
            last[key] = place
            counts[key] = counts.get(key, 0) + 1
        asked = party == "customer" and signal.name == "request" and signal.remedy
        if asked and asked not in _ASKED_IN_PASSING and is_sure(signal):
            before = requested.get(asked)
            if before is not None and tally.turns.get("agent", NEVER) > before:
                again = {**again, asked: place}
            requested = {**requested, asked: place}
    return Tally(
        first={**tally.first, party: first},
        last={**tally.last, party: last},
        counts={**tally.counts, party: counts},
        requested=requested,
        asked_again=again,
        turns=turns,
        turn_starts=starts,
    )


def retracted(tally: Tally, party: Party, names: Iterable[str]) -> Tally:
    """The tally with these signals of the party never heard."""
    gone = tuple(names)

    def kept(places: dict[str, int]) -> dict[str, int]:
        return {key: at for key, at in places.items() if key.partition(":")[0] not in gone}

    return msgspec.structs.replace(
        tally,
        first={**tally.first, party: kept(tally.first.get(party, {}))},
        last={**tally.last, party: kept(tally.last.get(party, {}))},
        counts={**tally.counts, party: kept(tally.counts.get(party, {}))},
    )
