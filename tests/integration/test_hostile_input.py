"""Calls, playbooks and options from a hostile stranger or in a hurry: never a crash."""

from __future__ import annotations

import json
import os
import struct
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coolhead.adapters.formats.lines import MAX_LINE_BYTES
from coolhead.cli.results import UNFINISHED

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "calls"
INSULTS = EXAMPLES / "04-insults-that-persist.jsonl"
SAID: dict[str, Any] = {"party": "customer", "start": 0.0, "end": 5.0, "text": "Hello there."}
Write = Callable[..., Path]


def said(**changes: Any) -> str:
    return json.dumps(SAID | changes) + "\n"


WAV_HEAD = (
    b"RIFF" + struct.pack("<I", 10**9) + b"WAVEfmt "
    + struct.pack("<IHHIIHH", 16, 1, 2, 8000, 32000, 4, 16) + b"data"
)  # fmt: skip

UNREADABLE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "no_utterance": (b'{"call": {}}\n', "no utterance"),
    "binary": (bytes(range(256)) * 40, "binary"),
    "nan": (said().encode() + b'{"party":"customer","start":NaN,"end":5,"text":"x"}', ":2 (start)"),
    "infinity": (b'{"party":"customer","start":0,"end":Infinity,"text":"x"}', ":1 (end)"),
    "beyond_floats": (b'{"party":"customer","start":0,"end":1e999,"text":"x"}', ":1"),
    "unknown_party": (said(party="robot").encode(), ":1 (party)"),
    "negative": (said(start=-1).encode(), ":1 (start)"),
    "ends_before_it_starts": (said(start=9).encode(), ":1 (end)"),
    "milliseconds": (said(start=1e6, end=1e7).encode(), ":1 (start)"),
    "two_calls": ((said(start=7200, end=7205) + said()).encode(), ":2 (end)"),
    "no_text": (b'{"party":"customer","start":0,"end":5}', ":1 (text)"),
    "text_is_a_number": (said(text=5).encode(), ":1 (text)"),
    "misspelt_key": (said(lowdness_dbfs=1).encode(), ":1 (lowdness_dbfs)"),
    "latin_1": (b'{"party":"customer","start":0,"end":5,"text":"caf\xe9"}', ":1: not UTF-8"),
    "noise_on_line_2": (said().encode() + b"\xa7\x00\xff" * 999, ":2: not UTF-8"),
    "utf_16": (b"\xff\xfe" + said().encode("utf-16-le"), "UTF-16"),
    "utf_16_without_mark": (said().encode("utf-16-le"), ":1"),
    "deep": (b"[" * 100_000, ":1"),
    "huge_header": (b'{"call": {"id": "' + b"x" * MAX_LINE_BYTES + b'"}}\n', ":1"),
    "long_field": (b'{"call": {"agent": "' + b"x" * 5000 + b'"}}\n', "(call.agent)"),
    "no_offset": (b'{"call": {"started_at": "2026-01-01T10:00:00"}}\n', "(call.started_at)"),
    "no_such_zone": (b'{"call": {"time_zone": "Mars/Olympus"}}\n', "(call.time_zone)"),
    "zone_is_a_path": (b'{"call": {"time_zone": "../../etc/passwd"}}\n', "(call.time_zone)"),
    "year_1": (
        b'{"call": {"started_at": "0001-01-01T00:00:00+14:00"}}\n' + said().encode(),
        "(call.started_at)",
    ),
    "year_9999": (
        b'{"call": {"started_at": "9999-12-31T23:59:59-12:00"}}\n' + said().encode(),
        "(call.started_at)",
    ),
}


