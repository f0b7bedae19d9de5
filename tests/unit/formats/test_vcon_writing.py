"""vCon, written: sound by the IETF's schema and by the library, and useful to others."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from tests.support.finished import finished, ran
from tests.support.vcon_library import library_errors, schema_errors

from coolhead.adapters.formats.vcon import Vcon, write_vcon
from coolhead.bootstrap import choose_playbook, open_call, run_call
from coolhead.call.decisions import CueShown, HeatMeasured, LadderMoved
from coolhead.call.utterance import Utterance, Word
from coolhead.services.finished import FinishedCall, finish_call

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
EXAMPLES = sorted((Path(__file__).parents[3] / "examples" / "calls").glob("*.jsonl"))
SAID = [
    Utterance("agent", 0.5, 2.0, "Ferry line, good morning.", words=(Word("Ferry", 0.5, 0.9),)),
    Utterance("customer", 2.4, 6.25, "My booking is gone, you useless idiot.", confidence=0.91),
    Utterance("agent", 6.0, 9.0, "I'm sorry. I will look into it and call you back by five."),
]
HEADER = {"started_at": "2026-03-02T10:15:00+01:00", "agent": "Noor", "customer": "c-9"}


def vcon_of(call: FinishedCall) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(write_vcon(call, created_at=NOW))
    return made


def bodies(vcon: dict[str, Any]) -> dict[str, Any]:
    return {analysis["schema"]: analysis["body"] for analysis in vcon["analysis"]}


@pytest.fixture(scope="module")
def call() -> FinishedCall:
    return finished(SAID, **HEADER)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_valid_by_schema_and_library(example: Path) -> None:
    source = open_call(example)
    runner = run_call(source, choose_playbook(None, source))
    written = write_vcon(finish_call(runner), created_at=NOW)
    assert library_errors(written) == []
    assert schema_errors(json.loads(written)) == []


@pytest.mark.parametrize(
    ("said", "header"),
    [
        ([], {}),
        ([Utterance("customer", 0.0, 0.0, "Hi.")], {}),
        ([Utterance("supervisor", 1.0, 2.0, "I take over.")], {"customer_number": "+44 20 1"}),
        ([Utterance("customer", 1.0, 2.0, "\u00fc\u0301 \U0001f620 \u2028")], {"campaign": "x"}),
        (SAID, {"started_at": "1883-11-18T12:00:00-04:56:02", "agent": ""}),
        (SAID, {"started_at": "9899-12-31T23:59:59.999999+14:00"}),
    ],
)
def test_odd_calls_are_valid_too(said: list[Utterance], header: dict[str, Any]) -> None:
    written = write_vcon(finished(said, **header), created_at=NOW)
    assert library_errors(written) == []
    assert schema_errors(json.loads(written)) == []


def test_what_is_not_valid_is_found(call: FinishedCall) -> None:
    vcon = vcon_of(call)
    vcon["dialog"][0]["parties"] = [7]
    vcon["dialog"][0]["duration"] = -1
    del vcon["analysis"][0]["vendor"]
    assert len(library_errors(json.dumps(vcon).encode())) == 2
    assert len(schema_errors(vcon)) == 2


def test_each_utterance_is_a_text_dialog(call: FinishedCall) -> None:
    vcon = vcon_of(call)
    assert [(party["role"], party["name"]) for party in vcon["parties"]] == [
        ("customer", "c-9"),
        ("agent", "Noor"),
    ]
    first, second, third = vcon["dialog"]
    assert [each["parties"] for each in (first, second, third)] == [[1], [0], [1]]
    assert (first["type"], first["body"]) == ("text", "Ferry line, good morning.")
    assert (first["mediatype"], first["encoding"]) == ("text/plain", "none")
    assert second["start"] == "2026-03-02T10:15:02.400000+01:00"
    assert second["duration"] == 3.85
    assert {each["interaction_id"] for each in vcon["dialog"]} == {"c1"}


def test_another_tool_reads_words_times_and_parties_without_our_analyses(
    call: FinishedCall,
) -> None:
    back = Vcon().read({**vcon_of(call), "analysis": []}, "x.vcon")
    began = SAID[0].start  # to whom only the dialogs are known, the call begins with the first
    assert [(u.party, u.start, u.end, u.text) for u in back.utterances] == [
        (u.party, u.start - began, u.end - began, u.text) for u in SAID
    ]
    assert (back.started.agent, back.started.customer) == ("Noor", "c-9")
    assert back.started.call == "c1"
    assert back.started.started_at == "2026-03-02T10:15:00.500000+01:00"
    assert not back.started.speakers_guessed


def test_the_analyses_are_ours_and_name_their_schema(call: FinishedCall) -> None:
    vcon = vcon_of(call)
    assert {each["vendor"] for each in vcon["analysis"]} == {"coolhead"}
    assert all(each["dialog"] == [0, 1, 2] for each in vcon["analysis"])
    assert [(each["type"], each["schema"]) for each in vcon["analysis"]] == [
        ("transcript", "coolhead-transcript-1"),
        ("report", "coolhead-signals-1"),
        ("sentiment", "coolhead-heat-1"),
        ("report", "coolhead-ladder-1"),
        ("summary", "coolhead-record-1"),
        ("report", "coolhead-scorecard-1"),
    ]


def test_heat_ladder_record_and_scorecard_are_those_of_the_call() -> None:
    source = open_call(next(path for path in EXAMPLES if path.stem == "04-insults-that-persist"))
    call = finish_call(run_call(source, choose_playbook(None, source)))
    written = bodies(vcon_of(call))
    heat = [each for each in call.decisions if isinstance(each, HeatMeasured)]
    assert [each["value"] for each in written["coolhead-heat-1"]] == [each.value for each in heat]
    moves = [each.rung for each in call.decisions if isinstance(each, LadderMoved)]
    assert [each["rung"] for each in written["coolhead-ladder-1"]] == moves
    assert moves[-1] == "ended"
    record = written["coolhead-record-1"]
    assert (record["id"], record["agent"]) == (call.started.call, call.started.agent)
    assert record["ended_by"] == "agent_for_abuse"
    assert "scorecard" not in record
    assert call.record.scorecard is not None
    assert written["coolhead-scorecard-1"]["score"] == call.record.scorecard.score


def test_a_signal_says_where_its_evidence_is(call: FinishedCall) -> None:
    vcon = vcon_of(call)
    insult = next(s for s in bodies(vcon)["coolhead-signals-1"] if s["name"] == "insult")
    assert (insult["party"], insult["utterance"], insult["dialog"]) == ("customer", "u1", 1)
    start, end = insult["span"]
    assert "idiot" in vcon["dialog"][insult["dialog"]]["body"][start:end]


def test_a_signal_of_time_itself_has_no_utterance() -> None:
    long_silence = [Utterance("agent", 0, 2, "Hello."), Utterance("customer", 60, 62, "Hello?")]
    signals = bodies(vcon_of(finished(long_silence)))["coolhead-signals-1"]
    silent = [each for each in signals if each["name"] == "dead_air"]
    assert silent
    assert all(each["utterance"] is None and "dialog" not in each for each in silent)


def test_nothing_private_to_the_agent_is_written() -> None:
    runner = ran(SAID, **HEADER)
    shown = [each for each in runner.decisions if isinstance(each, CueShown)]
    assert shown
    written = write_vcon(finish_call(runner), created_at=NOW).decode()
    assert '"cue' not in written
    assert [cue for cue in shown if cue.say and cue.say in written] == []


def test_how_loud_the_agent_became_is_not_told_and_how_loud_the_customer_became_is() -> None:
    turns = []
    for at, level in ((0.0, -30.0), (10.0, -30.0), (20.0, -30.0), (30.0, -8.0)):
        text = "Let me say that once again for you."
        turns.append(Utterance("agent", at, at + 4.0, text, loudness_dbfs=level))
        turns.append(Utterance("customer", at + 5.0, at + 9.0, text, loudness_dbfs=level))
    runner = ran(turns)
    heard = {h.utterance.party for h in runner.state.call.heard for s in h.signals
             if s.name == "raised_voice"}  # fmt: skip
    assert heard == {"agent", "customer"}
    signals = bodies(vcon_of(finish_call(runner)))["coolhead-signals-1"]
    assert {each["party"] for each in signals if each["name"] == "raised_voice"} == {"customer"}


def test_the_same_call_gives_the_same_bytes_and_another_moment_only_another_date(
    call: FinishedCall,
) -> None:
    assert write_vcon(call, created_at=NOW) == write_vcon(finished(SAID, **HEADER), created_at=NOW)
    later = json.loads(write_vcon(call, created_at=NOW + timedelta(days=1)))
    assert later.pop("created_at") == "2026-11-03T09:30:00+00:00"
    assert later.items() <= vcon_of(call).items()


def test_the_id_follows_from_workspace_and_call() -> None:
    ids = {
        vcon_of(finished(SAID, **header))["uuid"]
        for header in ({}, {"call": "c2"}, {"workspace": "w2"}, {"team": "t2"}, HEADER)
    }
    assert len(ids) == 3
    assert {(UUID(each).version, UUID(each).variant) for each in ids} == {
        (8, UUID(int=8 << 60).variant)
    }


def test_an_id_that_is_a_uuid_is_kept() -> None:
    given = "0198C1F0-6A4B-8E7D-9A01-3F5B7C9D1E2F"
    assert vcon_of(finished(SAID, call=given))["uuid"] == given.lower()


def test_without_a_clock_none_is_made_up() -> None:
    vcon = vcon_of(finished(SAID))
    assert vcon["dialog"][0]["start"] == "1970-01-01T00:00:00.500000+00:00"
    assert "started_at" not in bodies(vcon)["coolhead-transcript-1"]["call"]
    for given in (vcon, {**vcon, "analysis": []}):
        back = Vcon().read(given, "x.vcon")
        assert back.started.started_at is None
        assert back.utterances[0].end - back.utterances[0].start == 1.5


def test_an_offset_with_seconds_is_written_in_utc() -> None:
    vcon = vcon_of(finished(SAID, started_at="1883-11-18T12:00:00-04:56:02"))
    assert vcon["dialog"][0]["start"] == "1883-11-18T16:56:02.500000+00:00"


def test_what_has_no_text_has_no_dialog() -> None:
    said = [*SAID, Utterance("customer", 9.5, 10.0, "")]
    vcon = vcon_of(finished(said))
    assert len(vcon["dialog"]) == 3
    assert len(Vcon().read(vcon, "x.vcon").utterances) == 3


def test_words_that_may_not_be_kept_are_not_written() -> None:
    vcon = vcon_of(finished(SAID, consent="refused"))
    assert vcon["dialog"] == []
    assert "booking" not in json.dumps(vcon)


def test_the_moment_of_writing_needs_an_offset(call: FinishedCall) -> None:
    with pytest.raises(ValueError, match="offset"):
        write_vcon(call, created_at=datetime(2026, 11, 2))
