"""The record of a call, drafted from its state and the engine's decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import msgspec

from coolhead.call.decisions import AlertRaised, Decision, HeatMeasured, LadderMoved
from coolhead.call.state import CallState
from coolhead.call.vocabulary import Party
from coolhead.playbook.schema import Playbook
from coolhead.record.due_times import WorkCalendar
from coolhead.record.facts import (
    Sourced,
    details_of,
    done_of,
    issue_of,
    offers_of,
    wants_of,
)
from coolhead.record.follow_ups import Ending, follow_ups_of
from coolhead.record.outcome import Course, outcome_of
from coolhead.record.promises import appointment_of, commitments_of, merged, said_at
from coolhead.record.record import (
    Commitment,
    Escalation,
    HeatRange,
    LadderStep,
    Record,
)
from coolhead.record.scorecard import score_call
from coolhead.record.standing import Shown, in_order, named, standing
from coolhead.record.wording import plain
from coolhead.record.working_time import moment_of, plain_calendar
from coolhead.signals.timing import talk_ratio

# Which kind is named where several were heard: the one that asks for most care.
_GRAVEST: Final = ("self_harm", "bereavement", "illness", "distress", "hardship", "confusion")
# What makes a record what it is: the agent corrects the account, not the key, nor the score.
_FIXED: Final = frozenset({"id", "evidence", "scorecard", "playbook"})
# A long call's evidence is shown by its last and first places, not by hundreds.
_EVIDENCE_IDS: Final = 40


def draft_record(
    state: CallState,
    decisions: Sequence[Decision],
    playbook: Playbook,
    calendar: WorkCalendar | None = None,
) -> Record:
    """Draft the record of a call, finished or not.

    ``decisions`` are the engine's, for heat, ladder and alerts. ``calendar`` dates the appointment
    that was agreed; without it, working hours and time zone are the call's and the playbook's, and
    no day is a holiday. The agent's corrections are applied last.
    """
    calendar = calendar or plain_calendar(playbook, state.header)
    shown = list(standing(state))
    heard = in_order(state)
    evidence: dict[str, Sequence[str | None]] = {}

    abuse = frozenset(s.id for s in named(shown, "customer", "insult", "aggression") if s.id)
    issue = issue_of(shown, heard, abuse)
    issue_line = plain("; ".join(line for line, _ in issue))
    details = details_of(heard, issue_line, abuse)
    wants = wants_of(shown)
    offered, accepted = offers_of(shown)
    done = done_of(heard)
    for field, lines in (
        ("issue", issue),
        ("details", details),
        ("wants", wants),
        ("offered", offered),
        ("accepted", accepted),
        ("done", done),
    ):
        evidence[field] = [source for _, source in lines]

    started = _moment(state, calendar)
    promises = commitments_of(shown, state.promises)
    appointment = appointment_of(heard, started, calendar)
    if appointment is not None:
        promises = _with_appointment(promises, appointment[0])
    evidence["commitments"] = [promise.utterance for promise in promises]
    if appointment is not None:
        evidence["commitments"] = [*evidence["commitments"], *appointment[1]]

    heat, evidence["heat"] = _heat(decisions)
    ladder = tuple(
        LadderStep(move.rung, move.at, move.utterance)
        for move in decisions
        if isinstance(move, LadderMoved)
    )
    evidence["ladder"] = [step.utterance for step in ladder]
    escalation = _escalation(state, shown, decisions)
    evidence["escalation"] = [escalation.utterance] if escalation else []
    course = Course(shown, heat, accepted, done, appointment is not None)
    outcome, evidence["outcome"] = outcome_of(state, course)
    stop = named(shown, "customer", "do_not_call")
    evidence["do_not_call"] = [s.id for s in stop]
    vulnerable = named(shown, "customer", "vulnerability")
    evidence["vulnerability"] = [s.id for s in vulnerable]
    interruptions = [s for s in shown if s.signal.name == "interruption"]
    evidence["interruptions"] = [s.id for s in interruptions]

    header = state.header
    duration = state.ended.at if state.ended else max(state.now, state.latest_end)
    ended = said_at(started, duration)
    record = Record(
        id=header.call if header else "",
        started_at=header.started_at if header else None,
        ended_at=ended.isoformat() if ended else None,
        duration_s=round(duration, 2),
        direction=header.direction if header else "inbound",
        agent=header.agent if header else None,
        customer=header.customer if header else None,
        language=header.language if header else "en",
        playbook=header.playbook if header else None,
        issue=issue_line,
        details=_lines(details),
        wants=_lines(wants),
        offered=_lines(offered),
        accepted=_lines(accepted),
        done=_lines(done),
        commitments=tuple(promises),
        heat=heat,
        ladder=ladder,
        escalation=escalation,
        fault=state.fault,
        outcome=outcome,
        ended_by=_ended_by(state),
        do_not_call=bool(stop),
        vulnerability=_gravest(vulnerable),
        interruptions=_counted(interruptions),
        talk_ratio=talk_ratio(state),
        notes=tuple(plain(note.text, 2000) for note in state.notes),
        evidence=_evidence(evidence),
        scorecard=score_call(state, decisions, playbook),
    )
    corrected = _corrected(record, state.corrections)
    follow_ups = follow_ups_of(corrected, shown, state, Ending(ended, playbook, calendar))
    return msgspec.structs.replace(corrected, follow_ups=follow_ups)


def _moment(state: CallState, calendar: WorkCalendar) -> datetime | None:
    """When the call started, on the calendar's clock."""
    started = moment_of(state.header)
    try:
        return started.astimezone(calendar.zone) if started else None
    except OverflowError:
        return started


