"""Who may bring calls in by a source: its protocol's own signature, a key, or the agent's page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import structlog
from starlette.requests import HTTPConnection

from coolhead.api.problems import ApiProblem, not_found
from coolhead.api.security.access import access_of
from coolhead.api.security.origins import check_origin
from coolhead.api.security.principal import require, visit
from coolhead.api.services import services_of
from coolhead.services.access.principal import Principal
from coolhead.services.setup.sources import SourceConfig, SourceKind

_log: Final = structlog.get_logger("coolhead.api")

# Browsers' scripts cannot set headers of a socket; the key may stand among the subprotocols, as
# `coolhead.key.<key>` beside `coolhead`, which is the one that is answered.
SUBPROTOCOL: Final = "coolhead"
_KEY_START: Final = "coolhead.key."
_for_ingest: Final = require(scope="ingest")


async def source_of(
    connection: HTTPConnection, name: str, *kinds: SourceKind
) -> SourceConfig | None:
    """The source of this name, if it is of such a kind and takes calls."""
    services = services_of(connection)
    source = await services.sources.find(services.workspace, name)
    if source is None:
        return None
    if not source.enabled:
        services.watch.refused(name, "The source is turned off")
        return None
    if source.kind not in kinds:
        services.watch.refused(name, f"This address is not for sources of the kind {source.kind}")
        return None
    return source


@contextmanager
def shown_to_watch(connection: HTTPConnection, name: str) -> Iterator[None]:
    """Whoever tries the source sees why somebody is not let in."""
    try:
        yield
    except ApiProblem as problem:
        services_of(connection).watch.refused(name, f"{problem.title}. {problem.detail}".strip())
        raise


async def fed_by_key(connection: HTTPConnection, name: str, *kinds: SourceKind) -> SourceConfig:
    """The source, for a program with a key for its team; raises problems 401, 403 and 404."""
    with shown_to_watch(connection, name):
        found = await _by_subprotocol(connection) or (await visit(connection)).principal
        if connection.scope["type"] == "websocket":
            check_origin(connection, access_of(connection).origins)
        if "ingest" not in found.scopes:
            raise ApiProblem(403, "forbidden", "The key lacks the scope ingest")
    source = await source_of(connection, name, *kinds)
    if source is None:
        raise not_found("source")
    with shown_to_watch(connection, name):
        if source.team not in found.teams:
            raise ApiProblem(403, "forbidden", "The key is not for this source's team")
    return source


async def fed_by_agent(connection: HTTPConnection, name: str) -> tuple[SourceConfig, Principal]:
    """The capture page's source and the agent who is signed in; raises 401, 403 and 404."""
    with shown_to_watch(connection, name):
        found = (await visit(connection)).principal
        if connection.scope["type"] == "websocket":
            if "origin" not in connection.headers:
                raise ApiProblem(403, "foreign_origin", "Only the page itself may do this")
            check_origin(connection, access_of(connection).origins)
        if not found.has("agent") or found.agent is None:
            raise ApiProblem(403, "forbidden", "This is for agents who take calls")
    source = await source_of(connection, name, "browser")
    if source is None:
        raise not_found("source")
    with shown_to_watch(connection, name):
        if source.team not in found.teams:
            raise ApiProblem(403, "forbidden", "You are not in this source's team")
    return source, found


async def by_ingest_key(connection: HTTPConnection) -> Principal:
    """A dependency: the program whose key may bring calls in. Raises problems 401 and 403."""
    with shown_to_watch(connection, str(connection.path_params.get("name", ""))):
        return await _for_ingest(await visit(connection))


def refused(kind: SourceKind, why: str) -> ApiProblem:
    """What somebody is told whose signature does not hold: nothing. Why is in the log."""
    _log.warning("a source was refused", kind=kind, reason=why)
    return ApiProblem(401, "unauthenticated", "The credentials do not hold")


def answered_subprotocol(connection: HTTPConnection) -> str | None:
    """The subprotocol that a socket is accepted with: ours, where it was offered."""
    return SUBPROTOCOL if SUBPROTOCOL in offered(connection) else None


def offered(connection: HTTPConnection) -> list[str]:
    """The subprotocols that the other side offers."""
    given = connection.headers.get("sec-websocket-protocol", "")
    return [each.strip() for each in given.split(",") if each.strip()]


async def _by_subprotocol(connection: HTTPConnection) -> Principal | None:
    if connection.scope["type"] != "websocket" or "authorization" in connection.headers:
        return None
    keys = [each.removeprefix(_KEY_START) for each in offered(connection) if _KEY_START in each]
    if not keys:
        return None
    found = await access_of(connection).entry.by_key(keys[0])
    if found is None:
        raise ApiProblem(401, "unauthenticated", "The key is not known")
    return found.principal
