"""``coolhead score`` with its calls run in this process; real ones are in tests/integration."""

from __future__ import annotations

import csv
import io
import json
import re
import resource
import shlex
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.archives import HereAndNow, transcript, whole_line, write_calls
from tests.support.shown import EXAMPLES
from typer.testing import CliRunner, Result

from coolhead.adapters.archive.tasks import Refused, Unchanged
from coolhead.cli import score as command
from coolhead.cli import score_run
from coolhead.cli.main import app
from coolhead.cli.score_progress import progress_view
from coolhead.errors import ConfigError, InputError, PlaybookError, StorageError
from coolhead.services import scoring

Score = Callable[..., Result]


@pytest.fixture
def score(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Score:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(score_run, "Workers", HereAndNow)

    def run(line: str, stdin: str = "") -> Result:
        return CliRunner().invoke(app, ["score", *shlex.split(line)], input=stdin)

    return run


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_options_defaults_are_those_of_the_figures() -> None:
    assert command._USUAL_MINIMUM == scoring.USUAL_MINIMUM
    assert command._LEAST_MINIMUM == scoring.LEAST_MINIMUM


def test_a_folder_gives_a_summary_and_results(score: Score, tmp_path: Path) -> None:
    write_calls(tmp_path / "calls", 3)
    done = score("calls --out out")
    assert done.exit_code == 0
    assert "Scored" in done.stdout
    assert "Wrote" in done.stderr
    assert [row["id"] for row in rows(Path("out/calls.csv").read_text())] == ["c0", "c1", "c2"]
    assert json.loads(Path("out/summary.json").read_text())["all"]["calls"] == 3


def test_what_cannot_be_read_is_reported_and_skipped(score: Score, tmp_path: Path) -> None:
    write_calls(tmp_path / "calls", 2)
    Path("calls/bad.jsonl").write_text(transcript("x")[:-9])
    Path("calls/binary.vtt").write_bytes(bytes(range(256)) * 9)
    Path("calls/README.md").write_text("# How these were recorded\n")
    done = score("calls gone.jsonl --out out")
    assert done.exit_code == 3
    assert "3 calls could not be run" in done.stderr
    assert "calls/bad.jsonl:4: not JSON" in done.stderr
    assert "1 other file was passed over" in done.stdout
    refused = rows(Path("out/refused.csv").read_text())
    assert [row["file"] for row in refused] == [
        "calls/bad.jsonl",
        "calls/binary.vtt",
        "gone.jsonl",
    ]
    assert len(rows(Path("out/calls.csv").read_text())) == 2


def test_rows_go_to_standard_output_and_everything_else_elsewhere(
    score: Score, tmp_path: Path
) -> None:
    write_calls(tmp_path / "calls", 2)
    done = score("calls --format csv")
    assert [row["record"] for row in rows(done.stdout)] == ["", ""]
    assert "Scored" in done.stderr
    lines = [json.loads(line) for line in score("calls --format jsonl").stdout.splitlines()]
    assert [line["id"] for line in lines] == ["c0", "c1"]


def test_a_stream_of_calls_on_standard_input(score: Score) -> None:
    stream = transcript("a") + whole_line("b") + "{oops\n" + transcript("c")
    done = score("- --format jsonl", stdin=stream)
    assert [json.loads(line)["line"] for line in done.stdout.splitlines()] == [1, 5, 7]
    assert done.exit_code == 3
    assert "standard input:6: not JSON" in done.stderr


def test_the_same_command_again_takes_over_what_has_not_changed(
    score: Score, tmp_path: Path
) -> None:
    paths = write_calls(tmp_path / "calls", 3)
    score("calls --out out")
    before = Path("out/calls.csv").read_bytes()
    assert "3 of them before" in score("calls --out out").stdout
    assert Path("out/calls.csv").read_bytes() == before
    paths[1].write_text(transcript("c1") + "\n")
    assert "2 of them before" in score("calls --out out").stdout
    assert "of them before" not in score("calls --out out --playbook call-centre").stdout
    paths[0].unlink()
    done = score("calls --out out --playbook call-centre")
    assert "no more among these were removed: 1" in done.stderr
    assert len(list(Path("out/records").iterdir())) == 2


def test_a_misspelt_folder_loses_nothing(score: Score, tmp_path: Path) -> None:
    write_calls(tmp_path / "calls", 2)
    score("calls --out out")
    assert score("cals --out out").exit_code == 3
    assert "2 of them before" in score("calls --out out").stdout


def test_a_full_disk_is_a_sentence_and_what_is_finished_stays(score: Score, tmp_path: Path) -> None:
    write_calls(tmp_path / "calls", 60)
    assert score("calls --out whole").exit_code == 0
    # A limit on the size of files does what a full disk does: the tables outgrow it half way.
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, before[1]))
    try:
        done = score("calls --out out")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert isinstance(done.exception, StorageError)
    assert "out" in str(done.exception)
    assert not Path("out/calls.csv").exists()
    assert 0 < len(list(Path("out/records").glob("*.json"))) < 60
    done = score("calls --out out")
    assert re.search(r"[1-9]\d? of them before", done.stdout)
    for name in ("calls.csv", "calls.jsonl", "summary.json"):
        assert Path("out", name).read_bytes() == Path("whole", name).read_bytes()