def _lines(sourced: Sequence[Sourced]) -> tuple[str, ...]:
    return tuple(line for line, _ in sourced)


def _evidence(found: dict[str, Sequence[str | None]]) -> dict[str, tuple[str, ...]]:
    """Each field's utterances once, in order; fields without any are left out."""
    kept = {name: tuple(dict.fromkeys(i for i in ids if i)) for name, ids in found.items()}
    return {name: ids[:_EVIDENCE_IDS] for name, ids in kept.items() if ids}


def _with_appointment(promises: list[Commitment], appointment: Commitment) -> list[Commitment]:
    """The appointment among the promises, unless one of them holds the same moment already."""
    if any(appointment.due and promise.due == appointment.due for promise in promises):
        return promises
    return merged([*promises, appointment])


def _heat(decisions: Sequence[Decision]) -> tuple[HeatRange, list[str | None]]:
    measured = [d for d in decisions if isinstance(d, HeatMeasured)]
    if not measured:
        return HeatRange(), []
    top = max(measured, key=lambda d: d.value)
    heat = HeatRange(round(measured[0].value, 1), round(top.value, 1), round(measured[-1].value, 1))
    return heat, [because.utterance for because in top.because]


def _escalation(
    state: CallState, shown: Sequence[Shown], decisions: Sequence[Decision]
) -> Escalation | None:
    """Why and when somebody above was wanted first, and how far it came."""
    asked = named(shown, "customer", "supervisor_request")
    offered = named(shown, "agent", "escalation_offer")
    introduced = named(shown, "agent", "handover")
    alerts = [d for d in decisions if isinstance(d, AlertRaised)]
    reasons: list[tuple[float, str, str | None]] = []
    reasons += [(s.at, "the customer asked for someone above", s.id) for s in asked[:1]]
    if state.supervisor_asked_at is not None:
        reasons.append((state.supervisor_asked_at, "the agent asked for a supervisor", None))
    reasons += [(s.at, "the agent offered a supervisor", s.id) for s in offered[:1]]
    reasons += [(s.at, "the agent handed over", s.id) for s in introduced[:1]]
    reasons += [(step.at, "a hand-over was begun", None) for step in state.handover[:1]]
    if not reasons:
        return None
    at, why, utterance = min(reasons, key=lambda reason: reason[0])
    if utterance is not None:
        why = next((a.because for a in alerts if a.because and a.utterance == utterance), why)
    to = next((step.to for step in reversed(state.handover) if step.to), None)
    if state.handover:
        return Escalation(why, at, state.handover[-1].step, to, utterance)
    if introduced:
        return Escalation(why, at, "introduced", to, utterance)
    if state.supervisor_asked_at is not None:
        return Escalation(why, at, "requested", to, utterance)
    return Escalation(why, at, "offered" if offered else "asked", to, utterance)


def _ended_by(state: CallState) -> Any:
    if any(mark.mark == "end_for_abuse" for mark in state.marks):
        return "agent_for_abuse"
    return state.ended_by or "system"


def _gravest(vulnerable: Sequence[Shown]) -> str | None:
    kinds = {s.signal.kind for s in vulnerable}
    return next((kind for kind in _GRAVEST if kind in kinds), "distress" if kinds else None)


def _counted(interruptions: Sequence[Shown]) -> dict[Party, int]:
    counts: dict[Party, int] = {"customer": 0, "agent": 0}
    for entry in interruptions:
        counts[entry.party] = counts.get(entry.party, 0) + 1
    return counts


def _corrected(record: Record, corrections: dict[str, Any]) -> Record:
    """The record as the agent corrected it; what does not fit a field is kept as a note."""
    fields = {field.name: field.type for field in msgspec.structs.fields(Record)}
    changed: dict[str, Any] = {}
    notes = list(record.notes)
    for name, value in corrections.items():
        if name not in fields or name in _FIXED:
            notes.append(plain(f"correction not applied, no such field to correct: {name}"))
            continue
        try:
            changed[name] = msgspec.convert(_bounded(value), fields[name])
        except msgspec.ValidationError as error:
            notes.append(plain(f"correction of {name} not applied: {error}"))
    evidence = {name: ids for name, ids in record.evidence.items() if name not in changed}
    kept = {"notes": tuple(notes), **changed}
    return msgspec.structs.replace(record, evidence=evidence, **kept)


def _bounded(value: Any) -> Any:
    """The value with its texts cut to a line and its lists to a list's length."""
    if isinstance(value, str):
        return plain(value, 2000)
    if isinstance(value, list | tuple):
        return [_bounded(item) for item in value[:100]]
    if isinstance(value, dict):
        return {str(key): _bounded(item) for key, item in list(value.items())[:100]}
    return value
