"""What live calls need of the outside beside the store and the feed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from coolhead.call.events import CallStarted, Envelope, Event
from coolhead.call.utterance import Utterance
from coolhead.call.vocabulary import Party
from coolhead.playbook.schema import Playbook
from coolhead.services.call_runner import CallRunner, Keep
from coolhead.services.live.intake import Ear
from coolhead.services.live.settings import CallSettings
from coolhead.services.live.summary import CallSummary

Sink = Callable[[Event], Awaitable[object]]
"""Takes an event that was heard; may raise what `OpenCall.take` raises."""

Show = Callable[[Party, str], None]
"""Told of words that are still being said; see ``OpenCall.show``."""

KeepSound = Callable[[Utterance, float, bytes], None]
"""Told of the sound of an utterance that the call has taken; see ``Tape.put``."""


class Clock(Protocol):
    """The time: passing, and on the wall."""

    def passed(self) -> float:
        """Seconds that pass evenly, from anywhere."""

    def now(self) -> datetime:
        """The time of day, with an offset."""


class Ears(Protocol):
    """Hears the sound of live calls."""

    def open(
        self,
        sink: Sink,
        *,
        rate_hz: int,
        started_at: float = 0.0,
        may_recognise: Callable[[Party], bool],
        show: Show | None = None,
        keep_sound: KeepSound | None = None,
    ) -> Ear:
        """An ear for one call. ``may_recognise`` says whether words of a party may be heard now."""


class Wishes(Protocol):
    """Keeps that a customer wants no more calls, longer than the call itself is kept."""

    async def settle(self, call: CallSummary) -> None:
        """Note what the record of a call that is over says; raises ``StorageError``."""


class Playbooks(Protocol):
    """Playbooks by their names, as a workspace has them."""

    async def named(self, workspace: str, team: str, name: str | None) -> Playbook:
        """The playbook of this name as it is now, the workspace's usual one without a name.

        Raises ``ConfigError`` where there is none.
        """

    async def of_digest(self, digest: str) -> Playbook:
        """The playbook that a call was guided by; raises ``ConfigError`` where it was not kept."""


class Runners(Protocol):
    """Makes the runner of a call, with the detectors and calendars that are installed."""

    def start(
        self, header: CallStarted, playbook: Playbook, settings: CallSettings, keep: Keep
    ) -> CallRunner:
        """The runner of a call that begins now."""

    def resume(
        self, past: list[Envelope], playbook: Playbook, settings: CallSettings, keep: Keep
    ) -> CallRunner:
        """The runner of a call that goes on after these events."""

    def replay(self, past: list[Envelope], playbook: Playbook) -> CallRunner:
        """The runner of a call exactly as these events leave it: nothing is heard anew."""


class Meters(Protocol):
    """Counts for whoever runs the service; nothing of a person, nothing of a single call."""

    def live_calls(self, count: int) -> None:
        """How many calls are going on."""

    def moment_taken(self, seconds: float) -> None:
        """How long it took from an utterance's coming in to what follows being shown."""

    def unkept(self) -> None:
        """A moment could not be kept for want of room."""


SettingsOf = Callable[[str], Awaitable[CallSettings]]
"""The settings of a workspace as they are now."""
