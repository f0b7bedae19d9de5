"""``coolhead insights``: figures of files, narrowed and withheld, and what cannot be asked."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner, Result

from coolhead.bootstrap import open_call, run_call
from coolhead.call.codec import encode_envelope
from coolhead.call.events import Envelope
from coolhead.cli.main import app
from coolhead.playbook.loader import load_playbook
from coolhead.services.insights.shapes import Figure, Insights

EXAMPLES = Path(__file__).parents[3] / "examples" / "calls"
CHOSEN = ("02", "04", "05", "13", "20")


def ran(*line: str) -> Result:
    return CliRunner().invoke(app, ["insights", "--processes", "1", *line])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Example calls of several agents, one of them as a log of events."""
    made = tmp_path_factory.mktemp("calls")
    for number, start in enumerate(CHOSEN):
        file = next(EXAMPLES.glob(f"{start}*.jsonl"))
        first, *rest = file.read_text(encoding="utf-8").splitlines()
        header: dict[str, Any] = json.loads(first)["call"]
        header |= {"agent": f"a{number}", "team": "north"}
        header |= {"started_at": f"2026-03-{10 + number}T10:00:00+00:00"}
        lines = [json.dumps({"call": header}), *rest]
        (made / f"{start}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    log = list[Envelope]()
    run_call(open_call(made / "20.jsonl"), load_playbook("standard"), keep=log.append)
    (made / "20.jsonl").write_bytes(b"\n".join(map(encode_envelope, log)))
    return made


def figures(result: Result) -> tuple[Insights, dict[str, Figure]]:
    assert result.exit_code == 0, result.output
    found = msgspec.json.decode(result.stdout, type=Insights)
    return found, {f.id: f for section in found.sections for f in section.figures}


def test_files_and_logs_of_events_give_the_figures_of_their_calls(folder: Path) -> None:
    found, by_name = figures(ran(str(folder), "--format", "json"))
    assert (found.calls, found.agents, found.withheld) == (5, 5, "")
    assert (by_name["leaving"].part, by_name["leaving"].of) == (2, 5)
    assert (by_name["reviewing"].part, by_name["abuse:north"].part) == (2, 2)
    assert by_name["topic:internet"].quotes[0].call.endswith("04.jsonl")
    assert not [name for name in by_name if name.startswith("promises")]


def test_days_bound_what_is_counted(folder: Path) -> None:
    found, _ = figures(
        ran(
            str(folder),
            "--format",
            "json",
            "--from",
            "2026-03-11",
            "--to",
            "2026-03-13",
            "--min-agents",
            "3",
        )
    )
    assert found.calls == 3
    found, _ = figures(ran(str(folder), "--format", "json", "--to", "2026-03-01"))
    assert found.calls == 0


def test_the_table_has_every_definition_and_keeps_to_the_width(folder: Path) -> None:
    text = ran(str(folder)).stdout
    for words in ("What customers are angry about", "Followed by, not caused by", "internet"):
        assert words in text
    assert "Files hold no answers of customers" in " ".join(text.split())
    assert "Nobody was asked" not in text
    assert "Files do not say whether promises were kept." in text
    assert max(map(len, text.splitlines())) <= 80


def test_too_few_agents_get_no_figure_but_why(folder: Path) -> None:
    text = ran(str(folder / "02.jsonl"), str(folder / "04.jsonl")).stdout
    assert "2 calls" in text
    assert "All figures are withheld. Fewer than 5" in text
    assert "internet" not in text


def test_calls_that_name_no_agent_can_be_those_of_any_number(tmp_path: Path) -> None:
    lines = (
        '{"party":"customer","start":1,"end":4,"text":"My boiler is broken again, I am furious!"}\n'
    )
    (tmp_path / "call.jsonl").write_text(lines, encoding="utf-8")
    found, by_name = figures(ran(str(tmp_path), "--format", "json"))
    assert (found.calls, found.agents, found.withheld) == (1, 0, "")
    assert by_name["topic:boiler"].part == 1


def test_the_csv_is_a_line_a_figure(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(ran(str(folder), "--format", "csv").stdout)))
    (leaving,) = [row for row in rows if row["id"] == "leaving"]
    assert (leaving["part"], leaving["of"], leaving["value"]) == ("2", "5", "0.4")


def test_what_cannot_be_read_is_named_and_left_out(folder: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text('{"party": "customer", "start": "x"}\n', encoding="utf-8")
    result = ran(str(folder), str(wrong), "--format", "json")
    assert result.exit_code == 3
    assert "wrong.jsonl" in result.stderr
    assert json.loads(result.stdout)["calls"] == 5


@pytest.mark.parametrize(
    "line",
    [
        ("--from", "yesterday"),
        ("--from", "2026-03-02", "--to", "2026-03-01"),
        ("--to", "9999-12-31"),
        ("--from", "0001-01-01"),
        ("--min-agents", "2"),
        (),
    ],
)
def test_what_cannot_be_asked_is_said(tmp_path: Path, line: tuple[str, ...]) -> None:
    result = ran(str(tmp_path), *line)
    assert result.exit_code != 0
    assert not result.stdout
