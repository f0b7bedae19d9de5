"""The app: every route, behind the doors, with problems for whatever goes wrong."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, FastAPI

from coolhead import __version__
from coolhead.api.figures import ServiceFigures
from coolhead.api.handlers import add_handlers
from coolhead.api.openapi import openapi_of
from coolhead.api.request_log import RequestLog
from coolhead.api.routes import (
    agreement,
    audiosocket,
    audit,
    breaks,
    calendar,
    calls,
    capture,
    care,
    coaching,
    comparison,
    do_not_call,
    documents,
    follow_up_changes,
    follow_ups,
    health,
    ingest,
    ingest_signed,
    insights,
    keeping,
    keys,
    ledger,
    lessons,
    live,
    messages,
    playbooks,
    presence,
    previews,
    records,
    reminders,
    reviews,
    searches,
    session,
    settings,
    single_sign_on,
    sockets,
    sources,
    teams,
    trying,
    users,
    webhooks,
)
from coolhead.api.security.access import AccessServices
from coolhead.api.security.body_size import BodyLimit
from coolhead.api.security.headers import SecurityHeaders
from coolhead.api.services import ApiServices

PREFIX: Final = "/api/v1"
_ROUTES: Final = (
    session,
    single_sign_on,
    calls,
    live,
    sockets,
    records,
    comparison,
    follow_ups,
    messages,
    webhooks,
    reviews,
    agreement,
    coaching,
    insights,
    follow_up_changes,
    reminders,
    ledger,
    calendar,
    keeping,
    do_not_call,
    presence,
    breaks,
    care,
    lessons,
    searches,
    playbooks,
    previews,
    sources,
    trying,
    ingest,
    ingest_signed,
    audiosocket,
    capture,
    users,
    teams,
    keys,
    settings,
    audit,
    documents,
)


def create_app(services: ApiServices, access: AccessServices) -> FastAPI:
    """The API over these services, as an ASGI app."""
    app = FastAPI(
        title="Coolhead",
        version=__version__,
        docs_url=None,  # the usual pages load their scripts from elsewhere
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
    )
    app.state.services = services
    app.state.access = access
    services.figures.register(ServiceFigures(services))
    under = APIRouter(prefix=PREFIX)
    for module in _ROUTES:
        under.include_router(module.router)
    app.include_router(health.router)
    app.include_router(under)
    add_handlers(app)
    app.add_middleware(BodyLimit)
    app.add_middleware(SecurityHeaders, secure=access.cookie.secure)
    app.add_middleware(RequestLog)
    app.openapi = lambda: openapi_of(app)  # type: ignore[method-assign]
    return app
