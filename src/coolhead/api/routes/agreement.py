"""What reviews and disputes say of the rules: how far people agree with them, and cases to test."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.problems import problems
from coolhead.api.replies import answers, answers_as, raw_reply, reply
from coolhead.api.security.principal import asker, require
from coolhead.api.services import services_of
from coolhead.api.views.reviews import AgreementList
from coolhead.services.access.audit import Asker
from coolhead.services.access.principal import Principal
from coolhead.services.keeping.paging import every_call
from coolhead.services.live.facets import TESTABLE
from coolhead.services.live.store import CallQuery
from coolhead.services.reviews.cases import cases_of
from coolhead.services.reviews.counting import agreements

router = APIRouter(tags=["reviews"])

_Asking = Annotated[Asker, Depends(asker)]


@router.get(
    "/reviews/agreement",
    summary="How far people and the rules agree",
    responses=answers("AgreementList", "Cohen's kappa of each line of each playbook, by month.")
    | problems(401, 403, 503),
)
async def show_agreement(
    request: Request, who: Annotated[Principal, Depends(require("supervisor", "coach", "admin"))]
) -> Response:
    """Of blind reviews alone; it tells of lines and of nobody's calls."""
    found = agreements(await services_of(request).reviews.tallies(who.workspace))
    return reply(AgreementList(items=found))


@router.get(
    "/reviews/regression-cases",
    summary="Upheld disputes as cases to test the rules with",
    response_class=Response,
    responses=answers_as("application/x-ndjson", "A case a line, for `coolhead evaluate`.")
    | problems(401, 403, 503),
)
async def regression_cases(
    request: Request,
    who: Annotated[Principal, Depends(require("supervisor", "coach", scope="records:read"))],
    asking: _Asking,
) -> Response:
    """Of one's teams, where the agent agreed to it; without names and numbers, ids hashed."""
    services = services_of(request)
    query = CallQuery(
        workspace=who.workspace,
        teams=who.teams,
        ended=True,
        facets=(frozenset({TESTABLE}),),
        limit=200,
    )
    lines: list[bytes] = []
    async for summary in every_call(services.store, query):
        found = await services.calls.find(summary.key)
        if found is None:
            continue
        events = await services.store.events(summary.key)
        cases = await run_in_threadpool(
            cases_of, found.state.call, found.record().scorecard, events
        )
        lines += [msgspec.json.encode(case) + b"\n" for case in cases]
    await services.trail.noted(
        asking, "reviews.cases", on=("reviews", ""), detail={"cases": len(lines)}
    )
    return raw_reply(b"".join(lines), media_type="application/x-ndjson")
