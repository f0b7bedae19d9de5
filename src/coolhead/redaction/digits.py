"""Digits in a text, as they are written and as they are spoken, with the place of each.

``four five double three`` is 4533, ``oh nine`` 09, ``forty-two`` 42. Pauses, hyphens and an "um"
between digits do not end a run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

_UNITS: Final = {
    **dict.fromkeys(("zero", "oh", "o", "nought", "naught", "nil"), "0"),
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_TEENS: Final = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
_TENS: Final = {
    "twenty": "2", "thirty": "3", "forty": "4", "fourty": "4", "fifty": "5",
    "sixty": "6", "seventy": "7", "eighty": "8", "ninety": "9",
}  # fmt: skip
# Recognisers write these for digits; between two digits they are nothing else.
_SOUNDS: Final = {
    **dict.fromkeys(("to", "too"), "2"),
    **dict.fromkeys(("for", "fore"), "4"),
    "won": "1",
    "tree": "3",
    "free": "3",
    "sex": "6",
    "ate": "8",
    "niner": "9",
}
_TIMES: Final = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
_ZEROS: Final = {"hundred": "00", "thousand": "000"}
_BETWEEN: Final = frozenset(
    {"um", "uh", "er", "erm", "ah", "eh", "mm", "and", "then", "dash", "hyphen", "space", "yeah"}
)
_PIECE: Final = re.compile(r"\d+|[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
# What may stand between two digits of one number, beside words of `_BETWEEN`.
_APART: Final = re.compile(r"[\s,.\-\u2010-\u2015\u2022\u2026/()\u00b7]*")


class Digits(NamedTuple):
    """Some digits that were said as one, and where: ``end`` is exclusive."""

    value: str
    start: int
    end: int


Run = tuple[Digits, ...]


def digit_runs(text: str) -> list[Run]:
    """All runs of digits, in order."""
    runs: list[list[Digits]] = []
    open_run = False
    last = 0
    for piece in _digits(text):
        if piece is None:
            open_run = False
            continue
        if open_run and _APART.fullmatch(_without_fillers(text[last : piece.start])):
            runs[-1].append(piece)
        else:
            runs.append([piece])
        open_run, last = True, piece.end
    return [tuple(run) for run in runs]


def value_of(run: Sequence[Digits]) -> str:
    """The digits of a run, one after another."""
    return "".join(each.value for each in run)


def leads(text: str, run: Run) -> bool:
    """Whether nothing but fillers stands before the run."""
    return not _words(text[: run[0].start]) - _BETWEEN - _OPENINGS


def trails(text: str, run: Run) -> bool:
    """Whether nothing but fillers stands behind the run."""
    return not _words(text[run[-1].end :]) - _BETWEEN


_OPENINGS: Final = frozenset(
    {"okay", "ok", "so", "right", "yes", "it's", "its", "is", "sorry", "now", "it", "hang", "on"}
)


def _words(text: str) -> set[str]:
    return {piece.group().lower().replace("\u2019", "'") for piece in _PIECE.finditer(text)}


def _without_fillers(text: str) -> str:
    return _PIECE.sub(lambda m: "" if m.group().lower() in _BETWEEN else m.group(), text)


def _digits(text: str) -> Iterator[Digits | None]:
    """Pieces that are digits, and None for a word that is none and ends a run."""
    pieces = list(_PIECE.finditer(text))
    place = 0
    while place < len(pieces):
        found = _one(pieces, place)
        if found is not None:
            value, taken = found
            yield Digits(value, pieces[place].start(), pieces[place + taken - 1].end())
            place += taken
            continue
        if pieces[place].group().lower() not in _BETWEEN:
            yield None
        place += 1


def _one(pieces: Sequence[re.Match[str]], place: int) -> tuple[str, int] | None:
    """The digits that begin with a piece, and how many pieces say them."""
    word = pieces[place].group().lower()
    after = pieces[place + 1].group().lower() if place + 1 < len(pieces) else ""
    if word.isdecimal() and word.isascii():
        return word, 1
    if word in _TIMES and (digit := _unit(after)):
        return digit * _TIMES[word], 2
    if word in _UNITS:
        zeros = _ZEROS.get(after, "")
        return _UNITS[word] + zeros, 2 if zeros else 1
    if word in _TEENS:
        return _TEENS[word], 1
    if word in _TENS:
        unit = _UNITS.get(after, "0")
        return _TENS[word] + unit, 1 if unit == "0" else 2
    if word in _SOUNDS and _digit_before(pieces, place) and _is_digit(after):
        return _SOUNDS[word], 1
    return None


def _unit(word: str) -> str | None:
    return word if len(word) == 1 and word.isdecimal() and word.isascii() else _UNITS.get(word)


def _is_digit(word: str) -> bool:
    return word.isdecimal() or word in _UNITS or word in _TEENS or word in _TENS or word in _TIMES


def _digit_before(pieces: Sequence[re.Match[str]], place: int) -> bool:
    return place > 0 and _is_digit(pieces[place - 1].group().lower())
