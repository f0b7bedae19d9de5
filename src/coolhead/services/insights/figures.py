"""What insights count of one call: a projection of its events, made when it is over.

Nothing in it is private to the agent and nothing restricted: no cue, no feedback on one, nothing
of what makes a customer vulnerable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, Literal

import msgspec

from coolhead.call.decisions import Decision
from coolhead.call.events import CallStarted
from coolhead.call.state import CallState
from coolhead.call.vocabulary import RUNGS, Direction, Outcome, Rung, level_of
from coolhead.record.record import Record
from coolhead.record.standing import Shown, retracted, standing
from coolhead.services.insights.topics import topics_of
from coolhead.services.insights.turned import Curve, Turned, turned_of
from coolhead.signals.detector import THRESHOLD

Estimate = Literal["satisfied", "dissatisfied", "unclear"]

# Abuse of the agent, and threats: what an agent can take back as no abuse.
RETRACTABLE: Final = ("insult", "aggression", "threat", "profanity")
_ABUSE: Final = frozenset({"insult", "aggression"})
_WELCOME: Final = frozenset({"thanks", "acceptance"})
_UNWELCOME: Final = frozenset(
    {"rejection", "complaint", "frustration", "anger", "not_heard", *RETRACTABLE}
)
SETTLED: Final[tuple[Outcome, ...]] = ("resolved", "saved")


class TopicFigure(msgspec.Struct, frozen=True):
    """A topic of the call, with its part of the call's heat-minutes, and what was said of it."""

    name: str
    heat_minutes: float
    quote: str = ""
    utterance: str | None = None


class SignalFigure(msgspec.Struct, frozen=True):
    """In how many utterances of the customer a signal was found, and in how many taken back."""

    name: str
    heard: int
    taken_back: int = 0


class CallFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of one call.

    ``agent`` serves only to count how many people stand behind a figure. ``abuse`` is how many of
    the customer's utterances were abuse of the agent, ``leaving`` and ``reviewing`` whether they
    threatened to leave and to write a review.
    """

    team: str
    agent: str | None = None
    customer: str | None = None
    campaign: str | None = None
    direction: Direction = "inbound"
    started_at: str | None = None
    playbook: str = ""
    version: int = 0
    heat_peak: float = 0.0
    heat_end: float = 0.0
    heat_minutes: float = 0.0
    outcome: Outcome = "open"
    rung: Rung = "none"
    ended_for_abuse: bool = False
    escalated: bool = False
    abuse: int = 0
    leaving: bool = False
    reviewing: bool = False
    estimate: Estimate = "unclear"
    topics: tuple[TopicFigure, ...] = ()
    turned: tuple[Turned, ...] = ()
    signals: tuple[SignalFigure, ...] = ()


def figures_of(state: CallState, decisions: Sequence[Decision], record: Record) -> CallFigures:
    """The figures of a call that is over; ``record`` is as the agent has corrected it."""
    header = state.header or CallStarted(at=0.0, call="")
    shown = list(standing(state))
    curve = Curve(decisions)
    minutes = curve.minutes(record.duration_s)
    topics = topics_of(state, record)
    threats = {s.signal.kind for s in shown if s.party == "customer" and s.signal.name == "threat"}
    return CallFigures(
        team=header.team,
        agent=header.agent,
        customer=header.customer,
        campaign=header.campaign,
        direction=header.direction,
        started_at=header.started_at,
        playbook=header.playbook.name if header.playbook else "",
        version=header.playbook.version if header.playbook else 0,
        heat_peak=float(record.heat.peak),
        heat_end=float(record.heat.end),
        heat_minutes=minutes,
        outcome=record.outcome,
        rung=max((step.rung for step in record.ladder), key=RUNGS.index, default="none"),
        ended_for_abuse=record.ended_by == "agent_for_abuse",
        escalated=record.escalation is not None,
        abuse=len({s.id for s in shown if _is_abuse(s)}),
        leaving="leave" in threats,
        reviewing="review" in threats,
        estimate=_estimate(record, shown),
        topics=tuple(
            TopicFigure(topic.name, minutes / len(topics), topic.quote, topic.utterance)
            for topic in topics
        ),
        turned=turned_of(state, shown, curve),
        signals=_signals(state),
    )


def figure_facets(figures: CallFigures) -> frozenset[str]:
    """By what a call is found from a figure that it stands behind (``facets.py``)."""
    names = [f"topic:{topic.name}" for topic in figures.topics]
    names += [f"turned:{each.move}" for each in figures.turned]
    names += [f"taken_back:{each.name}" for each in figures.signals if each.taken_back]
    names.append(f"estimate:{figures.estimate}")
    is_open = figures.outcome not in SETTLED
    for name in ("leaving", "reviewing"):
        if getattr(figures, name):
            names.append(name)
            if is_open:
                names.append(f"{name}_open")
                names += [f"{name}_open:{topic.name}" for topic in figures.topics]
    for name in ("ended_for_abuse", "escalated", "abuse"):
        if getattr(figures, name):
            names.append(name)
    facets = {f"figure:{name}" for name in names}
    playbook = f"playbook:{figures.playbook}"
    facets |= {playbook, f"{playbook}:{figures.version}", f"direction:{figures.direction}"}
    return frozenset(facets)


def _is_abuse(shown: Shown) -> bool:
    if shown.party != "customer" or shown.id is None:
        return False
    name, kind = shown.signal.name, shown.signal.kind
    return name in _ABUSE or (name == "threat" and kind == "harm")


def _estimate(record: Record, shown: Sequence[Shown]) -> Estimate:
    """How satisfied the customer seems, by a rule that ``docs/insights.md`` prints."""
    level = level_of(record.heat.end)
    last = [s for s in shown if s.party == "customer" and s.signal.name in _WELCOME | _UNWELCOME]
    answer = last[-1].signal.name if last else ""
    if record.outcome in SETTLED and level == "calm" and answer in _WELCOME:
        return "satisfied"
    if level in {"heated", "boiling"} or record.ended_by == "agent_for_abuse":
        return "dissatisfied"
    unwelcome = answer in _UNWELCOME and record.outcome not in SETTLED
    return "dissatisfied" if unwelcome else "unclear"


def _signals(state: CallState) -> tuple[SignalFigure, ...]:
    taken_back = retracted(state)
    heard: Counter[str] = Counter()
    back: Counter[str] = Counter()
    for each in state.of("customer"):
        sure = {s.name for s in each.signals if s.confidence >= THRESHOLD}
        for name in sure.intersection(RETRACTABLE):
            heard[name] += 1
            back[name] += each.utterance.id in taken_back
    return tuple(SignalFigure(name, heard[name], back[name]) for name in sorted(heard))
