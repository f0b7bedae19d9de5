"""``coolhead evaluate``: a table, a page, JSON, and other detectors beside ours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.html_tree import read_page
from typer.testing import CliRunner

from coolhead import score
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.call.events import CallStarted
from coolhead.call.utterance import Utterance
from coolhead.cli.main import app

HEAD = {"call": {"id": "c", "trade": "t", "english": "british", "register": "plain"}}
SAID = [
    {"party": "agent", "text": "Good morning, Sam speaking.", "gold": ["greeting"]},
    {
        "party": "customer",
        "text": "Are you stupid? <script>alert(1)</script>",
        "gold": ["insult:1"],
    },
    {"party": "customer", "text": "Well I never, three weeks.", "gold": ["frustration"]},
    {"party": "agent", "text": "I am so sorry about that.", "gold": ["apology:sympathetic"]},
    {"party": "customer", "text": "My idiot of a dog ate it.", "gold": [], "near": ["insult"]},
]


@pytest.fixture
def call(tmp_path: Path) -> Path:
    path = tmp_path / "call.jsonl"
    path.write_text("\n".join(map(json.dumps, [HEAD, *SAID])), encoding="utf-8")
    return path


def run(*words: str) -> str:
    done = CliRunner().invoke(app, ["evaluate", *words])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_line_of_figures_a_signal(call: Path) -> None:
    lines = run(str(call)).splitlines()
    assert lines[0].startswith("1 calls, 5 utterances")
    (apology,) = [line for line in lines if line.startswith("apology")]
    assert apology.split()[:6] == ["apology", "1", "1", "1.00", "1.00", "1.00"]


def test_json_holds_every_figure_and_case(call: Path, tmp_path: Path) -> None:
    out = tmp_path / "figures.json"
    assert run(str(call), "--format", "json", "-o", str(out)) == ""
    found = json.loads(out.read_text(encoding="utf-8"))
    apology = next(each for each in found["signals"] if each["name"] == "apology")
    assert apology["f1"] == 1.0
    assert sum(each["count"] for each in apology["reliability"]) == apology["of"] == 2
    assert found["heat"]["points"] == 0


def test_the_page_shows_text_as_text(call: Path) -> None:
    page = run(str(call), "--format", "html")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page or "alert(1)" not in page
    tree = read_page(page)
    assert [each.text for each in tree.all("h1")] == ["How well the signals are found"]
    heads = [each.text for each in tree.all("th")]
    assert "apology" in heads
    # Every picture says in words what it shows.
    assert all(each.attributes.get("aria-label") for each in tree.all("svg"))


def test_other_detectors_stand_beside_ours(call: Path) -> None:
    told = run(str(call), "--beside")
    assert "beside alt-profanity-check" in told
    assert "beside VADER" in told
    page = run(str(call), "--beside", "--format", "html")
    assert "Beside other detectors" in page
    found = json.loads(run(str(call), "--beside", "--format", "json"))
    named = {each["name"]: each for each in found["beside"]}
    assert {each["name"] for each in named["VADER"]["signals"]} >= {"thanks", "anger"}


def test_no_calls_and_no_room_are_said(tmp_path: Path, call: Path) -> None:
    done = CliRunner().invoke(app, ["evaluate", str(tmp_path / "none")])
    assert done.exit_code != 0
    into = str(tmp_path / "nowhere" / "figures.json")
    done = CliRunner().invoke(app, ["evaluate", str(call), "--format", "json", "-o", into])
    assert done.exit_code != 0


CASE: dict[str, Any] = {
    "id": "3f",
    "playbook": "standard",
    "item": "greeting",
    "expected": "pass",
    "found": "miss",
    "said": [
        {"party": "agent", "start": 0, "end": 3, "text": "Good morning, how can I help you?"},
        {"party": "customer", "start": 4, "end": 7, "text": "My parcel has not come."},
    ],
}


def cases(tmp_path: Path, *given: object) -> Path:
    path = tmp_path / "cases.jsonl"
    lines = [each if isinstance(each, str) else json.dumps(each) for each in given]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def item_of_standard(result: str) -> str:
    """A line of the standard playbook that comes out so in the call of `CASE`."""
    said = [Utterance(**{**each, "id": f"u{n}"}) for n, each in enumerate(CASE["said"])]
    call = TranscriptCall(
        started=CallStarted(at=0.0, call="c", consent="given"),
        utterances=tuple(said),
        source="c",
    )
    return next(each.id for each in score(call).items if each.result == result)


def test_a_case_that_comes_out_right_is_a_line_and_ends_well(tmp_path: Path) -> None:
    right = {**CASE, "item": item_of_standard("pass")}
    told = run(str(cases(tmp_path, right)))
    assert "1 of 1 come out as the upheld dispute says" in told
    assert "STILL WRONG" not in told


def test_a_case_that_does_not_ends_with_1_and_says_which(tmp_path: Path) -> None:
    wrong = {**CASE, "item": item_of_standard("not_applicable")}
    path = cases(tmp_path, {**CASE, "item": item_of_standard("pass"), "id": "aa"}, "", wrong)
    done = CliRunner().invoke(app, ["evaluate", str(path)])
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert "STILL WRONG" in lines[2]
    assert "not applicable" in lines[2]
    assert lines[3] == "1 of 2 come out as the upheld dispute says"
    done = CliRunner().invoke(app, ["evaluate", str(path), "--format", "json"])
    assert done.exit_code == 1
    found = json.loads(done.stdout)["cases"]
    assert [each["ending"] for each in found] == ["right", "still_wrong"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({**CASE, "said": []}, "nothing is said"),
        ({**CASE, "item": 3}, "str"),
        ({**CASE, "who": "kim"}, "who"),
        ({**CASE, "said": [{**CASE["said"][0], "end": -1}]}, "ends before it starts"),
        ({**CASE, "holds": [{"start": 1, "end": 5}, {"start": 3, "end": 6}]}, "holds overlap"),
        ({**CASE, "playbook": "../../secret"}, "does not ship"),
        ('{"expected": ', "truncated"),
    ],
)
def test_a_wrong_case_names_its_line(tmp_path: Path, given: object, told: str) -> None:
    path = cases(tmp_path, CASE, given)
    done = CliRunner().invoke(app, ["evaluate", str(path)])
    assert done.exit_code != 0
    assert told in str(done.exception)


def test_cases_and_labelled_calls_do_not_mix(tmp_path: Path, call: Path) -> None:
    done = CliRunner().invoke(app, ["evaluate", str(cases(tmp_path, CASE)), str(call)])
    assert "do not go into one evaluation" in str(done.exception)
