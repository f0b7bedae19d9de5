"""Figures of a whole call, for the record. Each costs a pass over what was heard."""

from __future__ import annotations

from coolhead.call.state import CallState
from coolhead.call.vocabulary import PARTIES, Party
from coolhead.signals.timing.floor import join


def talk_ratio(state: CallState) -> dict[Party, float]:
    """Each party's share (0-1) of the seconds spoken; empty where nobody spoke.

    Two voices of one party that speak at once have spoken for as long as one.
    """
    spoken = {
        party: sum(end - start for start, end in stretches)
        for party, stretches in _spoken(state).items()
    }
    total = sum(spoken.values())
    if total <= 0:
        return {}
    return {party: round(seconds / total, 3) for party, seconds in spoken.items()}


def interruptions_by_party(state: CallState) -> dict[Party, int]:
    """How often each party interrupted; a party that never did is absent."""
    counts: dict[Party, int] = {}
    for heard in state.heard:
        if heard.has("interruption"):
            party = heard.utterance.party
            counts[party] = counts.get(party, 0) + 1
    return counts


def overlap_seconds(state: CallState) -> float:
    """Seconds in which two or more parties spoke at once, nods included."""
    edges: list[tuple[float, int]] = []
    for stretches in _spoken(state).values():
        for start, end in stretches:
            edges += [(start, 1), (end, -1)]
    total, speaking, last = 0.0, 0, 0.0
    for at, change in sorted(edges):
        if speaking > 1:
            total += at - last
        speaking += change
        last = at
    return round(total, 2)


def _spoken(state: CallState) -> dict[Party, list[tuple[float, float]]]:
    """When each party spoke that did, as stretches that do not overlap."""
    spoken: dict[Party, list[tuple[float, float]]] = {}
    for party in PARTIES:
        pieces = [(h.utterance.start, h.utterance.end) for h in state.of(party)]
        if pieces:
            spoken[party] = list(join(pieces, gap_s=0.0))
    return spoken
