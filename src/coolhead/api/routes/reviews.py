"""Reviews: the queue, and the form beside a call."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Final

import msgspec
from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.idempotency import OnlyOnce
from coolhead.api.problems import ApiProblem, problems
from coolhead.api.reading import CallId, Readable, must_be_over, readable, whole
from coolhead.api.replies import answers, reply
from coolhead.api.security.access import access_of
from coolhead.api.security.principal import asker, require
from coolhead.api.services import ApiServices, services_of
from coolhead.api.views.reviews import (
    ReviewDone,
    ReviewGiven,
    ReviewQueue,
    ReviewShown,
    ReviewTaken,
    review_row,
    review_shown,
)
from coolhead.errors import CoolheadError
from coolhead.playbook.schema import RubricItem
from coolhead.redaction.redactor import RedactionSettings, Redactor
from coolhead.services.access.audit import Asker, AuditQuery
from coolhead.services.access.principal import Principal
from coolhead.services.access.seeing import own_agent_of
from coolhead.services.live.summary import CallSummary
from coolhead.services.reviews.book import Queue, ReviewQuery
from coolhead.services.reviews.review import Finished, Judged, Review, Taken, beside_machine

router = APIRouter(tags=["reviews"])

_Reviewer = Annotated[Principal, Depends(require("supervisor", "coach"))]
_Person = Annotated[Principal, Depends(require("agent", "supervisor", "coach"))]
_Asking = Annotated[Asker, Depends(asker)]

# Whoever has not finished in a working day does not get to it: then somebody else may.
_TAKEN_FOR: Final = timedelta(hours=12)


@router.get(
    "/reviews",
    summary="Reviews to do, and those that are done",
    responses=answers("ReviewQueue", "What waits, what is one's own, what was finished lately.")
    | problems(401, 403, 503),
)
async def list_reviews(request: Request, who: _Person, asking: _Asking) -> Response:
    """For supervisors and coaches those of their teams; for agents the reviews of their calls."""
    services = services_of(request)
    book = services.reviews
    if not who.has("supervisor", "coach"):
        own = own_agent_of(who)
        done = [] if own is None else await _finished(services, who, agent=own)
        return reply(
            ReviewQueue(waiting=None, mine=(), finished=tuple(review_row(each) for each in done))
        )
    mine = await book.reviews(
        ReviewQuery(
            workspace=who.workspace, teams=who.teams, reviewer=who.id, finished=False, limit=20
        )
    )
    done = await _finished(services, who)
    await services.trail.viewed(asking, "review", "")
    return reply(
        ReviewQueue(
            waiting=await book.waiting(await _queue(request, who)),
            mine=tuple(review_row(each) for each in mine),
            finished=tuple(review_row(each) for each in done),
        )
    )


@router.post(
    "/reviews/next",
    summary="Take the next call to review",
    responses=answers("ReviewTaken", "The call, or null where none waits.")
    | problems(401, 403, 409, 422, 503),
)
async def take_next(request: Request, who: _Reviewer, asking: _Asking, once: OnlyOnce) -> Response:
    """The most urgent call that is drawn: nobody picks. Who has one that is not finished gets that.

    It is theirs for twelve hours; nobody is given their own calls.
    """
    services = services_of(request)

    async def write() -> Response:
        open_ones = await services.reviews.reviews(
            ReviewQuery(
                workspace=who.workspace, teams=who.teams, reviewer=who.id, finished=False, limit=1
            )
        )
        if open_ones:
            return reply(ReviewTaken(call=open_ones[0].call, why=open_ones[0].why))
        at = services.clock.now().isoformat(timespec="seconds")
        taken = Taken(reviewer=who.id, name=who.name, at=at)
        review = await services.reviews.take_next(await _queue(request, who), taken)
        if review is None:
            return reply(ReviewTaken(call=None))
        detail = {"why": review.why}
        await services.trail.noted(asking, "review.take", on=("review", review.call), detail=detail)
        return reply(ReviewTaken(call=review.call, why=review.why))

    return await once(write)


@router.get(
    "/calls/{call}/review",
    summary="The review of a call",
    responses=answers("ReviewShown", "The review; the form of it while one has the call.")
    | problems(401, 403, 404, 422, 503),
)
async def show_review(request: Request, call: CallId, who: _Person, asking: _Asking) -> Response:
    """For supervisors and coaches of the team; the call's agent sees it when it is finished."""
    services = services_of(request)
    seen = await readable(services, asking, call, kind="review")
    review = await services.reviews.find(seen.summary.key)
    if review is None or (seen.reader == "own_agent" and review.finished_at is None):
        return reply(ReviewShown(state="none"))
    machine = seen.reader == "own_agent" or await services.scores_named_agents()
    if machine and seen.reader != "own_agent" and review.finished_at is not None:
        await services.trail.viewed(asking, "score", call)
    rubric = await _rubric(services, seen.summary)
    return reply(review_shown(review, rubric, is_mine=review.reviewer == who.id, machine=machine))


