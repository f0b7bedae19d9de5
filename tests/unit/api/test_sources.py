from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.support.api import Served, serve
from tests.support.asgi import asked
from tests.support.live import header

from coolhead.api.sources.nonces import KEPT_S, Nonces
from coolhead.api.sources.secrets import secret_of
from coolhead.errors import ConfigError
from coolhead.services.setup.sources import SOURCE_KINDS, SourceConfig

pytestmark = pytest.mark.anyio

HOOK = {
    "kind": "audiohook",
    "team": "north",
    "settings": {"api_key": "env:HOOK_KEY", "client_secret": "env:HOOK_SECRET"},
}
WIRE = SourceConfig(workspace="default", name="wire", kind="transcript", team="north")


async def put(served: Served, body: dict[str, Any], who: str = "admin") -> Any:
    async with served.asked_by(who) as client:
        return await client.put("/api/v1/sources/hook", json=body)


async def lines_to(
    served: Served, call: str, *lines: dict[str, Any], who: str = "ingests", **headers: str
) -> Any:
    body = "\n".join(map(json.dumps, lines))
    async with served.asked_by(who) as client:
        return await client.post(
            f"/api/v1/sources/wire/calls/{call}/lines", content=body, headers=headers
        )


def line(text: str, end: float = 3.0, **more: Any) -> dict[str, Any]:
    return {"party": "customer", "start": end - 2.0, "end": end, "text": text, **more}


async def with_wire() -> Served:
    served = await serve()
    await served.sources.put(WIRE)
    return served


async def test_a_source_tells_what_it_lacks_and_never_its_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    served = await serve()
    monkeypatch.setenv("HOOK_KEY", "the-secret-itself")
    answer = await put(served, HOOK)
    assert answer.status_code == 200
    assert answer.json()["path"] == "/sources/hook/audiohook"
    (lack,) = answer.json()["lacks"]
    assert lack.startswith("client_secret:")
    assert "the-secret-itself" not in answer.text


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        ({"api_key": "s3cret", "client_secret": "env:X"}, "/settings/api_key"),
        ({"api_key": "env:X"}, "/settings"),
        ({"api_key": "env:X", "client_secret": "env:Y", "more": 1}, "/settings"),
        ({"api_key": 3, "client_secret": "env:Y"}, "/settings/api_key"),
    ],
)
async def test_a_secret_in_plain_words_is_refused_and_not_repeated(
    settings: dict[str, Any], field: str
) -> None:
    served = await serve()
    answer = await put(served, HOOK | {"settings": settings})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == field
    assert "s3cret" not in answer.text
    assert await served.sources.sources("default") == []


async def test_a_playbook_that_there_is_not_is_refused() -> None:
    served = await serve()
    assert (await put(served, HOOK | {"playbook": "nonsense"})).status_code == 400


async def test_every_kind_says_what_can_be_set() -> None:
    served = await serve()
    async with served.asked_by("admin") as client:
        kinds = (await client.get("/api/v1/source-kinds")).json()["kinds"]
    assert [kind["kind"] for kind in kinds] == list(SOURCE_KINDS)
    assert all(kind["settings"]["$defs"] for kind in kinds)


async def test_lines_begin_a_call_of_the_sources_team_and_end_it() -> None:
    served = await with_wire()
    begin = {"call": {"id": "other", "team": "south", "workspace": "x", "agent": "a1"}}
    answer = await lines_to(served, "c7", begin, line("Where is it?", id="u1"))
    assert (answer.status_code, answer.json()["accepted"]) == (200, 1)
    call = await served.services.store.summary(("default", "c7"))  # type: ignore[arg-type]
    assert call is not None
    assert (call.team, call.agent, call.utterances) == ("north", "a1", 1)
    again = await lines_to(served, "c7", line("Where is it?", id="u1"), {"type": "end"})
    assert (again.json()["resumed"], again.json()["ended"]) == (True, True)
    over = await lines_to(served, "c7", line("Hello?"))
    assert (over.status_code, over.json()["errors"][0]["pointer"]) == (422, "/call/id")


