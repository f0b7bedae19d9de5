"""A call from a file, whatever format it is in: told by its content, never by its name."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BufferedReader, FileIO, RawIOBase
from pathlib import Path
from typing import Any, Final, cast

from coolhead.adapters.formats.contact_lens import ContactLens
from coolhead.adapters.formats.deepgram import Deepgram
from coolhead.adapters.formats.document_lines import DocumentLines
from coolhead.adapters.formats.documents import JsonDocuments
from coolhead.adapters.formats.harper_valley import HarperValley
from coolhead.adapters.formats.plain_text import PlainText
from coolhead.adapters.formats.sub_rip import SubRip
from coolhead.adapters.formats.transcribe_call_analytics import TranscribeCallAnalytics
from coolhead.adapters.formats.transcript import (
    DocumentFormat,
    TranscriptCall,
    TranscriptFormat,
)
from coolhead.adapters.formats.transcript_jsonl import TranscriptJsonl
from coolhead.adapters.formats.vcon import Vcon
from coolhead.adapters.formats.web_vtt import WebVtt
from coolhead.adapters.formats.whisperx import WhisperX
from coolhead.adapters.speech.signatures import begins_like_sound
from coolhead.errors import InputError

# What may also stand in a vCon, as the transcript of a recording.
_TRANSCRIPTS: Final[tuple[DocumentFormat, ...]] = (
    ContactLens(),
    TranscribeCallAnalytics(),
    Deepgram(),
    WhisperX(),
    HarperValley(),
)
# In this order; the first that knows a document's shape reads it.
DOCUMENTS: Final[tuple[DocumentFormat, ...]] = (Vcon(_TRANSCRIPTS), *_TRANSCRIPTS)
# In this order; the first that recognises the head of a file reads it.
FORMATS: Final[tuple[TranscriptFormat, ...]] = (
    DocumentLines(DOCUMENTS),
    TranscriptJsonl(),
    JsonDocuments(DOCUMENTS),
    WebVtt(),
    SubRip(),
    PlainText(),  # takes any text, so it comes last
)

# Enough for any header, little enough to look at in no time.
HEAD_BYTES: Final = 64 * 1024
STDIN: Final = Path("-")

_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")


def read_call(
    path: Path,
    *,
    agent_speaker: str | None = None,
    formats: Sequence[TranscriptFormat] = FORMATS,
) -> TranscriptCall:
    """Read the call in ``path`` (``-`` is standard input).

    ``agent_speaker`` names the speaker who is the agent, where the file does not say or is wrong.
    Raises ``InputError`` for what is missing, no file, a recording, or in no known format: at
    once, from the head, whatever the size of the file.
    """
    source = "standard input" if path == STDIN else str(path)
    with _opened(path, source) as stream:
        try:
            head = stream.peek(HEAD_BYTES)[:HEAD_BYTES]
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror or error}", file=source) from error
        if not head:
            raise InputError("this file is empty", file=source, hint="Was the call written to it?")
        for known in formats:
            if known.recognises(head):
                return known.read(stream, source, agent_speaker=agent_speaker)
        raise _not_recognised(head, source)


def is_recording(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a recording."""
    return begins_like_sound(head)


@contextmanager
def _opened(path: Path, source: str) -> Iterator[BufferedReader[Any]]:
    if path == STDIN:
        stdin = BufferedReader(cast("RawIOBase", sys.stdin.buffer), HEAD_BYTES)
        try:
            yield stdin
        finally:
            stdin.detach()  # the process's own is not ours to close
        return
    try:
        if path.is_dir():
            raise InputError("this is a folder", file=source, hint="Name one file in it.")
        stream = BufferedReader(FileIO(path), HEAD_BYTES)
    except FileNotFoundError as error:
        raise InputError("there is no such file", file=source, hint=_nearby(path)) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"cannot be opened: {reason}", file=source) from error
    with stream:
        yield stream


def _nearby(path: Path) -> str:
    folder = path.parent
    if not folder.is_dir():
        return f"There is no folder {folder} either."
    return "Check the name; the folder is there."


def _not_recognised(head: bytes, source: str) -> InputError:
    if is_recording(head):
        return InputError(
            "this is a recording, not a transcript",
            file=source,
            hint="Recordings are for `coolhead listen`, with the extra 'speech'.",
        )
    if head.startswith(_WIDE):
        return InputError(
            "this text is in UTF-16, not UTF-8", file=source, hint="Save the file as UTF-8."
        )
    if b"\0" in head:
        return InputError(
            "this is no text but binary data",
            file=source,
            hint="A transcript is JSON lines or plain text with Agent: and Customer: lines.",
        )
    offset = 0
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        offset = error.start
    return InputError(
        f"not UTF-8: byte 0x{head[offset]:02x} at offset {offset} of the file",
        file=source,
        line=head.count(b"\n", 0, offset) + 1,
        hint="Save the file as UTF-8.",
    )
