"""What each kind of reader gets to see of a call: visibility is enforced here, not page by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, Literal

import msgspec

from coolhead.call.decisions import Decision, RecordDrafted
from coolhead.call.events import Envelope, Visibility
from coolhead.call.visibility import visibility_of, visible_part
from coolhead.record.record import Record

Reader = Literal["own_agent", "supervisor", "coach", "analyst"]

# Help is private: only the call's own agent reads `agent_private`. What makes a customer
# vulnerable goes to those who must act on it, the agent and the supervisor.
MAY_READ: Final[Mapping[Reader, frozenset[Visibility]]] = MappingProxyType(
    {
        "own_agent": frozenset({"call", "team", "agent_private", "restricted"}),
        "supervisor": frozenset({"call", "team", "restricted"}),
        "coach": frozenset({"call", "team"}),
        "analyst": frozenset({"call"}),
    }
)


def events_for(reader: Reader, envelopes: Iterable[Envelope]) -> Iterator[Envelope]:
    """The events that this reader may see, those seen in part without the rest."""
    for envelope in envelopes:
        part = visible_part(envelope.event, MAY_READ[reader])
        if part is envelope.event:
            yield envelope
        elif part is not None:
            yield msgspec.structs.replace(envelope, event=part)


def decisions_for(reader: Reader, decisions: Iterable[Decision]) -> Iterator[Decision]:
    """The decisions that this reader may see; of the record, what `record_for` leaves."""
    for each in decisions:
        if visibility_of(each) in MAY_READ[reader]:
            yield _drafted_for(reader, each) if isinstance(each, RecordDrafted) else each


def record_for(reader: Reader, record: Record) -> Record:
    """The record without what makes the customer vulnerable, where the reader may not see it."""
    if "restricted" in MAY_READ[reader]:
        return record
    evidence = {field: ids for field, ids in record.evidence.items() if field != "vulnerability"}
    return msgspec.structs.replace(record, vulnerability=None, evidence=evidence)


def _drafted_for(reader: Reader, drafted: RecordDrafted) -> RecordDrafted:
    record = msgspec.convert(drafted.record, Record)
    part = record_for(reader, record)
    if part is record:
        return drafted
    return msgspec.structs.replace(drafted, record=msgspec.to_builtins(part))
