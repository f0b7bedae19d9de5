"""Many calls in one file or stream of JSON lines.

Each line is one whole call, or calls stand one after another as in transcript files, each begun
by its header (so that ``cat`` of many transcripts is such a stream):

    {"call": {…}, "utterances": [{"party": "customer", "start": 3.2, "end": 7.9, "text": "…"}, …]}

    {"call": {…}}
    {"party": "customer", "start": 3.2, "end": 7.9, "text": "…"}

``call`` is the header of a transcript file and may be left out of a whole line; ``utterances`` are
the lines of such a file. So all of these say the same, and are read by the same reader.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO, Final, Literal

import msgspec

from coolhead.adapters.formats.checks import Place, check_keys, json_object
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.adapters.formats.transcript_jsonl import TranscriptJsonl
from coolhead.errors import InputError

# A day of talk with a time for each word comes to 20 MB; a line is held in memory as a whole.
MAX_CALL_BYTES: Final = 32 * 1024 * 1024
# A million words with three fields each. More commas than that are no talk, and each may stand
# between two values that take far more memory than their bytes.
_MAX_COMMAS: Final = 5_000_000
# What a line takes in memory besides its bytes.
_LINE_BYTES: Final = 40
_SKIP_BYTES: Final = 1024 * 1024
_BOM: Final = b"\xef\xbb\xbf"
_BEGINS: Final = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"(?:call|utterances)"\s*:')
# The first line is longer than the head: a transcript's header never is, so this is a whole call.
_BEGINS_WITH_HEADER: Final = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"call"\s*:\s*\{')
_FIRST_IS_OURS: Final = re.compile(rb'"utterances"\s*:\s*\[\s*\{[^{}]{0,2000}?"party"\s*:')
_KEYS: Final = ("call", "utterances")
STANDARD_INPUT: Final = "standard input"
_EXAMPLE: Final = (
    'A line is {"call": {"id": "c1"}, "utterances": [{"party": "customer", "start": 3.2, '
    '"end": 7.9, "text": "Hello?"}]}.'
)


_ABSENT: Final = msgspec.Raw()


class _Marks(msgspec.Struct):
    """The keys that tell a line's kind; none of them is looked into."""

    call: msgspec.Raw = _ABSENT
    utterances: msgspec.Raw = _ABSENT
    party: msgspec.Raw = _ABSENT
    event: msgspec.Raw = _ABSENT


_MARKS: Final = msgspec.json.Decoder(_Marks)


def is_many_calls(head: bytes) -> bool:
    """Whether a file that begins with ``head`` has whole calls as its lines."""
    if _BEGINS.match(head) is None:
        return False
    first, newline, _ = head.removeprefix(_BOM).lstrip().partition(b"\n")
    try:
        value = msgspec.json.decode(first)
    except (msgspec.DecodeError, ValueError, RecursionError):
        if newline:  # a first line with a mistake in it, or a document spread over lines
            return _FIRST_IS_OURS.search(first) is not None
        return _BEGINS_WITH_HEADER.match(head) is not None or (
            _FIRST_IS_OURS.search(head) is not None
        )
    if not isinstance(value, dict) or "utterances" not in value or value.keys() - set(_KEYS):
        return False
    said = value["utterances"]
    return "call" in value or (
        isinstance(said, list) and bool(said) and isinstance(said[0], dict) and "party" in said[0]
    )


