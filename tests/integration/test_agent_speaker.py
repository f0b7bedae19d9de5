"""Who is the agent, said by whoever runs the command."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Write = Callable[..., Path]

CAPTIONS = """WEBVTT

00:01.000 --> 00:04.000
<v Priya Shah>Good morning, Harrow Lane, how can I help?

00:04.500 --> 00:07.000
<v Tom Ellis>My sofa never came.
"""


def parties(out: str) -> dict[str, str]:
    lines = [json.loads(line) for line in out.splitlines()]
    return {line["utterance"]: line["party"] for line in lines if line["type"] == "signal"}


def test_listen_takes_the_speaker_named_for_the_agent(coolhead: Any, write: Write) -> None:
    path = write(CAPTIONS, "call.vtt")
    guessed = coolhead("listen", path, "--format", "jsonl")
    assert parties(guessed.out)["u0"] == "agent"
    assert '"speakers_guessed"' in guessed.out
    told = coolhead("listen", path, "--format", "jsonl", "--agent-speaker", "tom ellis")
    assert set(parties(told.out).values()) <= {"agent", "customer"}
    assert parties(told.out).get("u0") != "agent"
    assert '"speakers_guessed"' not in told.out


def test_explain_takes_it_too(coolhead: Any, write: Write) -> None:
    path = write(CAPTIONS, "call.srt")
    assert "Agent: Good morning" in coolhead("explain", path, "--at", "5").out
    told = coolhead("explain", path, "--at", "5", "--agent-speaker", "Tom Ellis")
    assert "Customer: Good morning" in told.out


@pytest.mark.parametrize("command", [("listen",), ("explain", "--at", "5")])
def test_a_wrong_name_is_an_error_with_the_names_there_are(
    coolhead: Any, write: Write, command: tuple[str, ...]
) -> None:
    answer = coolhead(*command, write(CAPTIONS, "call.vtt"), "--agent-speaker", "Bob")
    assert (answer.code, answer.out) == (3, "")
    assert "nobody in this call is called 'Bob'" in answer.err
    assert "'Priya Shah', 'Tom Ellis'" in answer.err


def test_where_a_channel_or_a_log_says_who_is_who_a_name_is_refused(
    coolhead: Any, write: Write, tmp_path: Path
) -> None:
    recording = write(b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(40), "call.wav")
    answer = coolhead("listen", recording, "--agent-speaker", "Bob")
    assert answer.code == 3
    assert "--customer-channel" in answer.err
    coolhead("listen", write(CAPTIONS, "call.vtt"), "--out", tmp_path / "out")
    answer = coolhead("listen", tmp_path / "out" / "events.jsonl", "--agent-speaker", "Bob")
    assert answer.code == 3
    assert "--agent-speaker is for transcripts" in answer.err
    parted = ("--customer", recording, "--agent", recording)
    assert "say who is who" in coolhead("listen", *parted, "--agent-speaker", "Bob").err


def test_a_speaker_alone_is_told_before_anything_is_said(coolhead: Any, write: Write) -> None:
    path = write(CAPTIONS.replace("Tom Ellis", "Priya Shah"), "call.vtt")
    out = coolhead("listen", path).out
    assert "Only one speaker is told apart here ('Priya Shah')" in out
    assert out.index("Only one speaker") < out.index("Good morning")
