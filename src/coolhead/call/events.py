"""The closed union of what can happen in a call.

A call is the list of these events, in the order of ``seq``; everything else (heat, cues, the
record) is a fold over them. Nothing here is inferred twice: what detectors found is itself an
event (``SignalsDetected``), so an old call replays the same whatever detectors are installed.

``at`` is seconds from the call's start. ``VISIBILITY`` says who may ever see an event type; it is
enforced where projections are built.
"""

from __future__ import annotations

from typing import Any, ClassVar, Final, Literal

import msgspec

from coolhead.call.utterance import Signal, Utterance
from coolhead.call.vocabulary import (
    Channel,
    Consent,
    Direction,
    EndedBy,
    Fault,
    FollowUpKind,
    Party,
    ScoreResult,
    Stake,
)

SCHEMA_VERSION: Final = 1

Visibility = Literal["call", "team", "agent_private", "restricted"]


class _Event(
    msgspec.Struct,
    frozen=True,
    gc=False,
    kw_only=True,
    tag=True,
    tag_field="type",
    omit_defaults=True,
    forbid_unknown_fields=True,
):
    """An event; ``at`` in seconds from the call's start."""

    visibility: ClassVar[Visibility] = "call"

    at: float

    @property
    def type(self) -> str:
        """The name of the event's type, as it stands in a file."""
        return type(self).__name__


