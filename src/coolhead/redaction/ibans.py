"""International bank account numbers (ISO 13616), written or spelled out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from coolhead.redaction.digits import digit_runs

# How long a number of each country is, from the registry of the standard.
_LENGTHS: Final = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22,
    "BR": 29, "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28,
    "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23,
    "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26,
    "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20,
    "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18,
    "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24,
    "SC": 31, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26, "UA": 29, "VA": 22,
    "VG": 24, "XK": 20,
}  # fmt: skip
# A letter said alone, a bank's four letters, or both with digits in one piece as it is written.
_LETTERS: Final = re.compile(r"\b(?:[A-Za-z]|[A-Z]{2,4})\b|\b[A-Z]{2}\d{2}[A-Z0-9]{0,30}\b")
_APART: Final = re.compile(r"[\s,.\-]*")


class _Piece(NamedTuple):
    value: str
    start: int
    end: int


def ibans_in(text: str) -> Iterator[tuple[int, int]]:
    """Where account numbers stand in a text; only those whose check digits are right."""
    pieces = _pieces(text)
    first = 0
    while first < len(pieces):
        found = _from(text, pieces, first)
        if found is None:
            first += 1
        else:
            yield pieces[first].start, pieces[found].end
            first = found + 1


def _pieces(text: str) -> list[_Piece]:
    taken = [_Piece(m.group().upper(), *m.span()) for m in _LETTERS.finditer(text)]
    mixed = [piece for piece in taken if any(map(str.isdigit, piece.value))]
    within = {place for piece in mixed for place in range(piece.start, piece.end)}
    digits = [
        _Piece(each.value, each.start, each.end)
        for run in digit_runs(text)
        for each in run
        if each.start not in within
    ]
    # "o" alone is a zero among digits, and the letter nowhere in an account number's check.
    spoken = {(each.start, each.end) for each in digits}
    letters = [piece for piece in taken if (piece.start, piece.end) not in spoken]
    return sorted([*letters, *digits], key=lambda piece: piece.start)


def _from(text: str, pieces: list[_Piece], first: int) -> int | None:
    """The last piece of the number that begins with the piece ``first``."""
    value = ""
    for place in range(first, len(pieces)):
        if place > first and not _APART.fullmatch(
            text[pieces[place - 1].end : pieces[place].start]
        ):
            return None
        value += pieces[place].value
        length = _LENGTHS.get(value[:2])
        if (len(value) >= 2 and length is None) or (length and len(value) > length):
            return None
        if length and len(value) == length and _checks(value):
            return place
    return None


def _checks(number: str) -> bool:
    """Whether the check digits are right (ISO 7064, modulo 97)."""
    turned = number[4:] + number[:4]
    return int("".join(str(int(each, 36)) for each in turned)) % 97 == 1
