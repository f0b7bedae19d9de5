"""Where a call turned: which moves of the agent were followed by cooling. Followed, not caused."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from coolhead.call.decisions import Decision, HeatMeasured
from coolhead.call.state import CallState
from coolhead.call.vocabulary import Level, level_of
from coolhead.record.standing import Shown

# A drop that a listener notices: somewhat less than half a level (a setting, no science).
COOLS_BY: Final = 10.0
# What comes later than a minute follows from other things too (a setting, no science).
COOLS_WITHIN_S: Final = 60.0

# Any turn of the agent, whatever is in it.
ANY: Final = "any"
# Nothing but a nod: the agent lets the customer go on.
LISTENING: Final = "listening"
MOVES: Final = (
    LISTENING,
    "reflection",
    "empathy",
    "apology_sincere",
    "apology_sympathetic",
    "apology_conditional",
    "open_question",
    "resolution_question",
    "information",
    "offer",
    "ownership",
    "commitment",
    "plain_refusal",
    "escalation_offer",
    "civility_request",
    "excuse",
    "defensiveness",
    "dismissal",
    "pass_off",
)


class Turned(msgspec.Struct, frozen=True):
    """The agent's turns of a call with one move, at one level of heat.

    ``cooled`` of the ``turns`` were followed by cooling. ``alone``: every turn of the agent at this
    level had the move, so the call has none to compare them with. ``first``: it is the call's first
    row with this move, by which calls are counted once.
    """

    move: str
    level: Level
    turns: int
    cooled: int
    alone: bool = False
    first: bool = True


class Curve:
    """The customer's heat as it was measured: steps that hold until the next one."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        measured = [each for each in decisions if isinstance(each, HeatMeasured)]
        self.at = [each.at for each in measured]
        self.values = [each.value for each in measured]

    def minutes(self, end: float) -> float:
        """The area under the curve up to ``end``: minutes at heat 100, or twice as long at 50."""
        until = [*self.at[1:], max(end, self.at[-1])] if self.at else []
        area = 0.0
        for start, stop, value in zip(self.at, until, self.values, strict=True):
            area += max(0.0, min(stop, end) - min(start, end)) * value
        return area / 60.0 / 100.0

    def before(self, at: float) -> float | None:
        """The heat when something began, None before it was first measured."""
        place = bisect_right(self.at, at)
        return self.values[place - 1] if place else None

    def lowest(self, start: float, end: float) -> float | None:
        """The lowest heat that was measured from ``start`` to ``end``."""
        values = self.values[bisect_left(self.at, start) : bisect_right(self.at, end)]
        return min(values, default=None)


def turned_of(state: CallState, shown: Sequence[Shown], curve: Curve) -> tuple[Turned, ...]:
    """The agent's turns while the customer was tense or hotter, by move and level.

    What came too late to be heard in its moment is left out.
    """
    moves: dict[str, set[str]] = {}
    for each in shown:
        if each.party == "agent" and each.id is not None:
            moves.setdefault(each.id, set()).add(_move(each))
    counts: dict[tuple[str, Level], list[int]] = {}
    for heard in state.of("agent"):
        said = heard.utterance
        heat = curve.before(said.start)
        if heard.late or not said.text.strip() or heat is None or level_of(heat) == "calm":
            continue
        after = curve.lowest(said.end, said.end + COOLS_WITHIN_S)
        has_cooled = after is not None and after <= heat - COOLS_BY
        for move in {ANY, *_counted(moves.get(said.id, set()))}:
            count = counts.setdefault((move, level_of(heat)), [0, 0])
            count[0] += 1
            count[1] += has_cooled
    found: list[Turned] = []
    seen: set[str] = set()
    for (move, level), (turns, cooled) in sorted(counts.items()):
        alone = turns == counts[ANY, level][0]
        found.append(Turned(move, level, turns, cooled, alone, first=move not in seen))
        seen.add(move)
    return tuple(found)


def _move(shown: Shown) -> str:
    signal = shown.signal
    if signal.name == "apology":
        return f"apology_{signal.kind or 'sincere'}"
    if signal.name == "reflection" and signal.confirmed is False:
        return ""  # denied: no credit
    return signal.name


def _counted(names: set[str]) -> set[str]:
    found = names.intersection(MOVES)
    return {LISTENING} if not found and "acknowledgement" in names else found
