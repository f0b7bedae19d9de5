"""Calls for these tests: folded from events, with signals set by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coolhead.call.decisions import Because, Decision, HeatMeasured
from coolhead.call.events import (
    AgentMarked,
    CallEnded,
    CallStarted,
    Envelope,
    Event,
    SignalsDetected,
    UtteranceHeard,
)
from coolhead.call.state import CallState, fold
from coolhead.call.utterance import Signal, Utterance
from coolhead.call.vocabulary import EndedBy, Party, level_of
from coolhead.playbook.schema import Apology, Condition, CueSpec, Playbook, RubricItem
from coolhead.record.draft import draft_record
from coolhead.record.record import Record

STARTED_AT = "2026-03-02T10:15:00+00:00"  # a Monday, in London


def sig(name: str, **attributes: Any) -> Signal:
    """A signal; ``on=("text", "words")`` sets the span of the words in the text."""
    on = attributes.pop("on", None)
    if on is not None:
        text, words = on
        start = text.index(words)
        attributes["span"] = (start, start + len(words))
    return Signal(name=name, confidence=attributes.pop("confidence", 0.9), **attributes)


class CallUnderTest:
    """A call being told, line by line; each utterance takes four seconds."""

    def __init__(self, **header: Any) -> None:
        self.state = CallState()
        self._seq = 0
        self.at = 0.0
        header = {"call": "c1", "started_at": STARTED_AT, "time_zone": "Europe/London"} | header
        self.add(CallStarted(at=0.0, **header))

    def add(self, *events: Event) -> CallUnderTest:
        for event in events:
            envelope = Envelope("default", "default", "c1", self._seq, event)
            self.state = fold(self.state, envelope)
            self._seq += 1
        return self

    def say(self, party: Party, text: str, *signals: Signal, **attributes: Any) -> CallUnderTest:
        ident = attributes.pop("id", f"u{len(self.state.heard)}")
        start = attributes.pop("start", self.at)
        utterance = Utterance(party, start, start + 3.5, text, ident, **attributes)
        self.at = max(self.at, start) + 4.0
        self.add(UtteranceHeard(at=utterance.end, utterance=utterance))
        if signals:
            self.add(
                SignalsDetected(at=utterance.end, party=party, utterance=ident, signals=signals)
            )
        return self

    def customer(self, text: str, *signals: Signal, **attributes: Any) -> CallUnderTest:
        return self.say("customer", text, *signals, **attributes)

    def agent(self, text: str, *signals: Signal, **attributes: Any) -> CallUnderTest:
        return self.say("agent", text, *signals, **attributes)

    def mark(self, mark: Any, utterance: str | None = None) -> CallUnderTest:
        return self.add(AgentMarked(at=self.at, mark=mark, utterance=utterance))

    def end(self, ended_by: EndedBy = "customer") -> CallState:
        self.add(CallEnded(at=self.at, ended_by=ended_by))
        return self.state


def playbook(items: Sequence[RubricItem] = (), **settings: Any) -> Playbook:
    """A small playbook with this rubric."""
    return Playbook(
        name="test",
        version=1,
        title="For tests",
        phases={"opening": ("breathe",)},
        cues={"breathe": CueSpec(do="Breathe out")},
        apology=Apology(policy="justified"),
        scorecard=tuple(items),
        **settings,
    )


REFLECTED = RubricItem(
    id="reflected",
    item="Says back what the customer said",
    weight=3,
    rows=("S0.2",),
    applies=Condition(customer=("complaint",)),
    passes=("reflection", "empathy"),
)
APOLOGISED = RubricItem(
    id="apologised",
    item="Apologises once",
    weight=1,
    rows=("S0.3",),
    applies=Condition(customer=("complaint",)),
    passes=("apology",),
)
NOT_DISMISSIVE = RubricItem(
    id="not_dismissive",
    item="Does not order feelings",
    weight=2,
    rows=("S0.1",),
    fails=("dismissal", "defensiveness"),
)


def drafted(state: CallState, *decisions: Decision) -> Record:
    return draft_record(state, decisions, playbook())


def heat(*values: float) -> tuple[HeatMeasured, ...]:
    return tuple(
        HeatMeasured(at=float(i), value=v, level=level_of(v), because=(Because(utterance=f"u{i}"),))
        for i, v in enumerate(values)
    )
