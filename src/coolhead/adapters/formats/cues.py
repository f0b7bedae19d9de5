"""Cues: stretches of text with the times at which captions show them."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from coolhead.adapters.formats.checks import Place
from coolhead.adapters.formats.transcript import MAX_CALL_CHARS, MAX_UTTERANCES
from coolhead.errors import InputError

# A sentence goes over two or three cues; more of them than this are no call.
MAX_CUES: Final = 5 * MAX_UTTERANCES
# Markup ("<v.agent Priya Shah>") may weigh as much again as the words.
MAX_CUE_CHARS: Final = 2 * MAX_CALL_CHARS

# Hours may be missing (WebVTT) and have one digit (seen in SubRip); a comma stands before the
# milliseconds in SubRip, a dot in WebVTT, and writers of either mix them up.
TIME: Final = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
_TIMES: Final = re.compile(rf"{TIME}[ \t]{{0,20}}-->[ \t]{{0,20}}{TIME}(?=\s|$)")
_BEGINS: Final = re.compile(r"\s{0,20}\d[\d:.,]{0,20}\s{0,20}-->")
_HINT: Final = "Write it like 00:01:02.500 --> 00:01:05.000 (hours may be left out)."


class Cue(msgspec.Struct):
    """A stretch of text; ``start`` and ``end`` in seconds, ``line`` where its times stand.

    ``lines`` are the lines of its text with their markup, ``id`` what the file calls it.
    """

    start: float
    end: float
    line: int
    id: str = ""
    lines: list[str] = []


class Cues:
    """Gathers the cues of one file; raises ``InputError`` for more than a call can have."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.found: list[Cue] = []
        self._chars = 0

    def begin(self, times: str, line: int, name: str = "") -> None:
        """Begin a cue, from the line with its times."""
        start, end = times_of(times, Place(self.source, line))
        if len(self.found) >= MAX_CUES:
            raise self._too_much(line)
        self.found.append(Cue(start=start, end=end, line=line, id=name, lines=[]))

    def go_on(self, text: str, line: int) -> None:
        """Add a line of text to the latest cue."""
        self._chars += len(text) + 1
        if self._chars > MAX_CUE_CHARS:
            raise self._too_much(line)
        self.found[-1].lines.append(text)

    def _too_much(self, line: int) -> InputError:
        return Place(self.source, line).error(
            "this is more than a day of talk, too much for one call",
            hint="Put each call into a file of its own.",
        )


def begins_with_time(line: str) -> bool:
    """Whether a line with an arrow has a number before it, as the times of a cue do."""
    return _BEGINS.match(line) is not None


def times_of(line: str, place: Place) -> tuple[float, float]:
    """Start and end of a cue in seconds, from the line with the arrow; raises ``InputError``."""
    found = _TIMES.match(line.strip())
    if found is None:
        raise place.error("the times of this cue cannot be read", hint=_HINT)
    numbers = found.groups()
    return _seconds(numbers[:4], place), _seconds(numbers[4:], place)


def _seconds(parts: tuple[str | None, ...], place: Place) -> float:
    hours, minutes, seconds, fraction = parts
    if int(minutes or 0) >= 60 or int(seconds or 0) >= 60:
        raise place.error(f"{minutes}:{seconds} is no number of minutes and seconds", hint=_HINT)
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole + int((fraction or "").ljust(3, "0")) / 1000
