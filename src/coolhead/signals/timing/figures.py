"""Figures of a whole call, for the record. Each costs a pass over what was heard."""

from __future__ import annotations

from coolhead.call.state import CallState
from coolhead.call.vocabulary import PARTIES, Party
from coolhead.signals.timing.floor import join


def talk_ratio(state: CallState) -> dict[Party, float]:
    """Each party's share (0-1) of the seconds spoken; empty where nobody spoke."""
    spoken: dict[Party, float] = {}
    for heard in state.heard:
        utterance = heard.utterance
        seconds = utterance.end - utterance.start
        spoken[utterance.party] = spoken.get(utterance.party, 0.0) + seconds
    total = sum(spoken.values())
    if total <= 0:
        return {}
    return {party: round(spoken[party] / total, 3) for party in PARTIES if party in spoken}


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
    for party in PARTIES:
        pieces = [
            (heard.utterance.start, heard.utterance.end)
            for heard in state.heard
            if heard.utterance.party == party
        ]
        for start, end in join(pieces, gap_s=0.0):
            edges += [(start, 1), (end, -1)]
    total, speaking, last = 0.0, 0, 0.0
    for at, change in sorted(edges):
        if speaking > 1:
            total += at - last
        speaking += change
        last = at
    return round(total, 2)
