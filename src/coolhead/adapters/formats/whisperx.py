"""WhisperX, and Whisper's own JSON where somebody has put speakers into it.

``{"segments": [{"start", "end", "text", "words", "speaker"}], "word_segments", "language"}``, as
WhisperX writes it with ``--diarize``. A segment in which several people speak is cut between the
words of one and of the next. A word or segment without a speaker goes to whoever spoke before
(the first in a segment, to who speaks after).
Words that could not be aligned (numbers, mostly) have no times: they stay in the text.

The confidence is the mean probability of a token where the segment has it (``avg_logprob``), as
it is for recordings read here; else the mean ``probability`` of the words. WhisperX's own ``score``
says how well a word was aligned with the sound, which is low on a telephone line for words that
were heard well: it is left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec

from coolhead.adapters.formats.checks import Place
from coolhead.adapters.formats.imported import (
    document_as,
    first_objects,
    imported_call,
    start_of,
)
from coolhead.adapters.formats.speakers import Spoken
from coolhead.adapters.formats.timed_words import (
    Label,
    TimedWord,
    label_of,
    mean_confidence,
    stretches,
    with_speakers,
    words_of,
)
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.errors import InputError


class _Word(msgspec.Struct, frozen=True):
    word: str
    start: float | None = None
    end: float | None = None
    probability: float | None = None
    speaker: Label | None = None


class _Segment(msgspec.Struct, frozen=True):
    text: str
    start: float | None = None
    end: float | None = None
    speaker: Label | None = None
    words: list[_Word] | None = None
    avg_logprob: float | None = None


class _Transcription(msgspec.Struct, frozen=True):
    segments: list[_Segment]
    language: str | None = None


class WhisperX:
    """Reads the JSON of WhisperX; ``agent_speaker`` is a label such as ``SPEAKER_00``."""

    name = "WhisperX"

    def recognises(self, document: Any) -> bool:
        """Whether it has segments with text and times."""
        if not isinstance(document, dict):
            return False
        return any(
            "text" in segment and ("start" in segment or "end" in segment)
            for segment in first_objects(document.get("segments"))
        )

    def read(
        self, document: Any, source: str, *, agent_speaker: str | None = None
    ) -> TranscriptCall:
        """Make a call of it; raises ``InputError`` with file and field.

        Also where nobody told the speakers apart: one voice is no call.
        """
        transcription = document_as(document, _Transcription, source)
        segments = transcription.segments
        speaker = next((label for each in segments for label in _labels(each)), None)
        if speaker is None:
            raise InputError(
                "there are no speakers in this transcript",
                file=source,
                hint="Run WhisperX with --diarize; or give `coolhead listen` a recording with a "
                "party on each channel.",
            )
        spoken: list[Spoken] = []
        for index, segment in enumerate(segments):
            spoken.extend(_spoken(segment, speaker, index, source))
            speaker = spoken[-1].speaker if spoken else speaker
        return imported_call(
            spoken,
            start_of(source, language=transcription.language),
            source,
            agent_speaker=agent_speaker,
        )


def _labels(segment: _Segment) -> Iterator[str]:
    """The speakers that a segment names, its own first."""
    for speaker in (segment.speaker, *(word.speaker for word in segment.words or ())):
        label = label_of(speaker)
        if label is not None:
            yield label


def _spoken(segment: _Segment, before: str, index: int, source: str) -> Iterator[Spoken]:
    """What each speaker says in a segment; ``before`` is who spoke last."""
    field = f"segments[{index}]"
    words = _timed(segment)
    start, end = _times(segment, words, Place(source), field)
    named = with_speakers(words)
    groups = [group for _, group in stretches(named)]
    if len(groups) < 2 or not start <= end:
        speaker = named[0].speaker if named else label_of(segment.speaker)
        yield Spoken(
            speaker=speaker or before,
            start=start,
            end=end,
            text=segment.text,
            words=words_of(words, segment.text),
            confidence=_confidence(segment, words),
            field=field,
        )
        return
    at = start
    for position, (group, text) in enumerate(zip(groups, _cut(segment.text, groups), strict=True)):
        begins = start if position == 0 else _within(_starts(group), at, end)
        at = end if position == len(groups) - 1 else _within(_ends(group), begins, end)
        yield Spoken(
            speaker=group[0].speaker or before,
            start=begins,
            end=at,
            text=text,
            words=words_of(group, text),
            confidence=_confidence(segment, group),
            field=field,
        )


def _timed(segment: _Segment) -> list[TimedWord]:
    return [
        TimedWord(
            word.word.strip(),
            word.start,
            word.end,
            word.probability,
            label_of(word.speaker),
        )
        for word in segment.words or ()
    ]


def _confidence(segment: _Segment, words: list[TimedWord]) -> float | None:
    if segment.avg_logprob is not None and math.isfinite(segment.avg_logprob):
        return mean_confidence([TimedWord("", confidence=math.exp(min(0.0, segment.avg_logprob)))])
    return mean_confidence(words)


def _times(
    segment: _Segment, words: list[TimedWord], place: Place, field: str
) -> tuple[float, float]:
    """When a segment was said: as it says, or else as its words do."""
    start = segment.start if segment.start is not None else _starts(words)
    end = segment.end if segment.end is not None else _ends(words)
    if start is None or end is None:
        missing = "start" if start is None else "end"
        raise place.error("this key is missing", f"{field}.{missing}")
    return start, end


def _starts(words: list[TimedWord]) -> float | None:
    return next((word.start for word in words if word.start is not None), None)


def _ends(words: list[TimedWord]) -> float | None:
    return next((word.end for word in reversed(words) if word.end is not None), None)


def _within(seconds: float | None, low: float, high: float) -> float:
    """The time, moved into the bounds; the lower one where it is not known."""
    return min(max(seconds, low), high) if seconds is not None and seconds > low else low


def _cut(text: str, groups: list[list[TimedWord]]) -> list[str]:
    """The text that each group of words has of the whole; its words alone where they differ."""
    at = 0
    begins = []
    for group in groups:
        for position, word in enumerate(group):
            found = text.find(word.text, at)
            if found < 0:
                return [" ".join(each.text for each in words) for words in groups]
            if position == 0:
                begins.append(found)
            at = found + len(word.text)
    return [text[a:b] for a, b in pairwise([0, *begins[1:], len(text)])]
