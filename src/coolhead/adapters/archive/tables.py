"""Rows as CSV and as JSON lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any, Final, Protocol

import msgspec

# What a spreadsheet takes for the beginning of a formula, also after a line's end, and the wide
# forms of the same signs (OWASP, "CSV Injection").
_FORMULA: Final = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
_APART: Final = "; "


class RowWriter(Protocol):
    """Turns rows of one kind into bytes of a table."""

    def head(self) -> bytes:
        """What stands before the first row."""
        ...

    def line(self, row: msgspec.Struct) -> bytes:
        """A row with its line's end."""
        ...


class CsvRows:
    """CSV by RFC 4180 in UTF-8: a line of names, then a line a row, each ended by CR LF.

    True and false are ``true`` and ``false``, what is not known is empty, several values are put
    apart by semicolons. Text that a spreadsheet would take for a formula gets an apostrophe before
    it, as spreadsheets themselves mark text.
    """

    def __init__(self, shape: type[msgspec.Struct], without: Iterable[str] = ()) -> None:
        left_out = set(without)
        self._columns = [name for name in shape.__struct_fields__ if name not in left_out]

    def head(self) -> bytes:
        """The names of the columns."""
        return _csv_line(self._columns)

    def line(self, row: msgspec.Struct) -> bytes:
        """The row."""
        return _csv_line([_cell(getattr(row, name)) for name in self._columns])


class JsonRows:
    """A JSON object a line."""

    def __init__(self) -> None:
        self._encode = msgspec.json.Encoder().encode

    def head(self) -> bytes:
        """Nothing."""
        return b""

    def line(self, row: msgspec.Struct) -> bytes:
        """The row."""
        return self._encode(row) + b"\n"


def _csv_line(cells: list[str]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().encode("utf-8", "backslashreplace")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = _APART.join(value) if isinstance(value, tuple) else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
