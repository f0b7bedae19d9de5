"""What administrators decide for the workspace; everybody may know what they decided."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request

from coolhead.api.problems import problems
from coolhead.api.security.access import access_of
from coolhead.api.security.principal import asker, require
from coolhead.api.views.people import SettingsChange, SettingsShown, settings_shown
from coolhead.services.access.audit import Asker
from coolhead.services.access.principal import Principal

router = APIRouter(tags=["settings"])

_Person = Annotated[Principal, Depends(require("agent", "supervisor", "coach", "admin"))]
_Admin = Annotated[Principal, Depends(require("admin"))]
_Asking = Annotated[Asker, Depends(asker)]


@router.get(
    "/settings",
    summary="Show the settings",
    response_model=SettingsShown,
    responses=problems(401, 403, 503),
)
async def show_settings(request: Request, who: _Person) -> SettingsShown:
    """What is done with calls here. For every person: it is their conversations."""
    return settings_shown(await access_of(request).around.store.settings(who.workspace))


@router.patch(
    "/settings",
    summary="Change the settings",
    response_model=SettingsShown,
    responses=problems(401, 403, 422, 503),
)
async def change_settings(
    body: SettingsChange, request: Request, who: _Admin, asking: _Asking
) -> SettingsShown:
    """What is left out stays. It holds for calls that begin from now on."""
    access = access_of(request)
    after = body.applied(await access.around.store.settings(who.workspace))
    return settings_shown(await access.administration.change_settings(asking, after))
