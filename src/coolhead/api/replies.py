"""Answers made of the product's own structs, and what OpenAPI says of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from starlette.responses import Response

# What a call holds is for whoever asked, and for no cache on the way.
_NOT_KEPT = {"Cache-Control": "no-store"}


def reply(
    value: object, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """A struct, or what is made of them, as JSON."""
    return raw_reply(msgspec.json.encode(value), status=status, headers=headers)


def raw_reply(
    content: bytes,
    *,
    media_type: str = "application/json",
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Bytes that are encoded already."""
    given = {**_NOT_KEPT, **(headers or {})}
    return Response(content, status_code=status, headers=given, media_type=media_type)


def answers(
    shape: str, description: str, *, status: int = 200, example: object = None
) -> dict[int | str, dict[str, Any]]:
    """What a route says in OpenAPI of its answer; ``shape`` is one of ``openapi.SHAPES``."""
    content: dict[str, Any] = {"schema": {"$ref": f"#/components/schemas/{shape}"}}
    if example is not None:
        content["example"] = msgspec.to_builtins(example)
    return {status: {"description": description, "content": {"application/json": content}}}


def answers_as(
    media_type: str, description: str, *, status: int = 200
) -> dict[int | str, dict[str, Any]]:
    """The same for an answer that is not JSON."""
    binary = {"type": "string"}
    return {status: {"description": description, "content": {media_type: {"schema": binary}}}}
