"""Tables that a spreadsheet opens without harm, and that a reader gets back as they were."""

from __future__ import annotations

import csv
import io

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.archives import answer_of

from coolhead.adapters.archive.names import record_name
from coolhead.adapters.archive.tables import CsvRows, JsonRows
from coolhead.adapters.archive.tasks import Found, Refused
from coolhead.services.scoring import CallRow

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def read_back(row: CallRow) -> dict[str, str]:
    table = CsvRows(CallRow)
    text = (table.head() + table.line(row)).decode("utf-8")
    (line,) = csv.DictReader(io.StringIO(text, newline=""))
    return line


@pytest.mark.parametrize("first", [*FORMULA, "\uff1d", "\uff0b", "\uff0d", "\uff20", "  ="])
def test_text_that_looks_like_a_formula_is_marked_as_text(first: str) -> None:
    hostile = f"{first}HYPERLINK(1)"
    line = read_back(CallRow(id=hostile, file="f", team=hostile, wants=(hostile, "b")))
    assert line["id"] == line["team"] == f"'{hostile}"
    assert line["wants"] == f"'{hostile}; b"


def test_numbers_stay_numbers_and_what_is_unknown_is_empty() -> None:
    line = read_back(CallRow(id="a", file="f", heat_end=-1.5, do_not_call=True, wants=("a", "b")))
    assert (line["heat_end"], line["do_not_call"], line["score"]) == ("-1.5", "true", "")
    assert (line["words_read"], line["line"], line["wants"]) == ("true", "", "a; b")


@given(st.text(), st.text())
def test_any_text_comes_back_and_no_cell_begins_a_formula(call: str, team: str) -> None:
    line = read_back(CallRow(id=call, file="f", team=team))
    for text, cell in ((call, line["id"]), (team, line["team"])):
        assert cell.removeprefix("'") == text.removeprefix("'")
        assert not cell.lstrip(" ").startswith(FORMULA)


def test_half_a_surrogate_pair_is_no_crash() -> None:
    assert "\\ud800" in read_back(CallRow(id="\ud800", file="f"))["id"]


def test_a_line_of_json_is_the_row() -> None:
    row = CallRow(id='=1,"\n', file="f", wants=("refund",))
    line = JsonRows().line(row)
    assert line.count(b"\n") == 1
    assert msgspec.json.decode(line, type=CallRow) == row


def test_what_was_refused_says_where_and_why() -> None:
    refused = answer_of(Found(file="f.txt", path="/no/such/f.txt", named=True, size=7))
    assert isinstance(refused, Refused)
    table = CsvRows(Refused, without=("size",))
    assert table.head() == b"file,line,field,reason,hint\r\n"
    assert table.line(refused).startswith(b"f.txt,,,cannot be read: No such file")


@pytest.mark.parametrize(
    ("call", "begins"),
    [
        ("c-17", "c-17-"),
        ("../../etc/passwd", "etc-passwd-"),
        (".hidden", "hidden-"),
        ("a b/c\\d:e", "a-b-c-d-e-"),
        ("x" * 500, "x" * 120 + "-"),
        ("\u00fc\u202e\x1b", ""),
        ("", ""),
    ],
)
def test_a_records_name_is_plain_and_of_this_folder(call: str, begins: str) -> None:
    name = record_name(call, "calls/c.jsonl:")
    stem = name.removesuffix(".json")
    assert name.isascii()
    assert stem[:-16] == begins
    assert set(stem[-16:]) <= set("0123456789abcdef")


def test_calls_of_the_same_id_have_different_records() -> None:
    assert record_name("c", "a.jsonl:") != record_name("c", "b.jsonl:")
