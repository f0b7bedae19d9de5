"""Documents that are a list of objects, written an object a line, as streams are kept.

Contact Lens hands out its segments one after another, and whoever keeps them appends each to a
file. Which lists are known, and how, is for the formats of ``documents.py`` to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, BinaryIO, Final

import msgspec

from coolhead.adapters.formats.checks import Place, json_object
from coolhead.adapters.formats.documents import MAX_DOCUMENT_BYTES
from coolhead.adapters.formats.imported import LOOKED_AT
from coolhead.adapters.formats.lines import numbered_lines
from coolhead.adapters.formats.transcript import DocumentFormat, TranscriptCall
from coolhead.errors import InputError

_BOM: Final = b"\xef\xbb\xbf"
# A line of a transcript of ours; no other system's object has these together.
_OURS: Final = frozenset({"party", "text"})
_ELEMENT: Final = re.compile(r"\[(\d{1,9})\](?:\.(.+))?")


class DocumentLines:
    """Reads the objects of a file, one a line, as one list."""

    name = "JSON document in lines"

    def __init__(self, formats: Sequence[DocumentFormat]) -> None:
        self.formats = tuple(formats)

    def recognises(self, head: bytes) -> bool:
        """Whether the first lines are two objects or more that one of the formats knows."""
        first = _whole_objects(head)
        return len(first) > 1 and self._format_of(first) is not None

    def read(
        self, stream: BinaryIO, source: str, *, agent_speaker: str | None = None
    ) -> TranscriptCall:
        """Read the call; raises ``InputError`` with file, line and field."""
        document: list[dict[str, Any]] = []
        numbers: list[int] = []
        size = 0
        for number, line in numbered_lines(stream, source):
            size += len(line)
            if size > MAX_DOCUMENT_BYTES:
                raise InputError(
                    f"this document is larger than {MAX_DOCUMENT_BYTES // 1024 // 1024} MB",
                    file=source,
                    line=number,
                    hint="Put each call into a file of its own.",
                )
            document.append(json_object(line, Place(source, number)))
            numbers.append(number)
        known = self._format_of(document[:LOOKED_AT])
        if known is None:
            raise InputError("these lines are no call in a form that is known here", file=source)
        try:
            return known.read(document, source, agent_speaker=agent_speaker)
        except InputError as error:
            raise _with_line(error, numbers) from error

    def _format_of(self, first: list[dict[str, Any]]) -> DocumentFormat | None:
        if any(each.keys() >= _OURS for each in first):
            return None
        return next((known for known in self.formats if known.recognises(first)), None)


def _whole_objects(head: bytes) -> list[dict[str, Any]]:
    """The objects of the first lines, up to what is no object on a line of its own."""
    found: list[dict[str, Any]] = []
    for line in head.removeprefix(_BOM).split(b"\n"):
        if not line.strip():
            continue
        try:
            value = msgspec.json.decode(line)
        except (msgspec.DecodeError, ValueError, RecursionError):
            break  # the head ends within a line, or this is a document spread over lines
        if not isinstance(value, dict):
            break
        found.append(value)
        if len(found) == LOOKED_AT:
            break
    return found


def _with_line(error: InputError, numbers: Sequence[int]) -> InputError:
    """The error with the line for the element of the list that its field names."""
    found = _ELEMENT.fullmatch(error.field or "")
    if found is None or error.line is not None or int(found[1]) >= len(numbers):
        return error
    return InputError(
        error.reason,
        file=error.file,
        line=numbers[int(found[1])],
        field=found[2],
        hint=error.hint,
    )
