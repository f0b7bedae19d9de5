"""Search finds what happened in calls, for whoever may know of it and for nobody else."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from typing import Any

import pytest
from tests.support.api import WHO, Served, serve
from tests.support.live import said

from coolhead.call.events import AgentMarked, RecordSigned, ScoreDisputed

pytestmark = pytest.mark.anyio

SEARCHERS = ("own_agent", "other_agent", "supervisor", "supervisor_elsewhere", "coach")
PROGRAMS = ("reads_calls", "reads_elsewhere")


async def _with_calls() -> Served:
    """Of the agent a1, team north: `abuse`, with insults; `care`, a vulnerable customer; `calm`."""
    served = await serve()
    calm = await served.call("calm")
    await calm.take(said("customer", "Thank you, that is all I wanted. Bye.", 12.0))
    await calm.end("customer")
    abuse = await served.call("abuse")
    for at, party, text in (
        (12.0, "customer", "You are a bloody useless idiot, you stupid cow."),
        (16.0, "agent", "I want to help, and I ask you to speak to me with respect, please."),
        (20.0, "customer", "Shut up you moron, you pathetic idiot."),
    ):
        await abuse.take(said(party, text, at))  # type: ignore[arg-type]
    care = await served.call("care")
    await care.take(said("customer", "My husband died last week and I cannot cope.", 12.0))
    await care.end("customer")
    return served


async def _asked(served: Served, who: str, **query: Any) -> tuple[int, set[str]]:
    async with served.asked_by(who) as client:
        answer = await client.get("/api/v1/calls", params=query)
    found = answer.json().get("calls", ())
    return answer.status_code, {call["call"] for call in found}


async def _found(served: Served, who: str = "supervisor", **query: Any) -> set[str]:
    status, found = await _asked(served, who, **query)
    assert status == 200
    return found


async def test_calls_are_found_by_what_happened_in_them() -> None:
    served = await _with_calls()
    assert await _found(served, signal="insult") == {"abuse"}
    assert await _found(served, signal="insult", party="customer") == {"abuse"}
    assert await _found(served, signal="insult", party="agent") == set()
    assert await _found(served, signal="civility_request") == {"abuse"}
    assert await _found(served, signal="thanks") == {"calm"}
    assert await _found(served, signal="apology") == {"abuse", "calm", "care"}
    assert await _found(served, signal="apology", ended=True, words="husband") == {"care"}
    assert await _found(served, level="heated") == {"abuse"}
    assert await _found(served, heat_from=0) == {"abuse", "calm", "care"}
    assert await _found(served, heat_from=99.5) == set()
    assert await _found(served, rung="asked") == {"abuse"}
    assert await _found(served, rung="ended") == set()
    assert await _found(served, outcome="open") | await _found(served, outcome="resolved") == {
        "calm",
        "care",
    }
    async with served.asked_by("supervisor") as client:
        page = (await client.get("/api/v1/calls", params={"order": "hottest"})).json()
    peaks = [call["heat_peak"] for call in page["calls"]]
    assert peaks == sorted(peaks, reverse=True)
    assert page["calls"][0]["call"] == "abuse"


async def test_a_signal_that_the_agent_took_back_is_not_found() -> None:
    served = await _with_calls()
    call = await served.call("c4")
    await call.take(said("customer", "You are a bloody useless idiot.", 12.0))
    utterance = call.state.call.heard[-1].utterance.id
    assert "c4" in await _found(served, signal="insult")
    await call.act(AgentMarked(at=0.0, mark="not_abuse", utterance=utterance))
    assert "c4" not in await _found(served, signal="insult")
    assert "c4" in await _found(served)


async def test_signatures_and_disputes_are_found_until_they_are_over() -> None:
    served = await _with_calls()
    calm = await served.find("calm")
    assert await _found(served, signed=True) == set()
    await calm.act(RecordSigned(at=0.0))
    assert await _found(served, signed=True) == {"calm"}
    await calm.act(ScoreDisputed(at=0.0, item="let_them_speak", reason="I did."))
    assert await _found(served, disputed=True) == {"calm"}
    async with served.asked_by("supervisor") as client:
        answered = await client.post(
            "/api/v1/calls/calm/actions",
            json={"type": "DisputeAnswered", "item": "let_them_speak", "upheld": True},
        )
    assert answered.status_code == 200
    assert await _found(served, disputed=True) == set()


async def test_what_makes_a_customer_vulnerable_is_found_by_those_who_must_act_on_it() -> None:
    served = await _with_calls()
    about = {"signal": "vulnerability"}
    assert await _asked(served, "supervisor", **about) == (200, {"care"})
    assert await _asked(served, "own_agent", **about) == (200, {"care"})
    assert await _asked(served, "other_agent", **about) == (200, set())
    assert await _asked(served, "supervisor_elsewhere", **about) == (200, set())
    for who in ("coach", *PROGRAMS):
        for more in ({}, {"team": "north"}, {"party": "customer"}, {"words": "husband"}):
            assert await _asked(served, who, **about, **more) == (403, set()), who


@pytest.mark.parametrize("scores", [False, True])
async def test_source_rows_are_found_by_whoever_may_see_the_scorecard(scores: bool) -> None:
    served = await _with_calls()
    served.scores = scores
    about = {"row": "S0.5"}
    whose = await _asked(served, "own_agent", **about)
    assert whose[0] == 200
    assert whose[1]
    assert whose[1] <= {"calm", "care"}
    seen = whose if scores else (403, set())
    assert await _asked(served, "supervisor", **about) == seen
    assert await _asked(served, "coach", **about) == seen
    assert await _asked(served, "other_agent", **about) == (200, set())
    assert await _asked(served, "reads_calls", **about) == (403, set())  # reads no records
    assert await _asked(served, "reads_elsewhere", **about) == ((200 if scores else 403), set())


async def test_a_row_is_not_found_by_cues() -> None:
    """The ladder's rows stand in cues of the call that goes on, and in no scorecard yet."""
    served = await _with_calls()
    served.scores = True
    abuse = await served.find("abuse")
    rows = {row for each in abuse.decisions for row in getattr(each, "rows", ())}
    assert rows
    for row in sorted(rows):
        for who in ("own_agent", "supervisor", "coach"):
            assert "abuse" not in await _found(served, who, row=row)