def calls_in(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Yield the number (from 1) of the line that a call begins on, and its lines as they are.

    None stands for a call that is too long. Only one call is held at a time. Lines before the
    first header are a call without one. Raises ``OSError``.
    """
    first, held, lines = 0, 0, list[bytes]()
    for number, line in _lines(stream):
        begins = _begins(line)
        if first and begins:
            yield first, _joined(lines, held)
            first = 0
        if not first:
            if not line:
                continue
            first, held, lines = number, 0, []
        held += len(line) + _LINE_BYTES
        if held <= MAX_CALL_BYTES:
            lines.append(line)
        if begins == "whole":
            yield first, _joined(lines, held)
            first = 0
    if first:
        yield first, _joined(lines, held)


def call_in(content: bytes, file: str, line: int, agent_speaker: str | None) -> TranscriptCall:
    """The call that begins on this line; raises ``InputError`` with file, line and field.

    A call without an id gets the file's name and the number of its line.
    """
    stem = PurePath(file).stem.replace(" ", "-") if file != STANDARD_INPUT else "stdin"
    name = f"{stem}-{line}.jsonl"
    if _begins(content) != "whole":
        try:
            return _read(content, name, agent_speaker)
        except InputError as error:
            place = Place(file, line + (error.line or 1) - 1)
            raise place.error(error.reason, error.field, error.hint) from error
    place = Place(file, line)
    header, said = _parts(content, place)
    try:
        return _read(b"\n".join([b'{"call":' + header + b"}", *said]), name, agent_speaker)
    except InputError as error:
        raise _placed(error, place) from error


def too_long(file: str, line: int) -> InputError:
    """The error of a call that ``calls_in`` gave None for."""
    return Place(file, line).error(
        f"this call is longer than {MAX_CALL_BYTES // 1024 // 1024} MB",
        hint="Each call stands on a line of its own, or begins with its header.",
    )


def _read(content: bytes, name: str, agent_speaker: str | None) -> TranscriptCall:
    return TranscriptJsonl().read(io.BytesIO(content), name, agent_speaker=agent_speaker)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield ``(number, line)`` from 1; what is too long comes cut, and is too long still."""
    number = 0
    while raw := stream.readline(MAX_CALL_BYTES + 1):
        number += 1
        rest = raw
        while len(rest) > _SKIP_BYTES and not rest.endswith(b"\n"):
            rest = stream.readline(_SKIP_BYTES + 1)
        line = raw.removeprefix(_BOM) if number == 1 else raw
        yield number, line.strip(b" \t\r\n") if len(raw) <= MAX_CALL_BYTES else raw


def _begins(line: bytes) -> Literal["whole", "header"] | None:
    """What of a call begins with this line: all of it, its header, or nothing."""
    try:
        marks = _MARKS.decode(line)
    except (msgspec.DecodeError, ValueError, RecursionError):
        # With a mistake in it, a line still ends the call before it, as far as can be told.
        if _BEGINS.match(line) is None:
            return None
        return "whole" if b'"utterances"' in line else "header"
    if marks.utterances is not _ABSENT:
        return "whole"
    is_header = marks.call is not _ABSENT and marks.party is marks.event is _ABSENT
    return "header" if is_header else None


def _joined(lines: list[bytes], held: int) -> bytes | None:
    return b"\n".join(lines) if held <= MAX_CALL_BYTES else None


def _parts(content: bytes, place: Place) -> tuple[bytes, list[bytes]]:
    """The header (an empty one where there is none) and each utterance, as in the line."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise place.error(
            f"not UTF-8: byte 0x{content[error.start]:02x} at offset {error.start} of the line",
            hint="Save the file as UTF-8.",
        ) from error
    if content.count(b",") > _MAX_COMMAS:
        raise place.error("this is more than a day of talk, too much for one call")
    # JSON counts it as a space; for the reader of lines it would end one.
    content = content.replace(b"\r", b" ")
    try:
        value = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
        check_keys(dict(value), known=_KEYS, required=("utterances",), place=place)
        said = msgspec.json.decode(value["utterances"], type=list[msgspec.Raw])
    except msgspec.ValidationError as error:
        json_object(content.decode(), place)  # raises where the line is no object
        raise place.error("a list is wanted here", "utterances", _EXAMPLE) from error
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        json_object(content.decode(), place)  # says why this is no JSON
        raise place.error(f"not JSON: {error}") from error
    header = bytes(value.get("call", b"null"))
    return b"{}" if header == b"null" else header, [bytes(each) for each in said]


def _placed(error: InputError, place: Place) -> InputError:
    """An error of the transcript as it stands here: its line 2 is the first utterance."""
    field = error.field
    if error.line is not None and error.line >= 2:
        within = f"utterances[{error.line - 2}]"
        field = f"{within}.{field}" if field else within
    hint = error.hint if error.line is not None else _EXAMPLE
    return place.error(error.reason, field, hint)
