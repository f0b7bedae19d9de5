"""WebVTT, the captions of the web (W3C), as meetings and recognisers export transcripts.

Read are the cues with their identifiers, times and voices; what is for the screen (settings,
styles, regions) and notes are passed over. The language is taken where the file names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from coolhead.adapters.formats.captions import call_of_cues
from coolhead.adapters.formats.cues import Cues, begins_with_time
from coolhead.adapters.formats.imported import start_of
from coolhead.adapters.formats.lines import every_line
from coolhead.adapters.formats.transcript import TranscriptCall

_ARROW: Final = "-->"
_NOTE: Final = "NOTE"
# Of a block's lines the second, at the latest, has the times.
_SECOND: Final = 2
# As much of a line is looked at for an identifier or a language.
_MAX_LINE_CHARS: Final = 300
_BEGINS: Final = re.compile(rb"(?:\xef\xbb\xbf)?WEBVTT(?:[ \t\r\n]|$)")
# "Language: en" in the header, or "NOTE language:en-us".
_LANGUAGE: Final = re.compile(
    r"(?:NOTE[ \t]{1,9})?language[ \t]{0,9}:[ \t]{0,9}([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3})\s*",
    re.IGNORECASE,
)


class WebVtt:
    """Reads WebVTT files whose cues name their speakers."""

    name = "WebVTT"

    def recognises(self, head: bytes) -> bool:
        """Whether the file begins with the word that every WebVTT file begins with."""
        return _BEGINS.match(head) is not None

    def read(
        self, stream: BinaryIO, source: str, *, agent_speaker: str | None = None
    ) -> TranscriptCall:
        """Read the call; raises ``InputError`` with file and line."""
        cues = Cues(source)
        language: str | None = None
        # Of the block in hand: its first line, how many lines it has, and whether it is a cue.
        first, count, in_cue, in_header = "", 0, False, True
        for number, line in _lines(stream, source):
            if not line:
                count, in_cue, in_header = 0, False, False
                continue
            count += 1
            if count == 1:
                first = line[:_MAX_LINE_CHARS]
            if _ARROW in line and _is_times(line, first, in_cue=in_cue, in_header=in_header):
                # A cue has at most one line before its times: its identifier.
                cues.begin(line, number, first if count == _SECOND and not in_header else "")
                count, in_cue, in_header = _SECOND, True, False
            elif in_cue:
                cues.go_on(line, number)
            elif in_header or first.startswith(_NOTE):
                found = _LANGUAGE.fullmatch(line[:_MAX_LINE_CHARS])
                language = language or (found[1] if found else None)
        started = start_of(source, language=language)
        return call_of_cues(cues.found, started, source, agent_speaker=agent_speaker)


def _lines(stream: BinaryIO, source: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; a carriage return alone ends a line too."""
    for number, line in every_line(stream, source):
        if "\r" not in line:
            yield number, line
            continue
        for part in line.split("\r"):
            yield number, part


def _is_times(line: str, first: str, *, in_cue: bool, in_header: bool) -> bool:
    """Whether a line with an arrow begins a cue: not in the header's, a note's or a cue's text."""
    if begins_with_time(line):
        return True
    return not (in_cue or in_header or first.startswith(_NOTE))
