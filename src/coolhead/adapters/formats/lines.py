"""The lines of a text file, one at a time, in bounded memory and strictly UTF-8."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from coolhead.errors import InputError

# The longest utterance that is kept has 20,000 characters; with a time for each of its words it
# stays below 1 MB. Four leave room for what will be cut, and bound what a line can cost.
MAX_LINE_BYTES: Final = 4 * 1024 * 1024
# Ten times what a call can hold, so that a file of nothing but empty lines ends soon.
MAX_LINES: Final = 1_000_000

_BOM: Final = b"\xef\xbb\xbf"


def numbered_lines(stream: BinaryIO, source: str) -> Iterator[tuple[int, str]]:
    """Yield ``(number, line)`` as ``every_line`` does; blank lines are passed over."""
    return (each for each in every_line(stream, source) if each[1].strip())


def every_line(stream: BinaryIO, source: str) -> Iterator[tuple[int, str]]:
    """Yield ``(number, line)`` from 1, without the line's end.

    A byte order mark at the beginning is accepted. Raises ``InputError`` for a line over
    ``MAX_LINE_BYTES``, for more than ``MAX_LINES``, and for bytes that are not UTF-8, naming the
    first of them.
    """
    offset = 0
    for number, raw in raw_lines(stream, source):
        line = raw.removeprefix(_BOM) if number == 1 else raw
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            byte = offset + len(raw) - len(line) + error.start
            raise InputError(
                f"not UTF-8: byte 0x{line[error.start]:02x} at offset {byte} of the file",
                file=source,
                line=number,
                hint="Save the file as UTF-8 (without conversion it would be read wrongly).",
            ) from error
        offset += len(raw)
        yield number, text.rstrip("\r\n")


def raw_lines(stream: BinaryIO, source: str) -> Iterator[tuple[int, bytes]]:
    """Yield ``(number, bytes)`` from 1 with the line's end; refuses what is over the bounds."""
    number = 0
    while True:
        number += 1
        try:
            raw = stream.readline(MAX_LINE_BYTES + 1)
        except OSError as error:
            raise InputError(
                f"cannot be read further: {error.strerror or error}", file=source, line=number
            ) from error
        if not raw:
            return
        if len(raw) > MAX_LINE_BYTES:
            raise InputError(
                f"this line is longer than {MAX_LINE_BYTES // 1024 // 1024} MB",
                file=source,
                line=number,
                hint="Each utterance stands on a line of its own.",
            )
        if number > MAX_LINES:
            raise InputError(
                f"there are more than {MAX_LINES:,} lines",
                file=source,
                line=number,
                hint="Put each call into a file of its own.",
            )
        yield number, raw
