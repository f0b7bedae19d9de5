"""The do-not-call list as the API shows it."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import Final

import msgspec

from coolhead.services.keeping.number_list import NumberNoted, WhyNoted
from coolhead.services.keeping.numbers import NumberChecked, NumbersAdded
from coolhead.services.keeping.numbers_csv import LineFault

COLUMNS: Final = ("digest", "added_at", "why", "reason", "source", "call")
# What spreadsheets take for a formula (OWASP, CSV injection).
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


class LocalTimeShown(msgspec.Struct, frozen=True):
    """What time it is where a number may be."""

    time_zone: str
    time: str


class EntryShown(msgspec.Struct, frozen=True, kw_only=True):
    """Why a number is on the list; ``digest`` is its keyed hash."""

    digest: str
    added_at: str
    why: WhyNoted
    reason: str
    source: str
    call: str


class NumberAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a number may be called.

    ``reasons`` are sentences that say why not. ``entries`` are for administrators alone.
    """

    listed: bool
    allowed: bool
    reasons: tuple[str, ...]
    local: tuple[LocalTimeShown, ...]
    next_allowed: str | None
    entries: tuple[EntryShown, ...] = ()


class FaultShown(msgspec.Struct, frozen=True):
    """What is wrong with a line; lines count from 1, a table's header among them."""

    line: int
    message: str


class NumbersDone(msgspec.Struct, frozen=True, kw_only=True):
    """How many numbers are new on the list, how many were on it, and the lines left out."""

    added: int
    already: int
    faults: tuple[FaultShown, ...]


def answer_shown(checked: NumberChecked, *, with_entries: bool) -> NumberAnswer:
    """The answer about a number."""
    return NumberAnswer(
        listed=bool(checked.entries),
        allowed=checked.allowed,
        reasons=checked.reasons,
        local=tuple(LocalTimeShown(zone, _stamp(time)) for zone, time in checked.local),
        next_allowed=_stamp(checked.next_allowed) if checked.next_allowed else None,
        entries=tuple(map(_entry, checked.entries)) if with_entries else (),
    )


def done_shown(done: NumbersAdded, faults: tuple[LineFault, ...]) -> NumbersDone:
    """What came of adding numbers."""
    shown = tuple(FaultShown(each.line, each.message) for each in faults)
    return NumbersDone(added=done.added, already=done.already, faults=shown)


def entry_line(entry: NumberNoted) -> str:
    """A line of the exported table."""
    return table_line([_cell(getattr(entry, name)) for name in COLUMNS])


def table_line(cells: list[str] | tuple[str, ...]) -> str:
    """Cells as a line of CSV."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def _entry(entry: NumberNoted) -> EntryShown:
    return EntryShown(**{name: getattr(entry, name) for name in COLUMNS})


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
