"""Whether a request that carries a cookie was meant by whoever the cookie belongs to.

Three things are asked of an unsafe request, since each can be missing in some browser: where it
comes from (``Origin``), what the browser says of that (``Sec-Fetch-Site``), and a header of our
own, which no other site's page can add without asking first (CORS), and nobody is ever told yes.
Keys need none of it: no browser sends them by itself.
"""

from __future__ import annotations

from typing import Final

from starlette.requests import HTTPConnection

from coolhead.api.problems import ApiProblem
from coolhead.api.security.origins import is_allowed_origin

HEADER: Final = "X-Coolhead"
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_FROM_HERE: Final = frozenset({"same-origin", "none"})


def check_request(connection: HTTPConnection, origins: frozenset[str]) -> None:
    """Raises problem 403 for a request that another site's page may have made."""
    if connection.scope["method"] in _SAFE:
        return
    headers = connection.headers
    origin = headers.get("origin")
    if origin is not None and not is_allowed_origin(connection, origin, origins):
        raise ApiProblem(403, "foreign_origin", "The request comes from another site")
    site = headers.get("sec-fetch-site", "same-origin")
    if site not in _FROM_HERE and origin not in origins:
        raise ApiProblem(403, "foreign_origin", "The request comes from another site")
    if HEADER not in headers:
        raise ApiProblem(
            403,
            "header_missing",
            "A header is missing",
            f"Requests with a cookie that change something carry the header '{HEADER}: 1'.",
        )
