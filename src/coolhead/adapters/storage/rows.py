"""Batches to rows and back."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from coolhead.call.codec import decode_envelope, encode_envelope
from coolhead.call.events import Envelope
from coolhead.call.visibility import visibility_of
from coolhead.errors import DamagedError, InputError
from coolhead.record.record import Record
from coolhead.services.live.store import Batch
from coolhead.services.live.summary import CallKey, CallSummary

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
        "body": msgspec.json.encode(summary),
    }


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


def batch_line(batch: Batch, kept_at: float) -> bytes:
    """A batch as one line of JSON, without the line's end."""
    return msgspec.json.encode(
        _Line(
            key=batch.key,
            kept_at=kept_at,
            envelopes=[msgspec.Raw(encode_envelope(each)) for each in batch.envelopes],
            summary=batch.summary,
            record=batch.record,
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
    )
    return batch, read.kept_at
