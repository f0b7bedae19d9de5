"""After a hard call: somebody who says hello, and what the agent takes from it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.idempotency import OnlyOnce
from coolhead.api.problems import ApiProblem, not_found, problems
from coolhead.api.reading import CallId, CallViewer, readable
from coolhead.api.replies import answers, reply
from coolhead.api.security.principal import asker, require
from coolhead.api.services import services_of
from coolhead.api.views.care import (
    CheckInChanged,
    CheckInList,
    CheckInShown,
    OwnCheckIn,
    ReflectionAnswer,
    ReflectionShared,
    ReflectionShown,
    Sharing,
)
from coolhead.call.events import ReflectionNoted
from coolhead.services.access.audit import Asker
from coolhead.services.access.principal import Principal
from coolhead.services.access.seeing import is_own
from coolhead.services.live.summary import CallKey, CallSummary
from coolhead.services.wellbeing.care import TOLD_FOR, CheckIn, SharedReflection

router = APIRouter(tags=["care"])

_Agent = Annotated[Principal, Depends(require("agent"))]
_Supervisor = Annotated[Principal, Depends(require("supervisor"))]
_Asking = Annotated[Asker, Depends(asker)]


async def _own(request: Request, call: CallId, who: _Agent) -> CallSummary:
    summary = await services_of(request).store.summary(CallKey(who.workspace, call))
    if summary is None or not is_own(who, summary):
        raise not_found()
    return summary


_Own = Annotated[CallSummary, Depends(_own)]
_CHANGED = problems(401, 403, 404, 409, 413, 422, 503)


@router.get(
    "/calls/{call}/check-in",
    summary="Has somebody been asked to say hello",
    responses=answers("OwnCheckIn", "How it stands.") | problems(401, 403, 404, 422, 503),
)
async def own_check_in(request: Request, call: _Own) -> Response:
    """For the call's own agent, after a call that was ended for abuse."""
    row = await services_of(request).care.check_in(call.key)
    return reply(
        OwnCheckIn(
            possible=_was_abuse(call),
            asked_at=row.asked_at if row is not None else None,
            taken_by=row.taken_by if row is not None else None,
        )
    )


@router.put(
    "/calls/{call}/check-in",
    summary="Somebody may say hello",
    responses=answers("CheckInChanged", "Supervisors of the team see it.") | _CHANGED,
)
async def ask(request: Request, call: _Own, who: _Agent, once: OnlyOnce) -> Response:
    """The agent agrees: their supervisors are told who, after which call, and when; no more."""
    services = services_of(request)
    if not _was_abuse(call):
        raise ApiProblem(
            409,
            "not_ended_for_abuse",
            "The call was not ended for abuse",
            "It is asked after such a call, when it is over.",
        )

    async def write() -> Response:
        row = CheckIn(
            workspace=call.workspace,
            call=call.call,
            team=call.team,
            agent=call.agent or "",
            name=who.name,
            asked_at=_stamp(services.clock.now()),
        )
        kept = await services.care.ask(row)
        return reply(CheckInChanged(call=call.call, asked=True, taken_by=kept.taken_by))

    return await once(write)


@router.delete(
    "/calls/{call}/check-in",
    summary="Nobody needs to say hello",
    responses=answers("CheckInChanged", "It is gone.") | _CHANGED,
)
async def withdraw(request: Request, call: _Own, once: OnlyOnce) -> Response:
    """The agent takes it back: nothing of it is left."""

    async def write() -> Response:
        await services_of(request).care.withdraw(call.key)
        return reply(CheckInChanged(call=call.call, asked=False))

    return await once(write)


@router.get(
    "/check-ins",
    summary="Who should be said hello to",
    responses=answers("CheckInList", "Those of one's teams.") | problems(401, 403, 503),
)
async def check_ins(request: Request, who: _Supervisor, asking: _Asking) -> Response:
    """Agents of one's teams who agreed to it; those that were taken on stay for ten minutes."""
    services = services_of(request)
    now = services.clock.now()
    rows = await services.care.check_ins(who.workspace, who.teams)
    if rows:
        await services.trail.viewed(asking, "check_ins", "")
    return reply(
        CheckInList(
            tuple(
                CheckInShown(
                    call=row.call,
                    team=row.team,
                    agent=row.agent,
                    name=row.name,
                    asked_at=row.asked_at,
                    taken_by=row.taken_by,
                )
                for row in rows
                if row.taken_at is None or now - datetime.fromisoformat(row.taken_at) < TOLD_FOR
            )
        )
    )


