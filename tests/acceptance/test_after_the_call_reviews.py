"""After the call: what people review, what they agree on, and what is practised next (S0-S4).

The five sources want calls looked at afterwards by somebody who helps, not by a machine that
judges: a person decides first, a wrong line is put right and stays right, one thing is practised.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.support.desk import Screens
from tests.support.server import RunningServer, running_server
from typer.testing import CliRunner

from coolhead.cli.main import app

BASIS = "works agreement of 3 May 2026, section 4"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screens]:
    """A server as it is installed, where every call is drawn and scorecards are shown by name."""
    with running_server(tmp_path_factory.mktemp("data"), "--no-speech") as server:
        yield _opened(server)


def _opened(server: RunningServer) -> Screens:
    made = Screens(server, None)  # type: ignore[arg-type] # nobody opens a page here
    change = {
        "score_named_agents": {"on": True, "basis": BASIS},
        "reviews": {"random": 1.0, "hot": 1.0, "days": 365},
    }
    made.admin.patch("/settings", json=change).raise_for_status()
    return made


def told(office: Screens, call: str) -> None:
    office.begin(call)
    office.tell(
        call,
        {"party": "agent", "start": 0, "end": 3, "text": "Good morning, this is Kim."},
        {"party": "customer", "start": 4, "end": 9, "text": "My parcel never came, Kim. Useless!"},
        {"party": "agent", "start": 10, "end": 13, "text": "Calm down. What is the number?"},
        {"party": "customer", "start": 14, "end": 18, "text": "This is a disgrace, you idiot!"},
        {"type": "end", "ended_by": "customer"},
    )


def ok(answer: httpx.Response) -> Any:
    assert answer.status_code == 200, answer.text
    return answer.json()


def reviewed(office: Screens, who: str, verdict: str = "pass") -> str:
    """This person takes the next call and judges it."""
    person = office.people[who]
    call = str(ok(person.post("/reviews/next"))["call"])
    form = ok(person.get(f"/calls/{call}/review"))
    assert {line["machine"] for line in form["items"]} == {None}
    assert ok(person.get(f"/calls/{call}/record"))["scorecard"] is None, "they decide first"
    items = [{"item": line["id"], "verdict": verdict} for line in form["items"]]
    ok(person.put(f"/calls/{call}/review", json={"items": items, "note": "Thank you."}))
    return call


def test_a_person_decides_before_they_know_what_the_rules_found(office: Screens) -> None:
    told(office, "first")
    told(office, "second")
    calls = {reviewed(office, "sam"), reviewed(office, "cleo")}
    assert calls == {"first", "second"}, "two people never have the same call"
    for call in calls:
        shown = ok(office.people["kim"].get(f"/calls/{call}/review"))
        assert (shown["state"], shown["note"], shown["machine_seen"]) == (
            "finished",
            "Thank you.",
            False,
        )
        assert office.people["sue"].get(f"/calls/{call}/review").status_code == 404
    agreed = ok(office.people["sam"].get("/reviews/agreement"))["items"]
    assert {item["standing"] for item in agreed} == {"too_few"}
    assert {item["overall"]["kappa"] for item in agreed} == {None}


def test_a_dispute_that_is_upheld_counts_and_can_be_tested_with(
    office: Screens, tmp_path: Path
) -> None:
    told(office, "disputed")
    kim, sam = office.people["kim"], office.people["sam"]
    before = ok(kim.get("/calls/disputed/record"))["scorecard"]
    item = next(line["id"] for line in before["items"] if line["result"] == "miss")
    ok(
        kim.post(
            "/calls/disputed/actions",
            json={"type": "ScoreDisputed", "item": item, "reason": "I did", "may_test": True},
        )
    )
    assert ok(sam.get("/reviews"))["waiting"]["disputed"] == 1
    ok(
        sam.post(
            "/calls/disputed/actions",
            json={"type": "DisputeAnswered", "item": item, "upheld": True, "result": "pass"},
        )
    )
    after = ok(sam.get("/calls/disputed/record"))["scorecard"]
    line = next(each for each in after["items"] if each["id"] == item)
    assert (line["result"], line["was"]) == ("pass", "miss")
    assert after["score"] > before["score"]

    cases = sam.get("/reviews/regression-cases").text
    assert "Kim" not in cases
    assert "disputed" not in cases
    (case,) = [json.loads(each) for each in cases.splitlines()]
    path = tmp_path / "cases.jsonl"
    path.write_text(cases, encoding="utf-8")
    done = CliRunner().invoke(app, ["evaluate", str(path)])
    assert done.exit_code == 1
    assert "STILL WRONG" in done.stdout
    path.write_text(json.dumps({**case, "expected": "miss"}), encoding="utf-8")
    assert CliRunner().invoke(app, ["evaluate", str(path)]).exit_code == 0


def test_where_it_turned_is_talked_about_and_one_thing_is_practised(office: Screens) -> None:
    told(office, "turned")
    kim, cleo = office.people["kim"], office.people["cleo"]
    turns = ok(cleo.get("/calls/turned/turns"))["turns"]
    assert turns == ok(kim.get("/calls/turned/turns"))["turns"]
    assert "Calm down" in turns[-1]["agent_quote"]
    agents = ok(cleo.get("/coaching/agents"))["agents"]
    assert {each["agent"] for each in agents} == {"a17", "a18"}
    body = {
        "agent": "a17",
        "practise": "Say it back before asking for the number",
        "call": "turned",
        "moment": turns[-1]["at"],
    }
    plan = ok(cleo.post("/coaching/plans", json=body))
    assert ok(kim.get("/coaching/plans"))["plans"] == [plan]
    change = {"number": 1, "practise": body["practise"], "note": "Worked twice.", "state": "done"}
    ok(kim.put(f"/coaching/plans/{plan['id']}", json=change))
    (seen,) = ok(cleo.get("/coaching/plans?agent=a17"))["plans"]
    assert (seen["state"], [each["name"] for each in seen["changes"]]) == ("done", ["cleo", "kim"])
    assert office.people["sue"].get("/coaching/plans?agent=a17").status_code == 404
    assert office.people["lee"].get("/coaching/plans?agent=a17").status_code == 404
