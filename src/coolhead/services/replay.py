"""A call decided anew from its events: the same answers, whatever detectors are installed."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from coolhead.call.decisions import Decision, RecordDrafted
from coolhead.call.events import CallStarted, Envelope
from coolhead.errors import InputError
from coolhead.guidance.engine import Engine
from coolhead.playbook.schema import Playbook
from coolhead.record.draft import draft_record


def replay(envelopes: Iterable[Envelope], playbook: Playbook) -> list[Decision]:
    """Return what was decided in a call, in order; the record is last if the call has ended.

    No detector runs: the recorded signals are folded. ``playbook`` is the one that the call was
    guided by (``CallStarted.playbook`` names it). Raises ``InputError`` unless the events begin
    with ``CallStarted``.
    """
    log = list(envelopes)
    if not log or not isinstance(log[0].event, CallStarted):
        raise InputError("a call begins with CallStarted", field="event")
    state, decisions = Engine(playbook).replay(log)
    if state.call.ended is not None:
        record = draft_record(state.call, decisions, playbook)
        decisions.append(
            RecordDrafted(
                at=state.call.now,
                decision=f"{log[0].call}:{state.call.seq + 1}:0",
                record=msgspec.to_builtins(record),
            )
        )
    return decisions
