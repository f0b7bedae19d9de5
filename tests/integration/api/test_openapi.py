"""The API does what its OpenAPI document says, whatever it is asked, and whoever asks."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Iterator
from typing import Any, Final

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode, checks
from schemathesis.core.result import Ok
from tests.support.api import Served, serve

from coolhead.services.setup.sources import SourceConfig

CHECKS: Final = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
ASKING: Final = ("own_agent", "admin", "reads_records", "ingests")
# Feeds have no end; signing out would leave the rest unasked.
LEFT_OUT: Final = {("GET", "/api/v1/feed"), ("GET", "/api/v1/calls/{call}/feed")} | {
    ("DELETE", "/api/v1/session")
}
# Names of things that are there, so that not every guess is answered with 404.
THERE: Final = {"call": "c2", "name": "wire", "user": "coach", "team": "north"}


@schemathesis.serializer("application/x-ndjson")
def _lines(_context: Any, value: Any) -> bytes:
    return str(value).encode("utf-8", "replace")


def document() -> dict[str, Any]:
    found: dict[str, Any] = asyncio.run(serve()).app.openapi()
    return found


OPERATIONS: Final = {
    f"{operation.method.upper()} {operation.path}": operation
    for result in schemathesis.openapi.from_dict(document()).get_all_operations()
    if isinstance(result, Ok)
    and (operation := result.ok())
    and (operation.method.upper(), operation.path) not in LEFT_OUT
}


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    made = asyncio.new_event_loop()
    yield made
    made.close()


@pytest.mark.parametrize("name", OPERATIONS)
def test_no_answer_is_undocumented_and_none_a_500(
    name: str, loop: asyncio.AbstractEventLoop
) -> None:
    served = loop.run_until_complete(_with_things_in_it())
    operation = OPERATIONS[name]

    def ask(mode: GenerationMode, examples: int) -> None:
        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def asked(case: schemathesis.Case[Any]) -> None:
            for answer in loop.run_until_complete(_answers(served, case)):
                case.validate_response(answer, checks=CHECKS)

        asked()

    ask(GenerationMode.POSITIVE, 4)
    with contextlib.suppress(Unsatisfiable):  # where nothing is taken nothing can be wrong
        ask(GenerationMode.NEGATIVE, 2)


def test_every_reference_in_the_document_leads_somewhere() -> None:
    found = document()
    named = set(re.findall(r"#/components/schemas/([A-Za-z0-9_.-]+)", str(found)))
    assert named <= set(found["components"]["schemas"])


def test_every_operation_says_what_it_does_and_whom_it_refuses() -> None:
    public = {"/healthz", "/readyz", "/api/v1/session/ways", "/api/v1/follow-ups.ics"}
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"], (method, path)
            assert operation["description"], (method, path)
            if path not in public and "/session/" not in path:
                assert "401" in operation["responses"], (method, path)
            for status, answer in operation["responses"].items():
                if status >= "400" and "single-sign-on" not in path:
                    assert set(answer["content"]) == {"application/problem+json"}, (method, path)


def test_the_page_of_the_api_shows_every_path_and_loads_nothing() -> None:
    async def page() -> httpx.Response:
        async with (await serve()).asked_by("nobody") as client:
            return await client.get("/api/v1/docs")

    answer = asyncio.run(page())
    assert all(f"{path}</code>" in answer.text for path in document()["paths"])
    for outside in ("http://", "https://", "<script", "<link", "<img"):
        assert outside not in answer.text


async def _with_things_in_it() -> Served:
    served = await serve()
    await served.call()
    await (await served.call("c2")).end("customer")
    await served.sources.put(
        SourceConfig(workspace="default", name="wire", kind="transcript", team="north")
    )
    return served


async def _answers(served: Served, case: schemathesis.Case[Any]) -> list[httpx.Response]:
    if case.path_parameters and "{format}" not in case.path:
        for name, there in THERE.items():
            if name in case.path_parameters and len(str(case.path_parameters[name])) % 2:
                case.path_parameters[name] = there
    answers = []
    for who in ASKING:
        given = case.as_transport_kwargs(
            base_url="http://coolhead.test", headers=served.headers(who)
        )
        cookies = given.pop("cookies", None)
        del cookies  # what is made up for the session's cookie is nobody's
        body = {"content": given["data"]} if isinstance(given.get("data"), str | bytes) else {}
        kept = ("method", "url", "params", "json", "headers")
        async with served.asked_by(who) as client:
            request = client.build_request(**{k: given[k] for k in kept if k in given}, **body)
            answers.append(await client.send(request))
    return answers
