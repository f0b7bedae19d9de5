"""What becomes of calls that are over: legal holds, erasure, what people take along."""

from __future__ import annotations

from typing import Annotated, Any, Final

import msgspec
from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.idempotency import OnlyOnce
from coolhead.api.problems import ApiProblem, not_found, problems
from coolhead.api.reading import CallId, CallViewer, readable
from coolhead.api.replies import answers, raw_reply, reply
from coolhead.api.security.principal import asker, require
from coolhead.api.services import ApiServices, services_of
from coolhead.api.views.keeping import (
    ErasedList,
    HoldList,
    erased_shown,
    erasure_shown,
    hold_shown,
)
from coolhead.services.access.audit import Asker
from coolhead.services.access.principal import Principal
from coolhead.services.coaching.plan import Plan
from coolhead.services.keeping.erasure import customer_calls
from coolhead.services.lessons.lesson import Lesson, LessonQuery
from coolhead.services.live.store import Hold
from coolhead.services.live.summary import CallKey
from coolhead.services.wellbeing.breaks import KEPT_FOR

router = APIRouter(tags=["keeping"])

_Admin = Annotated[Principal, Depends(require("admin"))]
_Agent = Annotated[Principal, Depends(require("agent"))]
_Asking = Annotated[Asker, Depends(asker)]
_ZIP: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "A zip.",
        "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
    }
}
_REASON: Final = Field(
    min_length=3, max_length=500, description="Why; it is noted in the audit.", examples=["asked"]
)


class Reason(BaseModel):
    """Why something is done."""

    model_config = ConfigDict(extra="forbid")

    reason: str = _REASON


class Customer(BaseModel):
    """Who a customer is: their key, their number, or both."""

    model_config = ConfigDict(extra="forbid")

    customer: str | None = Field(default=None, min_length=1, max_length=300, examples=["c9"])
    customer_number: str | None = Field(default=None, min_length=1, max_length=60)
    reason: str = _REASON

    @model_validator(mode="after")
    def _somebody(self) -> Customer:
        if not (self.customer or self.customer_number or getattr(self, "call", None)):
            raise ValueError("name a customer, their number, or a call")
        return self


class WhatToErase(Customer):
    """Everything of a customer, or one call."""

    call: str | None = Field(default=None, min_length=1, max_length=300)


class Redaction(BaseModel):
    """What is to stand in place of what was said."""

    model_config = ConfigDict(extra="forbid")

    utterance: str = Field(min_length=1, max_length=200, examples=["u7"])
    text: str = Field(max_length=20_000, examples=["My daughter [name] is ill."])


@router.post(
    "/calls/{call}/hold",
    summary="Put a call on legal hold",
    responses=answers("HoldShown", "It is on hold.") | problems(400, 401, 403, 404, 422, 503),
)
async def hold(request: Request, call: CallId, body: Reason, asking: CallViewer) -> Response:
    """Evidence of abuse stays, whatever is erased. For supervisors of the call's team."""
    services = services_of(request)
    await _as_supervisor(request, asking, call)
    held = Hold(
        key=CallKey(asking.principal.workspace, call),
        since=services.clock.now().isoformat(timespec="seconds"),
        by=asking.principal.id,
        reason=body.reason,
    )
    await services.keeping.keeping.hold(held)
    await services.trail.noted(asking, "call.hold", on=("call", call))
    return reply(hold_shown(held))


@router.post(
    "/calls/{call}/release",
    summary="End a legal hold",
    status_code=204,
    response_class=Response,
    responses=problems(400, 401, 403, 404, 422, 503),
)
async def release(request: Request, call: CallId, asking: CallViewer) -> Response:
    """The call goes with the others again when its time is over."""
    services = services_of(request)
    await _as_supervisor(request, asking, call)
    await services.keeping.keeping.release(CallKey(asking.principal.workspace, call))
    await services.trail.noted(asking, "call.release", on=("call", call))
    return Response(status_code=204)


@router.post(
    "/calls/{call}/redactions",
    summary="Redact what was said",
    status_code=204,
    response_class=Response,
    responses=problems(400, 401, 403, 404, 413, 422, 503),
)
async def redact(request: Request, call: CallId, body: Redaction, asking: CallViewer) -> Response:
    """Replaces the words of an utterance wherever they are kept. For its agent and supervisors."""
    services = services_of(request)
    seen = await readable(services, asking, call, kind="call")
    if seen.reader not in {"own_agent", "supervisor"}:
        raise ApiProblem(403, "forbidden", "Your role does not allow this")
    done = await services.calls.redact(seen.summary.key, body.utterance, body.text)
    if done is None:
        raise not_found("utterance")
    detail = {"utterance": body.utterance}
    await services.trail.noted(asking, "call.redact", on=("call", call), detail=detail)
    return Response(status_code=204)


