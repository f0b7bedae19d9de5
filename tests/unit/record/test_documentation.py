from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

import msgspec
import pytest

from coolhead.call.vocabulary import Outcome
from coolhead.record.due_times import WorkCalendar, read_due
from coolhead.record.record import Record

PAGE = (Path(__file__).parents[3] / "docs" / "record.md").read_text(encoding="utf-8")
SAID_AT = datetime(2026, 3, 2, 10, 15, tzinfo=ZoneInfo("Europe/London"))
EXAMPLES = re.findall(r"^\| (.+?) \| (2026-\S+|open|no due time) \|$", PAGE, re.MULTILINE)


def test_the_page_gives_examples() -> None:
    assert len(EXAMPLES) >= 10


@pytest.mark.parametrize(("said", "expected"), EXAMPLES)
def test_the_examples_of_due_times_on_the_page_are_true(said: str, expected: str) -> None:
    due = read_due(said, SAID_AT, WorkCalendar("Europe/London"))
    if due is None:
        assert expected == "no due time"
    else:
        assert expected == (due.at.isoformat() if due.at else "open")


def test_the_page_names_every_field_and_every_outcome() -> None:
    for field in msgspec.structs.fields(Record):
        assert f"`{field.name}`" in PAGE
    for outcome in get_args(Outcome):
        assert f"`{outcome}`" in PAGE