@router.post(
    "/calls/{call}/check-in/taken",
    summary="I say hello",
    responses=answers("CheckInChanged", "It is taken on.") | _CHANGED,
)
async def take(
    request: Request, call: CallId, who: _Supervisor, asking: _Asking, once: OnlyOnce
) -> Response:
    """A supervisor takes it on, once for the team."""
    services = services_of(request)
    key = CallKey(who.workspace, call)
    row = await services.care.check_in(key)
    if row is None or row.team not in who.teams:
        raise not_found("check-in")

    async def write() -> Response:
        at = _stamp(services.clock.now())
        if not await services.care.take(key, by=who.name, at=at):
            raise ApiProblem(409, "taken", "Somebody has taken it on already", "Or it is gone.")
        await services.trail.noted(asking, "check_in.taken", on=("call", call))
        return reply(CheckInChanged(call=call, asked=True, taken_by=who.name))

    return await once(write)


@router.get(
    "/calls/{call}/reflection",
    summary="What the agent shares of what they take from a call",
    responses=answers("ReflectionAnswer", "What is shared with whoever asks.")
    | problems(401, 403, 404, 422, 503),
)
async def reflection(request: Request, call: CallId, asking: CallViewer) -> Response:
    """For the agent, their coaches, and supervisors where the agent shared it with the team."""
    services = services_of(request)
    seen = await readable(services, asking, call, kind="call")
    row = await services.care.reflection(seen.summary.key)
    if row is None or not _may_read(asking.principal, seen.summary, row):
        return reply(ReflectionAnswer(None))
    return reply(
        ReflectionAnswer(
            ReflectionShown(
                went_well=row.went_well,
                next_time=row.next_time,
                shared_with=row.shared_with,
                shared_at=row.shared_at,
            )
        )
    )


@router.put(
    "/calls/{call}/reflection",
    summary="Share what I take from a call",
    responses=answers("ReflectionShared", "With whom it is shared.") | _CHANGED,
)
async def share(request: Request, call: _Own, body: Sharing, once: OnlyOnce) -> Response:
    """The latest that was noted is shared as it is; what is noted later is private again."""
    services = services_of(request)
    events = await services.store.events(call.key)
    noted = [each.event for each in events if isinstance(each.event, ReflectionNoted)]
    if not noted:
        raise ApiProblem(409, "nothing_noted", "Nothing is noted yet", "Note it first, then share.")

    async def write() -> Response:
        latest = noted[-1]
        await services.care.share(
            SharedReflection(
                workspace=call.workspace,
                call=call.call,
                team=call.team,
                agent=call.agent or "",
                shared_with=body.shared_with,
                went_well=latest.went_well or latest.text,
                next_time=latest.next_time,
                shared_at=_stamp(services.clock.now()),
            )
        )
        return reply(ReflectionShared(body.shared_with))

    return await once(write)


@router.delete(
    "/calls/{call}/reflection",
    summary="Share it no longer",
    responses=answers("ReflectionShared", "With nobody.") | _CHANGED,
)
async def unshare(request: Request, call: _Own, once: OnlyOnce) -> Response:
    """What the agent noted stays with the agent alone."""

    async def write() -> Response:
        await services_of(request).care.unshare(call.key)
        return reply(ReflectionShared(None))

    return await once(write)


def _was_abuse(call: CallSummary) -> bool:
    return call.ended and call.rung == "ended"


def _may_read(who: Principal, call: CallSummary, row: SharedReflection) -> bool:
    if is_own(who, call):
        return True
    return call.team in who.teams and (
        who.has("coach") or (who.has("supervisor") and row.shared_with == "team")
    )


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
