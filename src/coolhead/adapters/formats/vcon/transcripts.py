"""What the list ``analysis`` says was said in a recording.

Several transcripts of the same recording may stand there, and each may be read in more than one
way; the richest is taken: who speaks is told apart, and by names that the vCon knows; then times,
then words with times, then length.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Final

import msgspec

from coolhead.adapters.formats.imported import first_objects
from coolhead.adapters.formats.transcript import DocumentFormat
from coolhead.adapters.formats.vcon.channels import as_response, pieces_of_channels
from coolhead.adapters.formats.vcon.dialogs import Dialog
from coolhead.adapters.formats.vcon.parties import Parties
from coolhead.adapters.formats.vcon.pieces import Piece
from coolhead.adapters.formats.vcon.plain_lines import pieces_of_lines
from coolhead.adapters.formats.vcon.segments import pieces_of_segments
from coolhead.adapters.formats.vcon.values import (
    content_of,
    index_of,
    label_in,
    objects_in,
    placed_within,
)
from coolhead.adapters.formats.vcon.voices import Voices
from coolhead.call.vocabulary import Party
from coolhead.errors import InputError

# "transcript", "transcript-redacted", "transcription", "wtf_transcription", …
_MARK: Final = "transcri"
# Each is read in several ways. A recogniser or two and a redaction make three; ten is plenty.
_MAX_OF_ONE_RECORDING: Final = 10


class Transcript(msgspec.Struct, frozen=True):
    """An entry that holds a transcript, and the dialogs that it is of (empty: of any)."""

    given: dict[str, Any]
    field: str
    dialogs: tuple[int, ...]


class Setting(msgspec.Struct, frozen=True):
    """What transcripts are read with.

    ``bodies`` are the formats that may stand in a body, ``source`` names the file in errors, and
    ``agent_speaker`` is the caller's word for the agent.
    """

    parties: Parties
    bodies: Sequence[DocumentFormat]
    source: str
    agent_speaker: str | None = None


class Reading(msgspec.Struct, frozen=True):
    """A transcript as read: ``roles`` are the parties of its labels that are known.

    ``is_guess`` says that the format it came in could only guess who is the agent, and
    ``took_agent`` that the caller's word for the agent was used up on it.
    """

    pieces: list[Piece]
    roles: dict[str, Party]
    language: str | None = None
    is_guess: bool = False
    took_agent: bool = False


Reader = Callable[[], Reading | None]


def transcripts_in(document: dict[str, Any], source: str) -> list[Transcript]:
    """The transcripts among the analyses (and, in early drafts, among the attachments)."""
    found = []
    for key in ("analysis", "attachments"):
        for index, given in enumerate(objects_in(document, key, source)):
            kind = label_in(given.get("type") or given.get("purpose")).lower()
            if _MARK in kind and given.get("body") not in (None, "", [], {}):
                found.append(Transcript(given, f"{key}[{index}]", _dialogs(given)))
    return found


def best_reading(
    transcripts: Sequence[Transcript], dialogs: list[Dialog], setting: Setting
) -> Reading:
    """The richest reading of transcripts of the same recordings.

    Raises ``InputError`` where none of them can be read: what is wrong with the first.
    """
    readings: list[Reading] = []
    wrong: list[InputError] = []
    for transcript in transcripts[:_MAX_OF_ONE_RECORDING]:
        try:
            readers = list(_readers(transcript, dialogs, setting))
        except InputError as error:
            wrong.append(error)
            continue
        for reader in readers:
            try:
                reading = reader()
            except InputError as error:
                wrong.append(error)
            else:
                if reading is not None and reading.pieces:
                    readings.append(reading)
    if readings:
        expected = max(1, len({index for dialog in dialogs for index in dialog.parties}))
        return max(readings, key=partial(_richness, expected=min(2, expected)))
    if wrong:
        raise wrong[0]
    raise InputError(
        "this transcript is in no form that is known here, or does not say who speaks",
        file=setting.source,
        field=f"{transcripts[0].field}.body",
        hint="A list of {parties, start, duration, text} is read, and Deepgram's and Whisper's "
        "own answers with speakers told apart.",
    )


def _dialogs(given: dict[str, Any]) -> tuple[int, ...]:
    value = given.get("dialog")
    listed = value if isinstance(value, list) else [value]
    indices = (index_of(each) for each in listed)
    return tuple(dict.fromkeys(index for index in indices if index is not None))


def _readers(transcript: Transcript, dialogs: list[Dialog], setting: Setting) -> Iterator[Reader]:
    content = content_of(transcript.given, setting.source, transcript.field)
    field = f"{transcript.field}.body"
    voices = Voices(setting.parties, dialogs)
    language = _language(content)
    if isinstance(content, str):
        yield lambda: _own(pieces_of_lines(content, voices, field), voices, None)
        return
    yield lambda: _own(pieces_of_segments(content, voices, setting.source, field), voices, language)
    yield lambda: _own(pieces_of_channels(content, voices, field), voices, language)
    for known in setting.bodies:
        body = as_response(content)
        if known.recognises(body):
            yield partial(_handed_on, known, body, field, setting)
    if isinstance(content, dict) and not first_objects(content.get("segments")):
        text = content.get("transcript", content.get("text"))
        if isinstance(text, str):
            yield lambda: _own(pieces_of_lines(text, voices, field), voices, language)


def _own(pieces: list[Piece] | None, voices: Voices, language: str | None) -> Reading | None:
    return None if pieces is None else Reading(pieces, voices.roles, language)


def _handed_on(known: DocumentFormat, body: Any, field: str, setting: Setting) -> Reading:
    """A body as its own format reads it: it knows parties, and gives no labels."""
    try:
        call = known.read(body, setting.source, agent_speaker=setting.agent_speaker)
    except InputError as error:
        raise placed_within(error, field) from error
    voices = Voices(setting.parties, [])
    label = {party: voices.of_role(party) for party in {u.party for u in call.utterances}}
    pieces = [
        Piece(
            speaker=label[said.party],
            text=said.text,
            start=said.start,
            end=said.end,
            id=said.id,
            words=said.words,
            confidence=said.confidence,
            loudness_dbfs=said.loudness_dbfs,
            field=field,
        )
        for said in call.utterances
    ]
    return Reading(
        pieces,
        voices.roles,
        call.started.language,
        is_guess=call.started.speakers_guessed,
        took_agent=setting.agent_speaker is not None,
    )


def _richness(reading: Reading, *, expected: int) -> tuple[bool, bool, bool, bool, int]:
    speakers = {piece.speaker for piece in reading.pieces}
    return (
        len(speakers) >= expected,
        not reading.is_guess and speakers <= reading.roles.keys(),
        any(piece.start is not None for piece in reading.pieces),
        any(piece.words for piece in reading.pieces),
        sum(len(piece.text) for piece in reading.pieces),
    )


def _language(content: Any) -> str | None:
    if not isinstance(content, dict):
        return None
    whole = content.get("transcript")
    given = content.get("language") or (whole.get("language") if isinstance(whole, dict) else None)
    return label_in(given) or None
