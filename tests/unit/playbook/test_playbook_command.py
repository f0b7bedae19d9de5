from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from coolhead.cli.playbook import app
from coolhead.playbook.compare import differences
from coolhead.playbook.loader import load_playbook, read_playbook, shipped_names
from coolhead.playbook.render import as_yaml


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture
def team(tmp_path: Path) -> Path:
    file = tmp_path / "team.yaml"
    file.write_text(
        "extends: standard\nname: team\ntitle: Team\napology: {policy: always}\n"
        "reasons: {apology.policy: our customers expect it}\n"
    )
    return file


def test_check_says_ok_with_name_version_and_digest(team: Path) -> None:
    result = run("check", str(team), "standard")
    assert result.exit_code == 0
    first, second = result.stdout.splitlines()
    assert first.startswith(f"{team}: OK: team, version 1, digest ")
    assert second.startswith("standard: OK: standard, version 1, digest ")


def test_check_tells_every_problem_of_every_file_on_stderr_and_exits_with_1(
    tmp_path: Path, team: Path
) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(
        "extends: standard\nname: a\ntitle: A\nlader: {}\ntiming: {dead_air_s: long}\n"
    )
    result = run("check", str(wrong), str(team), "nowhere.yaml")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{team}: OK")
    assert result.stderr.splitlines()[:3] == [
        f"{wrong}:4:1: lader: there is no such setting (did you mean 'ladder'?)",
        f"{wrong}:5:22: timing.dead_air_s: a number is needed, not 'long'",
        "there is no file nowhere.yaml",
    ]


def test_check_of_an_unknown_name_suggests_the_shipped_one() -> None:
    result = run("check", "standrad")
    assert result.exit_code == 1
    assert result.stderr == "there is no playbook 'standrad'\ndid you mean 'standard'?\n"


def test_show_prints_every_setting_with_its_reason_beside_it(team: Path) -> None:
    result = run("show", str(team))
    assert result.exit_code == 0
    assert "  policy: always  # our customers expect it\n" in result.stdout
    assert "  threat_of_harm: may_end\n" in result.stdout
    assert "# No source row; CPI on intimidation" in result.stdout
    assert max(len(line) for line in result.stdout.splitlines() if "#" in line) <= 100


@pytest.mark.parametrize("name", shipped_names())
def test_what_show_prints_is_the_same_playbook_but_for_the_reasons(name: str) -> None:
    playbook = load_playbook(name)
    again = read_playbook(as_yaml(playbook), source="again.yaml")
    assert again == playbook.model_copy(update={"reasons": {}})


def test_show_as_json_has_everything(team: Path) -> None:
    result = run("show", str(team), "--format", "json")
    assert json.loads(result.stdout) == load_playbook(team).model_dump(mode="json")


def test_show_of_a_wrong_file_tells_its_problems_and_prints_nothing(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("extends: standard\nname: a\ntitle: A\nlader: {}\n")
    result = run("show", str(wrong))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "wrong.yaml:4:1: lader" in result.stderr


def test_diff_shows_each_setting_that_differs(team: Path) -> None:
    result = run("diff", "standard", str(team))
    assert result.exit_code == 0
    assert 'apology.policy\n  - "justified"\n  + "always"\n' in result.stdout
    assert "ladder" not in result.stdout


def test_diff_names_the_entries_of_lists_by_their_id() -> None:
    found = {
        each.path: (each.a, each.b)
        for each in differences(load_playbook("standard"), load_playbook("telemarketing-firm"))
    }
    assert found["scorecard.kept_it_civil.weight"] == (14, 16)
    assert found["scorecard.said_sorry"][0] is None
    assert found["ladder.skip_warning"] == (False, True)


def test_diff_of_a_playbook_with_itself_is_empty() -> None:
    assert run("diff", "standard", "standard").stdout == "no difference\n"
    assert json.loads(run("diff", "standard", "standard", "--format", "json").stdout) == []


def test_list_names_the_six() -> None:
    lines = run("list").stdout.splitlines()
    assert tuple(line.split()[0] for line in lines) == shipped_names()
