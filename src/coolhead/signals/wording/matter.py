"""What the call is about: one thing, chosen from all that both parties have named.

A thing that the customer began with, complained of or asked something to be done to counts most;
that the agent names it too makes it surer. What is only named in passing counts nothing, and where
nothing stands out the answer is None: a wrong name in the agent's mouth is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from coolhead.signals.wording.mentions import Mention, named_in

# Weights in passing mentions, as in ``mentions``.
# In an utterance that shows trouble or a request, and in the first such.
_TELLING: Final = 1.0
_FIRST: Final = 1.0
# The agent has looked it up or heard it: surer than the customer's saying it once more.
_BY_AGENT: Final = 1.5
# Beyond so many mentions by one party, more of them say nothing new.
_MOST_COUNTED: Final = 3
# A complaint or a request as such reaches the first; what was never more than named must be named
# by both parties, and often.
_SURE: Final = 4.0
_SURE_IF_ONLY_NAMED: Final = 5.5
# What they complained of or asked for last is what they are at now.
_NOW: Final = 2.0


class Turn(NamedTuple):
    """One utterance to look at: what the agent named, or what the customer mentioned."""

    named: frozenset[str] = frozenset()
    mentions: tuple[Mention, ...] = ()
    telling: bool = False


class Matter(NamedTuple):
    """The thing as the agent says it ("your sofa"), and its noun in the singular."""

    said: str
    head: str

    def is_in(self, phrase: str) -> bool:
        """Whether a phrase names it."""
        return self.head in named_in(phrase)


class _Standing:
    """What is known of one candidate so far."""

    __slots__ = ("agent", "best", "customer", "last", "own", "said", "score", "strong")

    def __init__(self) -> None:
        self.score = 0.0
        self.customer = 0
        self.agent = 0
        self.strong = False
        self.said = ""
        self.own = False
        self.best = 0.0
        self.last = -1


def main_matter(turns: Iterable[Turn]) -> Matter | None:
    """The thing that the call is about, from its turns in order; None where none stands out."""
    standings: dict[str, _Standing] = {}
    spoken = 0
    begun = False
    for turn in turns:
        for head in turn.named:
            standing = standings.setdefault(head, _Standing())
            standing.agent += 1
        if not turn.mentions and not turn.telling:
            continue
        spoken += 1
        extra = _TELLING if turn.telling else 0.0
        if turn.telling and not begun and turn.mentions:
            begun, extra = True, extra + _FIRST
        for mention in turn.mentions:
            _count(standings.setdefault(mention.head, _Standing()), mention, extra, spoken)
    return _first_of(standings)


def _is_better(mention: Mention, standing: _Standing) -> bool:
    """The telling phrase, but "your bill" before "the bill" where it names as much."""
    if standing.own != mention.own:
        longer = mention.said.count(" ") - standing.said.count(" ")
        if longer >= 0 and mention.own:
            return True
        if longer <= 0 and standing.own:
            return False
    return mention.weight > standing.best


def _first_of(standings: dict[str, _Standing]) -> Matter | None:
    latest = max((standing.last for standing in standings.values()), default=-1)
    best: Matter | None = None
    rank = (0.0, -1)
    for head, standing in standings.items():
        score = standing.score + _BY_AGENT * min(standing.agent, _MOST_COUNTED)
        score += _NOW if standing.strong and standing.last == latest else 0.0
        if standing.said and (score, standing.last) > rank and _is_sure(standing, score):
            best, rank = Matter(standing.said, head), (score, standing.last)
    return best


def _count(standing: _Standing, mention: Mention, extra: float, at: int) -> None:
    weight = mention.weight + (extra if mention.weight else 0.0)
    standing.customer += 1
    if standing.customer <= _MOST_COUNTED or mention.strong:
        standing.score += weight
    standing.strong = standing.strong or mention.strong
    if mention.said and _is_better(mention, standing):
        standing.said, standing.best, standing.own = mention.said, mention.weight, mention.own
    if mention.strong and extra:
        standing.last = at


def _is_sure(standing: _Standing, score: float) -> bool:
    if standing.strong:
        return score >= _SURE
    both = standing.agent > 0 and standing.score > 0.0
    return both and score >= _SURE_IF_ONLY_NAMED
