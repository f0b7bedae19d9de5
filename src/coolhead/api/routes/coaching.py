"""Coaching: where a call turned, and the plan that an agent and their coach keep together."""

from __future__ import annotations

import uuid
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.idempotency import OnlyOnce
from coolhead.api.problems import ApiProblem, not_found, problems
from coolhead.api.reading import CallId, must_be_over, readable, whole
from coolhead.api.replies import answers, reply
from coolhead.api.security.access import access_of
from coolhead.api.security.principal import asker, require
from coolhead.api.services import services_of
from coolhead.api.views.coaching import (
    CoachedAgent,
    CoachedAgents,
    PlanBegun,
    PlanChanged,
    PlanList,
    PlansOf,
    TurnList,
    plan_shown,
)
from coolhead.errors import InputError
from coolhead.redaction.redactor import Redactor
from coolhead.services.access.audit import Asker
from coolhead.services.access.people import User
from coolhead.services.access.principal import Principal
from coolhead.services.access.seeing import own_agent_of, reader_of
from coolhead.services.access.store import UserQuery
from coolhead.services.coaching.plan import Change, Plan
from coolhead.services.coaching.turns import turns_of
from coolhead.services.live.summary import CallKey

router = APIRouter(tags=["coaching"])

_Person = Annotated[Principal, Depends(require("agent", "supervisor", "coach"))]
_Coach = Annotated[Principal, Depends(require("supervisor", "coach"))]
_Asking = Annotated[Asker, Depends(asker)]
_Id = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$", description="The plan's id.")]

_PAGE: Final = 200


@router.get(
    "/coaching/agents",
    summary="The agents of one's teams",
    responses=answers("CoachedAgents", "By name, with what each practises.")
    | problems(401, 403, 503),
)
async def list_agents(request: Request, who: _Coach, asking: _Asking) -> Response:
    """For supervisors and coaches: whom they may keep a plan with. Nothing is counted or ranked."""
    services = services_of(request)
    users = await _agents_of(request, who)
    names = frozenset(user.agent for user in users if user.agent is not None)
    plans = await services.plans.plans(who.workspace, names)
    now = {plan.agent: plan for plan in plans if plan.now.state == "open"}
    await services.trail.viewed(asking, "coaching", "")
    shown = [
        CoachedAgent(
            agent=user.agent,
            name=user.name,
            teams=tuple(sorted(user.teams & who.teams)),
            practise=now[user.agent].now.practise if user.agent in now else None,
            since=now[user.agent].changes[0].at if user.agent in now else None,
        )
        for user in users
        if user.agent is not None
    ]
    return reply(CoachedAgents(tuple(sorted(shown, key=lambda each: (each.name, each.agent)))))


@router.get(
    "/coaching/plans",
    summary="An agent's plans",
    responses=answers("PlanList", "The latest first.") | problems(401, 403, 404, 422, 503),
)
async def list_plans(
    request: Request, who: _Person, asking: _Asking, wanted: Annotated[PlansOf, Query()]
) -> Response:
    """One's own; supervisors and coaches those of an agent of their teams."""
    services = services_of(request)
    agent = await _coached(request, who, wanted.agent)
    if agent != own_agent_of(who):
        await services.trail.viewed(asking, "coaching", agent)
    found = await services.plans.plans(who.workspace, frozenset({agent}))
    return reply(PlanList(tuple(map(plan_shown, found))))


_KEPT = answers("PlanShown", "How it stands.") | problems(401, 403, 404, 409, 413, 422, 503)


@router.post("/coaching/plans", summary="Begin a plan", responses=_KEPT)
async def begin_plan(
    request: Request, body: PlanBegun, who: _Person, asking: _Asking, once: OnlyOnce
) -> Response:
    """One thing to practise; while one is open there is no other."""
    services = services_of(request)
    agent = await _coached(request, who, body.agent)
    if body.call is not None:
        summary = await services.store.summary(CallKey(who.workspace, body.call))
        if summary is None or summary.agent != agent or reader_of(who, summary) is None:
            raise InputError("there is no such call of this agent", field="body.call")

    async def write() -> Response:
        plan = Plan(
            workspace=who.workspace,
            id=uuid.uuid4().hex,
            agent=agent,
            call=body.call,
            moment=body.moment if body.call is not None else None,
            changes=(await _change(request, who, body, number=1),),
        )
        if not await services.plans.begin(plan):
            raise ApiProblem(
                409,
                "practises_already",
                "There is an open plan already",
                "One thing at a time: finish it or drop it first.",
            )
        await _noted(request, asking, plan, "coaching.begin")
        return reply(plan_shown(plan))

    return await once(write)


