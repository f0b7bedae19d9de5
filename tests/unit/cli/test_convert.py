"""``coolhead convert``: any format that is read into any that is written."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import msgspec
import pytest
from tests.support.shown import EXAMPLES
from typer.testing import CliRunner, Result

from coolhead.adapters.formats.writing import TARGETS, Target, target_of
from coolhead.bootstrap import open_call
from coolhead.call.events import Envelope, UtteranceHeard
from coolhead.cli.convert import TargetName
from coolhead.cli.main import app
from coolhead.errors import CoolheadError, StorageError

CALL = EXAMPLES / "04-insults-that-persist.jsonl"


def convert(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(
        app, ["convert", *(str(each) for each in arguments)], input=stdin, catch_exceptions=True
    )


def refusal(*arguments: object) -> CoolheadError:
    error = convert(*arguments).exception
    assert isinstance(error, CoolheadError)
    return error


def texts(path: Path) -> list[str]:
    """What was said, in the order in which it is read."""
    events = (each.event if isinstance(each, Envelope) else each for each in open_call(path))
    return [each.utterance.text for each in events if isinstance(each, UtteranceHeard)]


def but_for_the_playbook(path: Path) -> list[object]:
    """The lines without the playbook's name: one of a team's own cannot be named elsewhere."""
    header, *lines = map(msgspec.json.decode, path.read_bytes().splitlines())
    header["call"].pop("playbook", None)
    return [header, *lines]


def test_the_command_line_offers_all_that_can_be_written() -> None:
    assert get_args(TargetName) == tuple(target.name for target in TARGETS)


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_the_ending_says_the_format(target: Target, tmp_path: Path) -> None:
    for suffix in target.suffixes:
        assert target_of(tmp_path / f"call{suffix}") is target
        assert target_of(tmp_path / f"CALL{suffix.upper()}") is target
        out = tmp_path / f"call{suffix}"
        assert convert(CALL, out).exit_code == 0
        assert out.stat().st_size > 1000


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.jsonl")), ids=lambda path: path.stem)
@pytest.mark.parametrize("between", [".vcon", ".jsonl"])
def test_a_call_comes_back_as_it_was(example: Path, between: str, tmp_path: Path) -> None:
    there, back = tmp_path / f"there{between}", tmp_path / "back.jsonl"
    straight = tmp_path / "straight.jsonl"
    assert convert(example, straight).exit_code == 0
    assert convert(example, there).exit_code == 0
    assert convert(there, back).exit_code == 0
    assert but_for_the_playbook(back) == but_for_the_playbook(straight)
    assert sorted(texts(back)) == sorted(texts(example))


def test_the_record_is_the_one_of_listen(tmp_path: Path) -> None:
    out = tmp_path / "record.json"
    assert convert(CALL, out).exit_code == 0
    CliRunner().invoke(app, ["listen", str(CALL), "--out", str(tmp_path / "heard")])
    assert out.read_bytes() == (tmp_path / "heard" / "record.json").read_bytes()


def test_a_log_of_events_is_converted_too(tmp_path: Path) -> None:
    CliRunner().invoke(app, ["listen", str(CALL), "--out", str(tmp_path)])
    out = tmp_path / "call.jsonl"
    assert convert(tmp_path / "events.jsonl", out).exit_code == 0
    assert texts(out) == texts(CALL)


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_nothing_private_to_the_agent_is_written(target: Target, tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert(CALL, out, "--to", target.name)
    heard = CliRunner().invoke(app, ["listen", str(CALL), "--format", "jsonl"]).stdout
    shown = [
        line["say"]
        for line in map(msgspec.json.decode, heard.splitlines())
        if line.get("type") == "cue" and line.get("say")
    ]
    assert len(shown) > 3
    written = out.read_text(encoding="utf-8")
    said = " ".join(texts(CALL))
    assert [say for say in shown if say in written and say not in said] == []


def test_standard_input_and_output(tmp_path: Path) -> None:
    done = convert("-", "-", "--to", "transcript", stdin=CALL.read_bytes())
    assert done.exit_code == 0
    (tmp_path / "call.jsonl").write_bytes(done.stdout_bytes)
    assert texts(tmp_path / "call.jsonl") == texts(CALL)


def test_what_was_guessed_is_said(tmp_path: Path) -> None:
    call = tmp_path / "call.txt"
    call.write_text(
        "Speaker 1: Northgate Furniture, Sam speaking, how can I help?\n"
        "Speaker 2: My sofa is still not here.\n"
        "Speaker 1: I'm sorry to hear that. When should it have come?\n"
        "Speaker 2: On Friday.\n"
    )
    done = convert(call, tmp_path / "call.jsonl")
    assert "guessed" in done.stderr
    assert "--agent-speaker" in done.stderr
    done = convert(call, tmp_path / "other.jsonl", "--agent-speaker", "Speaker 2")
    assert "guessed" not in done.stderr
    first = msgspec.json.decode((tmp_path / "other.jsonl").read_bytes().splitlines()[1])
    assert first["party"] == "customer"


def test_what_cannot_be_done_is_said_at_once(tmp_path: Path) -> None:
    assert "in which format?" in refusal(CALL, tmp_path / "call.xml").message
    assert "--to" in (refusal(CALL, "-").hint or "")
    assert "is a folder" in refusal(CALL, tmp_path, "--to", "html").message
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(CALL.read_bytes())
    assert "same file" in refusal(copy, copy).message
    link = tmp_path / "link.jsonl"
    link.symlink_to(copy)
    assert "same file" in refusal(copy, link).message
    assert copy.read_bytes() == CALL.read_bytes()
    assert isinstance(refusal(CALL, tmp_path / "nowhere" / "call.md"), StorageError)


def test_a_call_that_cannot_be_read_leaves_no_file(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"party": "agent", "start": 0')
    assert refusal(bad, tmp_path / "out.html").code == "input"
    assert list(tmp_path.iterdir()) == [bad]
