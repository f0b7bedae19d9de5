"""Calls that are one JSON document: other systems' transcripts, told apart by their marks.

A document is decoded as a whole (bounded by ``MAX_DOCUMENT_BYTES``) and handed to the first
``DocumentFormat`` that knows its shape.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, BinaryIO, Final

import msgspec

from coolhead.adapters.formats.checks import Place
from coolhead.adapters.formats.transcript import DocumentFormat, TranscriptCall
from coolhead.errors import InputError

# A day of talk with a time for each word comes to about 30 MB in the wordiest of the formats.
MAX_DOCUMENT_BYTES: Final = 64 * 1024 * 1024

_BEGINS: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{|\[\s*(?:\{|\]))")
_BOM: Final = b"\xef\xbb\xbf"


class JsonDocuments:
    """Reads any of several formats that are a JSON document each."""

    name = "JSON document"

    def __init__(self, formats: Sequence[DocumentFormat]) -> None:
        self.formats = tuple(formats)

    def recognises(self, head: bytes) -> bool:
        """Whether the file begins with a JSON object, or with a list of them."""
        return _BEGINS.match(head) is not None

    def read(
        self, stream: BinaryIO, source: str, *, agent_speaker: str | None = None
    ) -> TranscriptCall:
        """Read the document and the call in it; raises ``InputError`` with file and field."""
        document = read_document(stream, source)
        for known in self.formats:
            if known.recognises(document):
                return known.read(document, source, agent_speaker=agent_speaker)
        names = ", ".join(known.name for known in self.formats)
        raise InputError(
            "this is JSON, but no call in a form that is known here",
            file=source,
            hint=f"Known documents: {names}. A transcript has a line for each utterance: "
            '{"party": "customer", "start": 3.2, "end": 7.9, "text": "Hello?"}',
        )


def read_document(stream: BinaryIO, source: str) -> Any:
    """The decoded JSON of a stream; raises ``InputError`` with the line where it breaks."""
    try:
        raw = stream.read(MAX_DOCUMENT_BYTES + 1)
    except OSError as error:
        raise InputError(
            f"cannot be read further: {error.strerror or error}", file=source
        ) from error
    if len(raw) > MAX_DOCUMENT_BYTES:
        raise InputError(
            f"this document is larger than {MAX_DOCUMENT_BYTES // 1024 // 1024} MB",
            file=source,
            hint="Put each call into a file of its own.",
        )
    raw = raw.removeprefix(_BOM)
    try:
        return msgspec.json.decode(raw)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise _why_not_json(raw, source, error) from error


def _why_not_json(raw: bytes, source: str, error: Exception) -> InputError:
    if isinstance(error, RecursionError):
        return InputError("not JSON that a call could have: nested too deeply", file=source)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as wrong:
        line = raw.count(b"\n", 0, wrong.start) + 1
        return Place(source, line).error(
            f"not UTF-8: byte 0x{raw[wrong.start]:02x} at offset {wrong.start} of the file",
            hint="Save the file as UTF-8.",
        )
    hint = "Was the file cut short? A document is one JSON object from its first byte to its last."
    try:
        json.loads(text)
    except json.JSONDecodeError as wrong:
        return Place(source, wrong.lineno).error(
            f"not JSON: {wrong.msg} at column {wrong.colno}", hint=hint
        )
    except (ValueError, RecursionError):
        pass
    return InputError(f"not JSON: {error}", file=source, hint=hint)
