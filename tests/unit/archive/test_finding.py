"""What of folders, patterns and names is taken for a call, and in which order."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.archives import transcript, whole_line, write_calls

from coolhead.adapters.archive.finding import Archive
from coolhead.adapters.archive.tasks import Found
from coolhead.errors import ConfigError, InputError

TEXT = "Agent: Hello, Sam here.\nCustomer: It is broken again.\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Names are as short as a user types them."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def filled(content: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))

    return filled


def names(archive: Archive) -> list[str]:
    return [each.file for each in archive]


def problems(*named: str) -> dict[str, str]:
    return {each.file: each.problem.reason for each in Archive(named) if each.problem}


def test_a_folder_is_looked_through_in_the_order_of_names() -> None:
    for folder in ("calls/b", "calls/a", "calls"):
        write_calls(Path(folder), 2)
    expected = ["calls/c0.jsonl", "calls/c1.jsonl"]
    expected += [f"calls/{folder}/c{number}.jsonl" for folder in "ab" for number in range(2)]
    assert names(Archive(["calls"])) == expected
    assert Archive(["calls"]).size() == sum(Path(name).stat().st_size for name in expected)


def test_the_content_says_what_a_file_is(here: Path) -> None:
    write_calls(here / "calls", 1)
    Path("calls/words").write_text(TEXT)
    Path("calls/photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0" * 9)
    Path("calls/sound").write_bytes(b"RIFF\0\0\0\0WAVEfmt " + bytes(99))
    archive = Archive(["calls"])
    assert names(archive) == ["calls/c0.jsonl", "calls/words"]
    assert (archive.recordings, archive.others) == (1, 1)
    assert names(Archive(["calls"], recordings=True)) == [
        "calls/c0.jsonl",
        "calls/sound",
        "calls/words",
    ]


@pytest.mark.parametrize("content", [b"", b"\0\xff" * 99, b"{"])
def test_a_file_named_like_a_call_is_given_on_even_if_it_cannot_be_one(content: bytes) -> None:
    Path("calls").mkdir()
    Path("calls/broken.jsonl").write_bytes(content)
    assert names(Archive(["calls"])) == ["calls/broken.jsonl"]


def test_a_file_that_the_user_names_is_given_on_whatever_it_is() -> None:
    Path("noise.dat").write_bytes(b"\0\xff" * 99)
    (found,) = Archive(["noise.dat"])
    assert found.named


def test_hidden_files_and_results_of_earlier_runs_are_passed_over(here: Path) -> None:
    write_calls(here / "calls", 1)
    write_calls(here / "calls" / ".git", 1)
    write_calls(here / "calls" / "results" / "records", 1)
    Path("calls/results/progress.sqlite").touch()
    Path("calls/.hidden.jsonl").write_text(transcript("h"))
    assert names(Archive(["calls"], holds_results="progress.sqlite")) == ["calls/c0.jsonl"]


def test_circles_of_links_end(here: Path) -> None:
    write_calls(here / "calls", 1)
    Path("calls/round").symlink_to(".")
    Path("calls/up").symlink_to("..")
    Path("calls/itself.jsonl").symlink_to("itself.jsonl")
    assert names(Archive(["calls"])) == ["calls/c0.jsonl", "calls/itself.jsonl"]
    assert "Too many levels" in problems("calls")["calls/itself.jsonl"]
    assert names(Archive(["calls/**/c*.jsonl"])) == ["calls/c0.jsonl"]


def test_a_file_that_is_named_twice_is_taken_once(here: Path) -> None:
    write_calls(here / "calls", 2)
    both = ["calls/c0.jsonl", "calls/c1.jsonl"]
    assert names(Archive(["calls/c0.jsonl", "calls", "./calls/../calls", "calls/*"])) == both


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("calls/*.jsonl", ["calls/c0.jsonl", "calls/c1.jsonl"]),
        ("calls/c[!1]*", ["calls/c0.jsonl"]),
        ("calls/**/c0.*", ["calls/2025/c0.jsonl", "calls/c0.jsonl"]),
        ("c*/2025", ["calls/2025/c0.jsonl"]),
        ("calls/.h*", ["calls/.hidden.jsonl"]),
    ],
)
def test_a_pattern_stands_for_files_and_folders(
    here: Path, pattern: str, expected: list[str]
) -> None:
    write_calls(here / "calls", 2)
    write_calls(here / "calls" / "2025", 1)
    Path("calls/.hidden.jsonl").write_text(transcript("h"))
    assert names(Archive([pattern])) == expected
    assert names(Archive([str(here / pattern)])) == [f"{here}/{name}" for name in expected]


def test_two_stars_take_everything_below(here: Path) -> None:
    write_calls(here / "calls" / "2025", 1)
    write_calls(here / "calls", 1)
    assert sorted(names(Archive(["calls/**"]))) == ["calls/2025/c0.jsonl", "calls/c0.jsonl"]


def test_a_name_with_brackets_in_it_is_a_file_if_there_is_one() -> None:
    Path("call[1].txt").write_text(TEXT)
    assert names(Archive(["call[1].txt"])) == ["call[1].txt"]


def test_what_is_not_there_is_said_and_the_rest_goes_on(here: Path) -> None:
    write_calls(here / "calls", 1)
    os.mkfifo("pipe.jsonl")
    named = ["gone.jsonl", "x*.txt", "pipe.jsonl", "/dev/zero", "a\0b", "calls"]
    found = {each.file: each.problem.reason if each.problem else "" for each in Archive(named)}
    assert "null" in found.pop("a\\x00b")
    assert found == {
        "gone.jsonl": "there is no such file",
        "x*.txt": "no file has a name like this",
        "pipe.jsonl": "this is no file but a device or a pipe",
        "/dev/zero": "this is no file but a device or a pipe",
        "calls/c0.jsonl": "",
    }
    assert Archive(named).size() is not None


def test_names_of_any_bytes_are_shown_printable_and_opened_as_they_are() -> None:
    name = b"caf\xe9 \x1b[31m\n.txt"
    Path(os.fsdecode(name)).write_text(TEXT)
    (found,) = Archive(["."])
    assert found.file == "caf\\xe9 \\x1b[31m\\x0a.txt"
    assert os.fsencode(found.path) == name


def test_a_file_of_many_calls_gives_each_line_with_its_number() -> None:
    Path("all.jsonl").write_text(whole_line("a") + "\n" + whole_line("b"))
    found = list(Archive(["."]))
    assert [(each.file, each.line) for each in found] == [("all.jsonl", 1), ("all.jsonl", 3)]
    assert sum(each.size for each in found) <= Path("all.jsonl").stat().st_size


def test_standard_input_is_a_stream_of_calls(stdin: Callable[[str], None]) -> None:
    stdin(transcript("a") + whole_line("b"))
    archive = Archive(["-"])
    assert [(each.file, each.line) for each in archive] == [
        ("standard input", 1),
        ("standard input", 5),
    ]
    assert archive.size() is None


def test_standard_input_is_there_once_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError):
        Archive(["-", "-"])
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError):
        list(Archive(["-"]))


def test_no_file_is_taken_for_a_line_of_another() -> None:
    whole = Found(file="a.jsonl:3")
    line = Found(file="a.jsonl", line=3)
    assert whole.source != line.source
