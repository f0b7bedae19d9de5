"""What an agent writes, without what must never be kept: notes, reasons, corrections, promises."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from coolhead.call.events import (
    AgentMarked,
    CallEnded,
    DisputeAnswered,
    Event,
    FieldCorrected,
    FollowUpAdded,
    HandoverStepped,
    NoteAdded,
    PromiseMade,
    ReflectionNoted,
    ScoreDisputed,
    UtteranceRedacted,
    Whispered,
)
from coolhead.redaction.redactor import Redactor

_WRITTEN: Final[Mapping[type, tuple[str, ...]]] = {
    AgentMarked: ("reason",),
    CallEnded: ("reason",),
    DisputeAnswered: ("reason",),
    FieldCorrected: ("value",),
    HandoverStepped: ("to",),
    FollowUpAdded: ("what",),
    NoteAdded: ("text",),
    PromiseMade: ("action", "due_text"),
    ReflectionNoted: ("text", "went_well", "next_time"),
    ScoreDisputed: ("reason",),
    UtteranceRedacted: ("text",),
    Whispered: ("text",),
}
# Corrections are small; what is nested deeper than this is no field of a record.
_DEEPEST: Final = 20


def redacted_writing(event: Event, redactor: Redactor) -> Event:
    """The event, masked wherever somebody may have written freely."""
    fields = _WRITTEN.get(type(event))
    if fields is None:
        return event
    changed = {
        name: masked
        for name in fields
        if (masked := _masked(value := getattr(event, name), redactor)) != value
    }
    return msgspec.structs.replace(event, **changed) if changed else event


def _masked(value: Any, redactor: Redactor, depth: int = 0) -> Any:
    if isinstance(value, str):
        return redactor.mask(value)
    if isinstance(value, int) and not isinstance(value, bool):
        masked = redactor.mask(str(value))
        return value if masked == str(value) else masked
    if depth >= _DEEPEST:
        return value
    if isinstance(value, list | tuple):
        return [_masked(each, redactor, depth + 1) for each in value]
    if isinstance(value, dict):
        return {
            _masked(key, redactor, depth + 1): _masked(each, redactor, depth + 1)
            for key, each in value.items()
        }
    return value
