"""Follow-ups: the queue of an agent, those of a supervisor's teams, and what is owed."""

from __future__ import annotations

from datetime import UTC
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.following_up import Asking, Person, Theirs, marked
from coolhead.api.idempotency import OnlyOnce
from coolhead.api.problems import ApiProblem, problems
from coolhead.api.reading import CallId, readable
from coolhead.api.replies import answers, reply
from coolhead.api.services import ApiServices, services_of
from coolhead.api.views.follow_ups import (
    FollowUpList,
    FollowUpSearch,
    NewDue,
    Owed,
    Reason,
    WasDone,
    follow_up_shown,
    owed_shown,
)
from coolhead.errors import InputError
from coolhead.services.access.audit import Asker
from coolhead.services.access.principal import Principal
from coolhead.services.access.seeing import (
    own_agent_of,
    reader_of,
)
from coolhead.services.follow_ups.book import FollowUpQuery
from coolhead.services.follow_ups.calling import is_by_phone, may_call
from coolhead.services.follow_ups.follow_up import FollowUp, Mark, State, time_of
from coolhead.services.live.summary import CallKey

router = APIRouter(tags=["follow-ups"])

# What is owed to one customer is read in a moment, or not at all.
_MOST_OWED = 10


@router.get(
    "/follow-ups",
    summary="List follow-ups",
    responses=answers("FollowUpList", "A page of follow-ups.") | problems(401, 403, 422, 503),
)
async def list_follow_ups(
    request: Request, who: Person, asking: Asking, wanted: Annotated[FollowUpSearch, Query()]
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
            kind=wanted.kind,
            limit=wanted.limit,
        )
    )
    if teams is not None:
        await services.trail.viewed(asking, "follow_ups", "")
    liked = await services.follow_ups.channels(
        who.workspace, [row.customer for row in page.follow_ups if row.customer]
    )
    beside = await services.sending.beside(who.workspace, [row.id for row in page.follow_ups])
    shown = []
    for row in page.follow_ups:
        preferred = liked.get(row.customer or "")
        asked = wanted.calling and row.state == "open" and is_by_phone(row, preferred)
        may = await may_call(services.keeping.numbers, services.store, row) if asked else None
        message, answer = beside[row.id]
        shown.append(
            follow_up_shown(row, now, preferred=preferred, may=may, message=message, answer=answer)
        )
    return reply(FollowUpList(tuple(shown), page.next))


_CHANGED = answers("FollowUpChanged", "How it stands now.") | problems(
    401, 403, 404, 409, 413, 422, 503
)


@router.post("/follow-ups/{follow_up}/done", summary="A follow-up is done", responses=_CHANGED)
async def done(
    request: Request, row: Theirs, body: WasDone, asking: Asking, once: OnlyOnce
) -> Response:
    """It was done now: in time the promise is kept, else it is late.

    Done by a call to somebody who wants no more calls, it needs the reason (`despite`).
    """

    async def write() -> Response:
        services = services_of(request)
        preferred = await services.follow_ups.channels(row.workspace, [row.customer or ""])
        by_phone = is_by_phone(row, preferred.get(row.customer or ""))
        listed = False
        if body.by == "phone" or (body.by is None and by_phone):
            may = await may_call(services.keeping.numbers, services.store, row)
            listed = may.listed
        if listed and not body.despite:
            raise ApiProblem(
                409,
                "do_not_call",
                "The customer wants no more calls",
                "Say how else it was done (`by`), or why they were called all the same "
                "(`despite`); or drop it.",
            )
        note = body.note.strip()
        if listed and body.despite:
            note = f"{note} (called though they want no calls: {body.despite.strip()})".strip()
            detail = {"listed": True}
            await services.trail.noted(
                asking, "follow_up.called", on=("follow_up", row.id), detail=detail
            )
        return await marked(
            request, asking, row, _mark(request, asking, "done", note=note), action="done"
        )

    return await once(write)


@router.post("/follow-ups/{follow_up}/dropped", summary="Drop a follow-up", responses=_CHANGED)
async def dropped(
    request: Request, row: Theirs, body: Reason, asking: Asking, once: OnlyOnce
) -> Response:
    """It will not be done, and why: the customer wants it no more, it is settled already."""
    mark = _mark(request, asking, "dropped", note=body.reason.strip())
    return await once(lambda: marked(request, asking, row, mark, action="dropped"))


@router.post("/follow-ups/{follow_up}/due", summary="Change when it is due", responses=_CHANGED)
async def change_due(
    request: Request, row: Theirs, body: NewDue, asking: Asking, once: OnlyOnce
) -> Response:
    """Another time was agreed with the customer; it lies ahead."""
    due = time_of(body.due)
    if due is None:
        raise InputError("this is no time", field="body.due", hint="Give a day that there is.")
    if due <= services_of(request).clock.now():
        raise InputError("this time is over", field="body.due", hint="Give one that lies ahead.")
    mark = _mark(request, asking, "open", due=due.isoformat())
    return await once(lambda: marked(request, asking, row, mark, action="due"))


@router.get(
    "/calls/{call}/owed",
    summary="What is owed to a call's customer",
    responses=answers("Owed", "What other calls left to do, and is not done.")
    | problems(401, 403, 404, 422, 503),
)
async def owed(request: Request, call: CallId, who: Person, asking: Asking) -> Response:
    """What is owed to the same customer and not done: promises, check-ins, thanks, and by when.

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
    liked = await services.follow_ups.channels(who.workspace, [customer])
    return reply(Owed(tuple(shown), liked.get(customer)))


async def _sees_call(services: ApiServices, who: Principal, row: FollowUp) -> bool:
    summary = await services.store.summary(CallKey(row.workspace, row.call))
    return summary is not None and reader_of(who, summary) in {"own_agent", "supervisor"}


def _mark(
    request: Request, asking: Asker, state: State, *, note: str = "", due: str | None = None
) -> Mark:
    at = services_of(request).clock.now().astimezone(UTC).isoformat(timespec="seconds")
    return Mark(state=state, at=at, by=asking.principal.name, note=note, due=due)
