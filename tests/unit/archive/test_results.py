"""The results folder: what a run leaves there, and what the next one finds."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest
from tests.support.archives import scored, write_calls

from coolhead.adapters.archive.progress import FILE
from coolhead.adapters.archive.results import Results
from coolhead.adapters.archive.tasks import Found, Refused, Scored
from coolhead.errors import ConfigError, StorageError
from coolhead.services.scoring import Summary, Tally

TABLES = {"calls.csv", "calls.jsonl", "refused.csv", "summary.json"}


@pytest.fixture
def calls(tmp_path: Path) -> list[Scored]:
    return [scored(path) for path in write_calls(tmp_path / "calls", 3)]


def summary(calls: Iterable[Scored]) -> Summary:
    tally = Tally()
    for call in calls:
        tally.add(call.row, call.agent)
    return tally.summary()


def run(folder: Path, calls: list[Scored]) -> int:
    """A whole run over these calls; returns how many records it removed."""
    with Results(folder) as results:
        for call in calls:
            results.keep(call)
            results.scored(call)
        return results.complete(summary(calls))


def found(call: Scored) -> Found:
    return Found(file=call.source.removesuffix(":"))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_complete_run_leaves_tables_records_and_what_is_finished(
    tmp_path: Path, calls: list[Scored]
) -> None:
    out = tmp_path / "deep" / "out"
    run(out, calls)
    assert names(out) == TABLES | {"records", FILE}
    rows = (out / "calls.csv").read_text().splitlines()
    assert [row.split(",")[0] for row in rows] == ["id", "c0", "c1", "c2"]
    for line, call in zip((out / "calls.jsonl").read_bytes().splitlines(), calls, strict=True):
        record = out / "records" / msgspec.json.decode(line)["record"]
        assert record.read_bytes() == call.record


def test_until_a_run_is_complete_the_tables_of_the_one_before_stay(
    tmp_path: Path, calls: list[Scored]
) -> None:
    run(tmp_path / "out", calls)
    before = (tmp_path / "out" / "calls.csv").read_bytes()
    with Results(tmp_path / "out") as results:
        results.unchanged(calls[0].source)
    assert (tmp_path / "out" / "calls.csv").read_bytes() == before
    assert "calls.csv.part" in names(tmp_path / "out")


def test_a_call_is_finished_as_soon_as_it_is_kept(tmp_path: Path, calls: list[Scored]) -> None:
    copy = tmp_path / "copy"
    with Results(tmp_path / "out") as results:
        results.keep(calls[2])  # the others take longer
        shutil.copytree(tmp_path / "out", copy)  # as a process that is killed leaves it
    with Results(copy) as again:
        assert [again.known(found(call)) for call in calls] == [None, None, calls[2].key]


@pytest.mark.parametrize("damage", ["", "{}"])
def test_a_call_whose_record_is_gone_or_cut_is_not_finished(
    tmp_path: Path, calls: list[Scored], damage: str
) -> None:
    run(tmp_path / "out", calls)
    lost, cut, _ = sorted((tmp_path / "out" / "records").iterdir())
    lost.unlink()
    cut.write_text(damage)
    with Results(tmp_path / "out") as results:
        assert [results.known(found(call)) for call in calls] == [None, None, calls[2].key]


def test_what_is_taken_over_gives_the_same_tables(tmp_path: Path, calls: list[Scored]) -> None:
    run(tmp_path / "out", calls)
    before = {name: (tmp_path / "out" / name).read_bytes() for name in TABLES}
    with Results(tmp_path / "out") as results:
        for call in calls:
            row, agent = results.unchanged(call.source)
            assert (row.id, agent) == (call.row.id, call.agent)
        assert results.kept == 3
        results.complete(summary(calls))
    assert {name: (tmp_path / "out" / name).read_bytes() for name in TABLES} == before


def test_records_of_calls_that_are_no_more_among_them_go(
    tmp_path: Path, calls: list[Scored]
) -> None:
    run(tmp_path / "out", calls)
    assert run(tmp_path / "out", calls[:1]) == 2
    (left,) = (tmp_path / "out" / "records").iterdir()
    assert left.name.startswith("c0-")
    assert run(tmp_path / "out", calls) == 0


def test_a_call_that_has_another_id_now_leaves_no_second_record(
    tmp_path: Path, calls: list[Scored]
) -> None:
    run(tmp_path / "out", calls[:1])
    renamed = msgspec.structs.replace(
        calls[0], key="other", row=msgspec.structs.replace(calls[0].row, id="new")
    )
    run(tmp_path / "out", [renamed])
    (left,) = (tmp_path / "out" / "records").iterdir()
    assert left.name.startswith("new-")


def test_a_run_that_scores_nothing_removes_nothing(tmp_path: Path, calls: list[Scored]) -> None:
    run(tmp_path / "out", calls)
    before = (tmp_path / "out" / "calls.csv").read_bytes()
    with Results(tmp_path / "out") as results:
        results.refused(Refused(file="gone", reason="there is no such file"))
        assert results.complete(summary([])) == 0
    assert names(tmp_path / "out") == TABLES | {"records", FILE}
    assert (tmp_path / "out" / "calls.csv").read_bytes() == before
    assert "gone" in (tmp_path / "out" / "refused.csv").read_text()
    with Results(tmp_path / "out") as results:
        assert results.known(found(calls[0])) == calls[0].key


def test_two_runs_at_a_time_in_one_folder_are_refused(tmp_path: Path) -> None:
    with Results(tmp_path), pytest.raises(StorageError, match="another run"):
        Results(tmp_path)


def test_the_calls_own_folder_and_somebody_elses_tables_are_left_alone(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="holds the calls"):
        Results(tmp_path, [str(tmp_path)])
    (tmp_path / "calls.csv").write_text("mine")
    with pytest.raises(ConfigError, match="no run of"):
        Results(tmp_path)
    assert names(tmp_path) == {"calls.csv"}


def test_a_damaged_list_of_what_is_finished_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database" * 99)
    with pytest.raises(StorageError, match="damaged") as caught:
        Results(tmp_path)
    assert "Delete this file" in caught.value.hint


def test_a_list_of_another_version_is_begun_anew(tmp_path: Path, calls: list[Scored]) -> None:
    run(tmp_path, calls)
    with sqlite3.connect(tmp_path / FILE) as base:
        base.execute("PRAGMA user_version = 99")
    base.close()
    with Results(tmp_path) as results:
        assert results.known(found(calls[0])) is None


@pytest.mark.parametrize("name", ["../../evil.json", "/etc/evil.json"])
def test_a_list_that_leads_elsewhere_is_refused(
    tmp_path: Path, calls: list[Scored], name: str
) -> None:
    run(tmp_path, calls)
    with sqlite3.connect(tmp_path / FILE) as base:
        base.execute("UPDATE call SET record = ?", (name,))
    base.close()
    with Results(tmp_path) as results, pytest.raises(StorageError, match="damaged"):
        results.complete(summary(calls))


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be written"):
        Results(tmp_path / "file" / "out")