@pytest.mark.parametrize(("content", "place"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_call_that_cannot_be_read_is_a_sentence_that_names_the_place(
    coolhead: Any, write: Write, content: bytes, place: str
) -> None:
    answer = coolhead("listen", path := write(content), "--format", "jsonl")
    assert (answer.code, answer.out) == (3, "")
    assert str(path) in answer.err
    assert place in answer.err
    assert len(answer.err) < 1000


@pytest.mark.parametrize("ending", ["wav", "jsonl"])
def test_200_mb_of_nothing_is_refused_without_being_read(
    coolhead: Any, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"call.{ending}"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    assert coolhead("listen", path).code == 3


def test_a_long_file_of_random_bytes_is_refused_from_its_head(coolhead: Any, write: Write) -> None:
    noise = os.urandom(1 << 20)
    assert coolhead("listen", write(noise, "noise.wav")).code == 3
    assert coolhead("listen", write(noise)).code == 3


@pytest.mark.parametrize("what", ["/dev/zero", "/dev/null", "/no/such/file", "/", ""])
def test_what_is_no_file_of_a_call_is_told(coolhead: Any, what: str) -> None:
    answer = coolhead("listen", what)
    assert answer.code == 3
    assert answer.out == ""


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_told(coolhead: Any, write: Write) -> None:
    path = write([SAID])
    path.chmod(0)
    answer = coolhead("listen", path)
    assert answer.code == 3
    assert "Permission denied" in answer.err


def test_a_call_may_come_through_a_named_pipe(coolhead: Any, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(INSULTS.read_bytes()))
    writer.start()
    answer = coolhead("listen", pipe, "--format", "jsonl")
    writer.join()
    assert answer.code == 0
    assert answer.out.splitlines()[-1].startswith('{"type":"record"')


@pytest.mark.parametrize("name", ["a", "a/b"])
def test_a_recording_that_breaks_off_is_no_crash(coolhead: Any, write: Write, name: str) -> None:
    content = b"RIFF\x00" if name == "a" else WAV_HEAD[:30]
    answer = coolhead("listen", write(content, "call.wav"), "--format", "jsonl")
    assert answer.code in (2, 3)
    assert answer.out == ""


def test_a_single_utterance_of_2_mb_is_cut_and_said_so(coolhead: Any, write: Write) -> None:
    path = write([SAID | {"text": "why did nobody call me " * 90_000}])
    answer = coolhead("listen", path, "--format", "jsonl")
    assert answer.code == 0
    notices = [line for line in answer.out.splitlines() if '"input_cut"' in line]
    assert len(notices) == 1
    assert "20,000" in notices[0] or "19,9" in notices[0]


def test_what_comes_late_is_taken_and_shows_no_cue(coolhead: Any, write: Write) -> None:
    late = SAID | {"start": 20.0, "end": 25.0, "text": "You are a useless idiot."}
    path = write([SAID | {"start": 100.0, "end": 105.0}, late])
    lines = coolhead("listen", path, "--format", "jsonl").out.splitlines()
    cues = [json.loads(line)["id"] for line in lines if '"type":"cue"' in line]
    assert set(cues) <= {"complete_record", "schedule_follow_up", "take_break", "reflect_on_call"}


ESCAPES = [
    {"call": {"id": "\x1b]0;title\x07[red]x[/]", "agent": "\x1b[2J\u202e"}},
    SAID | {"text": "[red]My sofa[/] is \x1b[2J\x1b[31mbroken[/] [bold"},
    SAID
    | {"party": "agent", "start": 6.0, "end": 8.0, "text": "[link=x]Sorry[/link] \x9b2J\u202eno"},
    SAID | {"start": 9.0, "end": 11.0, "text": "*You* `idiot` <b> [x](http://evil.example)\r\n# a"},
]


@pytest.mark.parametrize("command", [("listen",), ("explain", "--at", "11")])
def test_a_call_cannot_control_the_terminal(
    coolhead: Any, write: Write, command: tuple[str, ...]
) -> None:
    answer = coolhead(command[0], write(ESCAPES), *command[1:])
    assert answer.code == 0
    assert not any(ch < " " and ch != "\n" for ch in answer.out)
    assert not set(answer.out) & set("\x7f\x9b\u202e")
    assert "[red]My sofa[/]" in answer.out


OUTSIDE = [
    "../../{name}",
    "/etc/passwd",
    "{folder}/../{name}",
    "../" * 30 + "dev/zero",
    "link.yaml",
    "loop.yaml",
    ".",
    "..",
    "standard.yaml\0",
    "missing.yaml",
    "notes.txt",
]


@pytest.mark.parametrize("named", OUTSIDE)
def test_a_call_opens_no_playbook_farther_away_than_beside_it(
    coolhead: Any, tmp_path: Path, named: str
) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("name: secret\nextends: standard\n")
    calls = tmp_path / "here" / "calls"
    calls.mkdir(parents=True)
    (calls / "link.yaml").symlink_to(secret)
    (calls / "loop.yaml").symlink_to(calls / "loop.yaml")
    (calls / "notes.txt").write_text("name: notes\nextends: standard\n")
    path = calls / "call.jsonl"
    header = {"call": {"playbook": named.format(name="secret.yaml", folder=tmp_path / "x")}}
    path.write_text(json.dumps(header) + "\n" + said())
    answer = coolhead("listen", path, "--format", "jsonl")
    assert answer.code in (2, 3)
    assert answer.out == ""
    assert "--playbook" in answer.err or "playbook" in answer.err


def test_a_call_may_name_a_playbook_in_a_folder_beside_its_own(coolhead: Any) -> None:
    path = EXAMPLES / "16-remedy-beyond-authority.jsonl"
    record = json.loads(coolhead("listen", path, "--format", "jsonl").out.splitlines()[-1])
    assert record["record"]["playbook"]["name"] == "furniture-shop"


BOMB = "a: &a [x, x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}, *{old}, *{old}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("content", "code"), [(BOMB, 4), ("", 4), ("\0\0", 4), ("[" * 20_000, 4), ("x: y", 4)]
)
def test_a_hostile_playbook_is_refused(
    coolhead: Any, write: Write, content: str, code: int
) -> None:
    playbook = write(content, "bomb.yaml")
    answer = coolhead("listen", INSULTS, "--playbook", playbook, "--format", "jsonl")
    assert (answer.code, answer.out) == (code, "")
    assert coolhead("playbook", "check", playbook).code == 1


@pytest.mark.parametrize("name", ["", " ", "/dev/null", "/dev/zero", "/", "nope", "../nope.yaml"])
def test_a_playbook_that_is_none_is_told(coolhead: Any, name: str) -> None:
    answer = coolhead("listen", INSULTS, "--playbook", name)
    assert answer.code in (2, 4)
    assert answer.out == ""


@pytest.mark.parametrize("at", ["nan", "-1", "inf", "-inf", "abc", ""])
def test_a_moment_that_is_none_is_told(coolhead: Any, at: str) -> None:
    assert coolhead("explain", INSULTS, "--at", at).code == 2


@pytest.mark.parametrize("output", ["text", "json"])
def test_a_moment_after_the_end_is_explained_as_the_end(coolhead: Any, output: str) -> None:
    answer = coolhead("explain", INSULTS, "--at", "1e9", "--format", output)
    assert answer.code == 0
    assert "ended" in answer.out


@pytest.mark.parametrize(
    "options",
    [
        ("--format", "nonsense"),
        ("--speed", "2"),
        ("--customer", "a.wav"),
        ("--nonsense",),
        ("second",),
        ("--model",),
    ],
)
def test_a_wrong_option_is_told(coolhead: Any, options: tuple[str, ...]) -> None:
    answer = coolhead("listen", INSULTS, *options)
    assert (answer.code, answer.out) == (2, "")


def test_a_call_in_another_language_has_timing_cues_only_and_says_so(
    coolhead: Any, write: Write
) -> None:
    path = write([{"call": {"language": "de"}}, SAID | {"text": "You are a fucking idiot."}])
    lines = [json.loads(x) for x in coolhead("listen", path, "--format", "jsonl").out.splitlines()]
    assert "language_not_understood" in {line.get("kind") for line in lines}
    assert not {line["name"] for line in lines if line["type"] == "signal"} & {
        "insult",
        "profanity",
    }


@pytest.mark.parametrize("output", ["text", "jsonl"])
def test_without_consent_no_words_are_shown_or_kept(
    coolhead: Any, write: Write, tmp_path: Path, output: str
) -> None:
    secret = "XYZZY"  # noqa: S105 - a word to look for
    words = [{"w": secret, "start": 0.0, "end": 1.0}]
    customer = SAID | {"text": f"{secret} you idiot, I'll sue", "words": words}
    agent = {"party": "agent", "start": 6.0, "end": 9.0, "text": f"I will call {secret} tomorrow."}
    path = write([{"call": {"consent": "refused"}}, customer, agent])
    out = tmp_path / "out"
    answer = coolhead("listen", path, "--format", output, "--out", out)
    assert answer.code == 0
    assert secret not in answer.out + answer.err
    for file in out.iterdir():
        assert secret not in file.read_text()


@pytest.mark.parametrize("where", ["/dev/full", "{file}", "{file}/deeper", "{locked}/new"])
def test_a_folder_that_cannot_be_written_is_told_before_the_call_begins(
    coolhead: Any, write: Write, where: str
) -> None:
    file = write([SAID])
    locked = "/proc"  # nobody, not even root, makes a folder here
    answer = coolhead("listen", file, "--out", where.format(file=file, locked=locked))
    assert (answer.code, answer.out) == (6, "")
    assert "--out" in answer.err


def test_a_call_that_breaks_off_leaves_what_was_heard(
    coolhead: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", interrupted)
    answer = coolhead("listen", INSULTS, "--speed", "1", "--out", tmp_path)
    assert answer.code == 130
    assert [path.name for path in tmp_path.iterdir()] == [UNFINISHED]
    assert coolhead("listen", tmp_path / UNFINISHED).code == 0


def test_every_pace_shows_the_same(coolhead: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    monkeypatch.setattr(time, "monotonic", lambda: sum(slept))
    fast = coolhead("listen", INSULTS, "--format", "jsonl").out
    assert coolhead("listen", INSULTS, "--format", "jsonl", "--speed", "1").out == fast
    whole = sum(slept)
    slept.clear()
    assert coolhead("listen", INSULTS, "--format", "jsonl", "--speed", "4").out == fast
    assert whole == pytest.approx(json.loads(fast.splitlines()[-1])["at"])
    assert sum(slept) == pytest.approx(whole / 4)