async def test_what_is_wrong_in_a_batch_is_told_line_by_line_and_the_rest_is_taken() -> None:
    served = await with_wire()
    answer = await lines_to(served, "c7", line("One"), {"nonsense": 1}, line("Two", 9.0))
    assert answer.status_code == 207
    assert answer.json()["accepted"] == 2
    assert [error["line"] for error in answer.json()["errors"]] == [2]


async def test_a_batch_sent_again_is_taken_once_and_its_words_are_not_kept_beside() -> None:
    served = await with_wire()
    batch = (line("One"), {"party": "my card is 4111", "start": 0, "end": 1, "text": "x"})
    first = await lines_to(served, "c7", *batch, **{"Idempotency-Key": "k"})
    assert first.status_code == 207
    assert "4111" not in str(served.services.answers.__dict__)
    again = await lines_to(served, "c7", *batch, **{"Idempotency-Key": "k"})
    assert again.headers["idempotency-replayed"] == "true"
    assert again.json()["accepted"] == first.json()["accepted"] == 1
    summary = await served.services.store.summary(("default", "c7"))  # type: ignore[arg-type]
    assert summary is not None
    assert summary.utterances == 1


async def test_no_source_reaches_into_another_teams_call() -> None:
    served = await with_wire()
    other = msgspec.structs.replace(header("c9"), team="south")
    await served.service.calls.open(other, source="test")
    answer = await lines_to(served, "c9", line("I am in the wrong call"))
    assert answer.status_code == 422
    call = await served.services.store.summary(("default", "c9"))  # type: ignore[arg-type]
    assert call is not None
    assert call.utterances == 0


@pytest.mark.parametrize("who", ["nobody", "own_agent", "supervisor", "admin", "reads_calls"])
async def test_nobody_without_the_scope_brings_anything_in(who: str) -> None:
    served = await with_wire()
    assert (await lines_to(served, "c7", line("x"), who=who)).status_code in {401, 403}
    assert await served.services.store.keys() == []


async def test_a_source_that_is_switched_off_takes_nothing() -> None:
    served = await serve()
    await served.sources.put(msgspec.structs.replace(WIRE, enabled=False))
    assert (await lines_to(served, "c7", line("x"))).status_code == 404


async def test_a_key_may_stand_among_the_subprotocols() -> None:
    served = await with_wire()
    path = "/api/v1/sources/wire/transcript"
    for offer, status in (
        ("coolhead, coolhead.key.chk_ingests", 101),
        ("coolhead, coolhead.key.chk_reads_calls", 403),
        ("coolhead, coolhead.key.nonsense", 401),
        ("coolhead", 401),
    ):
        headers = {"Sec-WebSocket-Protocol": offer}
        assert (await asked(served.app, "WEBSOCKET", path, headers=headers)).status == status
    evil = {"Sec-WebSocket-Protocol": "coolhead.key.chk_ingests", "Origin": "https://evil.example"}
    assert (await asked(served.app, "WEBSOCKET", path, headers=evil)).status == 403


def test_secrets_come_from_the_environment_or_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("from a file\n")
    assert secret_of("env:KEY", {"KEY": "from the environment"}) == "from the environment"
    assert secret_of(f"file:{file}") == "from a file"


@pytest.mark.parametrize("reference", ["env:UNSET", "file:/nowhere/key", "file:/", "plain", ""])
def test_a_secret_that_is_not_there_is_an_error_that_says_which(reference: str) -> None:
    with pytest.raises(ConfigError, match="secret"):
        secret_of(reference, {})


def test_a_nonce_works_once_while_its_signature_holds() -> None:
    now = 100.0
    nonces = Nonces(lambda: now)
    assert nonces.is_new("hook", "n1")
    assert not nonces.is_new("hook", "n1")
    assert nonces.is_new("other", "n1")
    now += KEPT_S
    assert nonces.is_new("hook", "n1")
