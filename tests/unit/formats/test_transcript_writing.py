"""The transcript file, written: what is read back is the same call."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.adapters.formats.transcript_jsonl import TranscriptJsonl
from coolhead.adapters.formats.transcript_writing import transcript_jsonl, transcript_lines
from coolhead.call.events import CallStarted, PlaybookRef
from coolhead.call.utterance import Utterance, Word
from coolhead.playbook.loader import load_playbook

EXAMPLES = sorted((Path(__file__).parents[3] / "examples" / "calls").glob("*.jsonl"))
SAID = (
    Utterance(
        "agent",
        0.25,
        2.0,
        "Ferry line, good morning.",
        id="u0",
        words=(Word("Ferry", 0.25, 0.5), Word("line,", 0.5, 0.75)),
        confidence=0.5,
        loudness_dbfs=-27.25,
        pitch_hz=120.5,
    ),
    Utterance("customer", 2.5, 4.0, "Hello? \u2014 \U0001f620", id="x-1"),
)
STARTED = CallStarted(
    at=0.0,
    call="c-17",
    workspace="w",
    team="north",
    started_at="2026-03-02T10:15:00.000001+01:00",
    time_zone="Europe/Paris",
    direction="outbound",
    agent="Noor",
    customer="c-9",
    customer_number="+44 20 7946 0018",
    customer_time_zone="Europe/London",
    campaign="spring",
    stake="deal",
    language="en-GB",
    consent="given",
)


def read(written: bytes) -> TranscriptCall:
    return TranscriptJsonl().read(io.BytesIO(written), "call.jsonl")


def header(started: CallStarted, **given: Any) -> dict[str, Any]:
    first: dict[str, Any] = next(transcript_lines(started, SAID, **given))["call"]
    return first


def test_every_field_of_header_and_utterances_comes_back() -> None:
    back = read(transcript_jsonl(STARTED, SAID, ended_by="customer"))
    assert back.started == STARTED
    assert back.utterances == SAID
    assert back.ended_by == "customer"
    assert back.notices == ()


def test_every_field_of_an_utterance_is_written_or_known_not_to_be() -> None:
    line = json.loads(transcript_jsonl(STARTED, SAID).splitlines()[1])
    assert set(line) == set(Utterance.__struct_fields__) - {"revision"}


def test_every_field_of_a_call_is_written_or_known_not_to_be() -> None:
    added = {"call", "playbook", "engine_version"}
    how_it_was_read = {"speech_timing", "times_estimated", "speakers_guessed"}
    written = set(header(STARTED)) - {"id"}
    assert written == set(CallStarted.__struct_fields__) - {"at"} - added - how_it_was_read


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_comes_back(example: Path) -> None:
    call = read(example.read_bytes())
    written = transcript_jsonl(call.started, call.utterances, ended_by=call.ended_by)
    back = read(written)
    assert (back.started, back.utterances) == (call.started, call.utterances)
    # Of a call that nobody ended, a file need not say so.
    assert (back.ended_by or "system") == (call.ended_by or "system")
    assert transcript_jsonl(back.started, back.utterances, ended_by=back.ended_by) == written


def test_a_call_of_which_nothing_is_known_has_only_an_id() -> None:
    assert header(CallStarted(at=0.0, call="c")) == {"id": "c"}


def test_a_playbook_that_ships_is_named_and_another_is_not() -> None:
    shipped = load_playbook("telemarketing-firm")
    ref = PlaybookRef(name=shipped.name, version=shipped.version, digest=shipped.digest)
    started = CallStarted(at=0.0, call="c", playbook=ref, engine_version="7")
    assert header(started) == {"id": "c", "playbook": "telemarketing-firm"}
    assert read(transcript_jsonl(started, SAID)).playbook_name == "telemarketing-firm"
    own = CallStarted(at=0.0, call="c", playbook=PlaybookRef("my-shop", 1, "d"))
    assert header(own) == {"id": "c"}


def test_the_end_of_what_was_heard_is_nobody_ending_the_call() -> None:
    assert "ended_by" not in header(STARTED, ended_by="system")
    assert "ended_by" not in header(STARTED)
    assert header(STARTED, ended_by="agent_for_abuse")["ended_by"] == "agent_for_abuse"


def test_an_utterance_without_text_is_left_out_and_a_revision_is_not_counted() -> None:
    silent = Utterance("agent", 3.0, 3.5, "", id="u1")
    corrected = Utterance("agent", 4.0, 5.0, "Dover.", id="u2", revision=3)
    _, *lines = transcript_lines(STARTED, [silent, corrected])
    assert lines == [{"party": "agent", "start": 4.0, "end": 5.0, "text": "Dover.", "id": "u2"}]


def test_each_line_is_one_object_of_json_whatever_is_said() -> None:
    said = Utterance("agent", 0.0, 1.0, 'She said:\u2028 "no"\\', id="u0")
    written = transcript_jsonl(STARTED, [said])
    assert written.endswith(b"\n")
    assert len(written.splitlines()) == 2
    assert json.loads(written.splitlines()[1])["text"] == 'She said:\u2028 "no"\\'
