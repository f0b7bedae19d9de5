"""Amazon Transcribe Call Analytics: the file of a finished job.

The shape is that of "Post-call analytics output" in the Amazon Transcribe Developer Guide. The
role of a turn (``AGENT``, ``CUSTOMER``) stands in the turn itself. A word's ``Confidence`` comes
as a number or as text; of a redacted word it stands in its ``Redaction``. What is not carried is
said in ``amazon_turns``.
"""

from __future__ import annotations

from typing import Any

import msgspec

from coolhead.adapters.formats.amazon_turns import Turn, Turns, speaker_marks
from coolhead.adapters.formats.imported import document_as, first_objects, start_of
from coolhead.adapters.formats.timed_words import TimedWord, mean_confidence, words_of
from coolhead.adapters.formats.transcript import TranscriptCall


class _Item(msgspec.Struct, frozen=True, rename="pascal"):
    content: str | None = None
    type: str | None = None
    begin_offset_millis: float | None = None
    end_offset_millis: float | None = None
    confidence: float | str | None = None
    redaction: Any = None


class _Turn(Turn, frozen=True, kw_only=True, rename="pascal"):
    participant_role: str
    items: list[_Item] | None = None


class _Job(msgspec.Struct, frozen=True, rename="pascal"):
    transcript: list[_Turn]
    language_code: str | None = None


class TranscribeCallAnalytics:
    """Reads a job's file; ``agent_speaker`` is a ``ParticipantRole``."""

    name = "Amazon Transcribe Call Analytics"

    def recognises(self, document: Any) -> bool:
        """Whether its turns name their speakers by role alone."""
        return speaker_marks(document) == "ParticipantRole"

    def read(
        self, document: Any, source: str, *, agent_speaker: str | None = None
    ) -> TranscriptCall:
        """Make a call of it; raises ``InputError`` with file and field."""
        job = document_as(document, _Job, source)
        turns = Turns()
        for index, turn in enumerate(job.transcript):
            words = _words(turn.items or [])
            turns.take(
                turn,
                speaker=turn.participant_role,
                role=turn.participant_role,
                field=f"Transcript[{index}]",
                words=words_of(words, turn.content),
                confidence=mean_confidence(words),
            )
        started = start_of(source, language=job.language_code)
        return turns.call(started, source, agent_speaker=agent_speaker)


def _words(items: list[_Item]) -> list[TimedWord]:
    """The spoken items, each with the punctuation that follows it."""
    groups: list[tuple[_Item, list[str]]] = []
    for item in items:
        if item.type != "punctuation":
            groups.append((item, []))
        if groups:
            groups[-1][1].append(item.content or "")
    return [
        TimedWord(
            "".join(pieces),
            _seconds(item.begin_offset_millis),
            _seconds(item.end_offset_millis),
            _confidence(item),
        )
        for item, pieces in groups
    ]


def _seconds(millis: float | None) -> float | None:
    return None if millis is None else millis / 1000


def _confidence(item: _Item) -> float | None:
    given: Any = item.confidence
    if given is None:
        redacted = first_objects(item.redaction)
        given = redacted[0].get("Confidence") if redacted else None
    if not isinstance(given, str | float | int):
        return None
    try:
        return float(given)
    except (ValueError, OverflowError):
        return None
