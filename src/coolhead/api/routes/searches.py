"""Saved searches: each person's own."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.problems import ApiProblem, not_found, problems
from coolhead.api.security.principal import require
from coolhead.api.services import services_of
from coolhead.api.views.searches import CallFilter, SearchList, SearchShown, search_shown
from coolhead.services.access.principal import Principal
from coolhead.services.setup.searches import MOST_SEARCHES, SavedSearch

router = APIRouter(tags=["searches"])

_Person = Annotated[Principal, Depends(require("agent", "supervisor", "coach"))]
_Name = Annotated[
    str,
    Path(
        pattern=r"^[^\x00-\x1f\x7f/]*\w[^\x00-\x1f\x7f/]*$",
        max_length=80,
        description="A name with a letter or a digit in it.",
        examples=["Insults this week"],
    ),
]


@router.get(
    "/searches",
    summary="List saved searches",
    response_model=SearchList,
    responses=problems(401, 403, 503),
)
async def list_searches(request: Request, who: _Person) -> SearchList:
    """One's own, by name; nobody else sees them."""
    found = await services_of(request).searches.searches(who.workspace, who.id)
    return SearchList(searches=list(map(search_shown, found)))


@router.put(
    "/searches/{name}",
    summary="Save a search",
    response_model=SearchShown,
    responses=problems(401, 403, 409, 413, 422, 503),
)
async def save_search(request: Request, name: _Name, body: CallFilter, who: _Person) -> SearchShown:
    """Keeps a search under a name, in place of the one that has it. At most 50 are kept."""
    services = services_of(request)
    search = SavedSearch(
        workspace=who.workspace,
        user=who.id,
        name=name,
        query=body.model_dump(mode="json", exclude_defaults=True),
        saved_at=services.clock.now().isoformat(timespec="seconds"),
    )
    if not await services.searches.put(search):
        raise ApiProblem(
            409, "too_many_searches", f"You keep {MOST_SEARCHES} searches already", "Delete one."
        )
    return search_shown(search)


@router.delete(
    "/searches/{name}",
    summary="Delete a saved search",
    status_code=204,
    response_class=Response,
    responses=problems(401, 403, 404, 422, 503),
)
async def delete_search(request: Request, name: _Name, who: _Person) -> Response:
    """Deletes one of one's own; calls are not touched."""
    if not await services_of(request).searches.remove(who.workspace, who.id, name):
        raise not_found("search")
    return Response(status_code=204)
