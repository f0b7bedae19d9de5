from __future__ import annotations

import io
import json

import pytest
import structlog
from tests.support.api import serve
from tests.support.asgi import asked

from coolhead.adapters.observing.logs import configure_logs

pytestmark = pytest.mark.anyio


async def test_it_is_ready_or_says_why_not() -> None:
    served = await serve()
    async with served.asked_by("nobody") as client:
        assert (await client.get("/healthz")).json() == {"status": "ok"}
        assert (await client.get("/readyz")).json() == {"status": "ready"}
        served.reasons.append("The database is away.")
        answer = await client.get("/readyz")
        assert answer.status_code == 503
        assert answer.json()["detail"] == "The database is away."
        assert (await client.get("/healthz")).status_code == 200


async def test_figures_tell_of_calls_and_the_store_and_of_nobody() -> None:
    served = await serve()
    await served.call("call-of-somebody")
    got = await asked(served.app, "GET", "/metrics", client="127.0.0.1")
    assert got.status == 200
    for figure in (
        "coolhead_spool_batches",
        "coolhead_database_writable 1.0",
        "coolhead_feeds_open",
    ):
        assert figure in got.body.decode()
    for known in ("call-of-somebody", "north", "a1"):
        assert f'"{known}"' not in got.body.decode()


async def test_figures_are_for_the_machine_itself_and_not_for_who_comes_through_its_proxy() -> None:
    served = await serve()
    for headers in ({"X-Forwarded-For": "198.51.100.7"}, {"Forwarded": "for=198.51.100.7"}):
        got = await asked(served.app, "GET", "/metrics", client="127.0.0.1", headers=headers)
        assert got.status == 401
    assert (await asked(served.app, "GET", "/metrics", client="192.0.2.7")).status == 401


async def test_every_request_is_logged_without_what_was_asked() -> None:
    out = io.StringIO()
    configure_logs("info", out)
    served = await serve()
    await served.call("secret-call")
    async with served.asked_by("supervisor") as client:
        answer = await client.get(
            "/api/v1/calls/secret-call/events?after=12", headers={"X-Request-ID": "given-1234"}
        )
        assert answer.headers["x-request-id"] == "given-1234"
        odd = await client.get("/nope/secret-call", headers={"X-Request-ID": 'a"b\n'})
        assert len(odd.headers["x-request-id"]) == 32
    structlog.reset_defaults()
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [(each["status"], each["route"]) for each in lines] == [
        (200, "/calls/{call}/events"),
        (404, ""),
    ]
    assert lines[0]["request"] == "given-1234"
    assert "secret-call" not in out.getvalue()
    assert "after" not in out.getvalue()
