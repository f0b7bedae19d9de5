"""A live call as its source has it, which reports to the watch what arrives."""

from __future__ import annotations

from coolhead.api.sources.watch import SourceWatch
from coolhead.call.events import Event
from coolhead.call.vocabulary import EndedBy, Party
from coolhead.services.live.call import LiveCall
from coolhead.services.live.intake import Ear
from coolhead.services.live.store import Keeping
from coolhead.services.live.summary import CallKey


class WatchedCall:
    """``OpenCall`` over a live call."""

    def __init__(self, call: LiveCall, watch: SourceWatch, source: str) -> None:
        self._call = call
        self._watch = watch
        self._source = source
        self._told: int | None = None

    @property
    def key(self) -> CallKey:
        """See ``OpenCall.key``."""
        return self._call.key

    @property
    def now(self) -> float:
        """See ``OpenCall.now``."""
        return self._call.now

    @property
    def resumed(self) -> bool:
        """See ``OpenCall.resumed``."""
        return self._call.resumed

    @property
    def ended(self) -> bool:
        """See ``OpenCall.ended``."""
        return self._call.ended

    async def take(self, moment: Event) -> Keeping:
        """See ``OpenCall.take``."""
        self.look()
        keeping = await self._call.take(moment)
        self.look()
        return keeping

    def show(self, party: Party, text: str) -> None:
        """See ``OpenCall.show``."""
        self._call.show(party, text)

    def listen(self, *, rate_hz: int) -> Ear:
        """See ``OpenCall.listen``."""
        return _WatchedEar(self._call.listen(rate_hz=rate_hz), self, rate_hz)

    async def end(self, ended_by: EndedBy = "system", reason: str = "") -> Keeping:
        """See ``OpenCall.end``."""
        return await self._call.end(ended_by, reason)

    def leave(self, reason: str) -> None:
        """See ``OpenCall.leave``."""
        self._call.leave(reason)

    def look(self) -> None:
        """Report the utterances that have come since the look before, if anybody looks."""
        if not self._watch.is_watched(self._source):
            self._told = None  # what came while nobody looked is not told afterwards
            return
        now = self._call.summary.utterances
        if self._told is not None:
            self._watch.understood(self._source, now - self._told)
        self._told = now

    def heard(self, party: Party, sound: bytes, rate_hz: int) -> None:
        """Report a frame of sound."""
        self._watch.heard(self._source, party, sound, rate_hz)
        self.look()


class _WatchedEar:
    """``Ear``; words are understood some time after their sound, so each frame looks for them."""

    def __init__(self, ear: Ear, call: WatchedCall, rate_hz: int) -> None:
        self._ear = ear
        self._call = call
        self._rate_hz = rate_hz

    def hear(self, party: Party, sound: bytes, *, at: float) -> None:
        """See ``Ear.hear``."""
        self._ear.hear(party, sound, at=at)
        self._call.heard(party, sound, self._rate_hz)

    async def finish(self) -> None:
        """See ``Ear.finish``."""
        await self._ear.finish()
        self._call.look()
