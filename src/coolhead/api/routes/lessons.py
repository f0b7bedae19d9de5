"""The lessons of a team: drafted from one's own calls, shared, found, taken back."""

from __future__ import annotations

import asyncio
import uuid
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.idempotency import OnlyOnce
from coolhead.api.problems import ApiProblem, not_found, problems
from coolhead.api.reading import CallId, must_be_over, whole
from coolhead.api.replies import answers, reply
from coolhead.api.security.principal import asker, require
from coolhead.api.services import services_of
from coolhead.api.views.lessons import (
    Drafted,
    LessonChanged,
    LessonDraft,
    LessonList,
    LessonSearch,
    LessonShown,
    NewLesson,
)
from coolhead.call.decisions import CueCleared, CueShown
from coolhead.call.vocabulary import CueName
from coolhead.errors import InputError
from coolhead.services.access.audit import Asker
from coolhead.services.access.principal import Principal
from coolhead.services.access.seeing import is_own
from coolhead.services.lessons.lesson import LONGEST_TEXT, Lesson, LessonQuery
from coolhead.services.lessons.stripping import is_quoted, stripped
from coolhead.services.live.call import LiveCall
from coolhead.services.live.summary import CallKey

router = APIRouter(tags=["lessons"])

_Agent = Annotated[Principal, Depends(require("agent"))]
_Person = Annotated[Principal, Depends(require("agent", "supervisor", "coach"))]
_Asking = Annotated[Asker, Depends(asker)]
_Id = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$", description="The lesson's id.")]


@router.get(
    "/lessons",
    summary="The lessons of my teams",
    responses=answers("LessonList", "A page of lessons.") | problems(401, 403, 422, 503),
)
async def list_lessons(
    request: Request, who: _Person, asking: _Asking, wanted: Annotated[LessonSearch, Query()]
) -> Response:
    """What people of one's teams shared, the newest first; by words and by cue."""
    services = services_of(request)
    page = await services.lessons.page(
        LessonQuery(
            workspace=who.workspace,
            teams=None if wanted.mine else who.teams,  # also of a team one has left
            cue=wanted.cue,
            kind=wanted.kind,
            author=who.id if wanted.mine else None,
            words=wanted.words,
            after=wanted.after,
            limit=wanted.limit,
        )
    )
    if who.has("supervisor", "coach"):
        await services.trail.viewed(asking, "lessons", "")
    shown = tuple(
        LessonShown(
            id=row.id,
            team=row.team,
            kind=row.kind,
            cue=row.cue,
            text=row.text,
            shared_at=row.shared_at,
            mine=row.author == who.id,
            may_remove=_may_remove(who, row),
        )
        for row in page.lessons
    )
    return reply(LessonList(shown, page.next))


@router.post(
    "/calls/{call}/lesson-draft",
    summary="See what would be shared",
    responses=answers("LessonDraft", "The words without the customer in them.")
    | problems(401, 403, 404, 409, 413, 422, 503),
)
async def draft(request: Request, call: CallId, who: _Agent, body: Drafted) -> Response:
    """For a call's own agent: their words without names, numbers, addresses. Nothing is kept."""
    found = await _own_call(request, who, call)
    text, cue = body.text or "", None
    if body.utterance is not None:
        heard = found.state.call.find(body.utterance)
        if heard is None or heard.utterance.party != "agent":
            raise InputError(
                "you have not said this", field="body.utterance", hint="Name one of your own."
            )
        text = text or heard.utterance.text[:LONGEST_TEXT]
        cue = _cue_at(found, heard.utterance.start)
    # A day's call takes a while to be read: nobody's cue waits for that.
    seen = await asyncio.to_thread(stripped, text, found.state.call)
    quotes = await asyncio.to_thread(_quotes, found, seen.text)
    return reply(LessonDraft(text=seen.text, removed=seen.removed, cue=cue, with_call=quotes))


@router.post(
    "/lessons",
    summary="Share a lesson with the team",
    responses=answers("LessonChanged", "It is shared.")
    | problems(401, 403, 404, 409, 413, 422, 503),
)
async def share(request: Request, who: _Agent, body: NewLesson, once: OnlyOnce) -> Response:
    """What is shared is what was sent, to the letter; refused while anything of it must go."""
    found = await _own_call(request, who, body.call)
    text = " ".join(body.text.split())
    if (await asyncio.to_thread(stripped, text, found.state.call)).removed:
        raise ApiProblem(
            422,
            "customer_data",
            "There may be something of the customer in it",
            "Look at the draft again: it shows the words without it.",
        )
    services = services_of(request)
    quotes = await asyncio.to_thread(_quotes, found, text)

    async def write() -> Response:
        lesson = Lesson(
            workspace=who.workspace,
            id=uuid.uuid4().hex,
            team=found.summary.team,
            author=who.id,
            kind=body.kind,
            cue=body.cue,
            text=text,
            shared_at=services.clock.now().isoformat(timespec="seconds"),
            call=body.call if quotes else None,
        )
        if not await services.lessons.add(lesson):
            raise ApiProblem(409, "too_many", "You have shared many", "Take some back first.")
        return reply(LessonChanged(id=lesson.id, shared=True))

    return await once(write)


@router.delete(
    "/lessons/{lesson}",
    summary="Take a lesson back, or out",
    responses=answers("LessonChanged", "It is gone.") | problems(401, 403, 404, 409, 413, 422, 503),
)
async def remove(
    request: Request, lesson: _Id, who: _Person, asking: _Asking, once: OnlyOnce
) -> Response:
    """For its author; supervisors and coaches of the team may take out any."""
    services = services_of(request)

    async def write() -> Response:
        row = await services.lessons.find(who.workspace, lesson)
        if row is None or (row.team not in who.teams and row.author != who.id):
            raise not_found("lesson")
        if not _may_remove(who, row):
            raise ApiProblem(403, "forbidden", "This is not yours to take out")
        await services.lessons.remove(who.workspace, lesson)
        if row.author != who.id:
            await services.trail.noted(asking, "lesson.remove", on=("lesson", lesson))
        return reply(LessonChanged(id=lesson, shared=False))

    return await once(write)


async def _own_call(request: Request, who: Principal, call: str) -> LiveCall:
    key = CallKey(who.workspace, call)
    summary = await services_of(request).store.summary(key)
    if summary is None or not is_own(who, summary):
        raise not_found()
    must_be_over(summary)
    return await whole(services_of(request), key)


def _quotes(call: LiveCall, text: str) -> bool:
    return any(is_quoted(text, heard.utterance.text) for heard in call.state.call.heard)


def _cue_at(call: LiveCall, at: float) -> CueName | None:
    """The cue that stood at a moment, or was cleared by what was said then."""
    standing: CueName | None = None
    for decision in call.decisions:
        if decision.at > at:
            break
        if isinstance(decision, CueShown):
            standing = cast("CueName", decision.id)
        elif isinstance(decision, CueCleared):
            standing = None
    return standing


def _may_remove(who: Principal, row: Lesson) -> bool:
    if row.author == who.id:
        return True
    return row.team in who.teams and who.has("supervisor", "coach")
