"""Playbooks tried before they are published, and what their authors need to know."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from coolhead.api.problems import ApiProblem, not_found, problems
from coolhead.api.reading import must_be_over, readable
from coolhead.api.replies import answers, reply
from coolhead.api.routes.playbooks import PlaybookText, Reader, found_playbook, read_text
from coolhead.api.security.principal import asker, require
from coolhead.api.services import ApiServices, services_of
from coolhead.api.views.playbooks import PlaybookRow, row_of_shipped
from coolhead.api.views.previews import ExampleCallList, PlaybookFields, PlaybookPreview
from coolhead.playbook.fields import setting_fields
from coolhead.playbook.loader import extended_name, load_playbook
from coolhead.playbook.schema import Playbook
from coolhead.services.access.audit import Asker
from coolhead.services.access.principal import Principal
from coolhead.services.preview import Decide, kept_call, preview_run, said_in

router = APIRouter(tags=["playbooks"])

_Author = Annotated[Principal, Depends(require("supervisor", "coach", "admin"))]


class OfExample(BaseModel):
    """A call that ships."""

    model_config = ConfigDict(extra="forbid")

    example: str = Field(min_length=1, max_length=200, examples=["04-insults-that-persist"])


class OfCall(BaseModel):
    """A call that is over, and that its agent has lent."""

    model_config = ConfigDict(extra="forbid")

    call: str = Field(min_length=1, max_length=300, examples=["c-2041"])


class PreviewWanted(PlaybookText):
    """A playbook, and the call to try it on."""

    call: OfExample | OfCall


@router.get(
    "/playbook-fields",
    summary="What a playbook may set",
    responses=answers("PlaybookFields", "Every setting with its meaning and bounds.")
    | problems(401, 403),
)
async def playbook_fields(who: Reader) -> Response:
    """Every setting of a playbook: what it means, what may stand there, the value of `standard`."""
    del who  # whoever may read playbooks
    return reply(PlaybookFields(await run_in_threadpool(setting_fields)))


@router.get(
    "/example-calls",
    summary="List the example calls",
    responses=answers("ExampleCallList", "The calls that ship.") | problems(401, 403),
)
async def example_calls(request: Request, who: Reader) -> Response:
    """The calls that ship, to try playbooks on; nobody real speaks in them."""
    del who  # they are nobody's
    return reply(ExampleCallList(services_of(request).examples.listed()))


@router.post(
    "/playbooks/preview",
    summary="Try a playbook on a call",
    responses=answers("PlaybookPreview", "What would be shown, before and after.")
    | problems(401, 403, 404, 409, 413, 422, 503),
)
async def preview(
    request: Request,
    body: PreviewWanted,
    who: _Author,
    asking: Annotated[Asker, Depends(asker)],
) -> Response:
    """Runs a call under a text's playbook and under the one before it; nothing of it is kept.

    The call is an example that ships, or one that is over and that its agent has lent. The cues
    are worked out anew: what the agent was shown and answered is theirs, and goes into none of it.
    """
    services = services_of(request)
    playbook = await read_text(body.text)
    against, other = await _before(services, who, playbook, body.text)
    is_example = isinstance(body.call, OfExample)
    decide = await _call(services, asking, body.call)
    async with services.previews:
        before, after = await run_in_threadpool(lambda: (decide(other), decide(playbook)))
    return reply(
        PlaybookPreview(
            against=against,
            before=preview_run(other, before),
            after=preview_run(playbook, after),
            said=said_in(after.call),
            heard_anew=is_example,
        )
    )


async def _before(
    services: ApiServices, who: Principal, playbook: Playbook, text: str
) -> tuple[PlaybookRow, Playbook]:
    """What a playbook is held against: what was published by its name, else what it extends."""
    if await services.shelf.find(who.workspace, playbook.name) is not None:
        row, _, published = await found_playbook(services, who, playbook.name)
        return row, published
    extended = load_playbook(extended_name(text) or "standard")
    return row_of_shipped(extended), extended


async def _call(services: ApiServices, asking: Asker, wanted: OfExample | OfCall) -> Decide:
    if isinstance(wanted, OfExample):
        name = wanted.example
        if name not in {each.name for each in services.examples.listed()}:
            raise not_found("example call")
        return lambda playbook: services.examples.decided(name, playbook)
    seen = await readable(services, asking, wanted.call, kind="events")
    if not seen.summary.lent:
        raise ApiProblem(
            403,
            "not_lent",
            "The agent has not lent this call",
            "Playbooks are tried on calls whose agent allows it, after the call.",
        )
    must_be_over(seen.summary)
    return kept_call(await services.store.events(seen.summary.key), seen.reader)