async def test_agents_search_among_their_own_calls_alone() -> None:
    served = await _with_calls()
    for query in ({}, {"signal": "insult"}, {"words": "husband"}, {"level": "tense"}):
        own = await _found(served, "own_agent", **query)
        assert own == await _found(served, "supervisor", **query)
        assert own
        assert await _found(served, "other_agent", **query) == set()
        assert await _found(served, "other_agent", agent="a1", **query) == set()
        assert await _found(served, "supervisor_elsewhere", **query) == set()
        assert await _found(served, "supervisor_elsewhere", team="north", **query) == set()


async def test_nothing_that_is_for_some_alone_stands_in_what_search_shows() -> None:
    served = await _with_calls()
    for who in WHO:
        async with served.asked_by(who) as client:
            answer = await client.get("/api/v1/calls")
        assert b"vulnerab" not in answer.content
        assert b"facet" not in answer.content


@pytest.mark.parametrize(
    "wrong",
    [
        {"signal": "mind_reading"},
        {"party": "customer"},
        {"party": "nobody", "signal": "insult"},
        {"level": "hot"},
        {"heat_from": "101"},
        {"heat_from": "nan"},
        {"rung": "shouted"},
        {"outcome": "great"},
        {"row": "S1.4' OR 1=1"},
        {"order": "worst_agent"},
        {"agent": "a\x00"},
        {"since": "yesterday"},
    ],
)
async def test_what_cannot_be_searched_for_is_told(wrong: dict[str, str]) -> None:
    served = await serve()
    assert await _asked(served, "supervisor", **wrong) == (422, set())


async def test_searches_are_kept_for_whom_they_belong_to() -> None:
    served = await serve()
    path = "/api/v1/searches/Insults%20%C3%BC"
    query = {"signal": "insult", "level": "heated", "words": "late", "signed": False}
    async with served.asked_by("coach") as client:
        saved = await client.put(path, json=query)
        assert saved.status_code == 200
        assert saved.json()["name"] == "Insults ü"
        assert saved.json()["query"] == query
        assert (await client.put(path, json={"words": "other"})).status_code == 200
        kept = (await client.get("/api/v1/searches")).json()["searches"]
        assert [(each["name"], each["query"]) for each in kept] == [
            ("Insults ü", {"words": "other"})
        ]
    for who in SEARCHERS:
        if who == "coach":
            continue
        async with served.asked_by(who) as client:
            assert (await client.get("/api/v1/searches")).json() == {"searches": []}
            assert (await client.delete(path)).status_code == 404
    async with served.asked_by("coach") as client:
        assert (await client.delete(path)).status_code == 204
        assert (await client.get("/api/v1/searches")).json() == {"searches": []}


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("fine", {"signal": "mind_reading"}),
        ("fine", {"after": "x"}),
        ("fine", {"colour": "red"}),
        ("fine", {"party": "agent"}),
        ("%20", {}),
        ("x" * 81, {}),
        ("a%00b", {}),
    ],
)
async def test_what_cannot_be_searched_for_is_not_kept_either(
    name: str, query: dict[str, str]
) -> None:
    served = await serve()
    async with served.asked_by("coach") as client:
        answer = await client.put(f"/api/v1/searches/{name}", json=query)
        assert answer.status_code == 422
        assert (await client.get("/api/v1/searches")).json() == {"searches": []}


async def test_the_one_search_too_many_is_refused() -> None:
    served = await serve()
    async with served.asked_by("own_agent") as client:
        for number in range(50):
            await client.put(f"/api/v1/searches/s{number}", json={"words": "x"})
        refused = await client.put("/api/v1/searches/more", json={})
        assert (refused.status_code, refused.json()["code"]) == (409, "too_many_searches")
        assert (await client.put("/api/v1/searches/s7", json={})).status_code == 200


async def test_an_agents_own_data_have_their_searches() -> None:
    served = await serve()
    async with served.asked_by("own_agent") as client:
        await client.put("/api/v1/searches/late", json={"words": "late"})
        archive = zipfile.ZipFile(BytesIO((await client.get("/api/v1/exports/me")).content))
    searches = json.loads(archive.read("account.json"))["saved_searches"]
    assert [(each["name"], each["query"]) for each in searches] == [("late", {"words": "late"})]
