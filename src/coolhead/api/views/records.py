"""The record as one reader sees it, and the brief for whoever takes the call over."""

from __future__ import annotations

import msgspec

from coolhead.record.brief import HandoverBrief
from coolhead.record.record import Record
from coolhead.record.scorecard import leaving_out
from coolhead.services.projections import Reader, record_for


class Brief(msgspec.Struct, frozen=True):
    """The story so far: five short parts, and all of them as one paragraph."""

    happened: str
    tried: str
    promised: str
    mood: str
    avoid: str
    text: str


def record_shown(
    reader: Reader, record: Record, *, scores: bool, leaves_out: frozenset[str] = frozenset()
) -> Record:
    """The record without what this reader may not see.

    ``scores``: whether administrators let named agents be scored. Without it the agent alone sees
    the scorecard of their call. ``leaves_out`` are lines that do not count in the score.
    """
    shown = record_for(reader, record)
    if shown.scorecard is None:
        return shown
    if scores or reader == "own_agent":
        card = leaving_out(shown.scorecard, leaves_out)
        return msgspec.structs.replace(shown, scorecard=card)
    return msgspec.structs.replace(shown, scorecard=None)


def brief_of(brief: HandoverBrief) -> Brief:
    """The brief with its text."""
    return Brief(
        happened=brief.happened,
        tried=brief.tried,
        promised=brief.promised,
        mood=brief.mood,
        avoid=brief.avoid,
        text=brief.text,
    )
