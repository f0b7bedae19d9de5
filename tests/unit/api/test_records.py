from __future__ import annotations

from typing import Any

import pytest
from tests.support.api import serve
from tests.support.live import said

from coolhead.adapters.formats.writing import TARGETS
from coolhead.api.routes.records import Format

pytestmark = pytest.mark.anyio


async def asked(who: str, path: str, *, ended: bool = False, call: str = "c1") -> Any:
    served = await serve()
    live = await served.call(call)
    await live.take(said("customer", "I want a refund. Get me your manager.", 12.0))
    if ended:
        await live.end("customer")
    async with served.asked_by(who) as client:
        return await client.get(f"/api/v1/calls/{call}{path}")


async def test_the_record_of_a_live_call_is_a_draft_and_ends_nothing() -> None:
    served = await serve()
    live = await served.call()
    async with served.asked_by("own_agent") as client:
        for path in ("/record", "/record.md", "/brief"):
            assert (await client.get(f"/api/v1/calls/c1{path}")).status_code == 200
    assert not live.ended
    await live.take(said("customer", "Hello?", 15.0))


async def test_a_correction_is_in_the_record_afterwards() -> None:
    served = await serve()
    live = await served.call()
    await live.end("customer")
    async with served.asked_by("own_agent") as client:
        correction = {"type": "FieldCorrected", "field": "outcome", "value": "resolved"}
        answer = await client.post("/api/v1/calls/c1/actions", json=correction)
        assert answer.status_code == 200
        assert (await client.get("/api/v1/calls/c1/record")).json()["outcome"] == "resolved"


async def test_the_brief_is_short() -> None:
    brief = (await asked("supervisor", "/brief")).json()
    assert 0 < len(brief["text"].split()) <= 60


def test_every_format_of_convert_can_be_exported() -> None:
    assert set(Format.__args__) == {target.name for target in TARGETS}  # type: ignore[attr-defined]


@pytest.mark.parametrize("target", [target.name for target in TARGETS])
async def test_a_finished_call_comes_as_a_file(target: str) -> None:
    answer = await asked("supervisor", f"/exports/{target}", ended=True)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith('attachment; filename="c1.')
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert len(answer.content) > 100


async def test_a_call_that_goes_on_is_not_exported() -> None:
    answer = await asked("supervisor", "/exports/vcon")
    assert (answer.status_code, answer.json()["code"]) == (409, "call_goes_on")


async def test_a_format_that_there_is_not_is_pointed_at() -> None:
    answer = await asked("supervisor", "/exports/docx", ended=True)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/path/format"


async def test_no_id_of_a_call_makes_a_header_of_its_own() -> None:
    call = 'x"; evil="\u2028..'
    served = await serve()
    await (await served.call(call)).end("customer")
    async with served.asked_by("supervisor") as client:
        answer = await client.get(
            "/api/v1/calls/x%22%3B%20evil%3D%22%E2%80%A8../exports/transcript"
        )
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="x-evil.jsonl"'
