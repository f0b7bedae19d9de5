"""Transcripts that are lists of segments, in whatever words their keys are.

The draft leaves the form of a transcript open. Read are lists of objects with a text and a
speaker, on their own (``[{"parties": 0, "start": "2022-…", "duration": 1.2, "text": …}]``, as in
the draft's examples) or within an object (``segments``, as Whisper and the World Transcription
Format have them).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from coolhead.adapters.formats.imported import first_objects
from coolhead.adapters.formats.timed_words import TimedWord, mean_confidence, words_of
from coolhead.adapters.formats.vcon.moments import moment_of
from coolhead.adapters.formats.vcon.pieces import Piece, When
from coolhead.adapters.formats.vcon.values import label_in, number_of
from coolhead.adapters.formats.vcon.voices import Voices
from coolhead.errors import InputError

_LISTS: Final = ("segments", "utterances", "transcript", "messages", "turns", "entries")
_TEXTS: Final = ("text", "body", "message", "transcript", "content")
_STARTS: Final = ("start", "start_time", "begin")
_ENDS: Final = ("end", "end_time")
_DURATIONS: Final = ("duration", "dur")
_SPEAKERS: Final = ("speaker", "speaker_name", "speaker_label", "name", "role", "channel")
_WORD_TEXTS: Final = ("punctuated_word", "word", "w", "text")
# Numbers above this are no seconds of a call but a clock's: 1973 in seconds since 1970.
_LEAST_CLOCK: Final = 1e8


class _Segment(msgspec.Struct, frozen=True):
    """A segment as it stands in a transcript, and where: ``whole`` is the transcript's object."""

    given: dict[str, Any]
    whole: dict[str, Any]
    source: str
    field: str

    @property
    def words(self) -> Any:
        """Its own words, or those of the whole transcript that it gives the indices of."""
        words, every = self.given.get("words"), self.whole.get("words")
        if not isinstance(words, list) or not isinstance(every, list) or not words:
            return words
        if not all(isinstance(each, int) and 0 <= each < len(every) for each in words):
            return words
        return [every[each] for each in words]

    def when(self, keys: tuple[str, ...]) -> When:
        """The time under the first of the keys that is there."""
        key = next((key for key in keys if self.given.get(key) is not None), None)
        if key is None:
            return None
        number = number_of(self.given[key])
        if number is not None and abs(number) < _LEAST_CLOCK:
            return number
        return moment_of(self.given[key], self.source, f"{self.field}.{key}")

    def duration(self) -> float | None:
        """How long it takes, in seconds."""
        given = _first(self.given, _DURATIONS)
        number = number_of(given)
        if given is not None and (number is None or number < 0):
            raise InputError(
                "this is no number of seconds", file=self.source, field=f"{self.field}.duration"
            )
        return number


def segments_in(body: Any) -> tuple[list[Any], str] | None:
    """The list of segments in a transcript, and under which key; None where there is none."""
    if _are_segments(body):
        return body, ""
    for key in _LISTS if isinstance(body, dict) else ():
        if _are_segments(body.get(key)):
            return body[key], f".{key}"
    return None


def pieces_of_segments(body: Any, voices: Voices, source: str, field: str) -> list[Piece] | None:
    """The pieces of a transcript in segments; None where it is no such thing, or names nobody.

    A segment without a speaker goes to whoever spoke before (the first, after) it. Raises
    ``InputError`` for times that are none.
    """
    found = segments_in(body)
    if found is None:
        return None
    segments, key = found
    whole = body if isinstance(body, dict) else {}
    speakers = [_speaker(each, whole, voices) for each in segments]
    before = voices.alone or next((speaker for speaker in speakers if speaker), None)
    if before is None:
        return None
    pieces = []
    for index, (each, speaker) in enumerate(zip(segments, speakers, strict=True)):
        text = _text(each)
        before = voices.alone or speaker or before
        if text and before:
            segment = _Segment(each, whole, source, f"{field}{key}[{index}]")
            pieces.append(_piece(segment, before, text))
    return pieces


def timed_words(words: Any) -> Iterator[TimedWord]:
    """The words in a list of objects such as ``{"word", "start", "end", "confidence"}``."""
    for each in words if isinstance(words, list) else ():
        if isinstance(each, dict):
            text = _first(each, _WORD_TEXTS)
            yield TimedWord(
                text if isinstance(text, str) else "",
                number_of(_first(each, _STARTS)),
                number_of(_first(each, _ENDS)),
                number_of(each.get("confidence")),
            )


def _are_segments(value: Any) -> bool:
    return any(_text(each) for each in first_objects(value))


def _piece(segment: _Segment, speaker: str, text: str) -> Piece:
    words = list(timed_words(segment.words))
    end = segment.when(_ENDS)
    given = number_of(segment.given.get("confidence"))
    confidence = mean_confidence([TimedWord("", confidence=given)])
    return Piece(
        speaker=speaker,
        text=text,
        start=segment.when(_STARTS),
        end=end,
        duration=segment.duration() if end is None else None,
        id=label_in(segment.given.get("id")),
        words=words_of(words, text),
        confidence=mean_confidence(words) if confidence is None else confidence,
        field=segment.field,
    )


def _text(given: Any) -> str:
    text = _first(given, _TEXTS) if isinstance(given, dict) else None
    return text if isinstance(text, str) and text.strip() else ""


def _speaker(given: Any, whole: dict[str, Any], voices: Voices) -> str | None:
    if not isinstance(given, dict):
        return None
    for key in ("parties", "party"):
        if given.get(key) is not None:
            return voices.of_party(given[key])
    for key in _SPEAKERS:
        if given.get(key) is not None:
            return voices.of_speaker(given[key], whole.get("speakers"), is_channel=key == "channel")
    return None


def _first(given: dict[str, Any], keys: tuple[str, ...]) -> Any:
    return next((given[key] for key in keys if given.get(key) is not None), None)
