"""Transcripts in plain text: a line a turn, with a name and perhaps a time before it."""

from __future__ import annotations

import re
from typing import Final

from coolhead.adapters.formats.transcript import MAX_UTTERANCE_CHARS
from coolhead.adapters.formats.vcon.pieces import Piece
from coolhead.adapters.formats.vcon.voices import Voices

# Spaces and names are bounded, so that a line of megabytes of them costs no more than any other.
_TIME: Final = r"[\[(]?(?:(\d{1,2}):)?(\d{1,3}):(\d{2}(?:\.\d{1,6})?)[\])]?\s{0,10}-?\s{0,10}"
_TURN: Final = re.compile(
    rf"\s{{0,10}}(?:{_TIME})?([^:\n]{{1,60}}?)\s{{0,10}}:(?!//)(.*)", re.DOTALL
)


def pieces_of_lines(text: str, voices: Voices, field: str) -> list[Piece] | None:
    """The turns of a text; None where it does not say who speaks and there are several.

    A line without a known name goes on with the turn before it.
    """
    if voices.alone is not None:
        return [Piece(speaker=voices.alone, text=text, start=None, field=field)]
    turns: list[tuple[str, float | None, list[str]]] = []
    room = 0
    for line in text.splitlines():
        found = _TURN.match(line)
        speaker = voices.of_name(found[4].strip()) if found else None
        if found and speaker is not None:
            turns.append((speaker, _seconds(found), [found[5].strip()]))
            room = MAX_UTTERANCE_CHARS
        elif turns and room > 0:
            turns[-1][2].append(line.strip())
            room -= len(line) + 1
    if not turns:
        return None
    return [
        Piece(speaker=speaker, text=" ".join(said), start=start, field=field)
        for speaker, start, said in turns
        if any(said)
    ]


def _seconds(found: re.Match[str]) -> float | None:
    if found[3] is None:
        return None
    return int(found[1] or 0) * 3600 + int(found[2]) * 60 + float(found[3])
