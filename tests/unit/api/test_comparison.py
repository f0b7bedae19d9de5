"""What another playbook would have shown, asked of the API."""

from __future__ import annotations

import pytest
from tests.support.api import Served, serve
from tests.support.live import said

pytestmark = pytest.mark.anyio

PATH = "/api/v1/calls/c1/compare"


async def angry() -> Served:
    """A call with an insult in it, over."""
    served = await serve()
    call = await served.call()
    await call.take(said("customer", "You are a useless idiot, do you know that?", 12.0))
    await call.take(said("agent", "I want to help, and I ask you to stay respectful.", 18.0))
    await call.end("customer")
    return served


async def test_without_a_name_it_is_the_calls_own_playbook_as_it_is_now() -> None:
    served = await angry()
    async with served.asked_by("own_agent") as client:
        found = (await client.get(PATH)).json()
    assert found["playbook"]["name"] == "standard"
    assert found["here"] == found["there"]
    assert found["here"]["ladder"][0]["rung"] == "asked"
    assert found["differences"] == []


async def test_another_playbook_shows_other_cues() -> None:
    served = await angry()
    async with served.asked_by("own_agent") as client:
        found = (await client.get(PATH, params={"playbook": "telemarketing-firm"})).json()
    assert found["playbook"]["title"]
    assert found["here"]["cues"] != found["there"]["cues"]
    assert found["differences"]


async def test_a_playbook_published_here_hides_what_ships() -> None:
    served = await angry()
    text = "extends: standard\nname: quiet\ntitle: Quiet\nversion: 3\n"
    async with served.asked_by("admin") as client:
        await client.put("/api/v1/playbooks/quiet", json={"text": text})
    async with served.asked_by("own_agent") as client:
        found = (await client.get(PATH, params={"playbook": "quiet"})).json()
    assert (found["playbook"]["title"], found["playbook"]["version"]) == ("Quiet", 3)


@pytest.mark.parametrize(("name", "status"), [("none-such", 404), ("../etc", 422), ("", 422)])
async def test_a_playbook_that_is_not_there(name: str, status: int) -> None:
    served = await angry()
    async with served.asked_by("own_agent") as client:
        answer = await client.get(PATH, params={"playbook": name})
    assert answer.status_code == status
    assert answer.json()["status"] == status


@pytest.mark.parametrize(
    ("who", "status"),
    [("supervisor", 403), ("coach", 403), ("reads_calls", 403), ("other_agent", 404)],
)
async def test_it_is_for_the_calls_own_agent_alone(who: str, status: int) -> None:
    served = await angry()
    async with served.asked_by(who) as client:
        answer = await client.get(PATH, params={"playbook": "call-centre"})
    assert answer.status_code == status
    assert b"cues" not in answer.content
