"""Every way in which a request can go wrong, turned into problem details."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError, WebSocketRequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.problems import ApiProblem, Place, problem_of
from coolhead.errors import CoolheadError

_log: Final = structlog.get_logger("coolhead.api")

_CODES: Final[Mapping[int, str]] = {
    401: "unauthenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
    422: "input",
    429: "too_many",
    503: "busy",
}
# More than this helps nobody to mend a request; a list of a thousand faults is an answer that is
# larger than what was asked.
_MOST_PLACES: Final = 20


def add_handlers(app: FastAPI) -> None:
    """Let the app answer every error with a problem."""
    app.add_exception_handler(ApiProblem, _api_problem)
    app.add_exception_handler(CoolheadError, _coolhead_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(WebSocketRequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def problem_for(error: Exception) -> ApiProblem:
    """The problem that an error is answered with; also for feeds, which have begun to answer."""
    match error:
        case ApiProblem():
            return error
        case CoolheadError():
            return problem_of(error)
    return ApiProblem(500, "internal", "Something went wrong here", "It is in the server's log.")


async def _api_problem(_request: Request, error: Exception) -> Response:
    return problem_for(error).response()


async def _coolhead_error(_request: Request, error: Exception) -> Response:
    problem = problem_for(error)
    if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.warning("not answered", code=problem.code, status=problem.status, exc_info=error)
    return problem.response()


async def _unexpected(_request: Request, error: Exception) -> Response:
    _log.error("an error nobody expected", exc_info=error)
    return problem_for(error).response()


async def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class
    status = error.status_code
    if status == HTTPStatus.BAD_REQUEST:  # a body that is not even text
        places = (Place(pointer="/body", message="This cannot be read"),)
        return ApiProblem(422, "input", "The request is wrong", errors=places).response()
    title = HTTPStatus(status).phrase
    if status == HTTPStatus.NOT_FOUND:
        title = "There is nothing at this path"
    code = _CODES.get(status, "http")
    return ApiProblem(status, code, title, headers=error.headers).response()


async def _invalid(_request: Request, error: Exception) -> Response:
    kinds = RequestValidationError | WebSocketRequestValidationError
    assert isinstance(error, kinds)  # noqa: S101 - registered for these
    places = tuple(_place(each) for each in error.errors()[:_MOST_PLACES])
    return ApiProblem(422, "input", "The request is wrong", errors=places).response()


def _place(error: Mapping[str, Any]) -> Place:
    """Where and what; what was given stays out of it."""
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in error["loc"])
    pointer = "".join(f"/{step[:80]}" for step in steps)
    if error["type"] == "json_invalid":
        return Place(pointer="/body", message="This is not JSON")
    if error["type"] == "value_error":
        return Place(pointer=pointer, message=str(error["msg"]).removeprefix("Value error, "))
    return Place(pointer=pointer, message=str(error["msg"]))
