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

NEVER: Final = -1


class Tally(msgspec.Struct, frozen=True):
    """Last places and counts by ``party:signal`` and ``party:signal:kind``.

    ``asked_again`` maps a remedy to the place where it was asked for a second time, with the
    agent's turn between. ``turns`` are the last places of a real turn (no bare nod) by party.
    """

    last: dict[str, int] = {}
    counts: dict[str, int] = {}
    requested: dict[str, int] = {}
    asked_again: dict[str, int] = {}
    turns: dict[Party, int] = {}
    turn_starts: dict[Party, int] = {}

    def place(self, party: Party, *names: str) -> int:
        """The latest place of any of these signals of the party; ``NEVER`` for none."""
        return max((self.last.get(f"{party}:{name}", NEVER) for name in names), default=NEVER)

    def count(self, party: Party, name: str) -> int:
        """How many utterances of the party have shown the signal."""
        return self.counts.get(f"{party}:{name}", 0)


def keys_of(signal: Signal) -> tuple[str, ...]:
    """The names under which a signal is counted: itself, and itself with its kind."""
    detail = signal.kind or signal.remedy or signal.target
    return (signal.name, f"{signal.name}:{detail}") if detail else (signal.name,)


def counted(
    tally: Tally, place: int, party: Party, signals: Iterable[Signal], *, nod: bool
) -> Tally:
    """The tally after an utterance; ``nod``: a bare backchannel, which is no turn."""
    last, counts = dict(tally.last), dict(tally.counts)
    requested, again = tally.requested, tally.asked_again
    for signal in signals:
        for key in keys_of(signal):
            full = f"{party}:{key}"
            last[full] = place
            counts[full] = counts.get(full, 0) + 1
        if signal.name == "request" and party == "customer" and signal.remedy:
            before = requested.get(signal.remedy)
            if before is not None and tally.turns.get("agent", NEVER) > before:
                again = {**again, signal.remedy: place}
            requested = {**requested, signal.remedy: place}
    turns, starts = tally.turns, tally.turn_starts
    if not nod:
        other = max((p for who, p in turns.items() if who != party), default=NEVER)
        if turns.get(party, NEVER) <= other:
            starts = {**starts, party: place}
        turns = {**turns, party: place}
    return Tally(
        last=last,
        counts=counts,
        requested=requested,
        asked_again=again,
        turns=turns,
        turn_starts=starts,
    )


def retracted(tally: Tally, party: Party, names: Iterable[str]) -> Tally:
    """The tally with these signals never heard (their latest place and count taken back)."""
    last, counts = dict(tally.last), dict(tally.counts)
    for name in names:
        for key in [k for k in last if k == f"{party}:{name}" or k.startswith(f"{party}:{name}:")]:
            del last[key]
            counts[key] = max(0, counts.get(key, 0) - 1)
    return msgspec.structs.replace(tally, last=last, counts=counts)
