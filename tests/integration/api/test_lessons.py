"""Lessons over the API: seen before they are shared, found by the team, and by nobody else."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from tests.support.api import Served, serve
from tests.support.live import said

from coolhead.services.access.audit import AuditQuery

pytestmark = pytest.mark.anyio

V1 = "/api/v1"
PHRASE = "You waited in twice and nobody came. Is that right?"


async def over(served: Served, call: str = "c1", **more: Any) -> None:
    live = await served.call(call, customer="Priya Raman", **more)
    await live.take(said("customer", "My name is Priya Raman and I waited in twice.", 12.0))
    await live.take(said("agent", f"Thank you, Priya. {PHRASE}", 16.0, id="mine"))
    await live.end("customer")


async def ask(served: Served, who: str, method: str, path: str, **more: Any) -> Any:
    async with served.asked_by(who) as client:
        return await client.request(method, f"{V1}{path}", **more)


async def shared(served: Served, text: str = PHRASE, **more: Any) -> str:
    body = {"call": "c1", "cue": "reflect_back", "text": text} | more
    answer = await ask(served, "own_agent", "POST", "/lessons", json=body)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["id"])


async def found(served: Served, who: str, **query: Any) -> list[dict[str, Any]]:
    answer = await ask(served, who, "GET", "/lessons", params=query)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["lessons"])


async def test_the_draft_shows_the_words_without_the_customer() -> None:
    served = await serve()
    await over(served)
    answer = await ask(
        served, "own_agent", "POST", "/calls/c1/lesson-draft", json={"utterance": "mine"}
    )
    drafted = answer.json()
    assert drafted["text"] == f"Thank you, [name]. {PHRASE}"
    assert (drafted["removed"], drafted["with_call"]) == (["a name"], True)
    body = {"text": "Say back what priya waited for."}
    drafted = (await ask(served, "own_agent", "POST", "/calls/c1/lesson-draft", json=body)).json()
    assert drafted["text"] == "Say back what [name] waited for."
    assert drafted["with_call"] is False


async def test_what_is_shared_is_what_was_seen_and_never_the_customers() -> None:
    served = await serve()
    await over(served)
    refused = await ask(
        served, "own_agent", "POST", "/lessons", json={"call": "c1", "text": "Thank you, Priya."}
    )
    assert (refused.status_code, refused.json()["code"]) == (422, "customer_data")
    assert "Priya" not in refused.text
    assert await found(served, "own_agent") == []
    await shared(served)
    (lesson,) = await found(served, "other_agent")
    assert set(lesson) == {
        "id",
        "team",
        "kind",
        "cue",
        "text",
        "shared_at",
        "mine",
        "may_remove",
    }
    assert (lesson["text"], lesson["cue"], lesson["mine"]) == (PHRASE, "reflect_back", False)


async def test_the_team_finds_it_by_words_and_cue_and_no_other_team_does() -> None:
    served = await serve()
    await over(served)
    await shared(served)
    await shared(served, "They came down when I stopped talking.", kind="moment", cue=None)
    for who in ("own_agent", "other_agent", "supervisor", "coach"):
        assert len(await found(served, who)) == 2
        assert len(await found(served, who, words="nobody twice")) == 1
        assert len(await found(served, who, cue="reflect_back")) == 1
        assert len(await found(served, who, kind="moment")) == 1
    assert await found(served, "supervisor_elsewhere") == []
    assert len(await found(served, "own_agent", mine=True)) == 2
    assert await found(served, "other_agent", mine=True) == []
    await served.move("other_agent", teams=frozenset({"south"}))
    assert await found(served, "other_agent") == []


async def test_the_author_takes_it_back_and_supervisors_and_coaches_take_it_out() -> None:
    served = await serve()
    await over(served)
    for who, status in (("other_agent", 403), ("supervisor_elsewhere", 404), ("own_agent", 200)):
        lesson = await shared(served)
        answer = await ask(served, who, "DELETE", f"/lessons/{lesson}")
        assert answer.status_code == status
    for who in ("supervisor", "coach"):
        lesson = await shared(served)
        assert (await ask(served, who, "DELETE", f"/lessons/{lesson}")).status_code == 200
        assert (await ask(served, who, "DELETE", f"/lessons/{lesson}")).status_code == 404
    entries = await served.people.entries(AuditQuery(workspace="default"))
    who_did = [each.name for each in entries if each.action == "lesson.remove"]
    assert sorted(who_did) == ["coach", "supervisor"]


@pytest.mark.parametrize(
    "body",
    [
        {"text": ""},
        {"text": "   "},
        {"text": "a" * 601},
        {"text": "fine", "cue": "no_such_cue"},
        {"text": "fine", "kind": "rant"},
        {"text": "nul\x00"},
        {"text": "fine", "team": "south"},
    ],
)
async def test_what_is_no_lesson_is_refused(body: dict[str, Any]) -> None:
    served = await serve()
    await over(served)
    answer = await ask(served, "own_agent", "POST", "/lessons", json={"call": "c1"} | body)
    assert answer.status_code == 422


async def test_only_ones_own_calls_that_are_over_and_ones_own_words() -> None:
    served = await serve()
    await over(served)
    await over(served, "c2", agent="a2")
    live = await served.call("c3")
    for call, status in (("c2", 404), ("c3", 409), ("c9", 404)):
        body = {"call": call, "text": "Listen first."}
        answer = await ask(served, "own_agent", "POST", "/lessons", json=body)
        assert answer.status_code == status, call
        path = f"/calls/{call}/lesson-draft"
        answer = await ask(served, "own_agent", "POST", path, json={"text": "x"})
        assert answer.status_code == status, call
    (first, *_) = live.state.call.heard  # the customer's
    await live.end("customer")
    body = {"utterance": first.utterance.id}
    answer = await ask(served, "own_agent", "POST", "/calls/c3/lesson-draft", json=body)
    assert answer.status_code == 422


async def test_sent_again_it_is_shared_once() -> None:
    served = await serve()
    await over(served)
    body = {"call": "c1", "text": PHRASE}
    for _ in range(2):
        await ask(
            served, "own_agent", "POST", "/lessons", json=body, headers={"Idempotency-Key": "k1"}
        )
    assert len(await found(served, "own_agent")) == 1


async def test_with_the_call_goes_what_quotes_it_and_its_author_takes_theirs_along() -> None:
    served = await serve()
    await over(served)
    await shared(served)
    await shared(served, "Say back what they waited for.")
    content = (await ask(served, "own_agent", "GET", "/exports/me")).content
    account = json.loads(zipfile.ZipFile(io.BytesIO(content)).read("account.json"))
    assert len(account["lessons"]) == 2
    assert sorted(each["call"] or "" for each in account["lessons"]) == ["", "c1"]
    await served.services.keeping.eraser.erase([(await served.find("c1")).key], reason="asked")
    assert [each["text"] for each in await found(served, "coach")] == [
        "Say back what they waited for."
    ]
