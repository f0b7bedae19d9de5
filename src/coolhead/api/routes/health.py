"""Whether the server is alive, whether it can take calls, and its figures."""

from __future__ import annotations

import ipaddress
from typing import Final

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.problems import ApiProblem, problems
from coolhead.api.replies import answers, answers_as, raw_reply, reply
from coolhead.api.security.addresses import address_of
from coolhead.api.security.principal import visit
from coolhead.api.services import services_of
from coolhead.api.views.health import Health

router = APIRouter(tags=["health"])

# With one of these a proxy speaks for somebody else, however near the proxy itself is.
_FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-real-ip")


@router.get(
    "/healthz",
    summary="Whether the server is alive",
    responses=answers("Health", "It is.", example=Health(status="ok")),
    openapi_extra={"security": []},
)
async def alive() -> Response:
    """Answers as long as the process does."""
    return reply(Health(status="ok"))


@router.get(
    "/readyz",
    summary="Whether the server can take calls",
    responses=answers("Health", "It can.", example=Health(status="ready")) | problems(503),
    openapi_extra={"security": []},
)
async def ready(request: Request) -> Response:
    """Says why not, where it cannot. Calls go on while writes wait in the spool."""
    services = services_of(request)
    reasons = await services.not_ready()
    if reasons:
        raise ApiProblem(503, "not_ready", "The server cannot take calls", " ".join(reasons))
    health = services.store.health()
    waits = health.reason or "writes wait" if health.where != "database" else ""
    return reply(Health(status="ready", note=waits))


@router.get(
    "/metrics",
    summary="Figures for Prometheus",
    response_class=Response,
    responses=answers_as("text/plain", "The figures.") | problems(401, 403),
)
async def figures(request: Request) -> Response:
    """From the machine itself to anybody, else to a key with the scope `metrics:read`."""
    if not _is_from_here(request):
        who = (await visit(request)).principal
        if "metrics:read" not in who.scopes and not who.has("admin"):
            raise ApiProblem(403, "forbidden", "The key lacks the scope metrics:read")
    content = generate_latest(services_of(request).figures)
    return raw_reply(content, media_type=CONTENT_TYPE_LATEST)


def _is_from_here(request: Request) -> bool:
    if any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ipaddress.ip_address(address_of(request)).is_loopback
    except ValueError:
        return False
