"""Live calls over the in-memory store, with a clock that a test moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from coolhead.adapters.bus.in_process import InProcessFeed
from coolhead.adapters.observing.meters import PrometheusMeters
from coolhead.adapters.storage.in_memory import InMemoryStore
from coolhead.call.events import CallStarted, UtteranceHeard
from coolhead.call.utterance import Utterance
from coolhead.call.vocabulary import Party
from coolhead.server.playbooks import WorkspacePlaybooks
from coolhead.server.runners import InstalledRunners
from coolhead.services.live.call import Surroundings
from coolhead.services.live.calls import LiveCalls
from coolhead.services.live.ports import Ears, Wishes
from coolhead.services.live.settings import CallSettings, LiveSettings
from coolhead.services.live.store import EventStore
from coolhead.services.live.tapes import Tapes

START = datetime(2026, 3, 2, 10, 15, tzinfo=UTC)


class MovedClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def passed(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds)


@dataclass
class Service:
    """A service's live calls with everything around them at hand."""

    store: EventStore = field(default_factory=InMemoryStore)
    settings: CallSettings = field(default_factory=lambda: CallSettings(unknown_consent="words"))
    live_settings: LiveSettings = field(default_factory=LiveSettings)
    clock: MovedClock = field(default_factory=MovedClock)
    feed: InProcessFeed = field(default_factory=InProcessFeed)
    ears: Ears | None = None
    tapes: Tapes | None = None
    wishes: Wishes | None = None

    def __post_init__(self) -> None:
        self.calls = self.restarted()

    def restarted(self) -> LiveCalls:
        """Another process over the same store."""

        async def settings_of(_workspace: str) -> CallSettings:
            return self.settings

        async def published(_workspace: str, _name: str) -> str | None:
            return None

        self.calls = LiveCalls(
            Surroundings(
                store=self.store,
                feed=self.feed,
                clock=self.clock,
                meters=PrometheusMeters(),
                ears=self.ears,
                tapes=self.tapes,
                wishes=self.wishes,
                settings=self.live_settings,
            ),
            runners=InstalledRunners(),
            playbooks=WorkspacePlaybooks(self.store, published, usual="standard"),
            settings_of=settings_of,
        )
        return self.calls


def header(call: str = "c1", **more: object) -> CallStarted:
    """How a call begins."""
    given: dict[str, Any] = {"team": "north", "agent": "a1", **more}
    return CallStarted(at=0.0, call=call, **given)


def said(party: Party, text: str, end: float, *, id: str = "") -> UtteranceHeard:  # noqa: A002 - the utterance's own word
    """Something said in the three seconds up to ``end``."""
    return UtteranceHeard(
        at=end,
        utterance=Utterance(party=party, start=max(0.0, end - 3.0), end=end, text=text, id=id),
    )
