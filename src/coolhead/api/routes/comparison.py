"""What another playbook would have shown, for the agent whose call it was and nobody else."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.problems import ApiProblem, not_found, problems
from coolhead.api.reading import CallId, CallViewer, readable, whole
from coolhead.api.replies import answers, reply
from coolhead.api.services import ApiServices, services_of
from coolhead.api.views.comparison import ComparedPlaybook, Comparison
from coolhead.errors import ConfigError
from coolhead.playbook.schema import Playbook
from coolhead.services.live.summary import CallSummary
from coolhead.services.under_another import course_of, differences, under

router = APIRouter(tags=["calls"])

_Other = Annotated[
    str | None,
    Query(
        pattern=r"^[a-z][a-z0-9-]{0,62}$",
        description="A playbook's name; without it the call's own, as it is now.",
        examples=["call-centre"],
    ),
]


@router.get(
    "/calls/{call}/compare",
    summary="What another playbook would have shown",
    responses=answers("Comparison", "The cues and the ladder of both, and where they part.")
    | problems(400, 401, 403, 404, 422, 503),
)
async def compare(
    request: Request, call: CallId, asking: CallViewer, playbook: _Other = None
) -> Response:
    """The call's kept events under another playbook, for the call's own agent alone.

    What was heard stays as it was recorded; answers to cues are left out.
    """
    services = services_of(request)
    seen = await readable(services, asking, call, kind="call")
    if seen.reader != "own_agent":
        raise ApiProblem(403, "forbidden", "Cues are for the call's own agent alone")
    other = await _playbook(services, seen.summary, playbook)
    found = await whole(services, seen.summary.key)
    here = course_of(found.decisions)
    past = await services.store.events(seen.summary.key)
    # A long call takes a second to fold: other calls' cues do not wait for it.
    there = await run_in_threadpool(under, other, past)
    return reply(
        Comparison(
            playbook=ComparedPlaybook(
                name=other.name, title=other.title, version=other.version, digest=other.digest
            ),
            here=here,
            there=there,
            differences=differences(here, there),
        )
    )


async def _playbook(services: ApiServices, summary: CallSummary, name: str | None) -> Playbook:
    own = summary.playbook.name if summary.playbook is not None else None
    try:
        return await services.playbooks.named(summary.workspace, summary.team, name or own)
    except ConfigError:
        raise not_found("playbook") from None
