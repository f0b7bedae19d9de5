"""Calls: the list, one call, its state, events and decisions, and what the agent does in it."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Final

from fastapi import APIRouter, Body, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from coolhead.adapters.formats.given import action_from
from coolhead.api.idempotency import OnlyOnce
from coolhead.api.problems import ApiProblem, problems
from coolhead.api.reading import EXAMPLE, CallId, CallViewer, readable, whole
from coolhead.api.replies import answers, reply
from coolhead.api.searching import query_of
from coolhead.api.security.principal import asker, require
from coolhead.api.services import services_of
from coolhead.api.views.events import Done, page_of
from coolhead.api.views.live import live_state
from coolhead.api.views.moments import Lines, seq_of
from coolhead.api.views.searches import CallSearch
from coolhead.call.actions import Action
from coolhead.call.decisions import RecordDrafted, line_of
from coolhead.services.access.audit import Asker
from coolhead.services.access.principal import Principal
from coolhead.services.access.seeing import may_act, signed_by
from coolhead.services.live.fitting import check_fits
from coolhead.services.live.store import CallPage, Keeping
from coolhead.services.live.summary import CallKey
from coolhead.services.projections import decisions_for

router = APIRouter(tags=["calls"])

# Acknowledged means that it outlives the process. Where the store has no room at the moment, the
# answer does not wait for longer than this and says so.
_LANDED_S: Final = 5.0


@router.get(
    "/calls",
    summary="List calls",
    responses=answers("CallPage", "A page of calls.", example={"calls": [EXAMPLE]})
    | problems(401, 403, 422, 503),
)
async def list_calls(
    request: Request, asking: CallViewer, wanted: Annotated[CallSearch, Query()]
) -> Response:
    """Calls that one may see, newest or hottest first; a call is shown if all that is asked fits.

    An agent's own; supervisors, coaches and programs see those of their teams. What makes a
    customer vulnerable can be asked for by supervisors, and by agents among their own calls;
    source rows by whoever may see the scorecards.
    """
    services = services_of(request)
    scores = wanted.row is not None and await services.scores_named_agents()
    now = services.clock.now().timestamp()
    query = query_of(asking.principal, wanted, scores=scores, now=now)
    if query is None:
        return reply(CallPage(()))
    page = await services.store.summaries(query)
    await services.trail.viewed(asking, "search", "")
    return reply(page)


@router.get(
    "/calls/{call}",
    summary="One call",
    responses=answers("CallSummary", "The call in one row.", example=EXAMPLE)
    | problems(401, 403, 404, 422, 503),
)
async def one_call(request: Request, call: CallId, asking: CallViewer) -> Response:
    """A call in one row."""
    return reply((await readable(services_of(request), asking, call, kind="call")).summary)


@router.get(
    "/calls/{call}/state",
    summary="A call at this moment",
    responses=answers("LiveState", "Heat with why, phase, ladder, who speaks, alerts.")
    | problems(400, 401, 403, 404, 422, 503),
)
async def call_state(request: Request, call: CallId, asking: CallViewer) -> Response:
    """Heat and why, phase, ladder, who speaks, alerts; the cue for the call's own agent alone."""
    services = services_of(request)
    seen = await readable(services, asking, call, kind="call")
    found = await whole(services, seen.summary.key)
    return reply(live_state(found, seen.reader))


@router.get(
    "/calls/{call}/events",
    summary="A call's events",
    responses=answers("EventPage", "Events in the order of `seq`, as they are kept.")
    | problems(401, 403, 404, 422, 503),
)
async def call_events(
    request: Request,
    call: CallId,
    asking: CallViewer,
    after: Annotated[int, Query(ge=-1, le=2**53, description="Only beyond this `seq`.")] = -1,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> Response:
    """What was kept of a call, as far as one may see it; `next` is where the next page begins."""
    services = services_of(request)
    seen = await readable(services, asking, call, kind="events")
    events = await services.store.events(seen.summary.key, after=after, limit=limit)
    return reply(page_of(seen.reader, events, limit))


@router.get(
    "/calls/{call}/decisions",
    summary="What was decided in a call",
    responses=answers("Lines", "Heat, phases, ladder, alerts; cues for the own agent alone.")
    | problems(400, 401, 403, 404, 422, 503),
)
async def call_decisions(
    request: Request,
    call: CallId,
    asking: CallViewer,
    after: Annotated[int, Query(ge=-1, le=2**53, description="Only beyond this `seq`.")] = -1,
) -> Response:
    """What Coolhead answered, in order: the same lines as `coolhead run --format jsonl` prints."""
    services = services_of(request)
    seen = await readable(services, asking, call, kind="events")
    found = await whole(services, seen.summary.key)
    shown = decisions_for(seen.reader, found.decisions)
    lines = [
        line_of(each)
        for each in shown
        if not isinstance(each, RecordDrafted) and seq_of(each) > after
    ]
    return reply(Lines(decisions=tuple(lines)))


_Given = Annotated[
    dict[str, Any],
    Body(
        openapi_examples={
            "mark": {
                "summary": "The customer was asked to be civil",
                "value": {"type": "mark_asked"},
            },
            "note": {"value": {"type": "NoteAdded", "text": "Call back after five."}},
            "cue": {
                "summary": "The cue does not fit now",
                "value": {"type": "CueAnswered", "number": 4, "answer": "not_now"},
            },
        }
    ),
]


@router.post(
    "/calls/{call}/actions",
    summary="Do something in a call",
    responses=answers("Done", "It is kept.", example={"seq": 185, "kept": "database"})
    | answers("Done", "It is taken, and waits for room to be kept.", status=202)
    | problems(400, 401, 403, 404, 409, 413, 422, 503),
    openapi_extra={
        "requestBody": {
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Action"}}}
        }
    },
)
async def act(
    request: Request,
    call: CallId,
    _who: Annotated[Principal, Depends(require("agent", "supervisor"))],
    asking: Annotated[Asker, Depends(asker)],
    given: _Given,
    once: OnlyOnce,
) -> Response:
    """What the agent does: marks, answers to cues, notes, corrections of the record, hand-over.

    It happens now. A supervisor of the team may take the steps of a hand-over.
    """
    services = services_of(request)
    seen = await readable(services, asking, call, kind="call")
    action = action_from({name: each for name, each in given.items() if name != "at"}, 0.0)
    if not may_act(asking.principal, seen.summary, action):
        raise ApiProblem(403, "forbidden", "This is not for you to do in this call")
    action = signed_by(asking.principal, action, services.clock.now())
    if seen.reader != "own_agent":  # what agents do in their own calls is theirs, not the audit's
        on = ("call", call)
        await services.trail.noted(asking, "call.act", on=on, detail={"type": action.type})
    return await once(lambda: _taken(request, seen.summary.key, action))


async def _taken(request: Request, key: CallKey, action: Action) -> Response:
    call = await whole(services_of(request), key)
    check_fits(action, call)
    keeping = await call.act(action)
    landed = await _has_landed(keeping)
    return reply(Done(seq=call.summary.seq, kept=keeping.where), status=200 if landed else 202)


async def _has_landed(keeping: Keeping) -> bool:
    try:
        await asyncio.wait_for(keeping.landed(), _LANDED_S)
    except TimeoutError:
        return False
    return True
