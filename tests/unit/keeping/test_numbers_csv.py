"""A table of numbers: what can be read is, and every line that cannot be is told."""

from __future__ import annotations

import pytest

from coolhead.errors import InputError
from coolhead.services.keeping import numbers_csv
from coolhead.services.keeping.numbers_csv import read_numbers, read_table


def test_a_table_gives_its_numbers_once_and_tells_every_wrong_line() -> None:
    text = (
        "name,Number\r\nKim,+44 20 7946 0933\r\nLee,withheld\r\n\r\n"
        '"Two\r\nlines",020 7946 0933\r\nAda\r\nZoe,+1 212 555 0123\r\n'
    )
    read = read_table(text, "GB")
    assert read.digits == ("442079460933", "12125550123")
    assert [each.line for each in read.faults] == [3, 7]
    assert "no telephone number" in read.faults[0].message


@pytest.mark.parametrize("head", ["\ufeffnumber\n", "number;name\n", " NUMBER ,name\n"])
def test_tables_as_spreadsheets_save_them_are_read(head: str) -> None:
    assert read_table(f"{head}+442079460933\n").digits == ("442079460933",)


@pytest.mark.parametrize("text", ["", "telephone\n+442079460933\n", "+442079460933\n"])
def test_a_table_without_the_column_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no column 'number'"):
        read_table(text)


def test_what_is_no_csv_is_refused_with_its_line() -> None:
    with pytest.raises(InputError, match="cannot be read") as refused:
        read_table("number\n+442079460933\n" + "1" * 200_000 + "\n")
    assert refused.value.line == 3


def test_too_many_numbers_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbers_csv, "MOST_NUMBERS", 2)
    assert len(read_table("number\n+442079460933\n+442079460934\n").digits) == 2
    with pytest.raises(InputError, match="more than 2"):
        read_table("number\n" + "+442079460933\n" * 3)


def test_numbers_one_by_one_are_told_by_their_place() -> None:
    read = read_numbers(["+442079460933", "12", "+442079460933"])
    assert read.digits == ("442079460933",)
    assert [each.line for each in read.faults] == [2]