_Mine = problems(401, 403, 404, 409, 413, 422, 503)


@router.put(
    "/calls/{call}/review",
    summary="Finish the review of a call",
    responses=answers("ReviewDone", "It is kept, and cannot be changed.") | _Mine,
)
async def finish_review(  # noqa: PLR0917 - what a route is given
    request: Request,
    call: CallId,
    body: ReviewGiven,
    who: _Reviewer,
    asking: _Asking,
    once: OnlyOnce,
) -> Response:
    """Every line is judged. What the rules found is kept beside it, and shown from now on."""
    services = services_of(request)
    seen = await _to_decide(request, call, asking)

    async def write() -> Response:
        redactor = Redactor(await _redaction(request, who))
        found = await whole(services, seen.summary.key)
        record = await services.store.record(seen.summary.key) or found.record()
        rubric = await _rubric(services, seen.summary)
        items = beside_machine(
            (_masked(each, redactor) for each in body.judged()),
            rubric=frozenset(each.id for each in rubric),
            said=frozenset(heard.utterance.id for heard in found.state.call.heard),
            scorecard=record.scorecard,
        )
        machine_seen = await _has_seen_scores(request, who, call)
        finished = Finished(
            at=services.clock.now().isoformat(timespec="seconds"),
            items=items,
            note=redactor.mask(body.note.strip()),
            machine_seen=machine_seen,
        )
        if await services.reviews.finish(seen.summary.key, who.id, finished) is None:
            raise _not_theirs()
        detail = {"machine_seen": machine_seen}
        await services.trail.noted(asking, "review.finish", on=("review", call), detail=detail)
        return reply(ReviewDone(call=call, state="finished"))

    return await once(write)


@router.post(
    "/calls/{call}/review/back",
    summary="Give a call back that one was to review",
    responses=answers("ReviewDone", "It waits for somebody again.") | _Mine,
)
async def give_back(
    request: Request, call: CallId, who: _Reviewer, asking: _Asking, once: OnlyOnce
) -> Response:
    """Nothing of what was filled in is kept."""
    services = services_of(request)
    seen = await _to_decide(request, call, asking)

    async def write() -> Response:
        if not await services.reviews.give_back(seen.summary.key, who.id):
            raise _not_theirs()
        await services.trail.noted(asking, "review.give_back", on=("review", call))
        return reply(ReviewDone(call=call, state="none"))

    return await once(write)


async def _to_decide(request: Request, call: str, asking: Asker) -> Readable:
    """The call, for somebody who may review it."""
    services = services_of(request)
    seen = await readable(services, asking, call, kind="review")
    if seen.reader not in {"supervisor", "coach"}:
        raise ApiProblem(403, "forbidden", "Nobody reviews their own calls")
    must_be_over(seen.summary)
    return seen


def _not_theirs() -> ApiProblem:
    return ApiProblem(
        409,
        "not_yours_to_review",
        "The call is not with you to review",
        "It is finished, somebody else has it, or nobody has taken it: take the next one.",
    )


async def _queue(request: Request, who: Principal) -> Queue:
    settings = (await access_of(request).around.store.settings(who.workspace)).reviews
    now = services_of(request).clock.now()
    return Queue(
        workspace=who.workspace,
        teams=who.teams,
        settings=settings,
        since=(now - timedelta(days=settings.days)).isoformat(),
        taken_before=(now - _TAKEN_FOR).isoformat(),
        not_of=who.agent,
    )


async def _finished(
    services: ApiServices, who: Principal, *, agent: str | None = None
) -> list[Review]:
    teams = who.teams if agent is None else None
    query = ReviewQuery(workspace=who.workspace, teams=teams, agent=agent, finished=True, limit=50)
    return await services.reviews.reviews(query)


async def _rubric(services: ApiServices, summary: CallSummary) -> tuple[RubricItem, ...]:
    if summary.playbook is None:
        return ()
    try:
        playbook = await services.playbooks.of_digest(summary.playbook.digest)
    except CoolheadError as error:
        if error.retryable:
            raise
        return ()
    return playbook.scorecard


async def _redaction(request: Request, who: Principal) -> RedactionSettings:
    settings = await access_of(request).around.store.settings(who.workspace)
    return settings.for_calls.redaction


async def _has_seen_scores(request: Request, who: Principal, call: str) -> bool:
    """Whether this person was ever shown the call's scorecard, as the audit tells."""
    query = AuditQuery(
        workspace=who.workspace, who=who.id, action="view", kind="score", object=call, limit=1
    )
    return bool(await access_of(request).around.store.entries(query))


def _masked(judged: Judged, redactor: Redactor) -> Judged:
    return msgspec.structs.replace(judged, comment=redactor.mask(judged.comment.strip()))
