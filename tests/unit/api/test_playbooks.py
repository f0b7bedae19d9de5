from __future__ import annotations

from typing import Any

import pytest
from tests.support.api import Served, serve

pytestmark = pytest.mark.anyio


def text(version: int = 1, name: str = "northern", **more: object) -> str:
    lines = [f"extends: standard\nname: {name}\ntitle: Northern\nversion: {version}"]
    return "\n".join([*lines, *(f"{key}: {value}" for key, value in more.items()), ""])


async def put(served: Served, who: str, body: dict[str, Any], **headers: str) -> Any:
    name = body.pop("name", "northern")
    async with served.asked_by(who) as client:
        return await client.put(f"/api/v1/playbooks/{name}", json=body, headers=headers)


async def got(served: Served, path: str, who: str = "own_agent", **headers: str) -> Any:
    async with served.asked_by(who) as client:
        return await client.get(f"/api/v1/playbooks{path}", headers=headers)


async def test_a_check_tells_every_problem_with_its_place() -> None:
    served = await serve()
    wrong = "extends: standard\nname: northern\nversion: one\nheat: 3\n"
    async with served.asked_by("own_agent") as client:
        answer = await client.post("/api/v1/playbooks/check", json={"text": wrong})
    found = answer.json()
    assert not found["ok"]
    assert {(p["line"], p["column"]) for p in found["problems"]} >= {(3, 10), (4, 7)}
    async with served.asked_by("own_agent") as client:
        answer = await client.post("/api/v1/playbooks/check", json={"text": text()})
    assert (answer.json()["ok"], answer.json()["name"]) == (True, "northern")


@pytest.mark.parametrize(
    "hostile",
    [
        "\x00",
        "a: &a [*a]\n",
        "{" * 5_000,
        "x" * 900_000,
        "extends: /etc/passwd\n",
        "- 1\n",
        "!!js 1",
    ],
    ids=["nul", "alias", "deep", "huge", "file", "list", "tag"],
)
async def test_hostile_texts_are_no_playbooks_and_break_nothing(hostile: str) -> None:
    served = await serve()
    async with served.asked_by("own_agent") as client:
        answer = await client.post("/api/v1/playbooks/check", json={"text": hostile})
    assert answer.status_code == 200
    assert not answer.json()["ok"]
    assert "root:" not in answer.text


async def test_a_published_version_is_there_and_guides_the_calls_that_begin() -> None:
    served = await serve()
    answer = await put(served, "supervisor", {"text": text(), "team": "north", "note": "first"})
    assert answer.status_code == 201
    shown = (await got(served, "/northern")).json()
    assert shown["about"]["published_by"] == "supervisor"
    assert shown["text"] == text()
    assert shown["flattened"]["title"] == "Northern"
    found = await served.services.playbooks.named("default", "north", "northern")
    assert found.digest == shown["about"]["digest"]


async def test_versions_are_added_and_none_is_changed() -> None:
    served = await serve()
    for version in (1, 3):
        answer = await put(served, "supervisor", {"text": text(version), "team": "north"})
        assert answer.status_code == 201
    same = await put(served, "supervisor", {"text": text(3), "team": "north"})
    assert same.status_code == 200
    taken = text(3, title="Other").replace("title: Northern\n", "")
    answer = await put(served, "supervisor", {"text": taken, "team": "north"})
    assert (answer.status_code, answer.json()["code"]) == (409, "version_taken")
    assert "version: 4" in answer.json()["detail"]
    rows = (await got(served, "/northern/versions")).json()["playbooks"]
    assert [row["version"] for row in rows] == [3, 1]


async def test_who_edited_an_older_version_is_told_so() -> None:
    served = await serve()
    first = await put(served, "supervisor", {"text": text(), "team": "north"})
    etag = first.headers["etag"]
    second = await put(served, "coach", {"text": text(2), "team": "north"}, **{"If-Match": etag})
    assert second.status_code == 201
    late = await put(served, "supervisor", {"text": text(3), "team": "north"}, **{"If-Match": etag})
    assert (late.status_code, late.json()["code"]) == (412, "changed")


async def test_a_reader_that_has_it_is_not_sent_it_again() -> None:
    served = await serve()
    etag = (await got(served, "/standard")).headers["etag"]
    again = await got(served, "/standard", **{"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("who", "body", "status"),
    [
        ("supervisor", {"text": text(), "team": "south"}, 403),
        ("supervisor", {"text": text()}, 403),
        ("supervisor", {"text": text(9, "standard"), "team": "north", "name": "standard"}, 403),
        ("admin", {"text": text(9, "standard"), "name": "standard"}, 201),
        ("admin", {"text": text()}, 201),
        ("supervisor_elsewhere", {"text": text(7), "team": "south"}, 403),
        ("own_agent", {"text": text(), "team": "north"}, 403),
        ("supervisor", {"text": text(1, "other"), "team": "north"}, 422),
        ("supervisor", {"text": "nonsense", "team": "north"}, 422),
    ],
)
async def test_teams_publish_their_own_and_administrators_for_all(
    who: str, body: dict[str, Any], status: int
) -> None:
    served = await serve()
    if who == "supervisor_elsewhere":
        await put(served, "supervisor", {"text": text(), "team": "north"})
    assert (await put(served, who, dict(body))).status_code == status


async def test_what_changed_is_told_setting_by_setting() -> None:
    served = await serve()
    await put(served, "supervisor", {"text": text(), "team": "north"})
    changed = text(2) + "timing:\n  silence_alert_s: 33\n"
    assert (await put(served, "supervisor", {"text": changed, "team": "north"})).status_code == 201
    found = (await got(served, "/northern/diff")).json()
    changes = {each["path"]: each["after"] for each in found["changes"]}
    reason = {"reasons.timing.silence_alert_s": None}  # another number, no reason for it yet
    assert changes == {"version": 2, "timing.silence_alert_s": 33.0} | reason
    first = (await got(served, "/northern/diff?after=1")).json()
    assert first["before"]["shipped"]


async def test_publishing_is_in_the_audit() -> None:
    served = await serve()
    await put(served, "supervisor", {"text": text(), "team": "north"})
    (entry,) = [e for e in served.people._kept.entries if e.action == "playbook.publish"]
    assert (entry.who, entry.object, entry.detail["version"]) == ("supervisor", "northern", 1)
