"""What a source of live calls is given: open a call, tell what happens in it, leave it.

Every source (transcript events, AudioHook, Twilio, …) is an adapter that speaks its protocol on
one side and this on the other. Times are seconds from the call's start, on the source's own clock.
"""

from __future__ import annotations

from typing import Protocol

from coolhead.call.events import CallStarted, Event
from coolhead.call.vocabulary import EndedBy, Party
from coolhead.services.live.store import Keeping
from coolhead.services.live.summary import CallKey


class Ear(Protocol):
    """Listens to the sound of one call and tells the call what it hears."""

    def hear(self, party: Party, sound: bytes, *, at: float) -> None:
        """Take a frame of 16-bit little-endian mono samples that begins ``at`` seconds.

        Never blocks and never raises: frames that come twice, late or out of order are sorted
        out by their time, a gap is silence, and what is too much is dropped and counted.
        """

    async def finish(self) -> None:
        """No more sound comes: returns when what was said last has reached the call."""


class OpenCall(Protocol):
    """One live call, as its source sees it."""

    @property
    def key(self) -> CallKey:
        """What names the call."""

    @property
    def now(self) -> float:
        """Seconds from the call's start up to which the call has been told of."""

    @property
    def resumed(self) -> bool:
        """Whether the call went on already when it was opened (a reconnect, a restart)."""

    @property
    def ended(self) -> bool:
        """Whether the call is over."""

    async def take(self, moment: Event) -> Keeping:
        """Take in an event: an utterance, speech, hold, consent, an agent's action, the end.

        What follows from it is shown at once; *acknowledge* it to the other side only after
        ``landed()``. An event ``at`` a time before ``now`` is taken as happening now. Raises
        ``InputError`` for what no call can have (nothing of it is kept; the call goes on) and
        ``StorageError`` where there is no room to keep it (try again later).
        """

    def show(self, party: Party, text: str) -> None:
        """Let whoever watches see words that are still being said, until they are taken in.

        They are masked, shown only where words of this party may be heard, and neither kept nor
        folded; each replaces the party's before, "" takes it away.
        """

    def listen(self, *, rate_hz: int) -> Ear:
        """An ear for this call's sound, of ``rate_hz`` (8,000 to 48,000).

        Raises ``MissingExtraError`` where the extra ``speech`` is absent.
        """

    async def end(self, ended_by: EndedBy = "system", reason: str = "") -> Keeping:
        """The call is over; ending it again changes nothing."""

    def leave(self, reason: str) -> None:
        """The source goes without the call being over: it may come back and open it again.

        A call that nobody comes back to is ended after a while, with this reason.
        """


class Intake(Protocol):
    """Opens calls for sources."""

    async def open(
        self, header: CallStarted, *, source: str, playbook: str | None = None
    ) -> OpenCall:
        """Open a call, or go on with the one of this workspace and id that has not ended.

        ``header`` has the scope (``workspace``, ``team``) that the source was set up for, ``at``
        is 0; ``source`` is the name of the source in the settings. Raises ``InputError`` for a
        header that no call can have, or where a call of this id has ended already.
        """
