"""Reviews over the API: who is given which call, what stays blind, and who reads them then."""

from __future__ import annotations

import asyncio
import zipfile
from io import BytesIO
from typing import Any

import msgspec
import pytest
from tests.support.api import Served, serve

from coolhead.call.events import PlaybookRef
from coolhead.playbook.loader import load_playbook
from coolhead.playbook.render import as_json
from coolhead.playbook.schema import Playbook
from coolhead.services.access.audit import AuditQuery
from coolhead.services.access.people import Session, digest_of
from coolhead.services.access.settings import WorkspaceSettings
from coolhead.services.access.store import Changes
from coolhead.services.live.store import CallKeeping
from coolhead.services.live.summary import CallKey
from coolhead.services.reviews.review import Finished, Judged
from coolhead.services.reviews.sampling import ReviewSettings

pytestmark = pytest.mark.anyio

V1 = "/api/v1"


async def serve_all(**more: Any) -> Served:
    """Everybody, where every call is drawn."""
    served = await serve(**more)
    settings = WorkspaceSettings(reviews=ReviewSettings(random=1.0, hot=1.0))
    await served.people.apply(Changes(workspace="default", settings=settings))
    return served


async def over(served: Served, call: str, **more: Any) -> None:
    live = await served.call(call, **more)
    await live.end("customer")


async def ask(
    served: Served, who: str, method: str, path: str, body: Any = None, **headers: str
) -> Any:
    async with served.asked_by(who) as client:
        return await client.request(method, f"{V1}{path}", json=body, headers=headers)


