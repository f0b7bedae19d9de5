"""The transcript file: a header line if there is one, then a line of JSON an utterance.

Decisions on what a file may hold, beyond the words themselves:

- Lines stand in the order of ``end``. One that comes a little late is taken as it is (the fold
  treats it as late); more than an hour back, two calls were put into one file: an error.
- ``null`` counts as absent for optional keys. Unknown keys are errors, so that a misspelt
  ``loudness_dbfs`` does not go unnoticed.
- The same ``id`` twice is passed on; the fold takes the first.
- An utterance without text is passed over.
- Parties are taken as they are named, unless the caller says that another one is the agent.
"""

from __future__ import annotations

import re
from typing import Any, BinaryIO, Final

import msgspec

from coolhead.adapters.formats.checks import (
    Place,
    check_keys,
    check_number,
    check_word,
    json_object,
    shaped,
)
from coolhead.adapters.formats.header import Header, header_from
from coolhead.adapters.formats.lines import numbered_lines
from coolhead.adapters.formats.speakers import with_agent
from coolhead.adapters.formats.transcript import MAX_CALL_S, Gathering, TranscriptCall, clean
from coolhead.call.utterance import Utterance, Word
from coolhead.call.vocabulary import PARTIES, Party

# Recognisers and people who sort lines by `start` put them out of order by seconds or minutes.
MAX_BACK_S: Final = 3600.0
_MAX_ID_CHARS: Final = 200  # a UUID has 36; the rest is room for compound keys
_REQUIRED: Final = ("party", "start", "end", "text")
_JSON: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{|\[\s*[\[{\"])")
_BOM: Final = b"\xef\xbb\xbf"
# The marks of a line of ours: an utterance, the header, an event of a log, an answer.
_OURS: Final = ({"party"}, {"call"}, {"start", "end"}, {"event", "seq"}, {"type", "at"})
_OURS_BEGINS: Final = re.compile(rb'\{\s*"(?:party|call|start|end|id)"')
_LIST_OF_WORDS: Final = re.compile(rb'\[\s*["\[]')
_SECONDS: Final = "Times are seconds from the start of the call."


class _Line(msgspec.Struct, frozen=True):
    party: Party
    start: float
    end: float
    text: str
    id: str | None = None
    words: list[dict[str, Any]] | None = None
    confidence: float | None = None
    loudness_dbfs: float | None = None
    pitch_hz: float | None = None


class _Word(msgspec.Struct, frozen=True):
    w: str
    start: float
    end: float


class TranscriptJsonl:
    """Reads the transcript file."""

    name = "transcript"

    def recognises(self, head: bytes) -> bool:
        """Whether the file begins with a line of JSON that is no document of its own."""
        # "[00:12]" is no list but the time of a turn in plain text.
        return _JSON.match(head) is not None and not _begins_a_document(head)

    def read(
        self, stream: BinaryIO, source: str, *, agent_speaker: str | None = None
    ) -> TranscriptCall:
        """Read the call line by line; raises ``InputError`` with file, line and field."""
        gathering = Gathering(source)
        header: Header | None = None
        latest = 0.0
        first = True
        for number, line in numbered_lines(stream, source):
            place = Place(source, number)
            value = json_object(line, place)
            if first and "call" in value and not {"party", "event"} & value.keys():
                check_keys(value, known=("call",), place=place)
                header = header_from(value["call"], place)
            else:
                utterance = utterance_of(value, place)
                if utterance.end < latest - MAX_BACK_S:
                    raise place.error(
                        f"times run backwards: {utterance.end:g} s after {latest:g} s",
                        "end",
                        "Lines are in the order of `end`; put each call into a file of its own.",
                    )
                latest = max(latest, utterance.end)
                gathering.add(utterance, line=number)
            first = False
        if header is None:
            header = header_from({}, Place(source, 1))
        call = gathering.finish(
            header.started, playbook_name=header.playbook_name, ended_by=header.ended_by
        )
        return call if agent_speaker is None else with_agent(call, agent_speaker)


def _begins_a_document(head: bytes) -> bool:
    """Whether this is one JSON value over all the file, and none of ours."""
    lines = head.removeprefix(_BOM).lstrip().split(b"\n", 2)
    try:
        first = msgspec.json.decode(lines[0])
    except (msgspec.DecodeError, ValueError, RecursionError):
        # Spread over lines, or longer than the head, or a line of ours with a mistake in it.
        return _OURS_BEGINS.match(lines[0]) is None and _LIST_OF_WORDS.match(lines[0]) is None
    if isinstance(first, dict):
        ours = any(keys <= first.keys() for keys in _OURS)
        return not ours and not (len(lines) > 1 and lines[1].lstrip().startswith(b"{"))
    return isinstance(first, list) and all(isinstance(each, dict) for each in first)


def utterance_of(value: dict[str, Any], place: Place) -> Utterance:
    """The utterance that a line is; raises ``InputError`` that names the place and the field."""
    if "party" not in value:
        _check_other_kinds(value, place)
    check_keys(value, known=_Line.__struct_fields__, required=_REQUIRED, place=place)
    check_word(value["party"], known=PARTIES, place=place, field="party")
    line = shaped(value, _Line, place)
    _check_times(line.start, line.end, place)
    check_number(line.confidence, place=place, field="confidence", low=0, high=1)
    check_number(line.loudness_dbfs, place=place, field="loudness_dbfs")
    check_number(line.pitch_hz, place=place, field="pitch_hz", low=0)
    return Utterance(
        party=line.party,
        start=line.start,
        end=line.end,
        text=line.text,
        id=_id(line.id, place),
        words=tuple(_words(line.words or [], place)),
        confidence=line.confidence,
        loudness_dbfs=line.loudness_dbfs,
        pitch_hz=line.pitch_hz,
    )


def _check_other_kinds(value: dict[str, Any], place: Place) -> None:
    """Raise where the line is one that Coolhead knows, only not in a transcript."""
    if "call" in value and len(value) == 1:
        raise place.error(
            "the header stands on the first line only",
            "call",
            hint="Are there several calls in this file? `coolhead score -` takes them, on "
            "standard input.",
        )
    if "event" in value and "seq" in value:
        raise place.error("this is a log of events, not a transcript", hint="Replay it instead.")
    if "type" in value and "at" in value:
        raise place.error(
            "this is what Coolhead answered in a call, not a transcript",
            hint="Give the transcript that it was made from.",
        )


def _check_times(start: float, end: float, place: Place, within: str = "") -> None:
    for field, seconds in (("start", start), ("end", end)):
        check_number(
            seconds, place=place, field=within + field, low=0, high=MAX_CALL_S, hint=_SECONDS
        )
    if end < start:
        raise place.error(
            f"it ends at {end:g} s, before its start at {start:g} s", within + "end", _SECONDS
        )


def _id(given: str | None, place: Place) -> str:
    if given is None:
        return ""
    cleaned = clean(given)
    if not cleaned or len(cleaned) > _MAX_ID_CHARS:
        raise place.error(
            f"an id has 1 to {_MAX_ID_CHARS} characters", "id", "Leave it out to have one given."
        )
    return cleaned


def _words(words: list[dict[str, Any]], place: Place) -> list[Word]:
    read = []
    for index, value in enumerate(words):
        within = f"words[{index}]."
        fields = _Word.__struct_fields__
        check_keys(value, known=fields, required=fields, place=place, within=within)
        word = shaped(value, _Word, place, within)
        _check_times(word.start, word.end, place, within)
        read.append(Word(w=clean(word.w), start=word.start, end=word.end))
    return read