class PlaybookRef(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Which playbook a call is guided by; ``digest`` is of the flattened playbook."""

    name: str
    version: int
    digest: str


class CallStarted(_Event, frozen=True, kw_only=True):
    """A call began. A call's key is (``workspace``, ``call``); every call has a ``team``.

    ``started_at`` is RFC 3339 with an offset, ``None`` where the source gives no clock;
    ``time_zone`` is the IANA name that due times are reckoned in. ``speech_timing`` is false for
    a feed of utterances only, which can show no "mid-sentence". ``times_estimated`` is true
    where the source had no times and they were reckoned from the length of the text;
    ``speakers_guessed`` where it did not say who is the agent, and that was guessed from the words.
    """

    call: str
    workspace: str = "default"
    team: str = "default"
    started_at: str | None = None
    time_zone: str | None = None
    direction: Direction = "inbound"
    agent: str | None = None
    customer: str | None = None
    customer_number: str | None = None
    customer_time_zone: str | None = None
    campaign: str | None = None
    stake: Stake = "none"
    language: str = "en"
    consent: Consent = "unknown"
    playbook: PlaybookRef | None = None
    engine_version: str = ""
    speech_timing: bool = True
    times_estimated: bool = False
    speakers_guessed: bool = False


class UtteranceHeard(_Event, frozen=True, kw_only=True):
    """Somebody said something; ``at`` is when it was known, never before ``utterance.end``."""

    utterance: Utterance


class UtteranceRedacted(_Event, frozen=True, kw_only=True):
    """What was kept had to go: the text of an utterance is replaced."""

    utterance: str
    text: str


class SignalsDetected(_Event, frozen=True, kw_only=True):
    """What the detectors found: in an utterance, or in time itself (``utterance`` is None).

    ``detectors`` maps the name of each detector that contributed to its version. A signal found
    again for the same utterance replaces the one of that name before (``reflection.confirmed``).
    ``hints`` are too weak to count as signals: heat alone weighs them, by their confidence.
    """

    party: Party
    utterance: str | None = None
    signals: tuple[Signal, ...] = ()
    hints: tuple[Signal, ...] = ()
    detectors: dict[str, str] = {}


class SpeechStarted(_Event, frozen=True, kw_only=True):
    """A party began to speak."""

    party: Party


class SpeechStopped(_Event, frozen=True, kw_only=True):
    """A party fell silent."""

    party: Party


class TimeAdvanced(_Event, frozen=True, kw_only=True):
    """Time passed; the only clock the engine has."""


class ConsentChanged(_Event, frozen=True, kw_only=True):
    """The customer's consent to being listened to changed."""

    consent: Consent


class HoldStarted(_Event, frozen=True, kw_only=True):
    """The customer was put on hold."""


class HoldEnded(_Event, frozen=True, kw_only=True):
    """The customer was taken off hold."""


class MuteStarted(_Event, frozen=True, kw_only=True):
    """The agent's microphone was muted."""


class MuteEnded(_Event, frozen=True, kw_only=True):
    """The agent's microphone was opened again."""


class PaymentPauseStarted(_Event, frozen=True, kw_only=True):
    """Recognition and keeping pause while the customer pays."""


class PaymentPauseEnded(_Event, frozen=True, kw_only=True):
    """Recognition and keeping go on."""


class RecogniserLost(_Event, frozen=True, kw_only=True):
    """Words are not heard at the moment; cues that need none go on."""

    party: Party | None = None
    reason: str = ""


class RecogniserRestored(_Event, frozen=True, kw_only=True):
    """Words are heard again."""

    party: Party | None = None


class DetectorFailed(_Event, frozen=True, kw_only=True):
    """A detector raised; its signals are missing for this utterance, the call goes on."""

    detector: str
    utterance: str | None = None
    reason: str = ""


class InputCut(_Event, frozen=True, kw_only=True):
    """Something that came in was too large or malformed and was cut or left out."""

    what: str
    utterance: str | None = None


Mark = Literal["mark_abuse", "not_abuse", "mark_asked", "mark_warned", "end_for_abuse"]


class AgentMarked(_Event, frozen=True, kw_only=True):
    """The agent's last word on the boundary ladder.

    ``utterance`` names the utterance meant; without it the customer's latest is meant.
    ``reason`` may come afterwards, in an event of its own with the same mark.
    """

    mark: Mark
    utterance: str | None = None
    reason: str = ""


class FaultSet(_Event, frozen=True, kw_only=True):
    """Who is at fault, as the agent knows it; never inferred."""

    fault: Fault


class SupervisorAsked(_Event, frozen=True, kw_only=True):
    """The agent asks for a supervisor."""


class PromiseMade(_Event, frozen=True, kw_only=True):
    """The agent adds a promise by hand; ``due`` is RFC 3339 or None with ``due_text``."""

    action: str
    due: str | None = None
    due_text: str | None = None
    by: Literal["agent", "company"] = "agent"


class FollowUpAdded(_Event, frozen=True, kw_only=True):
    """Something more to be done after the call, added by hand: by its agent or somebody above.

    ``due`` and ``added_at`` are RFC 3339. It is not sent as an action: it has a route of its own.
    """

    kind: FollowUpKind
    what: str
    due: str | None = None
    channel: Channel | None = None
    added_at: str = ""
    by: str = ""


class NoteAdded(_Event, frozen=True, kw_only=True):
    """The agent writes something down for the record."""

    text: str


class FieldCorrected(_Event, frozen=True, kw_only=True):
    """The agent corrects a field of the drafted record."""

    field: str
    value: Any


class CueAnswered(_Event, frozen=True, kw_only=True):
    """The agent says that a cue was wrong, not now, or done. Private to the agent."""

    visibility: ClassVar[Visibility] = "agent_private"

    number: int
    answer: Literal["wrong", "not_now", "done"]


class HelpLevelSet(_Event, frozen=True, kw_only=True):
    """The agent turns cues down or off. Private to the agent."""

    visibility: ClassVar[Visibility] = "agent_private"

    level: Literal["all", "when_it_matters", "off"]


class HandoverStepped(_Event, frozen=True, kw_only=True):
    """A step of a warm hand-over: asked, accepted by the receiver, introduced, done."""

    step: Literal["requested", "accepted", "introduced", "completed", "declined"]
    to: str | None = None


class AlertAcknowledged(_Event, frozen=True, kw_only=True):
    """Somebody above has taken an alert on, for the whole team; ``alert`` is its decision's id."""

    visibility: ClassVar[Visibility] = "team"

    alert: str
    by: str = ""


class Whispered(_Event, frozen=True, kw_only=True):
    """A supervisor's note to the agent in a live call, between the two of them."""

    visibility: ClassVar[Visibility] = "restricted"

    text: str
    by: str = ""


class RecordSigned(_Event, frozen=True, kw_only=True):
    """The agent stands by the record as it is now; ``signed_at`` is RFC 3339."""

    signed_at: str = ""
    by: str = ""


class ReflectionNoted(_Event, frozen=True, kw_only=True):
    """What the agent takes from the call: what went well, and what to do next time.

    Private to the agent; what they share of it is kept apart from the call's events, so that it
    can be taken back. ``text`` is a line that is neither.
    """

    visibility: ClassVar[Visibility] = "agent_private"

    text: str = ""
    went_well: str = ""
    next_time: str = ""


class CallLent(_Event, frozen=True, kw_only=True):
    """The agent lets the team try playbooks on this call, or no longer."""

    lent: bool = True


class ScoreDisputed(_Event, frozen=True, kw_only=True):
    """The agent disagrees with a line of the scorecard; ``item`` is the rubric's id.

    ``may_test``: the agent agrees that the call's words, without names, go to those who test
    whether the line comes out right.
    """

    visibility: ClassVar[Visibility] = "team"

    item: str
    reason: str = ""
    may_test: bool = False


class DisputeAnswered(_Event, frozen=True, kw_only=True):
    """Somebody above has read the call and answers a dispute.

    ``result`` is what the line should have been, where the dispute is upheld; without it a miss
    becomes a pass.
    """

    visibility: ClassVar[Visibility] = "team"

    item: str
    upheld: bool
    reason: str = ""
    by: str = ""
    result: ScoreResult | None = None


class CallEnded(_Event, frozen=True, kw_only=True):
    """The call is over."""

    ended_by: EndedBy = "system"
    reason: str = ""


class UnknownEvent(_Event, frozen=True, kw_only=True):
    """An event of a newer version: kept as it came, skipped by every fold."""

    visibility: ClassVar[Visibility] = "restricted"

    name: str
    raw: dict[str, Any]


Event = (
    CallStarted
    | UtteranceHeard
    | UtteranceRedacted
    | SignalsDetected
    | SpeechStarted
    | SpeechStopped
    | TimeAdvanced
    | ConsentChanged
    | HoldStarted
    | HoldEnded
    | MuteStarted
    | MuteEnded
    | PaymentPauseStarted
    | PaymentPauseEnded
    | RecogniserLost
    | RecogniserRestored
    | DetectorFailed
    | InputCut
    | AgentMarked
    | FaultSet
    | SupervisorAsked
    | PromiseMade
    | FollowUpAdded
    | NoteAdded
    | FieldCorrected
    | CueAnswered
    | HelpLevelSet
    | HandoverStepped
    | AlertAcknowledged
    | Whispered
    | RecordSigned
    | ReflectionNoted
    | CallLent
    | ScoreDisputed
    | DisputeAnswered
    | CallEnded
    | UnknownEvent
)


class Envelope(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """An event in its place: the call's scope, its sequence number and the schema's version."""

    workspace: str
    team: str
    call: str
    seq: int
    event: Event
    v: int = SCHEMA_VERSION
