"""What a server said instead of the answer that was asked for."""

from __future__ import annotations

from typing import Any

import httpx
import msgspec

from coolhead.errors import CoolheadError


class ApiError(CoolheadError):
    """The server's problem (RFC 9457); ``status`` 0 is a server that could not be reached.

    ``problem`` says what kind it is (``not_found``, ``input``, …), ``errors`` where a request was
    wrong, ``retry_after_s`` how long to wait before trying again, where the server said so.
    """

    code = "api"

    def __init__(
        self,
        status: int,
        problem: str,
        title: str,
        detail: str = "",
        *,
        errors: tuple[dict[str, Any], ...] = (),
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(title, hint=detail)
        self.status = status
        self.problem = problem
        self.errors = errors
        self.retry_after_s = retry_after_s
        self.retryable = status in {0, 429, 503}

    def __str__(self) -> str:
        return " ".join(part for part in (f"{self.message}.", self.hint) if part)


def error_of(response: httpx.Response) -> ApiError:
    """The error of an answer that has been read."""
    try:
        body = msgspec.json.decode(response.content, type=dict[str, Any])
    except msgspec.DecodeError:
        body = {}
    wait = response.headers.get("Retry-After", "")
    return ApiError(
        response.status_code,
        str(body.get("code", "http")),
        str(body.get("title", f"The server answered with {response.status_code}")),
        str(body.get("detail", "")),
        errors=tuple(body.get("errors", ())),
        retry_after_s=float(wait) if wait.isdigit() else None,
    )


def unreachable(error: Exception) -> ApiError:
    """The error of a server that did not answer."""
    return ApiError(
        0, "unreachable", "The server cannot be reached", f"{type(error).__name__}: is it running?"
    )
