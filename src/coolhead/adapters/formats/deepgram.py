"""Deepgram: the response for a recording ("Pre-Recorded Audio" in Deepgram's API reference).

Who speaks is the channel where more than one has speech (``multichannel=true``), else the speaker
that Deepgram told apart (``diarize=true``); the label is the bare number. Taken are
``results.utterances`` where they were asked for, else the paragraphs, else the words grouped by
speaker and pause. Of several alternatives the first is taken, which Deepgram ranks highest.

Not carried: other alternatives, summaries, topics, intents, sentiment, entities, search hits.
``metadata.created`` is when Deepgram was asked, not when the call was, and is no ``started_at``.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

import msgspec

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

# The silence at which Deepgram itself ends an utterance, unless asked otherwise (`utt_split`).
PAUSE_S: Final = 0.8

# WAV files can have 65,535 channels and calls have two; the bound only keeps the label short.
_Channels = Annotated[int, msgspec.Meta(ge=0, le=9_999)]
_Number = Annotated[int, msgspec.Meta(ge=0)]


class _Word(msgspec.Struct, frozen=True):
    word: str
    start: float
    end: float
    confidence: float | None = None
    speaker: Label | None = None
    punctuated_word: str | None = None


class _Sentence(msgspec.Struct, frozen=True):
    text: str


class _Paragraph(msgspec.Struct, frozen=True):
    sentences: list[_Sentence]
    start: float
    end: float
    speaker: Label | None = None
    num_words: _Number | None = None


class _Paragraphs(msgspec.Struct, frozen=True):
    paragraphs: list[_Paragraph] | None = None


class _Alternative(msgspec.Struct, frozen=True):
    words: list[_Word] | None = None
    paragraphs: _Paragraphs | None = None
    languages: list[str] | None = None


class _Channel(msgspec.Struct, frozen=True):
    alternatives: list[_Alternative] | None = None
    detected_language: str | None = None


class _Utterance(msgspec.Struct, frozen=True):
    start: float
    end: float
    transcript: str
    channel: _Channels = 0
    speaker: Label | None = None
    words: list[_Word] | None = None
    confidence: float | None = None
    id: str | None = None


class _Results(msgspec.Struct, frozen=True):
    channels: list[_Channel] | None = None
    utterances: list[_Utterance] | None = None


class _Response(msgspec.Struct, frozen=True):
    results: _Results


class _Piece(msgspec.Struct, frozen=True):
    """Something that was said, before it is known whether channel or speaker is the label."""

    channel: int
    said: Spoken
    speaker: str | None


class Deepgram:
    """Reads a response for a recording; ``agent_speaker`` is the number of channel or speaker."""

    name = "Deepgram"

    def recognises(self, document: Any) -> bool:
        """Whether it has results in channels with alternatives."""
        if not isinstance(document, dict) or not isinstance(document.get("results"), dict):
            return False
        channels = first_objects(document["results"].get("channels"))
        return any(isinstance(channel.get("alternatives"), list) for channel in channels)

    def read(
        self, document: Any, source: str, *, agent_speaker: str | None = None
    ) -> TranscriptCall:
        """Make a call of it; raises ``InputError`` with file and field.

        Also where neither channels nor speakers were told apart: one voice is no call.
        """
        results = document_as(document, _Response, source).results
        channels = [_best(channel) for channel in results.channels or ()]
        for pieces_of in (_utterances, _paragraphs, _stretches):
            pieces = pieces_of(results, channels)
            if pieces:
                break
        return imported_call(
            _labelled(pieces, source),
            start_of(source, language=_language(results, channels)),
            source,
            agent_speaker=agent_speaker,
        )


def _best(channel: _Channel) -> _Alternative:
    return channel.alternatives[0] if channel.alternatives else _Alternative()


def _language(results: _Results, channels: list[_Alternative]) -> str | None:
    detected = (channel.detected_language for channel in results.channels or ())
    spoken = (channel.languages[0] for channel in channels if channel.languages)
    return next((language for language in (*detected, *spoken) if language), None)


def _labelled(pieces: list[_Piece], source: str) -> list[Spoken]:
    """What was said, each under the label of who said it."""
    if len({piece.channel for piece in pieces}) > 1:
        return [msgspec.structs.replace(piece.said, speaker=str(piece.channel)) for piece in pieces]
    speaker = next((piece.speaker for piece in pieces if piece.speaker is not None), None)
    if pieces and speaker is None:
        raise InputError(
            "speakers were not told apart in this response",
            file=source,
            hint="Ask Deepgram for diarize=true or, with a party on each channel, for "
            "multichannel=true.",
        )
    labelled = []
    for piece in pieces:
        speaker = piece.speaker if piece.speaker is not None else speaker
        labelled.append(msgspec.structs.replace(piece.said, speaker=speaker or ""))
    return labelled


def _utterances(results: _Results, channels: list[_Alternative]) -> list[_Piece]:
    pieces = []
    for index, each in enumerate(results.utterances or ()):
        words = _timed(each.words)
        speaker = label_of(each.speaker)
        if speaker is None:
            speaker = next((word.speaker for word in words if word.speaker is not None), None)
        confidence = mean_confidence(words)
        if confidence is None:
            confidence = mean_confidence([TimedWord("", confidence=each.confidence)])
        said = Spoken(
            speaker="",
            start=each.start,
            end=each.end,
            text=each.transcript,
            id=each.id or "",
            words=words_of(words, each.transcript),
            confidence=confidence,
            field=f"results.utterances[{index}]",
        )
        if each.transcript.strip():
            pieces.append(_Piece(each.channel, said, speaker))
    return pieces


def _paragraphs(results: _Results, channels: list[_Alternative]) -> list[_Piece]:
    pieces = []
    for number, channel in enumerate(channels):
        at = 0
        listed = channel.paragraphs.paragraphs if channel.paragraphs else None
        for index, each in enumerate(listed or ()):
            text = " ".join(sentence.text for sentence in each.sentences)
            words = _timed((channel.words or [])[at : at + (each.num_words or 0)])
            at += each.num_words or 0
            said = Spoken(
                speaker="",
                start=each.start,
                end=each.end,
                text=text,
                words=words_of(words, text),
                confidence=mean_confidence(words),
                field=f"{_within(number)}.paragraphs.paragraphs[{index}]",
            )
            if text.strip():
                pieces.append(_Piece(number, said, label_of(each.speaker)))
    return pieces


def _stretches(results: _Results, channels: list[_Alternative]) -> list[_Piece]:
    pieces = []
    for number, channel in enumerate(channels):
        words = _timed(channel.words)
        for first, group in stretches(with_speakers(words) or words, PAUSE_S):
            text = " ".join(word.text for word in group)
            said = Spoken(
                speaker="",
                start=group[0].start or 0.0,
                end=group[-1].end or 0.0,
                text=text,
                words=words_of(group, text),
                confidence=mean_confidence(group),
                field=f"{_within(number)}.words[{first}]",
            )
            if text.strip():
                pieces.append(_Piece(number, said, group[0].speaker))
    return pieces


def _within(channel: int) -> str:
    return f"results.channels[{channel}].alternatives[0]"


def _timed(words: list[_Word] | None) -> list[TimedWord]:
    return [
        TimedWord(
            word.punctuated_word or word.word,
            word.start,
            word.end,
            word.confidence,
            label_of(word.speaker),
        )
        for word in words or ()
    ]
