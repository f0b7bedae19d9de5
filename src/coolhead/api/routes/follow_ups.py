"""Follow-ups: the queue of an agent, those of a supervisor's teams, and what is owed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.idempotency import OnlyOnce
from coolhead.api.problems import ApiProblem, not_found, problems
from coolhead.api.reading import CallId, readable
from coolhead.api.replies import answers, reply
from coolhead.api.security.principal import asker, require
from coolhead.api.services import ApiServices, services_of
from coolhead.api.views.follow_ups import (
    FollowUpChanged,
    FollowUpList,
    FollowUpSearch,
    NewDue,
    Noted,
    Owed,
    Reason,
    follow_up_shown,
    owed_shown,
)
from coolhead.errors import InputError
from coolhead.services.access.audit import Asker
from coolhead.services.access.principal import Principal
from coolhead.services.access.seeing import (
    is_own_follow_up,
    may_follow_up,
    own_agent_of,
    reader_of,
)
from coolhead.services.follow_ups.book import FollowUpQuery
from coolhead.services.follow_ups.follow_up import FollowUp, Mark, State, time_of
from coolhead.services.live.summary import CallKey

router = APIRouter(tags=["follow-ups"])

_Person = Annotated[Principal, Depends(require("agent", "supervisor"))]
_Asking = Annotated[Asker, Depends(asker)]
_Id = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$", description="The follow-up's id.")]

# What is owed to one customer is read in a moment, or not at all.
_MOST_OWED = 10


@router.get(
    "/follow-ups",
    summary="List follow-ups",
    responses=answers("FollowUpList", "A page of follow-ups.") | problems(401, 403, 422, 503),
)
async def list_follow_ups(
    request: Request, who: _Person, asking: _Asking, wanted: Annotated[FollowUpSearch, Query()]
) -> Response:
    """What was promised and what is to be asked, the most urgent first.

    An agent's own; supervisors see those of their teams.
    """
    services = services_of(request)
    now = services.clock.now()
    teams = who.teams if who.has("supervisor") and not wanted.mine else None
    owner = wanted.owner
    if teams is None:
        own = own_agent_of(who)
        if own is None or owner not in {None, own}:
            return reply(FollowUpList(()))
        owner = own
    page = await services.follow_ups.page(
        FollowUpQuery(
            workspace=who.workspace,
            teams=teams,
            owner=owner,
            customer=wanted.customer,
            state="open" if wanted.overdue else wanted.state,
            due_before=now.isoformat() if wanted.overdue else None,
            after=wanted.after,
            limit=wanted.limit,
        )
    )
    if teams is not None:
        await services.trail.viewed(asking, "follow_ups", "")
    ids = [row.id for row in page.follow_ups]
    beside = await services.sending.beside(who.workspace, ids)
    shown = tuple(follow_up_shown(row, now, *beside[row.id]) for row in page.follow_ups)
    return reply(FollowUpList(shown, page.next))


async def _theirs(request: Request, follow_up: _Id, who: _Person) -> FollowUp:
    row = await services_of(request).follow_ups.find(who.workspace, follow_up)
    if row is None or not may_follow_up(who, row):
        raise not_found("follow-up")
    return row


_Theirs = Annotated[FollowUp, Depends(_theirs)]
_CHANGED = answers("FollowUpChanged", "How it stands now.") | problems(
    401, 403, 404, 409, 413, 422, 503
)


@router.post("/follow-ups/{follow_up}/done", summary="A follow-up is done", responses=_CHANGED)
async def done(
    request: Request, row: _Theirs, body: Noted, asking: _Asking, once: OnlyOnce
) -> Response:
    """It was done now: in time the promise is kept, else it is late."""
    return await once(lambda: _marked(request, asking, row, "done", note=body.note))


@router.post("/follow-ups/{follow_up}/dropped", summary="Drop a follow-up", responses=_CHANGED)
async def dropped(
    request: Request, row: _Theirs, body: Reason, asking: _Asking, once: OnlyOnce
) -> Response:
    """It will not be done, and why: the customer wants it no more, it is settled already."""
    return await once(lambda: _marked(request, asking, row, "dropped", note=body.reason))


@router.post("/follow-ups/{follow_up}/due", summary="Change when it is due", responses=_CHANGED)
async def change_due(
    request: Request, row: _Theirs, body: NewDue, asking: _Asking, once: OnlyOnce
) -> Response:
    """Another time was agreed with the customer; it lies ahead."""
    due = time_of(body.due)
    if due is None:
        raise InputError("this is no time", field="body.due", hint="Give a day that there is.")
    if due <= services_of(request).clock.now():
        raise InputError("this time is over", field="body.due", hint="Give one that lies ahead.")
    return await once(lambda: _marked(request, asking, row, "open", due=due.isoformat()))


@router.get(
    "/calls/{call}/owed",
    summary="What is owed to a call's customer",
    responses=answers("Owed", "Promises from other calls that are not kept.")
    | problems(401, 403, 404, 422, 503),
)
async def owed(request: Request, call: CallId, who: _Person, asking: _Asking) -> Response:
    """Promises to the same customer that are open or broken: what was promised, and by when.

    For the call's own agent and supervisors of its team. They come from every team; of a call that
    one may not see there are no words, only what kind of thing was promised.
    """
    services = services_of(request)
    seen = await readable(services, asking, call, kind="record", scope="records:read")
    if seen.reader not in {"own_agent", "supervisor"}:
        raise ApiProblem(403, "forbidden", "This is not for you to see in this call")
    customer = seen.summary.customer
    if customer is None:
        return reply(Owed(()))
    page = await services.follow_ups.page(
        FollowUpQuery(
            workspace=who.workspace,
            customer=customer,
            kind="promise",
            state="open",
            not_of=call,
            limit=_MOST_OWED,
        )
    )
    now = services.clock.now()
    shown = [
        owed_shown(row, now, sees_call=await _sees_call(services, who, row))
        for row in page.follow_ups
    ]
    return reply(Owed(tuple(shown)))


async def _sees_call(services: ApiServices, who: Principal, row: FollowUp) -> bool:
    summary = await services.store.summary(CallKey(row.workspace, row.call))
    return summary is not None and reader_of(who, summary) in {"own_agent", "supervisor"}


async def _marked(
    request: Request,
    asking: Asker,
    row: FollowUp,
    state: State,
    *,
    note: str = "",
    due: str | None = None,
) -> Response:
    services = services_of(request)
    now, who = services.clock.now(), asking.principal
    mark = Mark(
        state=state,
        at=now.isoformat(timespec="seconds"),
        by=who.name,
        note=note.strip(),
        due=due,
    )
    marked = await services.follow_ups.mark(row.workspace, row.id, mark)
    if marked is None:
        raise ApiProblem(
            409, "not_open", "The follow-up is not open", "It was done or dropped already."
        )
    if not is_own_follow_up(who, row):  # what agents do with their own is theirs, not the audit's
        action = "follow_up.due" if state == "open" else f"follow_up.{state}"
        await services.trail.noted(asking, action, on=("follow_up", row.id))
    return reply(FollowUpChanged(id=marked.id, state=marked.state, due=marked.due))
