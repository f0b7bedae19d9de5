"""Which pages may open a socket or send what changes something.

Browsers let any page open a WebSocket to any server and send its cookies along; all that the server
has against it is the ``Origin`` that the browser names.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from coolhead.api.problems import ApiProblem

_SECURE: Final = frozenset({"https", "wss"})
_PORTS: Final = {True: 443, False: 80}


def check_origin(connection: HTTPConnection, allowed: frozenset[str]) -> None:
    """Raises problem 403 unless the page that opens this socket is ours.

    ``allowed`` are origins beside the server's own, such as ``https://desk.example.com``. Programs
    name no origin: for them the route asks for a key, or for what its protocol has instead.
    """
    origin = connection.headers.get("origin")
    if origin is not None and not is_allowed_origin(connection, origin, allowed):
        raise ApiProblem(403, "foreign_origin", "The socket was opened by another site's page")


def is_allowed_origin(connection: HTTPConnection, origin: str, allowed: frozenset[str]) -> bool:
    """Whether an origin is one of those allowed or the very server that was asked."""
    if origin in allowed:
        return True
    try:
        page = urlsplit(origin)
        here = urlsplit(f"//{connection.headers.get('host', '')}")
        secure = page.scheme in _SECURE
        if page.scheme not in {"http", "https"} or not page.hostname:
            return False
        # A page served in the clear may not speak for one that is not.
        if secure != (connection.scope.get("scheme") in _SECURE):
            return False
        usual = _PORTS[secure]
        return (page.hostname, page.port or usual) == (here.hostname, here.port or usual)
    except ValueError:  # a port that is no number, brackets that do not close
        return False
