"""The lines of ``--format jsonl`` are what the vocabulary says, in every example call."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.support.shown import EXAMPLES, decisions_of

from coolhead.call.decisions import line_of
from coolhead.call.vocabulary import (
    AFTER_CALL_CUES,
    AGENT_CONDUCT_SIGNALS,
    AGENT_SIGNALS,
    CUES,
    CUSTOMER_SIGNALS,
    LEVELS,
    PHASES,
    RUNGS,
    TIMING_SIGNALS,
)

CALLS = sorted(EXAMPLES.glob("*.jsonl"))
every_call = pytest.mark.parametrize("call", CALLS, ids=lambda path: path.stem)

# What a line of each type always has, and what it may have besides.
KEYS: dict[str, tuple[set[str], set[str]]] = {
    "signal": (
        {"party", "utterance", "name", "confidence", "span"},
        {"rule", "target", "topic", "severity", "kind", "remedy", "confirmed", "qualified"}
        | {"options", "action", "due", "due_text", "by"}
        | {"seconds", "ratio", "words_per_minute", "db_over_baseline"},
    ),
    "heat": ({"value", "level"}, {"because"}),
    "phase": ({"phase"}, {"because"}),
    "ladder": ({"rung", "previous"}, {"utterance", "because"}),
    "cue": ({"id", "number", "do", "say", "why", "reason", "rows", "until"}, set()),
    "cue_cleared": ({"id", "number", "because"}, set()),
    "alert": ({"kind"}, {"utterance", "because"}),
    "notice": ({"kind", "text"}, set()),
    "record": ({"record"}, set()),
}
RECORD = {
    *("id", "started_at", "ended_at", "duration_s", "direction", "agent", "customer", "language"),
    *("playbook", "issue", "details", "wants", "offered", "accepted", "done", "commitments"),
    *("heat", "ladder", "escalation", "fault", "outcome", "ended_by", "do_not_call"),
    *("vulnerability", "interruptions", "talk_ratio", "follow_ups", "evidence", "scorecard"),
}
SIGNALS = {
    "customer": {*CUSTOMER_SIGNALS, *TIMING_SIGNALS},
    "agent": {*AGENT_SIGNALS, *AGENT_CONDUCT_SIGNALS, *TIMING_SIGNALS},
    "supervisor": {*AGENT_SIGNALS, *TIMING_SIGNALS},
}


@cache
def lines_of(call: Path) -> list[dict[str, Any]]:
    encode = msgspec.json.Encoder().encode
    return [json.loads(encode(line_of(decision))) for decision in decisions_of(call)]


def of(call: Path, kind: str) -> list[dict[str, Any]]:
    return [line for line in lines_of(call) if line["type"] == kind]


@every_call
def test_each_line_has_the_keys_of_its_type(call: Path) -> None:
    for line in lines_of(call):
        always, sometimes = KEYS[line["type"]]
        keys = set(line) - {"type", "at", "decision"}
        assert {"type", "at", "decision"} <= set(line)
        assert always <= keys <= always | sometimes, line


@every_call
def test_lines_come_in_the_order_of_time_and_the_record_comes_last(call: Path) -> None:
    times = [line["at"] for line in lines_of(call)]
    assert times == sorted(times)
    kinds = [line["type"] for line in lines_of(call)]
    assert kinds.count("record") == 1
    assert kinds[-1] == "record"
    assert set(lines_of(call)[-1]["record"]) >= RECORD


@every_call
def test_words_of_the_vocabulary_are_used_and_no_others(call: Path) -> None:
    for line in of(call, "signal"):
        assert line["name"] in SIGNALS[line["party"]]
        assert 0 <= line["confidence"] <= 1
    assert {line["level"] for line in of(call, "heat")} <= set(LEVELS)
    assert all(0 <= line["value"] <= 100 for line in of(call, "heat"))
    assert {line["phase"] for line in of(call, "phase")} <= set(PHASES)
    assert {line["rung"] for line in of(call, "ladder")} <= set(RUNGS)
    assert {line["id"] for line in of(call, "cue")} <= {*CUES, *AFTER_CALL_CUES}


@every_call
def test_evidence_stands_in_an_utterance_of_that_party(call: Path) -> None:
    said = [json.loads(line) for line in call.read_text(encoding="utf-8").splitlines()]
    said = [line for line in said if "party" in line]
    known = {line.get("id", f"u{place}"): line for place, line in enumerate(said)}
    for line in of(call, "signal"):
        if line["utterance"] is None:
            assert line["name"] in TIMING_SIGNALS
            continue
        assert known[line["utterance"]]["party"] == line["party"]
        if line["span"] is not None:
            start, end = line["span"]
            assert 0 <= start < end <= len(known[line["utterance"]]["text"])


@every_call
def test_at_most_one_cue_is_open_and_numbers_rise(call: Path) -> None:
    open_cue: tuple[str, int] | None = None
    numbers: list[int] = []
    for line in lines_of(call):
        if line["type"] == "cue":
            assert open_cue is None
            open_cue = (line["id"], line["number"])
            numbers.append(line["number"])
        elif line["type"] == "cue_cleared":
            assert open_cue == (line["id"], line["number"])
            open_cue = None
    assert numbers == list(range(1, len(numbers) + 1))


@every_call
def test_what_to_do_is_two_to_four_words(call: Path) -> None:
    for line in of(call, "cue"):
        assert 2 <= len(line["do"].split()) <= 4, line["do"]


@every_call
def test_decisions_have_ids_of_call_place_and_number(call: Path) -> None:
    ids = [line["decision"] for line in lines_of(call)]
    assert len(set(ids)) == len(ids)
    name = lines_of(call)[-1]["record"]["id"]
    places = [tuple(map(int, each.removeprefix(f"{name}:").split(":"))) for each in ids]
    assert places == sorted(places)
