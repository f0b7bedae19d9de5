from __future__ import annotations

from typing import Any

import pytest
from tests.support.api import Served, serve
from tests.support.live import said

from coolhead.call.decisions import CueShown
from coolhead.call.events import CallLent, CueAnswered, HelpLevelSet, ReflectionNoted
from coolhead.playbook.fields import setting_fields
from coolhead.playbook.loader import load_playbook
from coolhead.services.live.call import LiveCall
from coolhead.services.preview import kept_call, preview_run

pytestmark = pytest.mark.anyio

HEAD = "extends: standard\nname: northern\ntitle: Northern\nversion: 1\n"
SKIPS = HEAD + "ladder: {skip_warning: true}\n"
INSULTS = {"example": "04-insults-that-persist"}


async def preview(
    served: Served, who: str, call: dict[str, str], text: str = SKIPS
) -> tuple[int, Any]:
    async with served.asked_by(who) as client:
        answer = await client.post("/api/v1/playbooks/preview", json={"text": text, "call": call})
    return answer.status_code, answer.json()


async def lent(served: Served, *, help_level: str | None = None, answer: bool = False) -> LiveCall:
    """A call of a1, over and lent; in the middle the agent may have done what is theirs alone."""
    call = await served.call()
    if help_level is not None:
        await call.act(HelpLevelSet(at=0.0, level=help_level))  # type: ignore[arg-type]
    await call.take(said("customer", "You useless idiot, you never listen to anybody.", 12.0))
    if answer:
        cues = [each for each in call.decisions if isinstance(each, CueShown)]
        await call.act(CueAnswered(at=0.0, number=cues[-1].number, answer="wrong"))
        await call.act(ReflectionNoted(at=0.0, text="Let it go sooner."))
    await call.take(said("agent", "Let me see what happened there.", 16.0))
    await call.take(said("customer", "My husband died in March, you moron.", 22.0))
    await call.take(said("agent", "Please speak to me with respect.", 26.0))
    await call.take(said("customer", "You stupid cow, I am still waiting.", 32.0))
    await call.end("customer")
    await call.act(CallLent(at=0.0))
    return call


async def test_an_example_is_run_under_both_playbooks() -> None:
    status, shown = await preview(await serve(), "coach", INSULTS)
    assert status == 200
    assert (shown["before"]["name"], shown["against"]["name"]) == ("standard", "standard")
    assert shown["after"]["title"] == "Northern"
    assert shown["heard_anew"]
    assert [move["rung"] for move in shown["before"]["ladder"]][:2] == ["asked", "warned"]
    ids = {run: [cue["id"] for cue in shown[run]["cues"]] for run in ("before", "after")}
    assert "final_warning" in ids["before"]
    assert "final_warning" not in ids["after"]
    assert {"at", "id", "do", "say", "reason"} == set(shown["after"]["cues"][0])
    assert shown["before"]["heat"] == shown["after"]["heat"]
    assert shown["said"][0]["party"] == "agent"


async def test_what_is_published_is_what_a_preview_is_held_against() -> None:
    served = await serve()
    async with served.asked_by("coach") as client:
        body = {"text": SKIPS, "team": "north"}
        (await client.put("/api/v1/playbooks/northern", json=body)).raise_for_status()
    status, shown = await preview(
        served, "coach", INSULTS, SKIPS.replace("version: 1", "version: 2")
    )
    assert status == 200
    assert (shown["against"]["name"], shown["against"]["version"]) == ("northern", 1)
    assert shown["before"]["cues"] == shown["after"]["cues"]


async def test_a_playbook_with_mistakes_is_not_tried() -> None:
    status, shown = await preview(await serve(), "coach", INSULTS, HEAD + "apolgy: {}\n")
    assert status == 422
    assert "apolgy" in shown["errors"][0]["message"]


@pytest.mark.parametrize(
    "call", [{"example": "99-none"}, {"call": "nowhere"}, {"example": "../secret"}]
)
async def test_there_is_no_such_call(call: dict[str, str]) -> None:
    assert (await preview(await serve(), "coach", call))[0] == 404


