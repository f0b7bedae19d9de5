"""Programs' keys. For administrators."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from starlette.requests import Request

from coolhead.api.problems import not_found, problems
from coolhead.api.security.access import access_of
from coolhead.api.security.principal import asker, require
from coolhead.api.views.people import KeyList, KeyMade, KeyShown, KeyWanted, key_shown
from coolhead.services.access.administration import NewKey
from coolhead.services.access.audit import Asker
from coolhead.services.access.principal import Principal

router = APIRouter(tags=["keys"])

KeyId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$", examples=["9f1c2e"])]
_Admin = Annotated[Principal, Depends(require("admin"))]
_Asking = Annotated[Asker, Depends(asker)]


@router.get("/keys", summary="List keys", response_model=KeyList, responses=problems(401, 403, 503))
async def list_keys(request: Request, who: _Admin) -> KeyList:
    """Every key, those that were revoked too; none of them can be shown again."""
    keys = await access_of(request).around.store.keys(who.workspace)
    return KeyList(keys=[key_shown(key) for key in keys])


@router.post(
    "/keys",
    summary="Make a key",
    status_code=201,
    response_model=KeyMade,
    responses=problems(401, 403, 422, 503),
)
async def add_key(body: KeyWanted, request: Request, _who: _Admin, asking: _Asking) -> KeyMade:
    """The answer holds the key, this once; only its SHA-256 is kept.

    No ``Idempotency-Key``: its kept answer would hold the key. One made twice can be revoked.
    """
    new = NewKey(
        name=body.name,
        scopes=tuple(body.scopes),
        teams=tuple(body.teams),
        expires_at=body.expires_at,
    )
    key, token = await access_of(request).administration.add_key(asking, new)
    return KeyMade(key=key_shown(key), token=token)


@router.delete(
    "/keys/{key}",
    summary="Revoke a key",
    response_model=KeyShown,
    responses=problems(401, 403, 404, 422, 503),
)
async def revoke_key(key: KeyId, request: Request, _who: _Admin, asking: _Asking) -> KeyShown:
    """It opens nothing any more, from now on; it stays in the list."""
    revoked = await access_of(request).administration.revoke_key(asking, key)
    if revoked is None:
        raise not_found("key")
    return key_shown(revoked)
