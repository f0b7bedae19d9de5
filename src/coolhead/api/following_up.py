"""What the routes about follow-ups share: whose one it is, and how what was done is kept."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from fastapi import Depends, Path
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.problems import ApiProblem, not_found
from coolhead.api.replies import reply
from coolhead.api.security.access import access_of
from coolhead.api.security.principal import asker, require
from coolhead.api.services import services_of
from coolhead.api.views.follow_ups import FollowUpChanged
from coolhead.redaction.redactor import Redactor
from coolhead.services.access.audit import Asker
from coolhead.services.access.principal import Principal
from coolhead.services.access.seeing import is_own_follow_up, may_follow_up
from coolhead.services.follow_ups.book import OPEN
from coolhead.services.follow_ups.follow_up import FollowUp, Mark, State

Person = Annotated[Principal, Depends(require("agent", "supervisor"))]
"""Who has to do with follow-ups at all; with which ones is asked one by one."""

Asking = Annotated[Asker, Depends(asker)]

FollowUpId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$", description="The follow-up's id.")]

CLOSED: Final = frozenset[State]({"done", "dropped"})


async def _theirs(request: Request, follow_up: FollowUpId, who: Person) -> FollowUp:
    row = await services_of(request).follow_ups.find(who.workspace, follow_up)
    if row is None or not may_follow_up(who, row):
        raise not_found("follow-up")
    return row


Theirs = Annotated[FollowUp, Depends(_theirs)]
"""A follow-up that whoever asks may see and change; a problem (404) where it is none of theirs."""


async def marked(
    request: Request,
    asking: Asker,
    row: FollowUp,
    mark: Mark,
    *,
    action: str,
    only: frozenset[State] = OPEN,
) -> Response:
    """Keep what somebody did, without what must never be kept; noted where it is not their own."""
    services = services_of(request)
    mark = await _redacted(request, mark)
    changed = await services.follow_ups.mark(row.workspace, row.id, mark, only=only)
    if changed is None:
        raise _not_so(only)
    if not is_own_follow_up(asking.principal, row):
        # what agents do with their own is theirs, not the audit's
        await services.trail.noted(asking, f"follow_up.{action}", on=("follow_up", row.id))
    return reply(FollowUpChanged(id=changed.id, state=changed.state, due=changed.due))


async def _redacted(request: Request, mark: Mark) -> Mark:
    if not mark.note:
        return mark
    settings = await access_of(request).around.store.settings(services_of(request).workspace)
    note = Redactor(settings.for_calls.redaction).mask(mark.note)
    return mark if note == mark.note else msgspec.structs.replace(mark, note=note)


def _not_so(only: frozenset[State]) -> ApiProblem:
    if only == OPEN:
        return ApiProblem(
            409, "not_open", "The follow-up is not open", "It was done or dropped already."
        )
    return ApiProblem(
        409,
        "not_closed",
        "The follow-up cannot be opened again",
        "It is open already, or the record has it no more.",
    )
