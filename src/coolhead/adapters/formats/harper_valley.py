"""Transcripts of the Gridspace-Stanford Harper Valley data set: simulated calls to a bank.

A list of segments ("Transcript Files" in the README of the public repository
``cricketclub/gridspace-stanford-harper-valley``). The words that people wrote down
(``human_transcript``) are preferred to the recognised ones. Times count from the beginning of the
recording (``offset_ms``): in some calls ``start_ms`` counts from another moment on each channel.
The call is named after its file, which in the data set is its ``sid``.

The times of words are those of the recognised words; they are carried where people wrote down the
same words. Marks of sounds (``[noise]``, ``<unk>``) are no words. Not carried: ``emotion``, which
is inferred for the agent too, and ``dialog_acts``.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Final

import msgspec

from coolhead.adapters.formats.imported import (
    document_as,
    first_objects,
    imported_call,
    start_of,
)
from coolhead.adapters.formats.speakers import Spoken
from coolhead.adapters.formats.timed_words import TimedWord, words_of
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.call.vocabulary import Party
from coolhead.errors import InputError

_ROLES: Final[dict[str, Party]] = {"agent": "agent", "caller": "customer"}
_MARK: Final = re.compile(r"\[[^\[\]\s]*\]|<[^<>\s]*>")
# The calls were made in 2020; this is the year 2100, far from any bound of the calendar.
_LATEST_MS: Final = 4_102_444_800_000


class _Segment(msgspec.Struct, frozen=True):
    speaker_role: str
    offset_ms: float
    duration_ms: float
    human_transcript: str | None = None
    transcript: str | None = None
    index: Annotated[int, msgspec.Meta(ge=0, le=999_999)] | None = None
    start_timestamp_ms: float | None = None
    word_offsets_ms: list[float] | None = None
    word_durations_ms: list[float] | None = None


class HarperValley:
    """Reads a transcript of the data set; ``agent_speaker`` is ``agent`` or ``caller``."""

    name = "Harper Valley"

    def recognises(self, document: Any) -> bool:
        """Whether it is a list of segments with a speaker's role and an offset."""
        return any(
            "speaker_role" in segment
            and "offset_ms" in segment
            and ("human_transcript" in segment or "transcript" in segment)
            for segment in first_objects(document)
        )

    def read(
        self, document: Any, source: str, *, agent_speaker: str | None = None
    ) -> TranscriptCall:
        """Make a call of it; raises ``InputError`` with file and field."""
        segments = []
        for index, value in enumerate(document):
            within = f"[{index}]"
            if not isinstance(value, dict):
                raise InputError("a segment is wanted here", file=source, field=within)
            segments.append(document_as(value, _Segment, source, within + "."))
        return imported_call(
            [_spoken(segment, f"[{index}]") for index, segment in enumerate(segments)],
            start_of(source, started_at=_started_at(segments)),
            source,
            roles=_ROLES,
            agent_speaker=agent_speaker,
        )


def _spoken(segment: _Segment, field: str) -> Spoken:
    start = segment.offset_ms / 1000
    written = segment.human_transcript
    text = _without_marks(segment.transcript or "" if written is None else written)
    return Spoken(
        speaker=segment.speaker_role.strip().lower(),
        start=start,
        end=start + segment.duration_ms / 1000,
        text=text,
        id="" if segment.index is None else str(segment.index),
        words=words_of(_words(segment, start), text),
        field=field,
    )


def _without_marks(text: str) -> str:
    return " ".join(word for word in text.split() if not _MARK.fullmatch(word))


def _words(segment: _Segment, start: float) -> list[TimedWord]:
    """The recognised words with their times; none where there is not a time for each."""
    recognised = (segment.transcript or "").split()
    offsets = segment.word_offsets_ms or []
    durations = segment.word_durations_ms or []
    if not len(recognised) == len(offsets) == len(durations):
        return []
    return [
        TimedWord(word, start=start + offset / 1000, end=start + (offset + duration) / 1000)
        for word, offset, duration in zip(recognised, offsets, durations, strict=True)
        if not _MARK.fullmatch(word)
    ]


def _started_at(segments: list[_Segment]) -> str | None:
    """When the recording began, by the clock time of the first segment that has one."""
    for segment in segments:
        if segment.start_timestamp_ms is not None:
            began_ms = segment.start_timestamp_ms - segment.offset_ms
            if 0 < began_ms < _LATEST_MS:
                return datetime.fromtimestamp(began_ms / 1000, UTC).isoformat()
            return None
    return None
