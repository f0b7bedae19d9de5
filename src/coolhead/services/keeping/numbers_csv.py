"""Numbers to be put on the do-not-call list: one by one or from a table, every wrong line told.

number
+44 20 7946 0933
020 7946 0934
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from coolhead.errors import InputError
from coolhead.services.keeping.do_not_call import e164

COLUMN: Final = "number"
# A list of a hundred thousand numbers is what a campaign of a large centre brings; it takes a few
# seconds to read.
MOST_NUMBERS: Final = 100_000


class LineFault(msgspec.Struct, frozen=True):
    """What is wrong with a line; lines count from 1, the header of a table among them."""

    line: int
    message: str


class NumbersRead(msgspec.Struct, frozen=True):
    """The digits of the numbers that can be read, each once, and what is wrong with the others."""

    digits: tuple[str, ...]
    faults: tuple[LineFault, ...]


def read_numbers(numbers: Sequence[str], region: str = "") -> NumbersRead:
    """The numbers of a list; the first is line 1."""
    return _read(enumerate(numbers, 1), region)


def read_table(text: str, region: str = "") -> NumbersRead:
    """The numbers of a CSV with a column ``number``; other columns are not looked at.

    Raises ``InputError`` for what is no such table, and for one with more than `MOST_NUMBERS`.
    """
    return _read(_cells(text), region)


def _read(numbered: Iterable[tuple[int, str]], region: str) -> NumbersRead:
    digits: dict[str, None] = {}
    faults = []
    for count, (line, number) in enumerate(numbered, 1):
        if count > MOST_NUMBERS:
            raise InputError(
                f"there are more than {MOST_NUMBERS} numbers",
                field="csv",
                hint="Send them in several parts.",
            )
        try:
            digits[e164(number, region)] = None
        except InputError as error:
            faults.append(LineFault(line, f"{error.reason}. {error.hint}"))
    return NumbersRead(tuple(digits), tuple(faults))


def _cells(text: str) -> Iterator[tuple[int, str]]:
    """The cells of the column, with their lines; empty lines are left out."""
    separator = ";" if ";" in text.partition("\n")[0] else ","
    lines = csv.reader(io.StringIO(text.removeprefix("\N{BOM}"), newline=""), delimiter=separator)
    try:
        header = [cell.strip().casefold() for cell in next(lines, [])]
        if COLUMN not in header:
            raise InputError(
                f"the table has no column '{COLUMN}'",
                field="csv",
                line=1,
                hint=f"Its first line names the columns; one of them is {COLUMN}.",
            )
        column = header.index(COLUMN)
        for cells in lines:
            if any(cell.strip() for cell in cells):
                yield lines.line_num, cells[column] if column < len(cells) else ""
    except csv.Error as error:
        raise InputError(
            "the table cannot be read",
            field="csv",
            line=lines.line_num,
            hint="It is CSV as spreadsheets save it.",
        ) from error
