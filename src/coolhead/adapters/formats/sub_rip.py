"""SubRip subtitles (``.srt``): a number, a line with two times, and text.

There is no standard; what players read is read here. Numbers may be missing or out of order,
blank lines may be missing between subtitles or stand within them, and the milliseconds come after
a comma or a dot.
"""

from __future__ import annotations

import re
from typing import BinaryIO, Final

from coolhead.adapters.formats.captions import call_of_cues
from coolhead.adapters.formats.cues import Cues, begins_with_time
from coolhead.adapters.formats.imported import start_of
from coolhead.adapters.formats.lines import every_line
from coolhead.adapters.formats.transcript import TranscriptCall

_ARROW: Final = "-->"
_BOM: Final = b"\xef\xbb\xbf"
_BEGINS: Final = re.compile(
    rb"(?:\d{1,9}[ \t]{0,20}\r?\n(?:[ \t]{0,20}\r?\n)?[ \t]{0,20})?"
    rb"(?:\d{1,4}:)?\d{1,2}:\d{2}(?:[,.]\d{1,3})?[ \t]{0,20}-->"
)
_NUMBER: Final = re.compile(r"\s{0,20}\d{1,9}\s{0,20}")


class SubRip:
    """Reads SubRip files whose subtitles name their speakers."""

    name = "SubRip"

    def recognises(self, head: bytes) -> bool:
        """Whether the file begins with a subtitle: its number, if it has one, and its times."""
        return _BEGINS.match(head.removeprefix(_BOM).lstrip()) is not None

    def read(
        self, stream: BinaryIO, source: str, *, agent_speaker: str | None = None
    ) -> TranscriptCall:
        """Read the call; raises ``InputError`` with file and line."""
        cues = Cues(source)
        # A line of digits: the number of the next subtitle, unless it turns out to be text.
        held: tuple[int, str] | None = None
        for number, line in every_line(stream, source):
            if _ARROW in line and (begins_with_time(line) or not cues.found):
                cues.begin(line, number, held[1].strip() if held else "")
                held = None
            elif _NUMBER.fullmatch(line):
                _take(cues, held)
                held = (number, line)
            elif line.strip():
                _take(cues, held)
                _take(cues, (number, line))
                held = None
        _take(cues, held)
        return call_of_cues(cues.found, start_of(source), source, agent_speaker=agent_speaker)


def _take(cues: Cues, line: tuple[int, str] | None) -> None:
    if line is not None and cues.found:
        cues.go_on(line[1], line[0])
