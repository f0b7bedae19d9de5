"""An intake that remembers what it was told: for tests of sources, and for trying them out."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from coolhead.call.events import CallEnded, CallStarted, Event
from coolhead.call.vocabulary import EndedBy, Party
from coolhead.errors import CoolheadError, InputError
from coolhead.services.checks import check_event
from coolhead.services.live.store import Where
from coolhead.services.live.summary import CallKey


class Landed:
    """``Keeping`` of what has landed."""

    where: Where = "database"

    async def landed(self) -> None:
        """At once."""


class Frame(msgspec.Struct, frozen=True):
    """A frame of sound as it was heard: 16-bit little-endian samples from ``at`` seconds on."""

    party: Party
    sound: bytes
    at: float


class FakeEar:
    """``Ear``: the frames it was given, in the order in which they came."""

    def __init__(self, rate_hz: int) -> None:
        self.rate_hz = rate_hz
        self.frames: list[Frame] = []
        self.finished = False

    def hear(self, party: Party, sound: bytes, *, at: float) -> None:
        """See ``Ear.hear``."""
        self.frames.append(Frame(party, sound, at))

    async def finish(self) -> None:
        """See ``Ear.finish``."""
        self.finished = True

    def sound_of(self, party: Party) -> bytes:
        """All that was heard of a party."""
        return b"".join(frame.sound for frame in self.frames if frame.party == party)


class FakeCall:
    """``OpenCall``: every event that it took in. ``refuse`` is raised for the next one."""

    def __init__(self, header: CallStarted, source: str, playbook: str | None) -> None:
        self.header = header
        self.source = source
        self.playbook = playbook
        self.key = CallKey(header.workspace, header.call)
        self.resumed = False
        self.moments: list[Event] = []
        self.interim: list[tuple[Party, str]] = []
        self.ears: list[FakeEar] = []
        self.left: list[str] = []
        self.refuse: CoolheadError | None = None

    @property
    def now(self) -> float:
        """See ``OpenCall.now``."""
        return max((moment.at for moment in self.moments), default=0.0)

    @property
    def ended(self) -> bool:
        """See ``OpenCall.ended``."""
        return any(isinstance(moment, CallEnded) for moment in self.moments)

    async def take(self, moment: Event) -> Landed:
        """See ``OpenCall.take``."""
        if self.refuse is not None:
            error, self.refuse = self.refuse, None
            raise error
        check_event(moment)
        if self.ended:
            raise InputError("the call has ended")
        self.moments.append(moment)
        return Landed()

    def show(self, party: Party, text: str) -> None:
        """See ``OpenCall.show``."""
        self.interim.append((party, text))

    def listen(self, *, rate_hz: int) -> FakeEar:
        """See ``OpenCall.listen``."""
        self.ears.append(FakeEar(rate_hz))
        return self.ears[-1]

    async def end(self, ended_by: EndedBy = "system", reason: str = "") -> Landed:
        """See ``OpenCall.end``."""
        if not self.ended:
            self.moments.append(CallEnded(at=self.now, ended_by=ended_by, reason=reason))
        return Landed()

    def leave(self, reason: str) -> None:
        """See ``OpenCall.leave``."""
        self.left.append(reason)

    def of(self, kind: type[Event] | Callable[[Event], bool]) -> list[Event]:
        """The events of this kind."""
        test = kind if not isinstance(kind, type) else (lambda moment: isinstance(moment, kind))
        return [moment for moment in self.moments if test(moment)]


class FakeIntake:
    """``Intake``: the calls that were opened, by their ids."""

    def __init__(self) -> None:
        self.calls: dict[CallKey, FakeCall] = {}
        self.refuse: CoolheadError | None = None

    async def open(
        self, header: CallStarted, *, source: str, playbook: str | None = None
    ) -> FakeCall:
        """See ``Intake.open``."""
        if self.refuse is not None:
            error, self.refuse = self.refuse, None
            raise error
        check_event(header)
        key = CallKey(header.workspace, header.call)
        call = self.calls.get(key)
        if call is None:
            self.calls[key] = FakeCall(header, source, playbook)
            return self.calls[key]
        if call.ended:
            raise InputError("the call has ended already", field="call.id")
        call.resumed = True
        return call

    @property
    def only(self) -> FakeCall:
        """The one call that was opened."""
        (call,) = self.calls.values()
        return call