async def asked(served: Served, who: str, method: str, path: str, body: Any = None) -> Any:
    answer = await ask(served, who, method, path, body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def taken(served: Served, who: str) -> str | None:
    found: str | None = (await asked(served, who, "POST", "/reviews/next"))["call"]
    return found


async def form(served: Served, who: str, call: str, **first: Any) -> dict[str, Any]:
    """Every line passed, but for what is said of the first."""
    shown = await asked(served, who, "GET", f"/calls/{call}/review")
    items = [{"item": each["id"], "verdict": "pass"} for each in shown["items"]]
    items[0] |= first
    return {"items": items, "note": "well done"}


async def actions(served: Served, kind: str) -> list[tuple[str, str]]:
    entries = await served.people.entries(AuditQuery(workspace="default", kind=kind))
    return [(each.name, each.action) for each in reversed(entries)]


async def test_each_reviewer_is_given_a_call_of_their_teams_and_none_twice() -> None:
    served = await serve_all()
    await over(served, "c1")
    await over(served, "c2")
    await over(served, "south", team="south", agent="a3")
    await served.call("live")
    waits = await asked(served, "coach", "GET", "/reviews")
    assert waits["waiting"] == {"disputed": 0, "hot": 0, "random": 2}
    first, second = await taken(served, "coach"), await taken(served, "supervisor")
    assert {first, second} == {"c1", "c2"}
    assert await taken(served, "coach") == first, "who has one gets no other"
    assert await taken(served, "supervisor_elsewhere") == "south"
    mine = await asked(served, "coach", "GET", "/reviews")
    assert ([each["call"] for each in mine["mine"]], mine["waiting"]["random"]) == ([first], 0)
    assert await actions(served, "review") == [
        ("coach", "view"),
        ("coach", "review.take"),
        ("supervisor", "review.take"),
        ("supervisor_elsewhere", "review.take"),
    ]


async def test_nobody_reviews_their_own_calls() -> None:
    served = await serve_all()
    user = await served.people.user("default", "supervisor")
    assert user is not None
    both = msgspec.structs.replace(user, roles=frozenset({"agent", "supervisor"}), agent="a9")
    await served.people.apply(Changes(workspace="default", users=(both,)))
    await over(served, "mine", agent="a9")
    assert await taken(served, "supervisor") is None
    body = {"items": [{"item": "greeting", "verdict": "pass"}]}
    answer = await ask(served, "supervisor", "PUT", "/calls/mine/review", body)
    assert answer.status_code == 403
    assert await taken(served, "coach") == "mine"


async def test_two_at_once_get_two_calls() -> None:
    served = await serve_all()
    for call in ("c1", "c2"):
        await over(served, call)
    found = await asyncio.gather(taken(served, "coach"), taken(served, "supervisor"))
    assert set(found) == {"c1", "c2"}


async def test_whoever_decides_does_not_see_the_scorecard_and_then_does() -> None:
    served = await serve_all(scores=True)
    await over(served, "c1")
    assert await taken(served, "coach") == "c1"
    blind = await asked(served, "coach", "GET", "/calls/c1/record")
    assert blind["scorecard"] is None
    exported = await asked(served, "coach", "GET", "/calls/c1/exports/record")
    assert exported["scorecard"] is None
    shown = await asked(served, "coach", "GET", "/calls/c1/review")
    assert shown["is_mine"] is True
    assert {each["machine"] for each in shown["items"]} == {None}
    body = await form(
        served,
        "coach",
        "c1",
        verdict="cannot_tell",
        comment="call me on 4111 1111 1111 1111",
        utterance="u0",
    )
    await asked(served, "coach", "PUT", "/calls/c1/review", body)
    done = await asked(served, "coach", "GET", "/calls/c1/review")
    assert (done["state"], done["machine_seen"]) == ("finished", False)
    first = done["items"][0]
    assert (first["verdict"], first["utterance"]) == ("cannot_tell", "u0")
    assert "4111" not in first["comment"]
    assert {each["machine"] for each in done["items"]} <= {"pass", "miss", "not_applicable"}
    record = await asked(served, "coach", "GET", "/calls/c1/record")
    assert record["scorecard"]["items"]
    (agreed,) = [
        each
        for each in (await asked(served, "coach", "GET", "/reviews/agreement"))["items"]
        if each["item"] == done["items"][1]["id"]
    ]
    assert (agreed["standing"], agreed["overall"]["pairs"]) == ("too_few", 1)
    assert agreed["overall"]["kappa"] is None


async def test_who_had_seen_the_scorecard_before_is_not_blind() -> None:
    served = await serve_all(scores=True)
    await over(served, "c1")
    await asked(served, "coach", "GET", "/calls/c1/record")
    assert await taken(served, "coach") == "c1"
    await asked(served, "coach", "PUT", "/calls/c1/review", await form(served, "coach", "c1"))
    assert (await asked(served, "coach", "GET", "/calls/c1/review"))["machine_seen"] is True
    items = (await asked(served, "coach", "GET", "/reviews/agreement"))["items"]
    assert {each["overall"]["pairs"] for each in items} == {0}
    assert {each["not_blind"] for each in items} == {1}


async def test_without_scorecards_by_name_the_rules_results_are_the_agents_alone() -> None:
    served = await serve_all()
    await over(served, "c1")
    assert await taken(served, "supervisor") == "c1"
    await asked(
        served, "supervisor", "PUT", "/calls/c1/review", await form(served, "supervisor", "c1")
    )
    for who in ("supervisor", "coach"):
        done = await asked(served, who, "GET", "/calls/c1/review")
        assert {each["machine"] for each in done["items"]} == {None}
    own = await asked(served, "own_agent", "GET", "/calls/c1/review")
    assert None not in {each["machine"] for each in own["items"]}


async def test_the_agent_sees_it_when_it_is_finished() -> None:
    served = await serve_all()
    await over(served, "c1")
    assert await taken(served, "coach") == "c1"
    assert (await asked(served, "own_agent", "GET", "/calls/c1/review"))["state"] == "none"
    assert (await asked(served, "own_agent", "GET", "/reviews"))["finished"] == []
    assert (await asked(served, "supervisor", "GET", "/calls/c1/review"))["items"] == []
    await asked(served, "coach", "PUT", "/calls/c1/review", await form(served, "coach", "c1"))
    own = await asked(served, "own_agent", "GET", "/calls/c1/review")
    assert (own["state"], own["name"], own["note"]) == ("finished", "coach", "well done")
    finished = (await asked(served, "own_agent", "GET", "/reviews"))["finished"]
    assert [each["call"] for each in finished] == ["c1"]
    assert (await asked(served, "other_agent", "GET", "/reviews"))["finished"] == []
    assert (await asked(served, "supervisor_elsewhere", "GET", "/reviews"))["finished"] == []
    assert (await ask(served, "other_agent", "GET", "/calls/c1/review")).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        lambda items: items[1:],
        lambda items: [*items, items[0]],
        lambda items: [*items[1:], {"item": "no_such_line", "verdict": "pass"}],
        lambda items: [{**items[0], "utterance": "u99"}, *items[1:]],
        lambda items: [{**items[0], "verdict": "perhaps"}, *items[1:]],
        lambda items: [{**items[0], "comment": "x" * 1001}, *items[1:]],
        lambda items: [{**items[0], "comment": "\x00"}, *items[1:]],
        lambda _items: [],
    ],
)
async def test_a_review_that_does_not_fit_the_call_is_refused(change: Any) -> None:
    served = await serve_all()
    await over(served, "c1")
    await taken(served, "coach")
    body = await form(served, "coach", "c1")
    wrong = {**body, "items": change(body["items"])}
    assert (await ask(served, "coach", "PUT", "/calls/c1/review", wrong)).status_code == 422
    assert (await asked(served, "coach", "GET", "/calls/c1/review"))["state"] == "taken"


