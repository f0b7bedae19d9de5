"""One call of an archive, as the process that runs it answers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.support.archives import answer_of, scored, transcript, whole_line, write_calls
from tests.support.shown import EXAMPLES

from coolhead.adapters.archive.tasks import Found, Halted, NoCall, Refused, Scored, Unchanged
from coolhead.bootstrap import Recorded, choose_playbook, open_call, run_call
from coolhead.cli import score_worker
from coolhead.cli.results import Results

RECORDING = EXAMPLES.parent / "audio" / "07-do-not-call-sworn.flac"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_calls(tmp_path, 1)[0]


def in_folder(path: Path) -> Found:
    return Found(file=path.name, path=str(path))


def test_a_call_gives_the_record_that_listening_gives() -> None:
    example = EXAMPLES / "04-insults-that-persist.jsonl"
    source = open_call(example)
    record = run_call(source, choose_playbook(None, source)).record()
    answer = scored(example)
    assert json.loads(answer.record)["scorecard"]["score"] == answer.row.score
    assert record.scorecard is not None
    assert answer.row.score == record.scorecard.score
    assert answer.row.heat_peak == record.heat.peak
    assert (answer.row.ladder, answer.row.outcome) == ("ended", record.outcome)


def test_a_file_and_a_line_of_many_give_the_same_but_for_where_they_were_read(path: Path) -> None:
    line = Found(file="all.jsonl", line=4, content=whole_line("c0").encode(), named=True)
    answer = answer_of(line)
    assert isinstance(answer, Scored)
    assert answer.record == scored(path).record
    assert (answer.row.file, answer.row.line) == ("all.jsonl", 4)


def test_a_call_that_has_not_changed_is_not_run_again(path: Path) -> None:
    before = scored(path)
    assert answer_of(in_folder(path), before.key) == Unchanged(source=f"{path.name}:")


def test_whatever_a_result_rests_on_makes_a_call_run_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = scored(path).key
    assert isinstance(
        answer_of(in_folder(path), known, playbook=choose_playbook("call-centre")), Scored
    )
    assert isinstance(answer_of(in_folder(path), known, agent_speaker="customer"), Scored)
    with monkeypatch.context() as patch:
        patch.setattr(score_worker, "ENGINE_VERSION", "another")
        assert isinstance(answer_of(in_folder(path), known), Scored)
    path.write_text(transcript("c0") + "\n")
    assert isinstance(answer_of(in_folder(path), known), Scored)


def test_a_playbook_beside_the_call_that_changes_makes_it_run_again(tmp_path: Path) -> None:
    shutil.copy(EXAMPLES.parent / "playbooks" / "furniture-shop.yaml", tmp_path / "shop.yaml")
    path = tmp_path / "c.jsonl"
    path.write_text(transcript("c", playbook="shop.yaml"))
    before = scored(path)
    assert before.row.playbook == "furniture-shop"
    changed = (tmp_path / "shop.yaml").read_text().replace("name: furniture-shop", "name: shop")
    (tmp_path / "shop.yaml").write_text(changed)
    answer = answer_of(in_folder(path), before.key)
    assert isinstance(answer, Scored)
    assert answer.row.playbook == "shop"


def test_the_playbook_of_the_run_goes_before_that_of_the_call(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text(transcript("c", playbook="phone-service"))
    assert scored(path).row.playbook == "phone-service"
    assert scored(path, playbook=choose_playbook("standard")).row.playbook == "standard"


def test_a_playbook_that_is_not_there_refuses_its_call_alone(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text(transcript("c", playbook="../../../etc/passwd.yaml"))
    answer = answer_of(in_folder(path))
    assert isinstance(answer, Refused)
    assert "neither shipped nor" in answer.reason


def test_the_agent_can_be_named_where_a_transcript_does_not_say(tmp_path: Path) -> None:
    path = tmp_path / "c.txt"
    path.write_text("Noor: Ferry line.\nKim: I want a refund.\nNoor: Sorry.\nKim: So am I.\n")
    assert scored(path).row.speakers_guessed
    assert not scored(path, agent_speaker="Noor").row.speakers_guessed
    refused = answer_of(in_folder(path), agent_speaker="Sam")
    assert isinstance(refused, Refused)
    assert "nobody in this call is called 'Sam'" in refused.reason


def test_a_log_of_events_is_scored_as_it_was_heard(path: Path, tmp_path: Path) -> None:
    source = open_call(path)
    with Results(tmp_path / "out") as results:
        runner = run_call(source, choose_playbook(None), keep=results.keep)
        results.finish(runner.record())
    log = tmp_path / "out" / "events.jsonl"
    assert scored(log).record == scored(path).record


def test_the_name_of_the_agent_touches_only_transcripts(path: Path, tmp_path: Path) -> None:
    source = open_call(path)
    with Results(tmp_path / "out") as results:
        runner = run_call(source, choose_playbook(None), keep=results.keep)
        results.finish(runner.record())
    log = tmp_path / "out" / "events.jsonl"
    assert answer_of(in_folder(log), agent_speaker="Noor") == scored(log)  # nor its key
    halted = answer_of(
        in_folder(RECORDING), agent_speaker="Noor", recorded=Recorded(model="/no/such/model")
    )
    assert isinstance(halted, Halted)
    assert isinstance(answer_of(in_folder(path), agent_speaker="Noor"), Refused)


def test_a_page_in_a_folder_is_no_call_and_a_broken_call_is_refused(tmp_path: Path) -> None:
    page, cut = tmp_path / "notes.md", tmp_path / "cut.jsonl"
    page.write_text("# Notes\n\nA page of text.\n")
    cut.write_text(transcript("c")[:-9])
    assert isinstance(answer_of(in_folder(page)), NoCall)
    refused = answer_of(in_folder(cut))
    assert isinstance(refused, Refused)
    assert (refused.file, refused.line) == ("cut.jsonl", 4)


def test_a_file_that_goes_or_changes_meanwhile_is_refused_or_read_as_it_is_then(
    path: Path,
) -> None:
    found = in_folder(path)
    path.write_text(transcript("other"))
    answer = answer_of(found)
    assert isinstance(answer, Scored)
    assert answer.row.id == "other"
    path.unlink()
    assert isinstance(answer_of(found), Refused)


@pytest.mark.parametrize("error", [RuntimeError("odd"), MemoryError()])
def test_an_error_of_our_own_refuses_one_call(
    path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(score_worker, "start_call", fail)
    answer = answer_of(in_folder(path))
    assert isinstance(answer, Refused)
    assert "memory" in answer.reason or "RuntimeError: odd" in answer.reason


def test_without_a_model_no_recording_can_be_run_so_the_run_ends() -> None:
    answer = answer_of(in_folder(RECORDING), recorded=Recorded(model="/no/such/model"))
    assert isinstance(answer, Halted)
    assert answer.code == "speech"
    assert "/no/such/model" in answer.message
