"""Who saw and changed what. For administrators."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime
from starlette.requests import Request

from coolhead.api.problems import problems
from coolhead.api.security.access import access_of
from coolhead.api.security.principal import require
from coolhead.api.views.people import AuditPage, entry_shown
from coolhead.services.access.audit import AuditQuery
from coolhead.services.access.principal import Principal

router = APIRouter(tags=["audit"])

_Admin = Annotated[Principal, Depends(require("admin"))]
_Word = Annotated[str | None, Query(max_length=60, pattern=r"^[a-z_.]*$")]
_Id = Annotated[str | None, Query(max_length=300, pattern=r"^[^\x00-\x1f]*$")]


@router.get(
    "/audit",
    summary="Read the audit",
    response_model=AuditPage,
    responses=problems(401, 403, 422, 503),
)
async def read_audit(
    request: Request,
    admin: _Admin,
    *,
    who: _Id = None,
    action: _Word = None,
    kind: _Word = None,
    object: _Id = None,  # noqa: A002 - the field's name
    since: AwareDatetime | None = None,
    until: AwareDatetime | None = None,
    after: Annotated[
        int | None, Query(ge=1, le=2**62, description="`next` of the page before.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> AuditPage:
    """Entries, newest first. Each is exact in what it says; ``kind`` with ``object`` is a thing.

    Of looking at the same thing again and again there is an entry every five minutes.
    """
    query = AuditQuery(
        workspace=admin.workspace,
        who=who,
        action=action,
        kind=kind,
        object=object,
        since=since,
        until=until,
        before=after,
        limit=limit + 1,
    )
    found = await access_of(request).around.store.entries(query)
    page = found[:limit]
    cursor = str(page[-1].number) if len(found) > limit else None
    return AuditPage(entries=[entry_shown(entry) for entry in page], next=cursor)