@pytest.mark.parametrize("call", [{}, {"example": "a", "call": "b"}, {"file": "/etc/passwd"}])
async def test_one_call_is_named(call: dict[str, str]) -> None:
    assert (await preview(await serve(), "coach", call))[0] == 422


async def test_only_calls_that_are_lent_and_over_are_tried_on() -> None:
    served = await serve()
    call = await served.call()
    assert (await preview(served, "supervisor", {"call": "c1"}))[0] == 403
    await call.act(CallLent(at=0.0))
    assert (await preview(served, "supervisor", {"call": "c1"}))[0] == 409
    await call.end("customer")
    assert (await preview(served, "supervisor", {"call": "c1"}))[0] == 200
    assert (await preview(served, "supervisor_elsewhere", {"call": "c1"}))[0] == 404
    assert (await preview(served, "admin", {"call": "c1"}))[0] == 404
    await call.act(CallLent(at=0.0, lent=False))
    assert (await preview(served, "supervisor", {"call": "c1"}))[0] == 403


async def test_what_the_agent_alone_may_know_changes_nothing_of_a_preview() -> None:
    plain = await serve()
    await lent(plain)
    private = await serve()
    call = await lent(private, help_level="when_it_matters", answer=True)
    # The agent was really shown something else.
    assert any(isinstance(each, CueShown) for each in call.decisions)
    for who in ("supervisor", "coach"):
        seen = [await preview(served, who, {"call": "c1"}) for served in (plain, private)]
        assert seen[0] == seen[1]
        assert seen[0][1]["after"]["cues"]
        assert not seen[0][1]["heard_anew"]


async def test_nor_does_it_where_a_supervisor_took_the_call_themselves() -> None:
    seen = []
    for private in (False, True):
        served = await serve()
        call = await lent(served, help_level="off" if private else None)
        decide = kept_call(await served.store.events(call.key), "own_agent")
        seen.append(preview_run(load_playbook("standard"), decide(load_playbook("standard"))))
    assert seen[0] == seen[1]
    assert seen[0].cues


async def test_a_coach_finds_out_nothing_of_what_is_restricted() -> None:
    served = await serve()
    await lent(served)
    cues = {}
    for who in ("supervisor", "coach"):
        _, shown = await preview(served, who, {"call": "c1"})
        cues[who] = {cue["id"] for cue in shown["before"]["cues"]}
    assert "care_for_vulnerable" in cues["supervisor"]
    assert "care_for_vulnerable" not in cues["coach"]


async def test_a_new_name_can_be_published_only_where_there_is_none() -> None:
    served = await serve()
    async with served.asked_by("coach") as client:
        body = {"text": HEAD, "team": "north"}
        new = {"If-None-Match": "*"}
        path = "/api/v1/playbooks/northern"
        assert (await client.put(path, json=body, headers=new)).status_code == 201
        again = {**body, "text": HEAD.replace("version: 1", "version: 2")}
        refused = await client.put(path, json=again, headers=new)
        assert (refused.status_code, refused.json()["code"]) == (412, "changed")
        rows = (await client.get("/api/v1/playbooks")).json()["playbooks"]
    (row,) = [each for each in rows if each["name"] == "northern"]
    assert (row["title"], row["sources"], row["version"]) == (
        "Northern",
        [f"S{n}" for n in range(5)],
        1,
    )
    assert all(each["title"] for each in rows)


async def test_every_field_has_a_meaning() -> None:
    async with (await serve()).asked_by("coach") as client:
        fields = (await client.get("/api/v1/playbook-fields")).json()["fields"]
    assert len(fields) == len(setting_fields())
    by_path = {each["path"]: each for each in fields}
    assert all(len(each["description"]) > 5 and each["type"] for each in fields)
    assert by_path["apology.policy"]["choices"] == ["at_fault", "justified", "always", "after_calm"]
    assert by_path["ladder.min_severity"]["bounds"] == "1 or more, 3 or less"
    assert by_path["ladder.skip_warning"] == {
        "path": "ladder.skip_warning",
        "description": "After the ask, insults lead straight to end.",
        "type": "true or false",
        "value": False,
    }
