"""docs/score.md: every command and shape works as it stands there, and no column is left out."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from tests.support.archives import HereAndNow, whole_line, write_calls
from typer.testing import CliRunner

from coolhead.adapters.archive.many_calls import call_in
from coolhead.cli import score_run
from coolhead.cli.main import EXIT_CODES, app
from coolhead.services.scoring import CallRow

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "score.md").read_text(encoding="utf-8")
COMMANDS = [line for line in PAGE.splitlines() if re.match(r"(cat .*\| )?coolhead ", line)]
TABLE = PAGE.split("## The table")[1].split("\n## ")[0]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_runs(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(score_run, "Workers", HereAndNow)
    write_calls(tmp_path / "calls", 2)
    Path("archive.jsonl").write_text(whole_line("a") + whole_line("b"))
    talk = "Noor: Ferry line.\nKim: It is gone.\nNoor: Sorry.\nKim: So am I.\n"
    Path("calls/noor.txt").write_text(talk)
    stdin, _, line = command.rpartition("| ")
    content = "".join(path.read_text() for path in sorted(Path("calls").glob("*.jsonl")))
    words = shlex.split(line.split(" > ")[0], comments=True)
    done = CliRunner().invoke(app, words[1:], input=content if stdin else None)
    assert done.exit_code == 0, done.output
    if "--out" in words:
        rows = Path(words[words.index("--out") + 1], "calls.csv").read_text().splitlines()
    else:
        rows = done.stdout.splitlines()
    assert len(rows) > 1


def test_a_whole_line_is_read() -> None:
    (line,) = re.findall(r"^```json\n(.*)\n```$", PAGE, re.MULTILINE)
    assert call_in(line.encode(), "f.jsonl", 1, None).started.call == "c-17"


def test_every_column_is_explained_in_its_order() -> None:
    names = [
        re.findall(r"`(\w+)`", row.split("|")[1]) for row in TABLE.splitlines() if "| `" in row
    ]
    explained = [name for row in names for name in row]
    assert set(explained) == set(CallRow.__struct_fields__)
    assert len(explained) == len(set(explained))


def test_every_option_is_explained() -> None:
    shown = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["score", "--help"]).output
    options = set(re.findall(r"--[a-z-]+", shown)) - {"--help"}
    assert options <= set(re.findall(r"--[a-z-]+", PAGE))


def test_every_exit_status_of_a_run_is_explained() -> None:
    listed = PAGE.split("### Exit status")[1].split("\n## ")[0]
    numbers = {
        int(each)
        for row in re.findall(r"^\| ([\d, ]+) \|", listed, re.M)
        for each in row.split(",")
    }
    assert {0, *EXIT_CODES.values(), 130, 143} == numbers


def test_every_link_leads_somewhere() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert "://" in link or (ROOT / "docs" / link).exists(), link
