"""Every error that the API answers with: problem details (RFC 9457).

    {"type": "urn:coolhead:problem:not_found", "title": "There is no such call", "status": 404,
     "code": "not_found", "detail": "…", "errors": [{"pointer": "/body/text", "message": "…"}]}

``code`` is for machines and does not change; ``errors`` says where in a request something is
wrong. What was sent is not repeated, and nothing of the server's inside is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from starlette.responses import Response

from coolhead.errors import (
    BusyError,
    CoolheadError,
    InputError,
    MissingExtraError,
    PlaybookError,
    StorageError,
)

MEDIA_TYPE: Final = "application/problem+json"
TYPE_PREFIX: Final = "urn:coolhead:problem:"
# Long enough for a database that restarts, short enough that a source's buffer lasts.
RETRY_AFTER_S: Final = 5


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where in a request something is wrong: a JSON pointer, for text also line and column."""

    pointer: str
    message: str
    line: int | None = None
    column: int | None = None


class ApiProblem(Exception):  # noqa: N818 - it is the problem that the answer's body is
    """An answer other than the one asked for; ``title`` is the same for every one of a ``code``."""

    def __init__(
        self,
        status: int,
        code: str,
        title: str,
        detail: str = "",
        *,
        errors: tuple[Place, ...] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(title)
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail
        self.errors = errors
        self.headers = dict(headers or {})

    def body(self) -> dict[str, Any]:
        """The problem as the members of its JSON object."""
        body: dict[str, Any] = {
            "type": TYPE_PREFIX + self.code,
            "title": self.title,
            "status": self.status,
            "code": self.code,
        }
        if self.detail:
            body["detail"] = self.detail
        if self.errors:
            body["errors"] = [msgspec.to_builtins(each) for each in self.errors]
        return body

    def json(self) -> bytes:
        """The body as it is sent."""
        return msgspec.json.encode(self.body())

    def response(self) -> Response:
        """The answer; an ASGI app in itself, for middleware outside the app's own handlers."""
        return Response(
            self.json(),
            status_code=self.status,
            headers=self.headers,
            media_type=MEDIA_TYPE,
        )


def not_found(what: str = "call") -> ApiProblem:
    """There is none, or whoever asks may not know that there is one: both look the same."""
    return ApiProblem(404, "not_found", f"There is no such {what}")


def problem_of(error: CoolheadError) -> ApiProblem:
    """The problem that an error of ours is answered with.

    What went wrong with storage is told in general words: a driver's own may name files.
    """
    retry = {"Retry-After": str(RETRY_AFTER_S)}
    said = _sentences(error.message, error.hint)
    match error:
        case InputError():
            at = _pointer(error.field)
            place = Place(pointer=at, message=error.reason, line=error.line)
            detail = _sentences(error.reason, error.hint)
            return ApiProblem(422, error.code, "The request is wrong", detail, errors=(place,))
        case PlaybookError():
            places = tuple(Place(pointer="", message=each) for each in error.problems)
            return ApiProblem(422, error.code, "The playbook is wrong", said, errors=places)
        case StorageError():
            detail = "What was asked for cannot be kept or read at the moment; try again."
            return ApiProblem(503, error.code, "Storage is not at hand", detail, headers=retry)
        case BusyError():
            return ApiProblem(503, error.code, "No room at the moment", said, headers=retry)
        case MissingExtraError():
            return ApiProblem(501, error.code, "This server cannot do that", said)
    if error.retryable:
        return ApiProblem(503, error.code, "Not at the moment", error.hint, headers=retry)
    return ApiProblem(400, error.code, "That does not fit this server's settings", said)


def _sentences(*parts: str) -> str:
    return " ".join(
        part if part.endswith((".", "!", "?")) else f"{part}." for part in parts if part
    )


def _pointer(field: str | None) -> str:
    """A field such as ``call.words[0].w`` as a JSON pointer (RFC 6901)."""
    if not field:
        return ""
    parts = field.replace("[", ".").replace("]", "").split(".")
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)


_TITLES: Final[Mapping[int, str]] = {
    400: "It does not fit this server's settings.",
    401: "Nobody is signed in, or the key is not known.",
    403: "Whoever asks may not do this.",
    404: "There is no such thing, or whoever asks may not see it.",
    409: "It does not go together with what is there.",
    412: "It was changed meanwhile.",
    413: "The request is too large.",
    422: "The request is wrong; `errors` says where.",
    429: "Too many tries; wait.",
    501: "A part of the server that this needs is not installed.",
    503: "Not at the moment; try again.",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route says in OpenAPI about the problems it may answer with."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {
            "description": _TITLES[status],
            "content": {MEDIA_TYPE: {"schema": schema}},
        }
        for status in statuses
    }


SCHEMA: Final[Mapping[str, Any]] = {
    "title": "Problem",
    "description": "Problem details (RFC 9457).",
    "type": "object",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "message"],
                "properties": {
                    "pointer": {"type": "string"},
                    "message": {"type": "string"},
                    "line": {"type": "integer"},
                    "column": {"type": "integer"},
                },
            },
        },
    },
    "example": {
        "type": TYPE_PREFIX + "not_found",
        "title": "There is no such call",
        "status": 404,
        "code": "not_found",
    },
}
