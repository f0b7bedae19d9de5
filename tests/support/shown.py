"""A call's decisions as short lines, for files that people review."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from coolhead.bootstrap import choose_playbook, open_call, start_call
from coolhead.call.decisions import (
    AlertRaised,
    CueCleared,
    CueShown,
    Decision,
    HeatMeasured,
    LadderMoved,
    Noticed,
    PhaseChanged,
    RecordDrafted,
    SignalNoted,
)
from coolhead.cli.wording import clock, signal_words
from coolhead.record.record import Record

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "calls"


@cache
def decisions_of(call: Path) -> tuple[Decision, ...]:
    """Everything decided in a call, the record last."""
    source = open_call(call)
    runner = start_call(source.started, choose_playbook(None, source))
    decisions = [*runner.opening]
    for event in source:
        decisions += runner.feed(event)
    return (*decisions, *runner.finish())


def record_of(call: Path) -> Record:
    """The record of a call."""
    last = decisions_of(call)[-1]
    assert isinstance(last, RecordDrafted)
    return msgspec.convert(last.record, Record)


def lines_of(call: Path) -> list[str]:
    """What is shown, a line a decision; heat only where its level changes."""
    lines: list[str] = []
    level = ""
    for decision in decisions_of(call):
        line = _line(decision)
        if isinstance(decision, HeatMeasured):
            if decision.level == level:
                continue
            level = decision.level
        if line:
            lines.append(line)
    return lines


def _line(decision: Decision) -> str:
    at = clock(decision.at)
    match decision:
        case SignalNoted():
            return f"{at}   {decision.utterance or '-'} {signal_words(decision.signal)}"
        case HeatMeasured():
            return f"{at} HEAT {decision.value:.0f} {decision.level}"
        case PhaseChanged():
            return f"{at} PHASE {decision.phase}"
        case LadderMoved():
            return f"{at} LADDER {decision.rung}"
        case CueShown():
            return f"{at} CUE {decision.id}: {decision.say or '-'}"
        case CueCleared():
            return f"{at} CLEARED {decision.id}: {decision.because}"
        case AlertRaised():
            return f"{at} ALERT {decision.kind}"
        case Noticed():
            return f"{at} NOTICE {decision.kind}"
        case RecordDrafted():
            return "\n".join(_record(msgspec.convert(decision.record, Record)))


def _record(record: Record) -> list[str]:
    plain = msgspec.to_builtins(record)
    kept = ("issue", "wants", "offered", "accepted", "done", "heat", "outcome", "ended_by")
    lines = [f"RECORD {name}: {plain[name]}" for name in kept]
    lines += [f"RECORD promise: {p['action']} | {p['due']}" for p in plain["commitments"]]
    if record.scorecard is not None:
        lines += [f"SCORE {item.id}: {item.result}" for item in record.scorecard.items]
    return lines
