import io
import sys
from pathlib import Path

import pytest

from coolhead.adapters.formats.plain_text import PlainText
from coolhead.adapters.formats.reading import HEAD_BYTES, is_recording, read_call
from coolhead.adapters.formats.transcript_jsonl import TranscriptJsonl
from coolhead.errors import InputError

LINE = b'{"party": "customer", "start": 0, "end": 1, "text": "Hello?"}\n'


def refusal(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_call(path)
    return caught.value


def test_the_format_is_told_by_content_and_not_by_name(tmp_path: Path) -> None:
    lines, text = tmp_path / "a.txt", tmp_path / "b.jsonl"
    lines.write_bytes(LINE)
    text.write_bytes(b"Customer: Hello?\n")
    assert not read_call(lines).started.times_estimated
    assert read_call(text).started.times_estimated


def test_each_format_leaves_the_others_to_theirs() -> None:
    assert TranscriptJsonl().recognises(LINE)
    assert not PlainText().recognises(b"RIFF\x00\x00")
    assert not TranscriptJsonl().recognises(b"Agent: Hi")
    assert PlainText().recognises(b"Agent: Hi")


def test_text_whose_head_ends_within_a_character_is_still_text(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    turn = "Agent: " + "é" * 10_000 + "\n"
    path.write_text(("Agent: x\n" + turn) * 6, encoding="utf-8")
    assert path.stat().st_size > HEAD_BYTES
    assert len(read_call(path).utterances) == 12


def test_standard_input_is_read_for_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LINE * 5000)))
    call = read_call(Path("-"))
    assert (call.source, call.started.call) == ("standard input", "standard-input")
    assert len(call.utterances) == 5000
    assert not sys.stdin.closed


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "none.jsonl").reason
    assert "no folder" in refusal(tmp_path / "x" / "none.jsonl").hint


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path).reason == "this is a folder"


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.touch()
    assert refusal(path).reason == "this file is empty"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "recording"),
        (b"\x00\x00\x00\x20ftypM4A ", "recording"),
        ("Agent: hello".encode("utf-16"), "UTF-16"),
        (b"\x7fELF\x02\x01\x00\x00", "binary"),
        (b"Agent: caf\xe9 is closed\n", "not UTF-8: byte 0xe9 at offset 10"),
        (b"\xff", "UTF-8"),
        (b"\n \n\t\n", "no utterance"),
    ],
)
def test_what_is_no_transcript_is_named_for_what_it_is(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "thing"
    path.write_bytes(content)
    assert words in refusal(path).reason


def test_noise_of_200_megabytes_is_refused_from_its_head(tmp_path: Path) -> None:
    path = tmp_path / "noise.jsonl"
    with path.open("wb") as stream:
        stream.write(bytes(range(128, 256)) * 512)
        stream.truncate(200 * 1024 * 1024)  # sparse: nothing beyond the head is ever read
    assert refusal(path).file == str(path)


def test_text_noise_without_an_end_of_line_is_refused_after_one_line(tmp_path: Path) -> None:
    path = tmp_path / "noise.txt"
    with path.open("wb") as stream:
        for _ in range(10):
            stream.write(b"Agent: " + b"noise " * 170_000)
    assert "longer than 4 MB" in refusal(path).reason


def test_empty_lines_without_end_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "blank"
    path.write_bytes(b"\n" * 1_100_000)
    assert "more than 1,000,000 lines" in refusal(path).reason


@pytest.mark.parametrize(
    "head", [b"RIFF....WAVE", b"OggS", b"fLaC", b"ID3", b"\0\0\0\x20ftyp", b"FORM....AIFF"]
)
def test_a_recording_is_told_by_how_it_begins(head: bytes) -> None:
    assert is_recording(head)


@pytest.mark.parametrize("head", [LINE, b"Agent: Hi.", b"FORMER CUSTOMER: Hi.", b""])
def test_text_is_not_taken_for_a_recording(head: bytes) -> None:
    assert not is_recording(head)


@pytest.mark.parametrize("name", ["a.vtt", "a.srt", "a.txt", "a.json"])
def test_captions_are_told_by_content_too(tmp_path: Path, name: str) -> None:
    cue = "{}00:00:01{}000 --> 00:00:02{}000\n{}Hello.\n"
    for content in (
        cue.format("WEBVTT\n\n", ".", ".", "<v Agent>"),
        cue.format("\ufeffWEBVTT\r\n\r\n", ".", ".", "Agent: "),
        cue.format("1\n", ",", ",", "Agent: "),
        cue.format("", ",", ",", "[Agent] "),
    ):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        (utterance,) = read_call(path).utterances
        assert (utterance.party, utterance.start, utterance.text) == ("agent", 1.0, "Hello.")
