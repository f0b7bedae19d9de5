"""After the call, through the API: breaks by the load of hard calls, and what people share."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.support.api import Served, serve
from tests.support.live import START, said

from coolhead.call.events import AgentMarked, ReflectionNoted

pytestmark = pytest.mark.anyio

RAGE = "I am absolutely furious, this is a disgrace, nobody ever listens to me! It is outrageous!"


async def ask(served: Served, who: str, method: str, path: str, body: Any = None) -> Any:
    async with served.asked_by(who) as client:
        answer = await client.request(method, f"/api/v1{path}", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def boiled(served: Served, call: str, *, minutes_ago: float) -> float:
    """A call of the agent a1 that got as hot as the customer's words make it; its peak."""
    began = (START - timedelta(minutes=minutes_ago)).isoformat()
    live = await served.call(call, started_at=began)
    for turn in range(5):
        await live.take(said("customer", RAGE, 14.0 + 6 * turn))
    await live.end("customer")
    return live.summary.heat_peak


async def test_s3_7_breaks_follow_the_load_of_hard_calls() -> None:
    served = await serve()
    for call, minutes in (("c1", 50), ("c2", 20)):
        assert await boiled(served, call, minutes_ago=minutes) >= 70
    own = await ask(served, "own_agent", "GET", "/breaks")
    assert own["advice"] == {
        "minutes": 5,
        "reason": "Two calls that boiled in the last hour.",
    }
    await ask(served, "own_agent", "POST", "/breaks/snooze", {"minutes": 20})
    assert (await ask(served, "own_agent", "GET", "/breaks"))["advice"] is None
    served.service.clock.seconds += 21 * 60
    assert (await ask(served, "own_agent", "GET", "/breaks"))["advice"] is not None
    await ask(served, "own_agent", "POST", "/breaks", {"how": "taken"})
    served.service.clock.seconds += 5 * 60
    await ask(served, "own_agent", "POST", "/breaks/over", {})
    own = await ask(served, "own_agent", "GET", "/breaks")
    assert (own["advice"], [each["how"] for each in own["breaks"]]) == (None, ["taken"])


async def test_s3_7_breaks_follow_the_time_since_the_last_one() -> None:
    served = await serve()
    for number in range(11):
        began = (START - timedelta(minutes=100 - 9 * number)).isoformat()
        live = await served.call(f"c{number}", started_at=began)
        await live.take(said("agent", "Anything else?", 500.0))
        await live.end("customer")
    own = await ask(served, "own_agent", "GET", "/breaks")
    assert own["advice"]["reason"] == "You have worked for 1 h 40 min without a break."
    await ask(served, "own_agent", "POST", "/breaks", {"how": "logged", "minutes": 10})
    assert (await ask(served, "own_agent", "GET", "/breaks"))["advice"] is None


async def test_s4_9_what_went_well_is_reflected_on_and_shared_with_whom_one_likes() -> None:
    served = await serve()
    live = await served.call("c1")
    await live.end("customer")
    noted = ReflectionNoted(at=live.now, went_well="I let them finish.", next_time="Ask sooner.")
    await live.take(noted)
    assert await ask(served, "coach", "GET", "/calls/c1/reflection") == {"shared": None}
    await ask(served, "own_agent", "PUT", "/calls/c1/reflection", {"shared_with": "coach"})
    seen = await ask(served, "coach", "GET", "/calls/c1/reflection")
    assert (seen["shared"]["went_well"], seen["shared"]["next_time"]) == (
        "I let them finish.",
        "Ask sooner.",
    )
    assert await ask(served, "supervisor", "GET", "/calls/c1/reflection") == {"shared": None}


async def test_s4_9_a_phrase_that_worked_is_a_lesson_for_the_team_at_its_cue() -> None:
    served = await serve()
    live = await served.call("c1", customer="Mary Jones")
    await live.take(said("agent", "You waited in twice, Mary, and nobody came.", 14.0, id="said"))
    await live.end("customer")
    draft = await ask(served, "own_agent", "POST", "/calls/c1/lesson-draft", {"utterance": "said"})
    assert draft["text"] == "You waited in twice, [name], and nobody came."
    lesson = {"call": "c1", "cue": "reflect_back", "text": "You waited in twice and nobody came."}
    await ask(served, "own_agent", "POST", "/lessons", lesson)
    found = await ask(served, "other_agent", "GET", "/lessons?cue=reflect_back&words=waited")
    assert [each["text"] for each in found["lessons"]] == [lesson["text"]]
    elsewhere = await ask(served, "supervisor_elsewhere", "GET", "/lessons")
    assert elsewhere["lessons"] == []


async def test_s3_7_s4_9_after_abuse_somebody_says_hello_where_the_agent_agrees() -> None:
    served = await serve()
    live = await served.call("c1")
    await live.take(AgentMarked(at=live.now, mark="end_for_abuse"))
    await live.end("agent")
    assert (await ask(served, "supervisor", "GET", "/check-ins"))["check_ins"] == []
    await ask(served, "own_agent", "PUT", "/calls/c1/check-in")
    (asked,) = (await ask(served, "supervisor", "GET", "/check-ins"))["check_ins"]
    assert (asked["name"], asked["call"]) == ("own_agent", "c1")
    await ask(served, "supervisor", "POST", "/calls/c1/check-in/taken")
    own = await ask(served, "own_agent", "GET", "/calls/c1/check-in")
    assert own["taken_by"] == "supervisor"
