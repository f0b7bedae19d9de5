from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from tests.support.api import Served, serve
from tests.support.live import header, said

from coolhead.adapters.storage.in_memory import InMemoryStore
from coolhead.errors import StorageError
from coolhead.services.live.store import Batch

pytestmark = pytest.mark.anyio


async def got(served: Served, who: str, path: str, **params: Any) -> Any:
    async with served.asked_by(who) as client:
        answer = await client.get(f"/api/v1{path}", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def did(served: Served, who: str, action: dict[str, Any], **headers: str) -> Any:
    async with served.asked_by(who) as client:
        headers = {"Content-Type": "application/json", **headers}
        return await client.post(
            "/api/v1/calls/c1/actions", content=json.dumps(action), headers=headers
        )


async def north_and_south() -> Served:
    served = await serve()
    for number, (team, agent) in enumerate(
        [("north", "a1"), ("north", "a2"), ("south", "a1"), ("south", "a3")]
    ):
        began = msgspec.structs.replace(header(f"c{number}"), team=team, agent=agent)
        await served.service.calls.open(began, source="test")
    return served


@pytest.mark.parametrize(
    ("who", "params", "seen"),
    [
        ("own_agent", {}, {"c0", "c2"}),
        ("own_agent", {"agent": "a1"}, {"c0", "c2"}),
        ("own_agent", {"agent": "a2"}, set()),
        ("own_agent", {"team": "south"}, {"c2"}),
        ("other_agent", {}, {"c1"}),
        ("supervisor", {}, {"c0", "c1"}),
        ("supervisor", {"team": "south"}, set()),
        ("supervisor", {"agent": "a2"}, {"c1"}),
        ("supervisor", {"mine": True}, set()),
        ("coach", {"ended": False}, {"c0", "c1"}),
        ("coach", {"ended": True}, set()),
        ("supervisor_elsewhere", {}, {"c2", "c3"}),
        ("reads_calls", {}, {"c0", "c1"}),
        ("reads_calls", {"mine": True}, set()),
    ],
)
async def test_everybody_lists_the_calls_they_may_see(
    who: str, params: dict[str, Any], seen: set[str]
) -> None:
    served = await north_and_south()
    page = await got(served, who, "/calls", **params)
    assert {call["call"] for call in page["calls"]} == seen


async def test_pages_follow_one_another_without_a_gap() -> None:
    served = await serve()
    for number in range(7):
        await served.service.calls.open(header(f"c{number}"), source="test")
    seen: list[str] = []
    params: dict[str, Any] = {"limit": 3}
    while True:
        page = await got(served, "supervisor", "/calls", **params)
        seen += [call["call"] for call in page["calls"]]
        if page["next"] is None:
            break
        params["after"] = page["next"]
    assert sorted(seen) == [f"c{number}" for number in range(7)]


async def test_a_cursor_of_ones_own_making_is_refused() -> None:
    served = await serve()
    async with served.asked_by("supervisor") as client:
        answer = await client.get("/api/v1/calls", params={"after": "rubbish"})
    assert answer.status_code == 422


async def test_events_come_in_pages_too() -> None:
    served = await serve()
    call = await served.call()
    seen: list[int] = []
    after: int | None = -1
    while after is not None:
        page = await got(served, "supervisor", "/calls/c1/events", after=after, limit=2)
        seen += [event["seq"] for event in page["events"]]
        after = page["next"]
    assert seen == list(range(call.summary.seq + 1))


async def test_decisions_beyond_a_seq_alone() -> None:
    served = await serve()
    await served.call()
    every = (await got(served, "own_agent", "/calls/c1/decisions"))["decisions"]
    late = (await got(served, "own_agent", "/calls/c1/decisions", after=2))["decisions"]
    assert late == [each for each in every if int(each["decision"].split(":")[1]) > 2]
    assert 0 < len(late) < len(every)


async def test_the_agent_acts_and_it_is_in_the_events() -> None:
    served = await serve()
    call = await served.call()
    done = (await did(served, "own_agent", {"type": "mark_asked"})).json()
    assert done == {"seq": call.summary.seq, "kept": "database"}
    events = (await got(served, "supervisor", "/calls/c1/events"))["events"]
    assert events[-1]["event"]["mark"] == "mark_asked"


async def test_an_action_happens_now_whatever_time_it_names() -> None:
    served = await serve()
    call = await served.call()
    answer = await did(served, "own_agent", {"type": "NoteAdded", "text": "x", "at": 80_000})
    assert answer.status_code == 200
    assert call.now == 8.0


async def test_a_supervisor_takes_the_steps_of_a_hand_over_and_nothing_else() -> None:
    served = await serve()
    await served.call()
    step = {"type": "HandoverStepped", "step": "accepted", "to": "s1"}
    assert (await did(served, "supervisor", step)).status_code == 200
    assert (await did(served, "supervisor", {"type": "mark_warned"})).status_code == 403
    assert (await did(served, "coach", step)).status_code == 403
    assert (await did(served, "supervisor_elsewhere", step)).status_code == 404


@pytest.mark.parametrize(
    "action",
    [
        {},
        {"type": "Nonsense"},
        {"type": ["mark_asked"]},
        {"type": "NoteAdded"},
        {"type": "NoteAdded", "text": 3},
        {"type": "FaultSet", "fault": "everybody"},
        {"type": "CallEnded"},
        {"type": "UtteranceHeard", "utterance": {}},
        {"type": "NoteAdded", "text": "\ud800"},
    ],
)
async def test_what_no_agent_does_is_refused_and_nothing_kept(action: dict[str, Any]) -> None:
    served = await serve()
    call = await served.call()
    assert (await did(served, "own_agent", action)).status_code == 422
    assert call.summary.seq == 4


async def test_a_write_sent_again_is_done_once() -> None:
    served = await serve()
    call = await served.call()
    note = {"type": "NoteAdded", "text": "once"}
    first = await did(served, "own_agent", note, **{"Idempotency-Key": "k1"})
    again = await did(served, "own_agent", note, **{"Idempotency-Key": "k1"})
    assert again.json() == first.json()
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    assert len(call.state.call.notes) == 1


async def test_the_same_key_with_another_write_is_refused() -> None:
    served = await serve()
    call = await served.call()
    await did(served, "own_agent", {"type": "NoteAdded", "text": "a"}, **{"Idempotency-Key": "k1"})
    other = await did(
        served, "own_agent", {"type": "NoteAdded", "text": "b"}, **{"Idempotency-Key": "k1"}
    )
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert [note.text for note in call.state.call.notes] == ["a"]


async def test_a_key_is_free_again_after_a_day_and_after_a_failure() -> None:
    served = await serve()
    call = await served.call()
    wrong = await did(served, "own_agent", {"type": "Nonsense"}, **{"Idempotency-Key": "k1"})
    assert wrong.status_code == 422
    note = {"type": "NoteAdded", "text": "a"}
    assert (await did(served, "own_agent", note, **{"Idempotency-Key": "k1"})).status_code == 200
    assert len(call.state.call.notes) == 1


@pytest.mark.parametrize("key", ["", "x" * 129, "a b"])
async def test_a_key_that_is_none_is_refused(key: str) -> None:
    served = await serve()
    await served.call()
    async with served.asked_by("own_agent") as client:
        answer = await client.post(
            "/api/v1/calls/c1/actions",
            json={"type": "mark_asked"},
            headers=[("Idempotency-Key", key)],
        )
    assert answer.status_code == 422


async def test_without_room_to_keep_it_the_answer_says_to_try_again() -> None:
    class Full(InMemoryStore):
        full = False

        async def append(self, batch: Batch) -> Any:
            if self.full:
                raise StorageError("no space left on /var/lib/coolhead")
            return await super().append(batch)

    served = await serve()
    store = Full()
    served = await serve(service=type(served.service)(store=store))
    await served.call()
    store.full = True
    answer = await did(served, "own_agent", {"type": "mark_asked"})
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert "/var" not in answer.text


async def test_the_state_tells_the_cue_to_the_own_agent_alone() -> None:
    served = await serve()
    call = await served.call()
    await call.take(said("customer", "You useless idiot, where is it?", 12.0))
    own = await got(served, "own_agent", "/calls/c1/state")
    assert own["cue"]["type"] == "cue"
    assert own["heat"]["because"]
    for who in ("supervisor", "coach", "reads_calls"):
        other = await got(served, who, "/calls/c1/state")
        assert "cue" not in other
        assert "help_level" not in other
        assert other["heat"] == own["heat"]


async def test_what_was_seen_is_in_the_audit_and_what_an_agent_does_is_not() -> None:
    served = await serve()
    await served.call()
    await got(served, "supervisor", "/calls/c1/events")
    await did(served, "own_agent", {"type": "HelpLevelSet", "level": "off"})
    await did(served, "supervisor", {"type": "HandoverStepped", "step": "accepted"})
    noted = [(e.who, e.action, e.kind, e.object) for e in served.people._kept.entries]
    assert ("supervisor", "view", "events", "c1") in noted
    assert ("supervisor", "call.act", "call", "c1") in noted
    assert "HelpLevelSet" not in str(served.people._kept.entries)


async def test_what_a_call_does_not_have_cannot_be_acknowledged_disputed_or_answered() -> None:
    served = await serve()
    call = await served.call()
    path = "/api/v1/calls/c1/actions"
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("supervisor", {"type": "AlertAcknowledged", "alert": "c1:0:0"}),
        ("own_agent", {"type": "ScoreDisputed", "item": "juggling", "reason": "I did"}),
        ("supervisor", {"type": "DisputeAnswered", "item": "juggling", "upheld": True}),
    ]
    for who, action in wrong:
        async with served.asked_by(who) as client:
            refused = await client.post(path, json=action)
        assert refused.status_code == 422, action
    assert not call.summary.disputed
    scorecard = call.record().scorecard
    assert scorecard is not None
    item = scorecard.items[0].id
    right: list[tuple[str, dict[str, Any], bool]] = [
        ("own_agent", {"type": "ScoreDisputed", "item": item, "reason": "I did"}, True),
        ("supervisor", {"type": "DisputeAnswered", "item": item, "upheld": True}, False),
    ]
    for who, action, disputed in right:
        async with served.asked_by(who) as client:
            assert (await client.post(path, json=action)).status_code == 200
        assert call.summary.disputed is disputed