async def test_a_review_is_finished_once_and_the_same_request_may_come_twice() -> None:
    served = await serve_all()
    await over(served, "c1")
    await taken(served, "coach")
    body = await form(served, "coach", "c1")
    assert (await ask(served, "supervisor", "PUT", "/calls/c1/review", body)).status_code == 409
    for _ in range(2):
        key = {"Idempotency-Key": "k1"}
        answer = await ask(served, "coach", "PUT", "/calls/c1/review", body, **key)
        assert answer.json() == {"call": "c1", "state": "finished"}
    assert (await ask(served, "coach", "PUT", "/calls/c1/review", body)).status_code == 409
    assert (await ask(served, "coach", "POST", "/calls/c1/review/back")).status_code == 409


async def test_a_call_whose_playbook_has_no_scorecard_is_finished_with_a_note() -> None:
    served = await serve_all()
    whole = msgspec.json.decode(as_json(load_playbook("standard")))
    playbook = Playbook.model_validate_json(msgspec.json.encode({**whole, "scorecard": []}))
    digest = playbook.digest
    await served.store.keep_playbook(digest, playbook.name, playbook.version, as_json(playbook))
    live = await served.call("c1")
    await live.end("customer")
    ref = PlaybookRef(name=playbook.name, version=playbook.version, digest=digest)
    summary = msgspec.structs.replace(live.summary, playbook=ref)
    await served.store.replace_projections(live.key, summary, live.record())
    assert await taken(served, "coach") == "c1"
    assert (await asked(served, "coach", "GET", "/calls/c1/review"))["items"] == []
    sent = {"items": [], "note": "Nothing to judge."}
    await asked(served, "coach", "PUT", "/calls/c1/review", sent)
    assert await taken(served, "coach") is None


async def test_what_is_given_back_goes_to_the_next() -> None:
    served = await serve_all()
    await over(served, "c1")
    await taken(served, "coach")
    await asked(served, "coach", "POST", "/calls/c1/review/back")
    assert await taken(served, "supervisor") == "c1"


async def test_who_takes_a_call_and_does_not_come_back_loses_it() -> None:
    served = await serve_all()
    await over(served, "c1")
    await taken(served, "coach")
    served.service.clock.seconds += 13 * 3600
    now = served.service.clock.now()
    again = Session(
        digest=digest_of("supervisor-token"),
        workspace="default",
        user="supervisor",
        way="password",
        created_at=now,
        seen_at=now,
    )
    await served.people.apply(Changes(workspace="default", sessions=(again,)))
    assert await taken(served, "supervisor") == "c1"


