"""What happened in a call, cut to what one reader may see: the items of its feed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from coolhead.call.codec import encode_envelope
from coolhead.call.decisions import Decision, RecordDrafted, line_of
from coolhead.call.events import Envelope
from coolhead.services.live.summary import CallSummary
from coolhead.services.projections import Reader, decisions_for, events_for


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """Events that were kept together, what was decided in them, and the call's row after them.

    ``seq`` is of the last of them, seen or not: a feed goes on after it.
    """

    seq: int
    events: tuple[msgspec.Raw, ...] = ()
    decisions: tuple[dict[str, Any], ...] = ()
    call: CallSummary | None = None


class Lines(msgspec.Struct, frozen=True):
    """Decisions as the lines of an output."""

    decisions: tuple[dict[str, Any], ...]


def moment_for(
    reader: Reader,
    envelopes: Sequence[Envelope],
    decisions: Iterable[Decision],
    call: CallSummary | None,
) -> Moment:
    """The moment as this reader sees it. The record is not in it: it has a path of its own."""
    return Moment(
        seq=envelopes[-1].seq,
        events=tuple(
            msgspec.Raw(encode_envelope(envelope)) for envelope in events_for(reader, envelopes)
        ),
        decisions=tuple(
            line_of(each)
            for each in decisions_for(reader, decisions)
            if not isinstance(each, RecordDrafted)
        ),
        call=call,
    )


def seq_of(decision: Decision) -> int:
    """The event that a decision was made at: the middle of ``{call}:{seq}:{n}``."""
    return int(decision.decision.rsplit(":", 2)[1])


def between(decisions: Iterable[Decision], after: int, upto: int) -> list[Decision]:
    """The decisions made beyond one event and not beyond another."""
    return [each for each in decisions if after < seq_of(each) <= upto]
