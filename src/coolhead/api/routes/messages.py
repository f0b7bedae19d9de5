"""Messages to customers: previewed, edited, released; and what the customers answered."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.idempotency import OnlyOnce
from coolhead.api.problems import ApiProblem, not_found, problems
from coolhead.api.replies import answers, reply
from coolhead.api.security.access import access_of
from coolhead.api.security.principal import asker, require
from coolhead.api.services import services_of
from coolhead.api.views.sending import (
    AnswerBody,
    AnswerKept,
    DecisionBody,
    MessageBody,
    MessageChanged,
    OpenAnswers,
    ReleaseBody,
    WaitingMessages,
    messages_shown,
    open_answer,
    waiting_message,
)
from coolhead.services.access.audit import Asker
from coolhead.services.access.principal import Principal
from coolhead.services.access.seeing import (
    is_own_follow_up,
    may_follow_up,
    own_agent_of,
    reader_of,
)
from coolhead.services.follow_ups.follow_up import FollowUp
from coolhead.services.live.summary import CallKey
from coolhead.services.sending.correspondence import NotNow, Wording
from coolhead.services.sending.message import WAITING, Message, Waiting
from coolhead.services.sending.settling import settle

router = APIRouter(tags=["messages"])

_Person = Annotated[Principal, Depends(require("agent", "supervisor"))]
_Asking = Annotated[Asker, Depends(asker)]
_Id = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$", description="The follow-up's id.")]
_MOST_OPEN = 100
_CHANGED = answers("MessageChanged", "How far it has got.") | problems(
    400, 401, 403, 404, 409, 413, 422, 503
)


async def _theirs(request: Request, follow_up: _Id, who: _Person) -> FollowUp:
    row = await services_of(request).follow_ups.find(who.workspace, follow_up)
    if row is None or not may_follow_up(who, row):
        raise not_found("follow-up")
    return row


_Theirs = Annotated[FollowUp, Depends(_theirs)]


@router.get(
    "/follow-ups/{follow_up}/message",
    summary="What there is to write about a follow-up",
    responses=answers("MessagesShown", "Each message as it stands, or as the playbook drafts it.")
    | problems(400, 401, 403, 404, 422, 503),
)
async def messages(request: Request, row: _Theirs, asking: _Asking) -> Response:
    """For its own agent and supervisors of its team. Looking keeps nothing."""
    services = services_of(request)
    sending = services.sending
    call = await services.store.summary(CallKey(row.workspace, row.call))
    sees_call = call is not None and reader_of(asking.principal, call) is not None
    letters = await sending.letters.letters(row, asking.principal.name, sees_call=sees_call)
    answer = await sending.answers.find(row.workspace, row.id)
    if not is_own_follow_up(asking.principal, row):
        await services.trail.viewed(asking, "follow_ups", row.id)
    return reply(messages_shown(letters, sending.letters.off, answer))


@router.post(
    "/follow-ups/{follow_up}/message", summary="Keep a message as a draft", responses=_CHANGED
)
async def draft(
    request: Request, row: _Theirs, body: MessageBody, asking: _Asking, once: OnlyOnce
) -> Response:
    """It stays a draft, also where another was kept before."""
    letters = services_of(request).sending.letters

    async def write() -> Response:
        return _changed(await _done(letters.save(row, body.purpose, _wording(body))))

    return await once(write)


@router.post(
    "/follow-ups/{follow_up}/message/release", summary="Send a message", responses=_CHANGED
)
async def release(
    request: Request, row: _Theirs, body: ReleaseBody, asking: _Asking, once: OnlyOnce
) -> Response:
    """It goes as it is written here, once: released again it is refused.

    Where ``{answer_link}`` stands, the customer's link is put in.
    """
    letters = services_of(request).sending.letters
    who = asking.principal

    async def write() -> Response:
        message = await _done(
            letters.release(
                row,
                body.purpose,
                _wording(body),
                by=who.name,
                public_url=_public_url(request),
                is_owed=body.is_owed,
            )
        )
        await _noted(request, asking, row, "message.release", body.purpose)
        return _changed(message)

    return await once(write)


@router.post(
    "/follow-ups/{follow_up}/message/decide",
    summary="Say whether a message arrived",
    responses=_CHANGED,
)
async def decide(
    request: Request, row: _Theirs, body: DecisionBody, asking: _Asking, once: OnlyOnce
) -> Response:
    """Of a message that may have been sent; also sends again, or leaves, what was refused."""
    letters = services_of(request).sending.letters

    async def write() -> Response:
        message = await _done(
            letters.decide(row, body.purpose, was_sent=body.was_sent, is_owed=body.is_owed)
        )
        if message.state == "sent":
            await settle(services_of(request).follow_ups, message)
        await _noted(request, asking, row, "message.decide", body.purpose)
        return _changed(message)

    return await once(write)


@router.post(
    "/follow-ups/{follow_up}/answer",
    summary="Note what the customer answered",
    responses=answers("AnswerKept", "It is kept.") | problems(401, 403, 404, 409, 413, 422, 503),
)
async def answer(
    request: Request, row: _Theirs, body: AnswerBody, asking: _Asking, once: OnlyOnce
) -> Response:
    """Asked on the telephone, say. It takes the place of one noted so within the last day."""
    sending = services_of(request).sending

    async def write() -> Response:
        kept = await sending.answering.take(
            row,
            settled=body.settled,
            satisfaction=body.satisfaction,
            comment=body.comment,
            via="agent",
            by=asking.principal.name,
        )
        if kept is None:
            raise ApiProblem(
                409,
                "answered",
                "It was answered already",
                "An answer stays after a day, and what the customer wrote stays theirs.",
            )
        await _noted(request, asking, row, "follow_up.answer")
        return reply(AnswerKept(settled=kept.settled))

    return await once(write)


@router.post(
    "/follow-ups/{follow_up}/answer/seen",
    summary="Somebody has seen to an answer",
    responses=answers("AnswerKept", "It is noted.") | problems(401, 403, 404, 422, 503),
)
async def seen(request: Request, row: _Theirs, asking: _Asking, once: OnlyOnce) -> Response:
    """What was not settled is being seen to: it leaves the list."""
    services = services_of(request)

    async def write() -> Response:
        at = services.clock.now().isoformat(timespec="seconds")
        by = asking.principal.name
        found = await services.sending.answers.seen(row.workspace, row.id, by=by, at=at)
        if found is None:
            raise not_found("answer")
        await _noted(request, asking, row, "follow_up.answer_seen")
        return reply(AnswerKept(settled=found.settled, seen=True))

    return await once(write)


@router.get(
    "/answers",
    summary="Answers that leave something to see to",
    responses=answers("OpenAnswers", "The oldest first.") | problems(401, 403, 503),
)
async def open_answers(request: Request, who: _Person, asking: _Asking) -> Response:
    """Customers who said that it is not settled, or in part: an agent's own, a supervisor's teams'.

    Until somebody says that they have seen to it.
    """
    services = services_of(request)
    teams = who.teams if who.has("supervisor") else None
    owner = own_agent_of(who) if teams is None else None
    if teams is None and owner is None:
        return reply(OpenAnswers(()))
    found = await services.sending.answers.open_ones(
        who.workspace, teams=teams, owner=owner, limit=_MOST_OPEN
    )
    rows = [await services.follow_ups.find(each.workspace, each.follow_up) for each in found]
    if teams is not None:
        await services.trail.viewed(asking, "follow_ups", "answers")
    shown = [
        open_answer(each, row) for each, row in zip(found, rows, strict=True) if row is not None
    ]
    return reply(OpenAnswers(tuple(shown)))


@router.get(
    "/messages",
    summary="Messages that wait for somebody to decide",
    responses=answers("WaitingMessages", "The oldest first.") | problems(401, 403, 422, 503),
)
async def waiting_messages(
    request: Request,
    who: _Person,
    asking: _Asking,
    state: Annotated[Waiting | None, Query(description="Only those in this state.")] = None,
) -> Response:
    """What may have been sent, and what was refused, also where the follow-up is closed.

    An agent's own; supervisors see those of their teams.
    """
    services = services_of(request)
    teams = who.teams if who.has("supervisor") else None
    owner = own_agent_of(who) if teams is None else None
    if teams is None and owner is None:
        return reply(WaitingMessages(()))
    found = await services.sending.outbox.waiting(
        who.workspace, [state] if state else WAITING, teams=teams, owner=owner, limit=_MOST_OPEN
    )
    rows = [await services.follow_ups.find(each.workspace, each.follow_up) for each in found]
    if teams is not None:
        await services.trail.viewed(asking, "follow_ups", "messages")
    shown = [
        waiting_message(each, row) for each, row in zip(found, rows, strict=True) if row is not None
    ]
    return reply(WaitingMessages(tuple(shown)))


async def _done(change: Awaitable[Message]) -> Message:
    try:
        return await change
    except NotNow as refused:
        raise ApiProblem(409, refused.code, "The message cannot go so", refused.args[0]) from None


async def _noted(
    request: Request, asking: Asker, row: FollowUp, action: str, purpose: str | None = None
) -> None:
    """What agents do with their own is theirs, not the audit's."""
    if is_own_follow_up(asking.principal, row):
        return
    detail = {"purpose": purpose} if purpose is not None else None
    await services_of(request).trail.noted(asking, action, on=("follow_up", row.id), detail=detail)


def _public_url(request: Request) -> str:
    return access_of(request).public_url or str(request.base_url).rstrip("/")


def _wording(body: MessageBody) -> Wording:
    return Wording(to=body.to, subject=body.subject, text=body.text)


def _changed(message: Message) -> Response:
    return reply(MessageChanged(purpose=message.purpose, state=message.state))
