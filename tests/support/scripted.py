"""Calls written as a script of signals, so that the engine is tested apart from the detectors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from coolhead.call.decisions import (
    AlertRaised,
    CueCleared,
    CueShown,
    Decision,
    HeatMeasured,
    LadderMoved,
)
from coolhead.call.events import (
    CallStarted,
    Envelope,
    Event,
    SignalsDetected,
    SpeechStarted,
    SpeechStopped,
    TimeAdvanced,
    UtteranceHeard,
)
from coolhead.call.utterance import Signal, Utterance
from coolhead.call.vocabulary import Party
from coolhead.guidance.engine import Engine
from coolhead.guidance.state import GuidanceState
from coolhead.playbook.loader import load_playbook
from coolhead.playbook.schema import Playbook


@cache
def standard() -> Playbook:
    return load_playbook("standard")


def signal(name: str, **attributes: Any) -> Signal:
    return Signal(name=name, confidence=attributes.pop("confidence", 0.9), **attributes)


class ScriptedCall:
    """Drives an engine with utterances whose signals are given.

    A turn of a party is a speech start, its stop, the utterance, its signals. ``say`` returns what
    was decided meanwhile; ``decisions`` has all of it and ``log`` every envelope.
    """

    def __init__(self, playbook: Playbook | None = None, **header: Any) -> None:
        self.engine = Engine(playbook or standard())
        self.state = GuidanceState()
        self.log: list[Envelope] = []
        self.decisions: list[Decision] = []
        self.now = 0.0
        self._seq = 0
        self.feed(CallStarted(at=0.0, call="c1", **header))

    def feed(self, event: Event) -> list[Decision]:
        envelope = Envelope(
            workspace="default", team="default", call="c1", seq=self._seq, event=event
        )
        self._seq += 1
        self.log.append(envelope)
        self.state, made = self.engine.step(self.state, envelope)
        self.decisions += made
        self.now = max(self.now, event.at)
        return list(made)

    def say(
        self,
        party: Party,
        text: str,
        *signals: Signal | str,
        lasts: float = 4.0,
        gap: float = 0.3,
        **utterance: Any,
    ) -> list[Decision]:
        start = utterance.pop("start", self.now + gap)
        end = start + lasts
        name = utterance.pop("id", f"u{len(self.state.call.heard)}")
        made = self.feed(SpeechStarted(at=start, party=party)) if start >= self.now else []
        if end >= self.now:
            made += self.feed(SpeechStopped(at=end, party=party))
        said = Utterance(party=party, start=start, end=end, text=text, id=name, **utterance)
        at = max(end, self.now)
        made += self.feed(UtteranceHeard(at=at, utterance=said))
        found = tuple(signal(each) if isinstance(each, str) else each for each in signals)
        made += self.feed(SignalsDetected(at=at, party=party, utterance=name, signals=found))
        return made

    def customer(self, text: str, *signals: Signal | str, **more: Any) -> list[Decision]:
        return self.say("customer", text, *signals, **more)

    def agent(self, text: str, *signals: Signal | str, **more: Any) -> list[Decision]:
        return self.say("agent", text, *signals, **more)

    def wait(self, seconds: float) -> list[Decision]:
        made: list[Decision] = []
        until = self.now + seconds
        while self.now + 1.0 <= until:
            made += self.feed(TimeAdvanced(at=self.now + 1.0))
        return made

    @property
    def heat(self) -> float:
        return self.state.heat.value

    @property
    def rung(self) -> str:
        return self.state.ladder.rung

    @property
    def on_screen(self) -> str | None:
        return self.state.stage.current.id if self.state.stage.current else None


def cues(decisions: Sequence[Decision]) -> list[str]:
    return [d.id for d in decisions if isinstance(d, CueShown)]


def shown(decisions: Sequence[Decision], name: str) -> CueShown:
    return next(d for d in decisions if isinstance(d, CueShown) and d.id == name)


def alerts(decisions: Sequence[Decision]) -> list[str]:
    return [d.kind for d in decisions if isinstance(d, AlertRaised)]


def rungs(decisions: Sequence[Decision]) -> list[str]:
    return [d.rung for d in decisions if isinstance(d, LadderMoved)]


def heats(decisions: Sequence[Decision]) -> list[float]:
    return [d.value for d in decisions if isinstance(d, HeatMeasured)]


def most_at_once(decisions: Sequence[Decision]) -> int:
    """The most cues that were ever on the screen together."""
    now = most = 0
    for each in decisions:
        now += isinstance(each, CueShown)
        now -= isinstance(each, CueCleared)
        most = max(most, now)
    return most
