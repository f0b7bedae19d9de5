"""Stretches of speech: who held the floor from when to when."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from coolhead.call.state import CallState, Heard
from coolhead.call.utterance import Utterance
from coolhead.call.vocabulary import Party
from coolhead.signals.backchannel import is_backchannel

# An utterance ends after 0.5 s of silence; pieces of one party closer than this were cut by the
# recogniser, not by the speaker.
JOIN_S: Final = 0.4

# Where the words are not known, shorter speech than this is taken for a nod: a hummed or one-word
# nod is over well within a second.
NOD_S: Final = 1.0

# An announcement to wait, the customer's "okay", and perhaps a nod.
_ANNOUNCED: Final = 3

# Sums of times such as 9.8 - 9.3 fall a hair beside the half second they stand for.
EPSILON: Final = 1e-6


class Stretch(NamedTuple):
    """One party's unbroken speech, in seconds; ``end`` is infinite while it goes on."""

    party: Party
    start: float
    end: float


def is_nod(state: CallState, utterance: Utterance) -> bool:
    """Whether the utterance is a listener's nod: by its words, else by its length."""
    language = state.header.language if state.header is not None else "en"
    if utterance.text.strip() and language.lower().startswith("en"):
        return is_backchannel(utterance.text)
    return utterance.end - utterance.start < NOD_S


def others_speech(state: CallState, turns: Iterable[Heard], party: Party) -> list[Stretch]:
    """The stretches of everybody but ``party``: those heard, and those still going on."""
    stretches: list[Stretch] = []
    for other in ("customer", "agent", "supervisor"):
        if other == party:
            continue
        pieces = [
            (heard.utterance.start, heard.utterance.end)
            for heard in turns
            if heard.utterance.party == other
        ]
        since = state.speaking.get(other)
        if since is not None:
            pieces.append((since, math.inf))
        stretches.extend(Stretch(other, *joined) for joined in join(pieces))
    return stretches


def wait_announced(state: CallState) -> bool:
    """Whether one of the last things said asked the customer to wait ("bear with me")."""
    return any(heard.has("hold_notice") for heard in state.heard[-_ANNOUNCED:])


def join(
    pieces: Iterable[tuple[float, float]], *, gap_s: float = JOIN_S
) -> Iterator[tuple[float, float]]:
    """Join pieces that overlap or lie no further apart than ``gap_s``, in order of time."""
    current: tuple[float, float] | None = None
    for start, end in sorted(pieces):
        if current is not None and start - current[1] <= gap_s + EPSILON:
            current = (current[0], max(current[1], end))
            continue
        if current is not None:
            yield current
        current = (start, end)
    if current is not None:
        yield current


def shared_s(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Seconds that two stretches have in common; zero where they do not meet."""
    return max(0.0, min(one[1], other[1]) - max(one[0], other[0]))
