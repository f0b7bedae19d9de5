"""Every shape and every command of docs/formats.md works as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coolhead.adapters.formats.reading import DOCUMENTS, FORMATS, read_call
from coolhead.adapters.formats.writing import TARGETS
from coolhead.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
SHAPES = dict(re.findall(r"^#### ([^\n]+)\n\n```\w+\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE))
COMMANDS = [line for line in PAGE.splitlines() if line.startswith("coolhead ")]
# What the files that the commands name are taken from.
FILES = {
    "call.jsonl": "transcript",
    "call.vtt": "WebVTT",
    "call.srt": "SubRip",
    "call.vcon": "vCon",
    "deepgram.json": "Deepgram",
}


def test_the_page_shows_every_format_that_is_read() -> None:
    known = {each.name for each in (*DOCUMENTS, *FORMATS)}
    assert set(SHAPES) == {name for name in known if not name.startswith("JSON document")}


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_is_read_by_its_own_format(name: str, tmp_path: Path) -> None:
    path = tmp_path / "call"
    path.write_text(SHAPES[name], encoding="utf-8")
    call = read_call(path)
    assert [utterance.party for utterance in call.utterances] == ["agent", "customer"]
    assert "booking" in call.utterances[1].text


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_runs(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for file, name in FILES.items():
        (tmp_path / file).write_text(SHAPES[name], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    words = shlex.split(command, comments=True)
    done = CliRunner().invoke(app, words[1:], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    out = words[3]
    written = done.stdout_bytes if out == "-" else (tmp_path / out).read_bytes()
    assert b"booking" in written


def test_the_page_names_every_format_that_is_written() -> None:
    for target in TARGETS:
        assert f"`{target.suffixes[0]}`" in PAGE


def test_every_link_leads_somewhere() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert "://" in link or (ROOT / "docs" / link).exists(), link