async def test_the_agents_own_data_has_the_finished_reviews() -> None:
    served = await serve_all()
    await over(served, "c1")
    await over(served, "c2")
    await taken(served, "coach")
    call = await taken(served, "supervisor")
    assert call is not None
    body = await form(served, "supervisor", call)
    await asked(served, "supervisor", "PUT", f"/calls/{call}/review", body)
    answer = await ask(served, "own_agent", "GET", "/exports/me")
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        (name,) = [each for each in archive.namelist() if each.endswith(".review.json")]
        kept = msgspec.json.decode(archive.read(name))
    assert (kept["call"], kept["name"], kept["note"]) == (call, "supervisor", "well done")


async def test_upheld_disputes_are_cases_where_the_agent_agreed() -> None:
    served = await serve_all(scores=True)
    for call, may_test in (("yes", True), ("no", False)):
        await over(served, call)
        record = await asked(served, "own_agent", "GET", f"/calls/{call}/record")
        item = next(e["id"] for e in record["scorecard"]["items"] if e["result"] == "miss")
        says = {"type": "ScoreDisputed", "item": item, "reason": "I did", "may_test": may_test}
        await asked(served, "own_agent", "POST", f"/calls/{call}/actions", says)
        holds = {"type": "DisputeAnswered", "item": item, "upheld": True, "result": "pass"}
        await asked(served, "supervisor", "POST", f"/calls/{call}/actions", holds)
        after = await asked(served, "supervisor", "GET", f"/calls/{call}/record")
        line = next(e for e in after["scorecard"]["items"] if e["id"] == item)
        assert (line["result"], line["was"]) == ("pass", "miss")
        assert after["scorecard"]["score"] > record["scorecard"]["score"]
    answer = await ask(served, "coach", "GET", "/reviews/regression-cases")
    (case,) = [msgspec.json.decode(each) for each in answer.content.splitlines()]
    assert (case["item"], case["expected"], case["found"]) == (item, "pass", "miss")
    assert "a1" not in {case["id"], *case.keys()}
    elsewhere = await ask(served, "supervisor_elsewhere", "GET", "/reviews/regression-cases")
    assert elsewhere.content == b""
    assert ("coach", "reviews.cases") in await actions(served, "reviews")


async def test_a_line_that_does_not_count_is_left_out_of_the_score_that_is_shown() -> None:
    served = await serve_all(scores=True)
    await over(served, "c1")
    before = (await asked(served, "supervisor", "GET", "/calls/c1/record"))["scorecard"]
    missed = next(each["id"] for each in before["items"] if each["result"] == "miss")
    for number in range(60):
        await over(served, f"r{number}")
        call = await taken(served, "coach")
        assert call is not None
        judged = Judged(item=missed, verdict="pass" if number % 2 else "miss", machine="miss")
        done = Finished(at="2026-03-02T11:00:00+00:00", items=(judged,))
        await served.reviews.finish(CallKey("default", call), "coach", done)
    after = (await asked(served, "own_agent", "GET", "/calls/c1/record"))["scorecard"]
    assert after["leaves_out"] == [missed]
    assert after["score"] > before["score"]
    page = await ask(served, "own_agent", "GET", "/calls/c1/record.md")
    assert str(round(after["score"])) in page.text


async def test_an_erased_call_takes_its_review_along() -> None:
    served = await serve_all()
    await over(served, "c1")
    await taken(served, "coach")
    await asked(served, "coach", "PUT", "/calls/c1/review", await form(served, "coach", "c1"))
    keeping: CallKeeping = served.service.store  # type: ignore[assignment]
    await keeping.erase([CallKey("default", "c1")], reason="asked", at="2026-03-02T12:00:00Z")
    assert (await asked(served, "coach", "GET", "/reviews"))["finished"] == []
    assert (await ask(served, "coach", "GET", "/calls/c1/review")).status_code == 404
