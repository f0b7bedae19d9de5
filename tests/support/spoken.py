"""Calls written as talk, driven through the public API: what a user of the library would do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coolhead import Companion
from coolhead.call.actions import Action
from coolhead.call.decisions import CueShown, Decision, HeatMeasured, SignalNoted
from coolhead.call.vocabulary import Party
from coolhead.record.record import Record

# An ordinary pace of telephone speech, for calls that are written and not spoken.
_WORDS_PER_S = 2.6


class SpokenCall:
    """A call of ``Companion`` whose utterances follow each other at an ordinary pace."""

    def __init__(self, playbook: Any = "standard", call: Mapping[str, Any] | None = None) -> None:
        self.companion = Companion(playbook, call=call)
        self.now = 0.0
        self.decisions: list[Decision] = []
        self.latest: list[Decision] = []

    def __call__(
        self, party: Party, text: str, *, gap: float = 0.4, lasts: float | None = None, **more: Any
    ) -> SpokenCall:
        start = more.pop("start", self.now + gap)
        end = start + (lasts or max(0.6, len(text.split()) / _WORDS_PER_S))
        self.latest = self.companion.hear(
            {"party": party, "start": start, "end": end, "text": text, **more}
        )
        self.now = max(self.now, end)
        self.decisions += self.latest
        return self

    def customer(self, text: str, **more: Any) -> SpokenCall:
        return self("customer", text, **more)

    def agent(self, text: str, **more: Any) -> SpokenCall:
        return self("agent", text, **more)

    def wait(self, seconds: float) -> SpokenCall:
        self.latest = []
        for _ in range(int(seconds)):
            self.now += 1.0
            self.latest += self.companion.advance(self.now)
        self.decisions += self.latest
        return self

    def act(self, action: Action) -> SpokenCall:
        self.latest = self.companion.act(action)
        self.decisions += self.latest
        return self

    def finish(self) -> Record:
        return self.companion.finish()

    @property
    def cues(self) -> list[str]:
        return [d.id for d in self.decisions if isinstance(d, CueShown)]

    @property
    def signals(self) -> list[str]:
        return [d.name for d in self.decisions if isinstance(d, SignalNoted)]

    def cue(self, name: str) -> CueShown:
        return next(d for d in self.decisions if isinstance(d, CueShown) and d.id == name)

    def signal(self, name: str) -> SignalNoted:
        return next(d for d in self.decisions if isinstance(d, SignalNoted) and d.name == name)

    @property
    def hottest(self) -> float:
        return max((d.value for d in self.decisions if isinstance(d, HeatMeasured)), default=0.0)
