from __future__ import annotations

import httpx
import msgspec
import pytest
from fastapi import FastAPI
from tests.support.api import serve

from coolhead.api.handlers import add_handlers, problem_for
from coolhead.api.problems import MEDIA_TYPE, ApiProblem, problem_of
from coolhead.errors import (
    BusyError,
    ConfigError,
    CoolheadError,
    InputError,
    MissingExtraError,
    PlaybookError,
    SpeechError,
    StorageError,
)

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (InputError("wrong", field="a"), 422),
        (PlaybookError("wrong", problems=("p.yaml:1:2: wrong",)), 422),
        (ConfigError("no such playbook"), 400),
        (MissingExtraError("speech", extra="speech"), 501),
        (StorageError("disk"), 503),
        (BusyError("full"), 503),
        (SpeechError("lost"), 503),
        (CoolheadError("other"), 400),
    ],
)
def test_every_error_of_ours_has_its_status(error: CoolheadError, status: int) -> None:
    problem = problem_of(error)
    assert problem.status == status
    assert ("Retry-After" in problem.headers) == (status == 503)
    assert problem.body()["type"] == f"urn:coolhead:problem:{problem.code}"


def test_an_input_error_points_at_its_field_and_keeps_the_file_out() -> None:
    error = InputError("no party", file="/srv/x.jsonl", field="call.words[0].a/b~c", line=3)
    body = problem_of(error).body()
    assert body["errors"] == [
        {"pointer": "/call/words/0/a~1b~0c", "message": "no party", "line": 3}
    ]
    assert "/srv" not in str(body)


def test_of_storage_nothing_is_told_that_a_driver_said() -> None:
    problem = problem_of(StorageError("/var/lib/coolhead.db: INSERT INTO events 'my card is'"))
    assert "var" not in str(problem.body())
    assert "card" not in str(problem.body())


def test_an_error_nobody_expected_tells_nothing() -> None:
    problem = problem_for(RuntimeError("secret words"))
    assert problem.status == 500
    assert "secret" not in str(problem.body())


async def test_unknown_paths_and_methods_are_problems_too() -> None:
    served = await serve()
    async with served.asked_by("admin") as client:
        for path in ("/", "/nope", "/api/v1", "/api/v1/nope", "/api/v1/calls/", "/api/v1/calls//x"):
            answer = await client.get(path)
            assert (answer.status_code, answer.headers["content-type"]) == (404, MEDIA_TYPE)
            assert answer.json()["code"] == "not_found"
        answer = await client.delete("/healthz")
        assert (answer.status_code, answer.headers["content-type"]) == (405, MEDIA_TYPE)
        assert answer.headers["allow"] == "GET"


async def test_what_raises_unexpectedly_is_a_problem_without_a_trace() -> None:
    app = FastAPI()
    add_handlers(app)
    _broken(app)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://coolhead.test") as client:
        answer = await client.get("/broken")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert answer.json()["code"] == "internal"
    assert "words of a call" not in answer.text


async def test_wrong_requests_are_pointed_at_and_not_repeated() -> None:
    served = await serve()
    async with served.asked_by("supervisor") as client:
        answer = await client.get("/api/v1/calls?limit=SECRET&since=4111111111111111")
        assert answer.status_code == 422
        pointers = [each["pointer"] for each in answer.json()["errors"]]
        assert pointers == ["/query/since", "/query/limit"]
        assert "SECRET" not in answer.text
        assert "4111" not in answer.text
        answer = await client.post(
            "/api/v1/calls/c1/actions",
            content=b"{SECRET",
            headers={"content-type": "application/json"},
        )
        assert answer.json()["errors"] == [{"pointer": "/body", "message": "This is not JSON"}]
        answer = await client.post(
            "/api/v1/playbooks/check", content=msgspec.json.encode({"text": 3, "SECRET": 4})
        )
        assert answer.status_code == 422


async def test_a_problem_says_how_to_go_on() -> None:
    problem = ApiProblem(429, "too_many", "Too many", headers={"Retry-After": "9"})
    assert problem.response().headers["retry-after"] == "9"
    assert problem.response().media_type == MEDIA_TYPE


def _broken(app: FastAPI) -> None:
    @app.get("/broken")
    async def broken() -> None:
        raise RuntimeError("words of a call")
