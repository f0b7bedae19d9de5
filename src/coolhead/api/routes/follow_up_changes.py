"""Follow-ups changed: added by hand, opened again, passed on, done another way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.following_up import CLOSED, Asking, Person, Theirs, marked
from coolhead.api.idempotency import OnlyOnce
from coolhead.api.problems import ApiProblem, problems
from coolhead.api.reading import CallId, readable, whole
from coolhead.api.replies import answers, reply
from coolhead.api.security.access import access_of
from coolhead.api.services import services_of
from coolhead.api.views.follow_up_changes import Added, NewChannel, NewFollowUp, NewOwner
from coolhead.call.events import FollowUpAdded
from coolhead.errors import InputError
from coolhead.services.access.people import User
from coolhead.services.access.store import UserQuery
from coolhead.services.follow_ups.follow_up import Mark, follow_ups_of, time_of

router = APIRouter(tags=["follow-ups"])

# An undo is for a slip: what was done longer ago than this has entered somebody's figures.
UNDO_WITHIN: Final = timedelta(days=7)
# More in one call is a mistake or a program.
_MOST_ADDED: Final = 50
_MOST_USERS: Final = 200

_CHANGED = answers("FollowUpChanged", "How it stands now.") | problems(
    401, 403, 404, 409, 413, 422, 503
)


@router.post(
    "/calls/{call}/follow-ups",
    summary="Add a follow-up by hand",
    status_code=201,
    responses=answers("Added", "It is among the call's follow-ups.", status=201)
    | problems(401, 403, 404, 409, 413, 422, 503),
)
async def add(
    request: Request, call: CallId, _who: Person, asking: Asking, body: NewFollowUp, once: OnlyOnce
) -> Response:
    """For the call's own agent and supervisors of its team; it becomes part of the call.

    Of a call that goes on it stands in the list when the call is over.
    """
    services = services_of(request)
    seen = await readable(services, asking, call, kind="call")
    if seen.reader not in {"own_agent", "supervisor"}:
        raise ApiProblem(403, "forbidden", "This is not for you to do in this call")
    due = _ahead(body.due, services.clock.now())

    async def write() -> Response:
        live = await whole(services, seen.summary.key)
        if len(live.state.call.follow_ups) >= _MOST_ADDED:
            raise ApiProblem(
                409, "too_many_follow_ups", f"{_MOST_ADDED} were added to this call already"
            )
        await live.take(
            FollowUpAdded(
                at=live.now,
                kind=body.kind,
                what=body.what.strip(),
                due=due,
                channel=body.channel,
                added_at=_stamp(services.clock.now()),
                by=asking.principal.name,
            )
        )
        if seen.reader != "own_agent":
            await services.trail.noted(asking, "follow_up.add", on=("call", call))
        rows = follow_ups_of(live.key, live.record(), team=seen.summary.team, owner=None)
        return reply(Added(rows[-1].id), status=201)

    return await once(write)


@router.post("/follow-ups/{follow_up}/reopen", summary="Open it again", responses=_CHANGED)
async def reopen(request: Request, row: Theirs, asking: Asking, once: OnlyOnce) -> Response:
    """Undoes that it was done or dropped, for seven days."""
    now = services_of(request).clock.now()
    closed = time_of(row.done_at)
    if closed is not None and now - closed > UNDO_WITHIN:
        raise ApiProblem(
            409,
            "too_late",
            "It was done or dropped more than seven days ago",
            "Add another follow-up to the call.",
        )
    mark = Mark(state="open", at=_stamp(now), by=asking.principal.name)
    return await once(lambda: marked(request, asking, row, mark, action="reopened", only=CLOSED))


@router.post(
    "/follow-ups/{follow_up}/channel", summary="How to reach the customer", responses=_CHANGED
)
async def change_channel(
    request: Request, row: Theirs, body: NewChannel, asking: Asking, once: OnlyOnce
) -> Response:
    """How the customer wants to be reached; their later follow-ups know it too."""
    at = _stamp(services_of(request).clock.now())
    mark = Mark(state="open", at=at, by=asking.principal.name, channel=body.channel or "unknown")
    return await once(lambda: marked(request, asking, row, mark, action="channel"))


@router.post("/follow-ups/{follow_up}/owner", summary="Pass it on", responses=_CHANGED)
async def pass_on(
    request: Request, row: Theirs, body: NewOwner, asking: Asking, once: OnlyOnce
) -> Response:
    """Another agent of the team is to do it. For supervisors of the team."""
    who = asking.principal
    if not (who.has("supervisor") and row.team in who.teams):
        raise ApiProblem(403, "forbidden", "This is for supervisors of the team")
    if await _agent_of(request, row.team, body.owner) is None:
        raise InputError(
            "no agent of this team", field="body.owner", hint="Name an agent of the call's team."
        )
    at = _stamp(services_of(request).clock.now())
    mark = Mark(state="open", at=at, by=who.name, owner=body.owner)
    return await once(lambda: marked(request, asking, row, mark, action="owner"))


async def _agent_of(request: Request, team: str, agent: str) -> User | None:
    accounts = access_of(request).around.store
    workspace, after = services_of(request).workspace, None
    while True:
        users = await accounts.users(
            UserQuery(
                workspace=workspace,
                teams=frozenset({team}),
                active=True,
                after=after,
                limit=_MOST_USERS,
            )
        )
        for user in users:
            if user.agent == agent and "agent" in user.roles:
                return user
        if len(users) < _MOST_USERS:
            return None
        after = users[-1].email


def _ahead(given: str | None, now: datetime) -> str | None:
    if given is None:
        return None
    due = time_of(given)
    if due is None:
        raise InputError("this is no time", field="body.due", hint="Give a day that there is.")
    if due <= now:
        raise InputError("this time is over", field="body.due", hint="Give one that lies ahead.")
    return due.isoformat()


def _stamp(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="seconds")
