"""Our own transcript within a vCon: it is preferred to the dialogs, and read as strictly."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.support.finished import finished
from tests.support.vcons import SOURCE, base64url, read, said, signed, text

from coolhead.adapters.formats.reading import read_call
from coolhead.adapters.formats.vcon import write_vcon
from coolhead.bootstrap import choose_playbook, open_call, run_call
from coolhead.call.utterance import Utterance, Word
from coolhead.errors import InputError
from coolhead.playbook.loader import shipped_names
from coolhead.services.finished import finish_call

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
EXAMPLES = sorted((Path(__file__).parents[3] / "examples" / "calls").glob("*.jsonl"))
SAID = (
    Utterance("agent", 0.5, 2.0, "Ferry line.", id="x", words=(Word("Ferry", 0.5, 1.0123456789),)),
    Utterance("customer", 1.75, 4.0, "Hello?", id="u9", confidence=0.125, pitch_hz=210.5),
)


@pytest.fixture
def written() -> dict[str, Any]:
    call = finished(SAID, started_at="2026-03-02T10:15:00+01:00", agent="Noor", customer="Ada")
    made: dict[str, Any] = json.loads(write_vcon(call, created_at=NOW))
    return made


def body(vcon: dict[str, Any]) -> dict[str, Any]:
    """The body of our transcript, to be changed."""
    found: dict[str, Any] = vcon["analysis"][0]["body"]
    return found


def refusal(document: Any, agent_speaker: str | None = None) -> InputError:
    with pytest.raises(InputError) as caught:
        read(document, agent_speaker)
    assert caught.value.file == SOURCE
    return caught.value


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_comes_back(example: Path, tmp_path: Path) -> None:
    source = open_call(example)
    runner = run_call(source, choose_playbook(None, source))
    path = tmp_path / "call.vcon"
    path.write_bytes(write_vcon(finish_call(runner), created_at=NOW))
    back, call = read_call(path), read_call(example)
    assert (back.started, back.utterances) == (call.started, call.utterances)
    # Of a call that nobody ended, a file need not say so.
    assert (back.ended_by or "system") == (call.ended_by or "system")
    # Only its place would find a playbook of one's own again, so that is not named.
    shipped = call.playbook_name in shipped_names()
    assert (back.playbook_name, back.notices) == (call.playbook_name if shipped else None, ())


def test_what_a_dialog_has_no_room_for_comes_back(written: dict[str, Any]) -> None:
    assert read(written).utterances == SAID


@pytest.mark.parametrize("field", ["speech_timing", "times_estimated", "speakers_guessed"])
def test_how_the_call_was_heard_comes_back(field: str) -> None:
    for value in (True, False):
        vcon = json.loads(write_vcon(finished(SAID, **{field: value}), created_at=NOW))
        assert getattr(read(vcon).started, field) is value


def test_what_was_cut_comes_back_once(tmp_path: Path) -> None:
    first = tmp_path / "call.txt"
    first.write_text("Agent: Ferry line.\nCustomer: " + "gone " * 5_000, encoding="utf-8")
    told = []
    path = first
    for again in range(3):
        source = open_call(path)
        told.append(sorted(notice.what for notice in read_call(path).notices))
        path = tmp_path / f"{again}.vcon"
        path.write_bytes(write_vcon(finish_call(run_call(source, choose_playbook(None))),
                                    created_at=NOW))  # fmt: skip
    assert len(told[0]) == 1
    assert told[0] == told[1] == told[2]


@pytest.mark.parametrize(
    "encode",
    [
        lambda body: {"body": json.dumps(body), "encoding": "json"},
        lambda body: {"body": base64url(json.dumps(body)), "encoding": "base64url"},
    ],
)
def test_other_software_may_have_encoded_it_anew(written: dict[str, Any], encode: Any) -> None:
    written["analysis"][0] |= encode(body(written))
    assert read(written).utterances == SAID


def test_it_may_have_been_signed(written: dict[str, Any]) -> None:
    call = read(signed(written))
    assert call.utterances == SAID
    assert [notice.what for notice in call.notices] == [
        "This vCon is signed; its signature was not checked."
    ]


def test_a_transcript_of_another_vendor_or_schema_is_not_ours(written: dict[str, Any]) -> None:
    for change in ({"vendor": "other"}, {"schema": "coolhead-transcript-99"}):
        other = copy.deepcopy(written)
        other["analysis"][0] |= change
        assert said(read(other))[0] == ("agent", 0.0, 1.5, "Ferry line.")  # from the dialogs


def test_what_others_added_since_is_told(written: dict[str, Any]) -> None:
    written["dialog"].append(text(1, 50, "One more thing."))
    call = read(written)
    assert call.utterances == SAID
    assert [notice.what for notice in call.notices] == [
        "Dialogs that were added to Coolhead's own were left out (1)."
    ]


@pytest.mark.parametrize("name", ["Ada", "customer", "Customer ", "0"])
def test_the_caller_may_name_the_agent(written: dict[str, Any], name: str) -> None:
    call = read(written, agent_speaker=name)
    assert [u.party for u in call.utterances] == ["customer", "agent"]


@pytest.mark.parametrize("name", ["Noor", "agent", "1"])
def test_naming_the_same_agent_changes_nobody_and_settles_a_guess(name: str) -> None:
    guessed = finished(SAID, speakers_guessed=True, agent="Noor")
    call = read(json.loads(write_vcon(guessed, created_at=NOW)), agent_speaker=name)
    assert call.utterances == SAID
    assert not call.started.speakers_guessed


def test_a_supervisor_stays_one_whoever_is_the_agent() -> None:
    three = [*SAID, Utterance("supervisor", 5.0, 6.0, "I take over.", id="s")]
    vcon = json.loads(write_vcon(finished(three), created_at=NOW))
    call = read(vcon, agent_speaker="customer")
    assert [u.party for u in call.utterances] == ["customer", "agent", "supervisor"]


def test_a_name_that_is_nobodys_is_refused(written: dict[str, Any]) -> None:
    assert "nobody in this call is called 'Bob'" in refusal(written, "Bob").reason


IN = "analysis[0].body"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda it: it.update(call={"id": 7}), f"{IN}.call.id"),
        (lambda it: it.update(call={"stake": "all"}), f"{IN}.call.stake"),
        (lambda it: it.update(call={"started_at": "noon"}), f"{IN}.call.started_at"),
        (
            lambda it: it["call"].update(started_at="0001-01-01T00:00:00+14:00"),
            f"{IN}.call.started_at",
        ),
        (lambda it: it.update(call=[]), f"{IN}.call"),
        (lambda it: it.pop("call"), IN),
        (lambda it: it.update(utterances={}), f"{IN}.utterances"),
        (lambda it: it.update(utterances=[7]), f"{IN}.utterances[0]"),
        (lambda it: it["utterances"][1].update(start=9), f"{IN}.utterances[1].end"),
        (lambda it: it["utterances"][1].update(party="caller"), f"{IN}.utterances[1].party"),
        (lambda it: it["utterances"][1].update(loudness=1), f"{IN}.utterances[1].loudness"),
        (lambda it: it["utterances"][0].update(words=[{}]), f"{IN}.utterances[0].words[0].w"),
        (lambda it: it.update(times_estimated="no"), f"{IN}.times_estimated"),
        (lambda it: it.update(cuts=[{"at": -1, "what": ""}]), f"{IN}.cuts[0].at"),
        (lambda it: it.update(cuts=[{"at": 90_000, "what": ""}]), f"{IN}.cuts[0].at"),
    ],
)
def test_what_is_wrong_in_it_is_said_with_its_field(
    written: dict[str, Any], change: Any, field: str
) -> None:
    change(body(written))
    assert refusal(written).field == field


@pytest.mark.parametrize("broken", [None, 7, "words", [], "{"])
def test_a_body_of_another_kind_is_refused(written: dict[str, Any], broken: Any) -> None:
    written["analysis"][0]["body"] = broken
    assert refusal(written).field == IN


def test_a_transcript_in_which_nothing_was_said_is_refused(written: dict[str, Any]) -> None:
    body(written)["utterances"] = []
    assert "there is no utterance" in refusal(written).reason
