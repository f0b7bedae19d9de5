"""Amazon Connect Contact Lens: the file after a call, and what it gives during one.

Three shapes are known ("Example Contact Lens conversational analytics output files for a call",
``ListRealtimeContactAnalysisSegments``, and "Data model for conversational analytics segment
streams" in the documentation of Amazon Connect):

- the analysis file after a call, raw or redacted;
- ``{"Segments": [...]}``, the answer of the real-time interface, or a list of such answers;
- an event of the Kinesis stream (``"EventType": "SEGMENTS"``), or a list of the events of one
  call.

The segments of either may also stand by themselves (``{"Transcript": {...}}``), and a list may be
written an element a line (``document_lines.py``).

An ``Utterance`` of the stream is interim and never taken; its ``Transcript`` follows. An event
that was delivered twice counts once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from coolhead.adapters.formats.amazon_turns import Turn, Turns, speaker_marks
from coolhead.adapters.formats.imported import document_as, first_objects, start_of
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.errors import InputError

_EVENTS: Final = frozenset({"STARTED", "SEGMENTS", "COMPLETED", "FAILED"})
_OF_A_SEGMENT: Final = frozenset({"Transcript", "Utterance", "Categories", "PostContactSummary"})


class _Turn(Turn, frozen=True, kw_only=True, rename="pascal"):
    participant_id: str
    participant_role: str | None = None


class _Participant(msgspec.Struct, frozen=True, rename="pascal"):
    participant_id: str | None = None
    participant_role: str | None = None


class _Customer(msgspec.Struct, frozen=True, rename="pascal"):
    contact_id: str | None = None


class _Analysis(msgspec.Struct, frozen=True, rename="pascal"):
    transcript: list[_Turn]
    participants: list[_Participant] | None = None
    customer_metadata: _Customer | None = None
    language_code: str | None = None


class _Segment(msgspec.Struct, frozen=True, rename="pascal"):
    transcript: _Turn | None = None
    utterance: dict[str, Any] | None = None


class _Event(msgspec.Struct, frozen=True, rename="pascal"):
    contact_id: str | None = None
    language_code: str | None = None
    segments: list[_Segment] | None = None


class ContactLens:
    """Reads the analysis of a call by Contact Lens; ``agent_speaker`` is a ``ParticipantId``."""

    name = "Amazon Connect Contact Lens"

    def recognises(self, document: Any) -> bool:
        """Whether this is an analysis file, or segments in real time."""
        if isinstance(document, list):
            return any(_is_real_time(each) or _is_segment(each) for each in first_objects(document))
        return (
            speaker_marks(document) == "ParticipantId"
            or _is_real_time(document)
            or _is_segment(document)
        )

    def read(
        self, document: Any, source: str, *, agent_speaker: str | None = None
    ) -> TranscriptCall:
        """Make a call of it; raises ``InputError`` with file and field."""
        if isinstance(document, dict):
            _check_voice(document, source, "")
            if not (_is_real_time(document) or _is_segment(document)):
                return _after_the_call(document, source, agent_speaker)
        return _in_real_time(document, source, agent_speaker)


def _is_real_time(document: Any) -> bool:
    if not isinstance(document, dict) or "Transcript" in document:
        return False
    kind = document.get("EventType")
    if isinstance(kind, str) and kind in _EVENTS and "ContactId" in document:
        return True
    return any(_has_segment(segment) for segment in first_objects(document.get("Segments")))


def _is_segment(value: Any) -> bool:
    """Whether this is a segment by itself: it says of which kind it is, and nothing else."""
    return isinstance(value, dict) and value.keys() <= _OF_A_SEGMENT and _has_segment(value)


def _has_segment(value: dict[str, Any]) -> bool:
    return any(isinstance(value.get(key), dict) for key in _OF_A_SEGMENT)


def _check_voice(document: dict[str, Any], source: str, within: str) -> None:
    channel = document.get("Channel")
    if isinstance(channel, str) and channel.strip().upper() in {"CHAT", "TASK", "EMAIL"}:
        raise InputError(
            "this contact was no call",
            file=source,
            field=f"{within}Channel",
            hint="Give the analysis of a contact with Channel VOICE.",
        )


def _after_the_call(
    document: dict[str, Any], source: str, agent_speaker: str | None
) -> TranscriptCall:
    analysis = document_as(document, _Analysis, source)
    roles = {
        each.participant_id: each.participant_role
        for each in analysis.participants or ()
        if each.participant_id is not None and each.participant_role is not None
    }
    turns = Turns()
    for index, turn in enumerate(analysis.transcript):
        _take(turns, turn, roles, f"Transcript[{index}]")
    contact = analysis.customer_metadata.contact_id if analysis.customer_metadata else None
    started = start_of(source, call=contact, language=analysis.language_code)
    return turns.call(started, source, agent_speaker=agent_speaker)


def _in_real_time(document: Any, source: str, agent_speaker: str | None) -> TranscriptCall:
    turns = Turns()
    known: set[_Turn] = set()
    interim = 0
    contact = language = None
    for event, within, each in _events(document, source):
        language = language or event.language_code
        contact = contact or event.contact_id
        if event.contact_id is not None and event.contact_id != contact:
            raise InputError(
                "these are segments of two calls",
                file=source,
                field=f"{within}ContactId",
                hint="Put each call into a file of its own.",
            )
        for index, segment in enumerate(event.segments or ()):
            interim += segment.utterance is not None
            if segment.transcript is not None and segment.transcript not in known:
                known.add(segment.transcript)
                _take(turns, segment.transcript, {}, each.format(index) + "Transcript")
    if interim and not known:
        raise InputError(
            "these are interim utterances only",
            file=source,
            hint="Keep the segments with a Transcript too: they have the words as they stand.",
        )
    started = start_of(source, call=contact, language=language)
    return turns.call(started, source, agent_speaker=agent_speaker)


def _events(document: Any, source: str) -> Iterator[tuple[_Event, str, str]]:
    """Each event, the place where it stands, and the place of its segment ``{}``."""
    if isinstance(document, dict):
        yield _event(document, source, "")
        return
    for index, each in enumerate(document):
        if not isinstance(each, dict):
            raise InputError(
                "an event or an answer with Segments is wanted here",
                file=source,
                field=f"[{index}]",
            )
        _check_voice(each, source, f"[{index}].")
        yield _event(each, source, f"[{index}].")


def _event(value: dict[str, Any], source: str, within: str) -> tuple[_Event, str, str]:
    if _is_segment(value):
        return _Event(segments=[document_as(value, _Segment, source, within)]), within, within
    return document_as(value, _Event, source, within), within, within + "Segments[{}]."


def _take(turns: Turns, turn: _Turn, roles: dict[str, str], field: str) -> None:
    """Take a turn; where no role is given, the id of a participant may be one."""
    speaker = turn.participant_id
    role = turn.participant_role or roles.get(speaker, speaker)
    turns.take(turn, speaker=speaker, role=role, field=field)
