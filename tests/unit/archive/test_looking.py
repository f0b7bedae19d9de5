"""A file of a folder that cannot be read: was it meant to be a call?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support.archives import transcript

from coolhead.adapters.archive.looking import is_meant_as_call, kind_of

MEANT = {
    "cut.jsonl": transcript("a").encode()[:-20],
    "no-ending": b'{"party": "customer", "start": 1, "end": 2, "text": "Hello?", "mood": 1}\n',
    "a-header-only": b'{"call": {"id": "a", "oops": 1}}\n',
    "empty.vtt": b"",
    "in-utf-16.txt": "Agent: Hello\nCustomer: Hi\n".encode("utf-16"),
    "turns.md": b"Agent: Hello, Sam here.\nand more\nCustomer: It broke.\n\nhow?\n",
    "events": b'{"call": "a", "seq": 0, "event": {"type": "CallStarted"}}\n',
    "sound.wav": b"RIFF\0\0\0\0WAVEfmt junk",
    "captions": b"WEBVTT\n\n00:00.000 --> oops\nHello\n",
}
NOT_MEANT = {
    "README.md": b"# Calls of March\n\nAgent: is how a turn begins.\n" + b"A line of text.\n" * 9,
    "settings.json": b'{"colour": "red"}\n',
    "rows.jsonl": b'{"id": "c1", "score": 80.0}\n{"id": "c2", "score": 70.0}\n',
    "answers.jsonl": b'{"type": "cue", "at": 1.0}\n{"type": "heat", "at": 1.0}\n',
    "list.json": b"[1, 2, 3]",
    "empty.md": b"",
    "noise.dat": b"\0\xff\0\xfe" * 50,
}


@pytest.mark.parametrize("name", MEANT)
def test_a_call_with_a_mistake_was_meant(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(MEANT[name])
    assert is_meant_as_call(path)


@pytest.mark.parametrize("name", NOT_MEANT)
def test_something_else_was_not(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(NOT_MEANT[name])
    assert not is_meant_as_call(path)


def test_what_is_gone_goes_by_its_name(tmp_path: Path) -> None:
    assert is_meant_as_call(tmp_path / "call.jsonl")
    assert not is_meant_as_call(tmp_path / "page.html")


def test_a_deeply_nested_document_is_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "deep"
    path.write_bytes(b"[" * 200_000)
    assert not is_meant_as_call(path)
    assert kind_of(path.read_bytes()[: 64 * 1024], "deep") in {"call", "other"}


def test_a_transcript_that_can_be_read_is_a_call_under_any_name() -> None:
    assert kind_of(transcript("a").encode(), "page.html") == "call"
    assert kind_of(json.dumps({"utterances": []}).encode(), "x.json") == "call"
