"""Where a call turned: heat rose or fell, with what the customer said and the agent just before.

Of heat and of what was said alone, so that it can be talked about by both: no cue is in it, nor
what makes the customer vulnerable, nor how loud or fast the agent spoke.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

import msgspec

from coolhead.call.decisions import Decision, HeatMeasured
from coolhead.call.state import CallState, Heard
from coolhead.record.standing import in_order, retracted, standing
from coolhead.record.wording import plain

# Half of a level of heat: what moves less than that is the ordinary up and down of a call.
LEAST_TURN: Final = 12.0
# More than this nobody talks about in one meeting.
MOST_TURNS: Final = 8
_LONGEST_QUOTE: Final = 300
_PRIVATE: Final = frozenset({"vulnerability", "raised_voice", "speech_rate"})


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """A moment at which heat turned; ``at`` is seconds from the call's start, heat is 0-100.

    ``quote`` are the customer's words with which it moved, ``agent_quote`` the agent's last ones
    before; ``customer_showed`` and ``agent_showed`` the signals in either. ``why`` says it.
    """

    at: float
    way: Literal["up", "down"]
    before: float
    after: float
    utterance: str
    quote: str
    agent_utterance: str | None
    agent_quote: str
    customer_showed: tuple[str, ...]
    agent_showed: tuple[str, ...]
    why: str


class _Step(NamedTuple):
    heard: Heard
    before: float
    after: float

    @property
    def by(self) -> float:
        return self.after - self.before


def turns_of(state: CallState, decisions: Sequence[Decision]) -> tuple[Turn, ...]:
    """The moments of a call, in order: of each swing of heat the step that moved it most.

    What the agent took back as no abuse moved nothing.
    """
    taken_back = retracted(state)
    steps = [s for s in _steps(state, decisions) if s.heard.utterance.id not in taken_back]
    chosen = {
        max(swing, key=lambda step: abs(step.by)).heard.seq: max(swing, key=lambda s: abs(s.by))
        for swing in _swings(steps)
    }
    chosen |= {step.heard.seq: step for step in steps if abs(step.by) >= LEAST_TURN}
    strongest = sorted(chosen.values(), key=lambda step: -abs(step.by))[:MOST_TURNS]
    shown: defaultdict[str, list[str]] = defaultdict(list)
    for each in standing(state):
        if each.id is not None and each.signal.name not in _PRIVATE:
            shown[each.id].append(each.signal.name)
    said = in_order(state)
    turns = [_turn(step, _agent_before(said, step.heard), shown) for step in strongest]
    return tuple(sorted(turns, key=lambda turn: (turn.at, turn.utterance)))


def _steps(state: CallState, decisions: Sequence[Decision]) -> list[_Step]:
    """How each utterance of the customer moved heat, in the order in which they were heard."""
    measured = [(_seq(d), d.value) for d in decisions if isinstance(d, HeatMeasured)]
    heard = sorted(state.heard, key=lambda each: each.seq)
    steps, place, heat = [], 0, 0.0
    for number, each in enumerate(heard):
        while place < len(measured) and measured[place][0] < each.seq:
            heat = measured[place][1]
            place += 1
        until = heard[number + 1].seq if number + 1 < len(heard) else None
        after = heat
        while place < len(measured) and (until is None or measured[place][0] < until):
            after = measured[place][1]
            place += 1
        if each.utterance.party == "customer":
            steps.append(_Step(each, heat, after))
        heat = after
    return steps


def _swings(steps: Sequence[_Step]) -> list[list[_Step]]:
    """The stretches in which heat went one way by enough, each as the steps that went that way."""
    swings: list[tuple[int, list[_Step]]] = []
    low = high = 0.0
    since_low: list[_Step] = []
    since_high: list[_Step] = []
    way = 0
    for step in steps:
        since_low.append(step)
        since_high.append(step)
        if step.after <= low:
            low, since_low = step.after, []
        if step.after >= high:
            high, since_high = step.after, []
        if way <= 0 and step.after - low >= LEAST_TURN:
            way, high, since_high = 1, step.after, []
            swings.append((way, since_low))
        elif way >= 0 and high - step.after >= LEAST_TURN:
            way, low, since_low = -1, step.after, []
            swings.append((way, since_high))
    # A list goes on to be filled until heat has turned: what went the other way is left out.
    kept = [[step for step in swing if step.by * up > 0] for up, swing in swings]
    return [swing for swing in kept if swing]


def _agent_before(said: Sequence[Heard], heard: Heard) -> Heard | None:
    before = [
        each
        for each in said
        if each.utterance.party == "agent" and each.utterance.start < heard.utterance.start
    ]
    return before[-1] if before else None


def _turn(step: _Step, agent: Heard | None, shown: dict[str, list[str]]) -> Turn:
    customer = step.heard.utterance
    theirs = tuple(dict.fromkeys(shown.get(customer.id, ())))
    agents = tuple(dict.fromkeys(shown.get(agent.utterance.id, ()))) if agent is not None else ()
    return Turn(
        at=customer.start,
        way="up" if step.by > 0 else "down",
        before=step.before,
        after=step.after,
        utterance=customer.id,
        quote=_quoted(customer.text),
        agent_utterance=agent.utterance.id if agent is not None else None,
        agent_quote=_quoted(agent.utterance.text) if agent is not None else "",
        customer_showed=theirs,
        agent_showed=agents,
        why=_why(step, theirs, agents),
    )


def _why(step: _Step, customer: tuple[str, ...], agent: tuple[str, ...]) -> str:
    moved = "rose" if step.by > 0 else "fell"
    parts = [f"Heat {moved} from {step.before:.0f} to {step.after:.0f}."]
    if customer:
        parts.append(f"The customer showed {_listed(customer)}.")
    elif step.by < 0:
        parts.append("The customer spoke on, calmer.")
    if agent:
        parts.append(f"Just before, the agent's words were {_listed(agent)}.")
    return " ".join(parts)


def _listed(names: Sequence[str]) -> str:
    words = [name.replace("_", " ") for name in names]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _quoted(text: str) -> str:
    words = plain(text)
    return words if len(words) <= _LONGEST_QUOTE else f"{words[: _LONGEST_QUOTE - 1]}…"


def _seq(decision: Decision) -> int:
    """The ``seq`` of the event that a decision follows from: it is in its id."""
    try:
        return int(decision.decision.rsplit(":", 2)[1])
    except (IndexError, ValueError):
        return -1
