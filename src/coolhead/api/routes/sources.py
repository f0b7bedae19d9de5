"""Sources: which kinds there are, and those that are set up here. For administrators."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.problems import not_found, problems
from coolhead.api.replies import answers, reply
from coolhead.api.security.principal import asker, require
from coolhead.api.services import ApiServices, services_of
from coolhead.api.sources.kinds import KINDS, checked_settings, lacking
from coolhead.api.views.sources import (
    KindShown,
    SourceKinds,
    SourceList,
    SourceShown,
    source_shown,
)
from coolhead.services.access.audit import Asker
from coolhead.services.access.principal import Principal
from coolhead.services.setup.sources import SourceConfig, SourceKind

router = APIRouter(tags=["sources"])

SourceName = Annotated[str, Path(pattern=r"^[a-z][a-z0-9-]{0,62}$", examples=["genesys-north"])]
_Admin = Annotated[Principal, Depends(require("admin"))]


class SourceBody(BaseModel):
    """A source as it is set up."""

    model_config = ConfigDict(extra="forbid")

    kind: SourceKind = Field(examples=["audiohook"])
    team: str = Field(
        min_length=1,
        max_length=300,
        description="Every call that comes in here is this team's.",
        examples=["north"],
    )
    playbook: str | None = Field(default=None, min_length=1, max_length=63)
    settings: dict[str, Any] = Field(
        default_factory=dict,
        max_length=50,
        description="Those of its kind; secrets as env:NAME or file:/path.",
        examples=[{"api_key": "env:GENESYS_KEY", "client_secret": "env:GENESYS_SECRET"}],
    )
    enabled: bool = True


@router.get(
    "/source-kinds",
    summary="Every kind of source",
    responses=answers("SourceKinds", "What each is, and what can be set.") | problems(401, 403),
)
async def kinds(who: _Admin) -> Response:
    """What calls can come in by, with the JSON schema of the settings of each."""
    del who  # let in
    return reply(
        SourceKinds(
            tuple(
                KindShown(kind=name, what=kind.what, settings=msgspec.json.schema(kind.settings))
                for name, kind in KINDS.items()
            )
        )
    )


@router.get(
    "/sources",
    summary="List sources",
    responses=answers("SourceList", "Every source that is set up.") | problems(401, 403, 503),
)
async def list_sources(request: Request, who: _Admin) -> Response:
    """Every source, with what it lacks before it can take calls."""
    found = await services_of(request).sources.sources(who.workspace)
    return reply(SourceList(tuple([await _shown(services_of(request), each) for each in found])))


@router.get(
    "/sources/{name}",
    summary="One source",
    responses=answers("SourceShown", "The source.") | problems(401, 403, 404, 422, 503),
)
async def one_source(request: Request, name: SourceName, who: _Admin) -> Response:
    """A source as it is set up."""
    found = await services_of(request).sources.find(who.workspace, name)
    if found is None:
        raise not_found("source")
    return reply(await _shown(services_of(request), found))


@router.put(
    "/sources/{name}",
    summary="Set a source up",
    responses=answers("SourceShown", "It is set up so.") | problems(400, 401, 403, 413, 422, 503),
)
async def put_source(
    request: Request,
    name: SourceName,
    body: SourceBody,
    who: _Admin,
    asking: Annotated[Asker, Depends(asker)],
) -> Response:
    """Sets a source up, in place of one of this name. What is connected goes on as it began."""
    services = services_of(request)
    checked_settings(body.kind, body.settings)
    if body.playbook is not None:
        await services.playbooks.named(who.workspace, body.team, body.playbook)
    source = SourceConfig(
        workspace=who.workspace,
        name=name,
        kind=body.kind,
        team=body.team,
        playbook=body.playbook,
        settings=body.settings,
        enabled=body.enabled,
        changed_at=services.clock.now().isoformat(timespec="seconds"),
        changed_by=who.id,
    )
    await services.sources.put(source)
    detail = {"kind": body.kind, "team": body.team, "enabled": body.enabled}
    await services.trail.noted(asking, "source.change", on=("source", name), detail=detail)
    return reply(await _shown(services, source))


@router.delete(
    "/sources/{name}",
    summary="Remove a source",
    status_code=204,
    response_class=Response,
    responses=problems(401, 403, 404, 422, 503),
)
async def remove_source(
    request: Request,
    name: SourceName,
    who: _Admin,
    asking: Annotated[Asker, Depends(asker)],
) -> Response:
    """Removes a source; calls that came in by it stay."""
    services = services_of(request)
    if not await services.sources.remove(who.workspace, name):
        raise not_found("source")
    await services.trail.noted(asking, "source.remove", on=("source", name))
    return Response(status_code=204)


async def _shown(services: ApiServices, source: SourceConfig) -> SourceShown:
    below = KINDS[source.kind].below
    path = f"/sources/{source.name}/{below}" if below else ""
    lacks = await run_in_threadpool(lacking, source)  # secrets may lie in files
    if source.kind == "audiosocket" and services.audiosockets is None:
        lacks += ("audiosocket_port: the server does not listen for AudioSocket",)
    if source.enabled and (trouble := services.trouble_of(source.name)):
        lacks += (trouble,)
    return source_shown(source, path=path, lacks=lacks)
