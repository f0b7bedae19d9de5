"""Which signals stand: those that count for the record and the scorecard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from coolhead.call.state import CallState, Heard
from coolhead.call.utterance import Signal
from coolhead.call.visibility import AGENTS_OWN_CONDUCT
from coolhead.call.vocabulary import Party
from coolhead.signals.detector import THRESHOLD

# What `not_abuse` takes back, on the agent's word.
_ABUSE: Final = frozenset({"insult", "aggression", "threat", "profanity"})


class Shown(NamedTuple):
    """A signal that stands, and the utterance that shows it (None: time itself does)."""

    signal: Signal
    heard: Heard | None
    party: Party
    at: float

    @property
    def id(self) -> str | None:
        """The utterance's id."""
        return self.heard.utterance.id if self.heard else None


def in_order(state: CallState) -> tuple[Heard, ...]:
    """The utterances in the order in which they were said; late ones are in their place."""
    return tuple(sorted(state.heard, key=lambda heard: (heard.utterance.start, heard.seq)))


def retracted(state: CallState) -> frozenset[str]:
    """The utterances that the agent has said are no abuse, and has not marked again since."""
    taken_back: set[str] = set()
    for mark in state.marks:
        utterance = mark.utterance
        if utterance is None:
            said = [h.utterance for h in state.of("customer") if h.utterance.end <= mark.at]
            utterance = max(said, key=lambda u: u.end).id if said else None
        if utterance is None:
            continue
        if mark.mark == "not_abuse":
            taken_back.add(utterance)
        elif mark.mark == "mark_abuse":
            taken_back.discard(utterance)
    return frozenset(taken_back)


def standing(state: CallState) -> Iterator[Shown]:
    """Every signal that counts, in the order in which it was said.

    Left out are candidates below the threshold (a signal found again with none is taken back),
    abuse that the agent retracted, and the agent's own loudness and pace, which are theirs alone.
    """
    taken_back = retracted(state)
    timed: list[Shown] = [Shown(t.signal, None, t.party, t.at) for t in state.timed]
    spoken = [
        Shown(signal, heard, heard.utterance.party, heard.utterance.start)
        for heard in in_order(state)
        for signal in heard.signals
        if not (signal.name in _ABUSE and heard.utterance.id in taken_back)
    ]
    for shown in sorted([*spoken, *timed], key=lambda shown: shown.at):
        private = shown.party == "agent" and shown.signal.name in AGENTS_OWN_CONDUCT
        if shown.signal.confidence >= THRESHOLD and not private:
            yield shown


def named(shown: Iterable[Shown], party: Party | None, *names: str) -> list[Shown]:
    """Those of a party (None: of anyone) with one of these names."""
    return [s for s in shown if s.signal.name in names and party in {None, s.party}]


def is_wish(signal: Signal) -> bool:
    """Whether a signal asks for something to be done; a question in passing does not."""
    return signal.name == "request" and signal.remedy != "information"