@router.get(
    "/holds",
    summary="List legal holds",
    responses=answers("HoldList", "Every hold.") | problems(401, 403, 503),
)
async def holds(request: Request, who: _Admin) -> Response:
    """Which calls are on hold, since when, and why."""
    found = await services_of(request).keeping.keeping.holds(who.workspace)
    return reply(HoldList(tuple(map(hold_shown, found))))


@router.post(
    "/erasures",
    summary="Erase a customer, or a call",
    responses=answers("ErasureShown", "What went, and what stayed.")
    | problems(400, 401, 403, 413, 422, 503),
)
async def erase(
    request: Request, body: WhatToErase, who: _Admin, asking: _Asking, once: OnlyOnce
) -> Response:
    """Erases physically, everywhere; calls on hold and those that go on stay, and are told of."""
    services = services_of(request)

    async def write() -> Response:
        eraser = services.keeping.eraser
        keys = [CallKey(who.workspace, body.call)] if body.call else []
        if body.customer or body.customer_number:
            keys += await customer_calls(
                services.store,
                who.workspace,
                customer=body.customer,
                number=body.customer_number,
            )
        done = await eraser.erase(keys, reason=body.reason)
        detail = {
            "reason": body.reason,
            "erased": [each.key.call for each in done.erased],
            "held": len(done.held),
            "live": len(done.live),
        }
        await services.trail.noted(asking, "calls.erase", on=("calls", ""), detail=detail)
        return reply(erasure_shown(done))

    return await once(write)


@router.get(
    "/erasures",
    summary="List what was erased",
    responses=answers("ErasedList", "Every tombstone.") | problems(401, 403, 503),
)
async def erasures(request: Request, who: _Admin) -> Response:
    """That there was a call, when it went, and why; nothing else is left."""
    found = await services_of(request).keeping.keeping.erased(who.workspace)
    return reply(ErasedList(tuple(map(erased_shown, found))))


@router.post(
    "/exports/customer",
    summary="Everything of a customer, to hand over",
    response_class=Response,
    responses=_ZIP | problems(400, 401, 403, 413, 422, 503),
)
async def export_customer(
    request: Request, body: Customer, who: _Admin, asking: _Asking
) -> Response:
    """A zip of the customer's finished calls, each as vCon and as JSON.

    Nothing private to an agent is in it. For administrators who answer a request; it stands in the
    audit with the reason.
    """
    services = services_of(request)
    keys = await customer_calls(
        services.store, who.workspace, customer=body.customer, number=body.customer_number
    )
    detail = {"reason": body.reason, "calls": len(keys)}
    await services.trail.noted(asking, "customer.export", on=("customer", ""), detail=detail)
    content = await services.keeping.exporter.customer(keys)
    return _zip(content, "customer.zip")


@router.get(
    "/exports/me",
    summary="An agent's own data",
    response_class=Response,
    responses=_ZIP | problems(401, 403, 503),
)
async def export_me(request: Request, who: _Agent, asking: _Asking) -> Response:
    """A zip of the agent's account, searches and plans, and all they may see of their calls."""
    services = services_of(request)
    account: dict[str, object] = {
        "id": who.id,
        "name": who.name,
        "roles": sorted(who.roles),
        "teams": sorted(who.teams),
        "agent": who.agent,
        "saved_searches": [
            {"name": each.name, "query": each.query, "saved_at": each.saved_at}
            for each in await services.searches.searches(who.workspace, who.id)
        ],
        "coaching": [msgspec.to_builtins(each) for each in await _plans_of(services, who)],
        "lessons": await _lessons_of(request, who),
        "after_hard_calls": await services.care.of_agent(who.workspace, who.agent or ""),
        "breaks": await services.breaks.of(
            who.workspace, who.id, since=(services.clock.now() - KEPT_FOR).isoformat()
        ),
    }
    await services.trail.noted(asking, "agent.export", on=("user", who.id))
    exporter = services.keeping.exporter
    content = await exporter.agent(who.workspace, who.agent or "", account)
    return _zip(content, "my-data.zip")


async def _plans_of(services: ApiServices, who: Principal) -> list[Plan]:
    if who.agent is None:
        return []
    return await services.plans.plans(who.workspace, frozenset({who.agent}))


async def _lessons_of(request: Request, who: Principal) -> list[Lesson]:
    book, found, after = services_of(request).lessons, list[Lesson](), None
    while True:
        page = await book.page(
            LessonQuery(workspace=who.workspace, teams=None, author=who.id, after=after)
        )
        found += page.lessons
        if page.next is None:
            return found
        after = page.next


async def _as_supervisor(request: Request, asking: Asker, call: str) -> None:
    seen = await readable(services_of(request), asking, call, kind="call")
    if seen.reader != "supervisor":
        raise ApiProblem(403, "forbidden", "Your role does not allow this")


def _zip(content: bytes, name: str) -> Response:
    return raw_reply(
        content,
        media_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