def test_results_in_the_folder_of_calls_are_no_calls(score: Score, tmp_path: Path) -> None:
    write_calls(tmp_path / "calls", 2)
    assert score("calls --out calls/out").exit_code == 0
    done = score("calls --out calls/out")
    assert "2 of them before" in done.stdout
    assert "passed over" not in done.stdout


def test_recordings_are_passed_over_unless_they_are_asked_for(score: Score, tmp_path: Path) -> None:
    write_calls(tmp_path / "calls", 1)
    Path("calls/a.flac").write_bytes(
        (EXAMPLES.parent / "audio" / "07-do-not-call-sworn.flac").read_bytes()
    )
    assert "1 recording was passed over" in score("calls").stdout
    done = score("calls --recordings --model /no/such/model")
    assert done.exception is not None
    assert "/no/such/model" in str(done.exception)


def test_nothing_to_score_is_an_error_that_says_what_there_was(
    score: Score, tmp_path: Path
) -> None:
    Path("pages").mkdir()
    Path("pages/a.md").write_text("# A page\n")
    done = score("pages")
    assert isinstance(done.exception, InputError)
    assert "1 other files" in done.exception.hint


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("calls --playbook nosuch", ConfigError),
        ("calls --playbook bad.yaml", PlaybookError),
        ("- -", ConfigError),
        ("calls --out calls", ConfigError),
    ],
)
def test_a_wrong_option_ends_the_run_before_it_begins(
    score: Score, tmp_path: Path, line: str, error: type[Exception]
) -> None:
    write_calls(tmp_path / "calls", 1)
    Path("bad.yaml").write_text("name: [")
    assert isinstance(score(line).exception, error)


@pytest.mark.parametrize("line", ["calls --min-agents 2", "calls --processes 0", ""])
def test_what_the_options_do_not_allow_is_a_usage_error(score: Score, line: str) -> None:
    assert score(line).exit_code == 2


def test_no_agent_is_shown_and_teams_stand_by_name(score: Score, tmp_path: Path) -> None:
    for team, agents in (("west", 5), ("east", 6), ("south", 2), ("north", 3)):
        for number in range(agents):
            write_calls(
                tmp_path / "calls" / f"{team}{number}", 1, team=team, agent=f"Zoë-{team}{number}"
            )
    done = score("calls --out out")
    tables = [Path(f"out/{name}").read_text() for name in ("calls.csv", "calls.jsonl")]
    for shown in (done.stdout, done.stderr, Path("out/summary.json").read_text(), *tables):
        assert "Zoë" not in shown
        assert "Zo\\u00eb" not in shown
    summary = json.loads(Path("out/summary.json").read_text())
    assert list(summary["teams"]) == ["east", "west"]
    assert done.stdout.index("east") < done.stdout.index("west")
    assert "south" not in done.stdout
    assert "Teams not shown apart: 2" in done.stdout


def test_the_calls_of_one_agent_have_no_mean_score(score: Score, tmp_path: Path) -> None:
    write_calls(tmp_path / "calls", 9, agent="a1")
    done = score("calls --out out")
    assert "not shown" in done.stdout
    assert "fewer than 5 agents" in done.stdout
    assert json.loads(Path("out/summary.json").read_text())["all"]["mean_score"] is None


def test_hostile_names_do_no_harm_to_terminal_or_spreadsheet(score: Score, tmp_path: Path) -> None:
    team = "=cmd|'/c calc'!A1"
    for number in range(5):
        write_calls(tmp_path / f"c{number}", 1, team=team, agent=f"a{number}")
    Path("c0/\x1b]0;owned\x07.jsonl").write_text("{")
    done = score("c0 c1 c2 c3 c4 --out out")
    assert "\x1b]" not in done.stdout + done.stderr
    assert rows(Path("out/calls.csv").read_text())[0]["team"] == f"'{team}"
    assert "\x1b" not in Path("out/refused.csv").read_text()


def test_many_refused_calls_are_named_in_a_file_and_not_all_on_the_screen(
    score: Score, tmp_path: Path
) -> None:
    write_calls(tmp_path / "calls", 1)
    for number in range(30):
        Path(f"calls/bad{number:02}.jsonl").write_text("{")
    done = score("calls --out out")
    assert done.stderr.count("bad") == 20
    assert "and 10 more: see out/refused.csv" in done.stderr
    assert len(rows(Path("out/refused.csv").read_text())) == 30


def test_without_a_terminal_progress_is_a_line_now_and_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    with progress_view(1000) as view:
        view.take(Unchanged(source="a", size=100))
        assert capsys.readouterr().err == ""
        now[0] = 20.0
        view.take(Refused(file="b", reason="no", size=100))
        assert capsys.readouterr().err == "1 call, 1 refused, about 1:20 min left\n"
        view.take(None)
        assert capsys.readouterr().err == ""
    with progress_view(None) as view:
        now[0] = 60.0
        view.take(None)
        assert capsys.readouterr().err == "0 calls\n"