@router.put("/coaching/plans/{plan}", summary="Change a plan", responses=_KEPT)
async def change_plan(  # noqa: PLR0917 - what a route is given
    request: Request,
    plan: _Id,
    body: PlanChanged,
    who: _Person,
    asking: _Asking,
    once: OnlyOnce,
) -> Response:
    """The agent and whoever coaches them may; what was before stays in its history."""
    services = services_of(request)
    found = await services.plans.find(who.workspace, plan)
    if found is None or not await _may_coach(request, who, found.agent):
        raise not_found("plan")

    async def write() -> Response:
        change = await _change(request, who, body, number=body.number + 1)
        changed = await services.plans.change(who.workspace, plan, change)
        if changed is None:
            raise ApiProblem(
                409,
                "changed_meanwhile",
                "The plan was changed meanwhile, or is finished",
                "Read it again first.",
            )
        await _noted(request, asking, changed, "coaching.change")
        return reply(plan_shown(changed))

    return await once(write)


@router.get(
    "/calls/{call}/turns",
    summary="Where a call turned",
    responses=answers("TurnList", "Moments worth talking about.")
    | problems(401, 403, 404, 409, 422, 503),
)
async def turns(request: Request, call: CallId, who: _Person, asking: _Asking) -> Response:
    """Of heat and of what was said: no cue is in it. For the agent, their coach and supervisor."""
    del who
    services = services_of(request)
    seen = await readable(services, asking, call, kind="coaching")
    must_be_over(seen.summary)
    found = await whole(services, seen.summary.key)
    return reply(TurnList(await run_in_threadpool(turns_of, found.state.call, found.decisions)))


async def _coached(request: Request, who: Principal, agent: str | None) -> str:
    """The agent whose plans are asked for; a problem (404) where they are none of theirs."""
    wanted = agent if agent is not None else own_agent_of(who)
    if wanted is None or not await _may_coach(request, who, wanted):
        raise not_found("agent")
    return wanted


async def _may_coach(request: Request, who: Principal, agent: str) -> bool:
    if agent == own_agent_of(who):
        return True
    if not who.has("supervisor", "coach"):
        return False
    return any(user.agent == agent for user in await _agents_of(request, who))


async def _agents_of(request: Request, who: Principal) -> list[User]:
    """The agents who belong to any of one's teams."""
    if not who.teams:
        return []
    store = access_of(request).around.store
    found: list[User] = []
    after: str | None = None
    while True:
        query = UserQuery(
            workspace=who.workspace, teams=who.teams, active=True, after=after, limit=_PAGE
        )
        page = await store.users(query)
        found += [each for each in page if each.agent is not None and "agent" in each.roles]
        if len(page) < _PAGE:
            return found
        after = page[-1].email


async def _change(
    request: Request, who: Principal, body: PlanBegun | PlanChanged, *, number: int
) -> Change:
    settings = await access_of(request).around.store.settings(who.workspace)
    redactor = Redactor(settings.for_calls.redaction)
    return Change(
        number=number,
        practise=redactor.mask(body.practise.strip()),
        note=redactor.mask(body.note.strip()),
        state=body.state if isinstance(body, PlanChanged) else "open",
        at=services_of(request).clock.now().isoformat(timespec="seconds"),
        by=who.id,
        name=who.name,
    )


async def _noted(request: Request, asking: Asker, plan: Plan, action: str) -> None:
    """What agents do with their own plan is theirs, not the audit's."""
    if plan.agent != own_agent_of(asking.principal):
        on = ("coaching", plan.agent)
        await services_of(request).trail.noted(asking, action, on=on, detail={"plan": plan.id})
