"""What the API says of itself: OpenAPI, and the same as a page that needs nothing from outside."""

from __future__ import annotations

from html import escape
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

router = APIRouter(include_in_schema=False)
_METHODS = ("get", "put", "post", "patch", "delete")


@router.get("/openapi.json")
async def openapi(request: Request) -> Response:
    """The OpenAPI document."""
    return JSONResponse(request.app.openapi())


@router.get("/docs")
async def page(request: Request) -> Response:
    """Every path with what it does, takes and answers."""
    return HTMLResponse(_page(request.app.openapi()))


def _page(document: dict[str, Any]) -> str:
    title = escape(f"{document['info']['title']} {document['info']['version']}: the HTTP API")
    parts = [
        "<!doctype html>",
        f'<html lang="en"><meta charset="utf-8"><title>{title}</title>',
        f"<h1>{title}</h1><p>{escape(document['info']['description'])}</p>",
        '<p>The same for machines: <a href="openapi.json">openapi.json</a>.</p>',
    ]
    for path, methods in document["paths"].items():
        for method in _METHODS:
            if method in methods:
                parts.append(_operation(path, method, methods[method]))
    return "\n".join((*parts, "</html>"))


def _operation(path: str, method: str, operation: dict[str, Any]) -> str:
    takes = "".join(
        f"<li><code>{escape(each['name'])}</code> ({escape(each['in'])}"
        f"{', needed' if each.get('required') else ''}) {escape(each.get('description', ''))}</li>"
        for each in operation.get("parameters", ())
    )
    gives = "".join(
        f"<li>{escape(status)}: {escape(answer.get('description', ''))}</li>"
        for status, answer in operation["responses"].items()
    )
    return (
        f"<h2><code>{method.upper()} {escape(path)}</code></h2>"
        f"<p>{escape(operation.get('description', operation.get('summary', '')))}</p>"
        f"<ul>{takes}</ul><ul>{gives}</ul>"
    )
