"""The interaction record: its fields are those of the product's vocabulary, exactly so named."""

from __future__ import annotations

from typing import Literal

import msgspec

from coolhead.call.events import PlaybookRef
from coolhead.call.vocabulary import (
    Channel,
    Direction,
    EndedBy,
    Fault,
    FollowUpKind,
    Outcome,
    Party,
    Rung,
    level_of,
)
from coolhead.record.scorecard import Scorecard


class Commitment(msgspec.Struct, frozen=True):
    """A promise. ``due`` is RFC 3339, or None with the words in ``due_text``."""

    action: str
    due: str | None = None
    due_text: str | None = None
    by: Literal["agent", "company"] = "agent"
    utterance: str | None = None


class HeatRange(msgspec.Struct, frozen=True):
    """The customer's heat, 0-100: first and last measured, and the highest between."""

    start: float = 0.0
    peak: float = 0.0
    end: float = 0.0


class LadderStep(msgspec.Struct, frozen=True):
    """A move of the boundary ladder; ``at`` in seconds from the call's start."""

    rung: Rung
    at: float
    utterance: str | None = None


class Escalation(msgspec.Struct, frozen=True):
    """Whether and how somebody above came in; ``at`` in seconds from the call's start."""

    why: str
    at: float
    status: Literal[
        "asked", "offered", "requested", "accepted", "introduced", "completed", "declined"
    ]
    to: str | None = None
    utterance: str | None = None


class FollowUp(msgspec.Struct, frozen=True):
    """Something to be done after the call: keep a promise, ask whether it is settled, or thank.

    ``added_by`` and ``added_at`` (RFC 3339) are of what somebody added by hand.
    """

    kind: FollowUpKind
    what: str
    due: str | None = None
    due_text: str | None = None
    utterance: str | None = None
    channel: Channel | None = None
    added_by: str | None = None
    added_at: str | None = None


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What happened in a call, as the agent signs it.

    Texts are plain strings of bounded length, straight from what was said (redacted before it came
    here): whoever shows them escapes them. ``talk_ratio`` is each party's share (0-1) of all
    speaking time. ``evidence`` maps a field to the ids of the utterances it comes from; a field
    that the agent corrected has none. ``notes`` are the agent's own words, which belong to no
    other field.
    """

    id: str
    started_at: str | None = None
    ended_at: str | None = None
    duration_s: float = 0.0
    direction: Direction = "inbound"
    agent: str | None = None
    customer: str | None = None
    language: str = "en"
    playbook: PlaybookRef | None = None
    issue: str = ""
    details: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    heat: HeatRange = HeatRange()
    ladder: tuple[LadderStep, ...] = ()
    escalation: Escalation | None = None
    fault: Fault = "unknown"
    outcome: Outcome = "open"
    ended_by: EndedBy = "system"
    do_not_call: bool = False
    vulnerability: str | None = None
    interruptions: dict[Party, int] = {}
    talk_ratio: dict[Party, float] = {}
    follow_ups: tuple[FollowUp, ...] = ()
    notes: tuple[str, ...] = ()
    evidence: dict[str, tuple[str, ...]] = {}
    scorecard: Scorecard | None = None


def missing_fields(record: Record) -> tuple[str, ...]:
    """The fields that only a person can still fill: what `complete_record` asks the agent for."""
    missing = [
        name
        for name in ("started_at", "agent", "customer", "issue")
        if getattr(record, name) in {None, ""}
    ]
    # In a calm call nobody asks whose fault it was.
    if record.fault == "unknown" and level_of(record.heat.peak) != "calm":
        missing.append("fault")
    if any(promise.due is None for promise in record.commitments):
        missing.append("commitments")
    return tuple(missing)
