"""The port of the feed: what happens in live calls, passed on to whoever watches."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Protocol

import msgspec

from coolhead.call.decisions import Decision
from coolhead.call.events import Envelope
from coolhead.call.vocabulary import Party
from coolhead.services.live.summary import CallKey, CallSummary


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """What one moment did in one call: kept events, what was decided, and the row after it.

    It is whole, private parts included: it is cut to what a reader may see before it is sent.
    """

    key: CallKey
    envelopes: tuple[Envelope, ...]
    decisions: tuple[Decision, ...]
    summary: CallSummary


class Interim(msgspec.Struct, frozen=True, kw_only=True):
    """Words that are still being said: they may change, and are kept nowhere.

    ``text`` is masked, and replaces what was shown of this party's before; "" takes it away.
    """

    key: CallKey
    party: Party
    text: str


class Missed(msgspec.Struct, frozen=True):
    """A reader was too slow and lost ``count`` publications: it must read anew from the store."""

    count: int


class Subscription(Protocol):
    """What is published, as it comes; ends when it is closed."""

    def __aiter__(self) -> AsyncIterator[Published | Interim | Missed]:
        """Itself."""

    async def __anext__(self) -> Published | Interim | Missed:
        """The next publication; waits for it."""

    async def aclose(self) -> None:
        """End the subscription; whoever waits for the next publication is told that it is over."""


class Feed(Protocol):
    """Passes publications on to subscribers."""

    def publish(self, published: Published) -> None:
        """Pass on; never waits for a subscriber."""

    def is_watched(self, key: CallKey) -> bool:
        """Whether anybody watches just this call."""

    def show(self, interim: Interim) -> None:
        """Pass on to whoever watches just this call, and is not behind."""

    def subscribe(
        self, workspace: str, call: str | None = None, *, agent: str | None = None
    ) -> Subscription:
        """Everything published from now on in a workspace, in one call or in an agent's calls.

        The subscription stands when this returns.
        """
