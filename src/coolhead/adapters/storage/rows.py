"""Batches to rows and back."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from coolhead.adapters.storage.schema.calls import FACET_CHARS
from coolhead.adapters.storage.times import seconds_of
from coolhead.call.codec import decode_envelope, encode_envelope
from coolhead.call.events import Envelope
from coolhead.call.visibility import visibility_of
from coolhead.errors import DamagedError, InputError
from coolhead.record.record import Record
from coolhead.services.insights.figures import CallFigures
from coolhead.services.live.store import Batch
from coolhead.services.live.summary import CallKey, CallSummary
from coolhead.services.reviews.sampling import drawn

Shape = TypeVar("Shape")


def event_row(envelope: Envelope, kept_at: float) -> dict[str, Any]:
    """The row of an event."""
    return {
        "workspace": envelope.workspace,
        "call": envelope.call,
        "seq": envelope.seq,
        "type": envelope.event.type,
        "visibility": visibility_of(envelope.event),
        "at": envelope.event.at,
        "v": envelope.v,
        "kept_at": kept_at,
        "body": encode_envelope(envelope),
    }


def summary_row(summary: CallSummary, first_kept: float) -> dict[str, Any]:
    """The row of a call's summary."""
    at = began(summary, first_kept)
    return {
        "workspace": summary.workspace,
        "call": summary.call,
        "team": summary.team,
        "agent": summary.agent,
        "customer": summary.customer,
        "customer_number": summary.customer_number,
        "campaign": summary.campaign,
        "ended": summary.ended,
        "seq": summary.seq,
        "first_kept": first_kept,
        "began": at,
        "heat_peak": summary.heat_peak,
        "rung_reached": summary.rung_reached,
        "outcome": summary.outcome,
        "signed": summary.signed,
        "disputed": summary.disputed,
        "drawn": drawn(summary, at),
        "body": msgspec.json.encode(summary),
    }


def began(summary: CallSummary, first_kept: float) -> float:
    """When the call began (seconds since 1970): when it says, else when it was first kept."""
    try:
        return seconds_of(summary.started_at or "", "started_at")
    except InputError:
        return first_kept


def facet_rows(key: CallKey, facets: frozenset[str]) -> list[dict[str, Any]]:
    """The rows of a call's facets."""
    return [
        {"workspace": key.workspace, "facet": facet[:FACET_CHARS], "call": key.call}
        for facet in sorted(facets)
    ]


def record_row(key: CallKey, record: Record) -> dict[str, Any]:
    """The row of a record."""
    return {
        "workspace": key.workspace,
        "call": key.call,
        "body": msgspec.json.encode(record),
    }


def envelope_from(body: bytes) -> Envelope:
    """The event that a row holds; raises ``DamagedError`` for what is none."""
    try:
        return decode_envelope(bytes(body))
    except InputError as error:
        raise DamagedError(
            f"an event in the database cannot be read: {error.reason}", hint=error.hint
        ) from error


def summary_from(body: bytes) -> CallSummary:
    """The summary that a row holds; raises ``DamagedError`` for what is none."""
    return _decoded(body, CallSummary)


def record_from(body: bytes) -> Record:
    """The record that a row holds; raises ``DamagedError`` for what is none."""
    return _decoded(body, Record)


def _decoded(body: bytes, kind: type[Shape]) -> Shape:
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.DecodeError as error:
        raise DamagedError(
            f"a {kind.__name__} in the database cannot be read",
            hint="Make it anew from the events with: coolhead rebuild",
        ) from error


class _Line(msgspec.Struct, frozen=True):
    key: CallKey
    kept_at: float
    envelopes: list[msgspec.Raw]
    summary: CallSummary | None = None
    record: Record | None = None
    facets: frozenset[str] | None = None
    figures: CallFigures | None = None


def batch_line(batch: Batch, kept_at: float) -> bytes:
    """A batch as one line of JSON, without the line's end."""
    return msgspec.json.encode(
        _Line(
            key=batch.key,
            kept_at=kept_at,
            envelopes=[msgspec.Raw(encode_envelope(each)) for each in batch.envelopes],
            summary=batch.summary,
            record=batch.record,
            facets=batch.facets,
            figures=batch.figures,
        )
    )


def batch_from(line: bytes) -> tuple[Batch, float]:
    """The batch of a line, and when it was kept; raises ``DamagedError``."""
    read = _decoded(line, _Line)
    batch = Batch(
        key=CallKey(*read.key),
        envelopes=tuple(envelope_from(bytes(each)) for each in read.envelopes),
        summary=read.summary,
        record=read.record,
        facets=read.facets,
        figures=read.figures,
    )
    return batch, read.kept_at
