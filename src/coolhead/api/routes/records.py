"""Records: as data, as a page of Markdown, as the brief of a hand-over, and as files to keep."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal

import msgspec
from fastapi import APIRouter, Depends, Path
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from coolhead.adapters.formats.writing import target_named
from coolhead.api.problems import not_found, problems
from coolhead.api.reading import CallId, Readable, RecordViewer, must_be_over, readable, whole
from coolhead.api.replies import answers, answers_as, raw_reply, reply
from coolhead.api.score_viewing import shown_with_scores
from coolhead.api.security.principal import asker, require
from coolhead.api.services import ApiServices, services_of
from coolhead.api.views.records import brief_of, record_shown
from coolhead.record.brief import handover_brief
from coolhead.record.markdown import record_markdown
from coolhead.record.record import Record
from coolhead.services.access.audit import Asker
from coolhead.services.access.principal import Principal
from coolhead.services.finished import finish_call

router = APIRouter(tags=["records"])

Format = Literal["transcript", "vcon", "html", "markdown", "record"]
_MEDIA: Final[Mapping[str, str]] = MappingProxyType(
    {
        "transcript": "application/x-ndjson",
        "vcon": "application/vcon+json",
        "html": "text/html; charset=utf-8",
        "markdown": "text/markdown; charset=utf-8",
        "record": "application/json",
    }
)


def _files() -> dict[int | str, dict[str, Any]]:
    content: dict[str, Any] = {media.partition(";")[0]: {"schema": {}} for media in _MEDIA.values()}
    return {200: {"description": "The file.", "content": content}}


_RANGE: Final = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")


@router.get(
    "/calls/{call}/record",
    summary="A call's record",
    responses=answers("Record", "The record as it stands; of a live call, as a draft.")
    | problems(400, 401, 403, 404, 422, 503),
)
async def record(request: Request, call: CallId, asking: RecordViewer) -> Response:
    """What happened, as the agent signs it. Corrections are actions (`FieldCorrected`)."""
    services = services_of(request)
    seen = await readable(services, asking, call, kind="record", scope="records:read")
    return reply(await _record(services, asking, seen))


@router.get(
    "/calls/{call}/record.md",
    summary="A call's record as Markdown",
    response_class=Response,
    responses=answers_as("text/markdown", "A page to read.")
    | problems(400, 401, 403, 404, 422, 503),
)
async def record_page(request: Request, call: CallId, asking: RecordViewer) -> Response:
    """The record as a page of Markdown; what was said is text in it and nothing else."""
    services = services_of(request)
    seen = await readable(services, asking, call, kind="record", scope="records:read")
    page = record_markdown(await _record(services, asking, seen))
    return raw_reply(page.encode(), media_type="text/markdown; charset=utf-8")


@router.get(
    "/calls/{call}/brief",
    summary="The brief for whoever takes the call over",
    responses=answers("Brief", "What a supervisor reads in ten seconds.")
    | problems(400, 401, 403, 404, 422, 503),
)
async def brief(request: Request, call: CallId, asking: RecordViewer) -> Response:
    """What happened, what was tried and promised, the mood, and the one thing not to say."""
    services = services_of(request)
    seen = await readable(services, asking, call, kind="record", scope="records:read")
    found = await whole(services, seen.summary.key)
    shown = record_shown(seen.reader, found.record(), scores=False)
    return reply(brief_of(handover_brief(shown, found.state.call)))


@router.get(
    "/calls/{call}/audio",
    summary="The sound of a call",
    response_class=FileResponse,
    responses=answers_as("audio/wav", "Customer left, agent right; parts by `Range`.")
    | answers_as("audio/wav", "The part that was asked for.", status=206)
    | problems(401, 403, 404, 409, 422, 503),
)
async def audio(
    request: Request,
    call: CallId,
    asking: Annotated[Asker, Depends(asker)],
    _who: Annotated[Principal, Depends(require("agent", "supervisor", "coach"))],
) -> Response:
    """What was said in a call that is over, where sound is kept; what was redacted is silent."""
    services = services_of(request)
    seen = await readable(services, asking, call, kind="audio", scope="records:read")
    must_be_over(seen.summary)
    kept = await services.tapes.find(seen.summary.key) if services.tapes is not None else None
    if kept is None:
        raise not_found("sound")
    try:
        size = kept.stat().st_size
    except FileNotFoundError:  # erased in this moment
        raise not_found("sound") from None
    if not _is_part(request.headers.get("range", ""), size):
        # A range that cannot be given may be passed over (RFC 9110, 14.2).
        headers = request.scope["headers"]
        request.scope["headers"] = [each for each in headers if each[0] != b"range"]
    return FileResponse(kept, media_type="audio/wav", headers={"Cache-Control": "no-store"})


@router.get(
    "/calls/{call}/exports/{format}",
    summary="A finished call as a file",
    response_class=Response,
    responses=_files() | problems(400, 401, 403, 404, 409, 422, 503),
)
async def export(
    request: Request,
    call: CallId,
    format: Annotated[Format, Path(description="What to write.")],  # noqa: A002 - its public name
    asking: RecordViewer,
) -> Response:
    """The call in a format of `coolhead convert`; nothing that is private to the agent is in it."""
    services = services_of(request)
    seen = await readable(services, asking, call, kind="export", scope="records:read")
    must_be_over(seen.summary)
    target = target_named(format)
    if target is None:
        raise not_found("format")
    found = await whole(services, seen.summary.key)
    # What is private to the agent stays out of a file even where the agent asks for it.
    reader = "supervisor" if seen.reader == "own_agent" else seen.reader
    finished = finish_call(found.runner, reader)
    shown = await shown_with_scores(services, asking, seen, finished.record)
    finished = msgspec.structs.replace(finished, record=shown)
    # A long call's page takes a tenth of a second: other calls' cues do not wait for it.
    content = await run_in_threadpool(target.write, finished, services.clock.now())
    name = _UNSAFE.sub("-", call)[:80].strip("-.") or "call"
    return raw_reply(
        content,
        media_type=_MEDIA[format],
        headers={
            "Content-Disposition": f'attachment; filename="{name}{target.suffixes[0]}"',
            # Opened in the browser all the same, it is a page of nobody's origin.
            "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        },
    )


def _is_part(asked: str, size: int) -> bool:
    """Whether it is one range of bytes of a file so long."""
    found = _RANGE.fullmatch(asked)
    if found is None:
        return False
    first, last = found.groups()
    if not first:
        return bool(last) and int(last) > 0
    return int(first) < size and (not last or int(first) <= int(last))


async def _record(services: ApiServices, asking: Asker, seen: Readable) -> Record:
    """The kept record of a call that is over, else a draft."""
    kept = await services.store.record(seen.summary.key) if seen.summary.ended else None
    if kept is None:
        kept = (await whole(services, seen.summary.key)).record()
    return await shown_with_scores(services, asking, seen, kept)
