"""Every example of the README and the API's page is run: what lies is worse than nothing."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coolhead.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = [
    (name, code)
    for name in ("README.md", "docs/api.md")
    for code in re.findall(
        r"```python\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL
    )
]
COMMANDS = [
    line.split("#")[0].strip() for line in README.splitlines() if line.startswith("coolhead ")
]


@pytest.mark.parametrize(("name", "code"), EXAMPLES)
def test_a_python_example_prints_what_it_says(
    name: str, code: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(code, name, "exec"), {})  # noqa: S102 - our own documentation
    printed = capsys.readouterr().out
    for said in re.findall(r"^\s*print\(.*\)  # (\S.*)$", code, re.MULTILINE):
        assert said in printed


# `coolhead serve` runs in tests/integration/test_served_calls.py, the demo in desk/test_demo.py.
_RUN_ELSEWHERE = re.compile("wav|serve|demo")


@pytest.mark.parametrize("command", [c for c in COMMANDS if not _RUN_ELSEWHERE.search(c)])
def test_a_command_of_the_readme_runs(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = next((ROOT / "examples" / "calls").glob("04-*.jsonl"))
    shutil.copy(example, tmp_path / "call.jsonl")
    (tmp_path / "call.txt").write_text("Agent: Hello, Sam here.\nCustomer: It is broken again.\n")
    (tmp_path / "calls").mkdir()
    shutil.copy(example, tmp_path / "calls")
    labelled = tmp_path / "corpus" / "test"
    labelled.mkdir(parents=True)
    shutil.copy(ROOT / "corpus" / "test" / "gym-01.jsonl", labelled)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COOLHEAD_DATA", str(tmp_path / "data"))
    if "results/events" in command:  # the log that the command before it leaves
        CliRunner().invoke(app, ["listen", "call.jsonl", "--out", "results/"])
    done = CliRunner().invoke(app, shlex.split(command)[1:], catch_exceptions=False)
    assert done.exit_code == 0, done.output


def test_commands_for_recordings_name_options_that_exist() -> None:
    shown = CliRunner().invoke(app, ["listen", "--help"]).output
    for command in COMMANDS:
        for option in re.findall(r"--[a-z-]+", command):
            if "wav" in command:
                assert option in shown


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda page: page.stem
)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in link:
            assert (page.parent / link).exists(), link
