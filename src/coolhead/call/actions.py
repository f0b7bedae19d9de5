"""Which events are actions: done by the agent or somebody above, and taken in as such."""

from __future__ import annotations

from coolhead.call.events import (
    AgentMarked,
    AlertAcknowledged,
    CallLent,
    ConsentChanged,
    CueAnswered,
    DisputeAnswered,
    FaultSet,
    FieldCorrected,
    HandoverStepped,
    HelpLevelSet,
    HoldEnded,
    HoldStarted,
    MuteEnded,
    MuteStarted,
    NoteAdded,
    PaymentPauseEnded,
    PaymentPauseStarted,
    PromiseMade,
    RecordSigned,
    ReflectionNoted,
    ScoreDisputed,
    SupervisorAsked,
    Whispered,
)

Action = (
    AgentMarked
    | FaultSet
    | SupervisorAsked
    | PromiseMade
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
    | ConsentChanged
    | HoldStarted
    | HoldEnded
    | MuteStarted
    | MuteEnded
    | PaymentPauseStarted
    | PaymentPauseEnded
)
"""What anybody may do in a call; everything else is heard, detected or timed."""

OfTheTeam = AlertAcknowledged | Whispered | DisputeAnswered
"""What only somebody above does in a call, never its own agent."""

Signed = AlertAcknowledged | Whispered | RecordSigned | DisputeAnswered
"""Actions that say ``by`` whom; whoever takes them in fills that in."""
