"""A call that is over, as what others are given of it: the one input of every export.

What is private to the agent (cues, feedback on them, the agent's own loudness and pace) is left
out here, so that no writer of a format has to think of it.
"""

from __future__ import annotations

import msgspec

from coolhead.call.decisions import Decision, RecordDrafted
from coolhead.call.events import CallStarted
from coolhead.call.state import Heard
from coolhead.call.visibility import visibility_of_signal, visible_utterance
from coolhead.record.record import Record
from coolhead.services.call_runner import CallRunner
from coolhead.services.projections import MAY_READ, Reader, decisions_for, record_for


class FinishedCall(msgspec.Struct, frozen=True, kw_only=True):
    """The call as it may be seen.

    ``heard`` are the utterances with their signals, in the order in which they were folded.
    ``decisions`` are in order, without the record itself, which is ``record``. ``duration_s`` is
    how long the call took.
    """

    started: CallStarted
    heard: tuple[Heard, ...]
    decisions: tuple[Decision, ...]
    record: Record
    duration_s: float


def finish_call(runner: CallRunner, reader: Reader = "supervisor") -> FinishedCall:
    """End the call of ``runner``, unless it has ended, and return what ``reader`` may see of it."""
    runner.finish()
    state, may_read = runner.state.call, MAY_READ[reader]
    others = may_read - {"agent_private"}  # an export leaves the agent's hands
    assert state.header is not None  # noqa: S101 - a runner begins with CallStarted
    return FinishedCall(
        started=state.header,
        heard=tuple(
            msgspec.structs.replace(
                heard,
                utterance=visible_utterance(heard.utterance, others),
                signals=tuple(
                    signal
                    for signal in heard.signals
                    if visibility_of_signal(heard.utterance.party, signal) in may_read
                ),
            )
            for heard in state.heard
        ),
        decisions=tuple(
            each
            for each in decisions_for(reader, runner.decisions)
            if not isinstance(each, RecordDrafted)
        ),
        record=record_for(reader, runner.record()),
        duration_s=state.now,
    )
