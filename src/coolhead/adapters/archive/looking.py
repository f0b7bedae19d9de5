"""What a file of an archive is, by its content; its name counts only where it cannot be read."""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from typing import Any, Final, Literal

import msgspec

from coolhead.adapters.archive.many_calls import is_many_calls
from coolhead.adapters.formats.documents import JsonDocuments, read_document
from coolhead.adapters.formats.plain_text import PlainText
from coolhead.adapters.formats.reading import FORMATS, HEAD_BYTES
from coolhead.adapters.formats.role_names import is_numbered, role_of
from coolhead.adapters.speech.signatures import begins_like_sound
from coolhead.errors import InputError

Kind = Literal["call", "many calls", "recording", "other"]

# A file of such a name that cannot be read at all (empty, cut short, in another encoding) was
# meant to be a call, and its loss is told; any other is passed over.
_ENDINGS: Final = frozenset({".jsonl", ".ndjson", ".json", ".txt", ".vtt", ".srt", ".vcon"})
# A turn of several lines has one speaker; a page about calls quotes a few lines among many.
_TURNS_AMONG_LINES: Final = 0.25
_SPEAKER: Final = re.compile(
    r"[\[(]?[\d:., \-\u2013\])]{0,40}(?P<name>[^\W\d_][\w .'\u2019-]{0,29}?) ?"
    r"(?:[\[(]?[\d:.]{1,12}[\])]? ?)?:"
)
_FIRST_LINES: Final = 20
_BOM: Final = b"\xef\xbb\xbf"
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")


def kind_of(head: bytes, name: str) -> Kind:
    """What a file that begins with ``head`` (up to ``HEAD_BYTES``) may be.

    "call" says that it is worth reading, not that it can be read.
    """
    if begins_like_sound(head):
        return "recording"
    if is_many_calls(head):
        return "many calls"
    if head and any(known.recognises(head) for known in FORMATS):
        return "call"
    return "call" if _named_like_a_call(name) else "other"


def is_meant_as_call(path: Path) -> bool:
    """Whether a file that could not be read as a call was meant to be one.

    What can be read and is something else (a page of text, other JSON) was not. Never raises.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
            stream.seek(0)
            if begins_like_sound(head):
                return True  # recordings were asked for, or it would not have been opened
            if not head.removeprefix(_BOM).lstrip().startswith((b"{", b"[")):
                return _meant_in_words(head, path)
            values = _first_values(head)
            if len(values) > 1 or any(_is_ours(value) for value in values):
                return any(_is_ours(value) for value in values)
            document = read_document(stream, str(path))
    except (InputError, OSError, ValueError):
        return _named_like_a_call(path.name)
    documents = (each for each in FORMATS if isinstance(each, JsonDocuments))
    return any(known.recognises(document) for each in documents for known in each.formats)


def _named_like_a_call(name: str) -> bool:
    return PurePath(name).suffix.lower() in _ENDINGS


def _meant_in_words(head: bytes, path: Path) -> bool:
    """Text is a call where speakers stand before its lines; what is no text goes by its name."""
    text = _text_of(head)
    if text is None:
        return _named_like_a_call(path.name)
    if any(each.recognises(head) for each in FORMATS if not isinstance(each, PlainText)):
        return True  # plain text takes any text
    if not text.strip():
        return _named_like_a_call(path.name)
    lines = [line for line in text.splitlines() if line.strip() and not line[0].isspace()]
    turns = sum(_begins_with_speaker(line) for line in lines)
    return turns > 0 and turns >= _TURNS_AMONG_LINES * len(lines)


def _begins_with_speaker(line: str) -> bool:
    found = _SPEAKER.match(line)
    return found is not None and (role_of(found["name"]) is not None or is_numbered(found["name"]))


def _first_values(head: bytes) -> list[Any]:
    """The JSON of the first lines, up to one that is none (a document may be spread over many)."""
    values: list[Any] = []
    for line in head.removeprefix(_BOM).split(b"\n")[:_FIRST_LINES]:
        try:
            values += [msgspec.json.decode(line)] if line.strip() else []
        except (msgspec.DecodeError, ValueError, RecursionError):
            break
    return values


def _is_ours(value: Any) -> bool:
    """An utterance, a header or an event; our answers ("type" and "at") and rows are none."""
    if not isinstance(value, dict) or {"type", "at"} <= value.keys():
        return False
    if "party" in value or isinstance(value.get("call"), dict):
        return True
    return {"seq", "event"} <= value.keys()


def _text_of(head: bytes) -> str | None:
    """The head as text in whatever encoding; None for what is none."""
    if head.startswith(_WIDE):
        return head.decode("utf-16", "ignore")
    if b"\0" in head:
        return None
    return head.decode("utf-8", "replace")
