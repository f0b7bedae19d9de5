"""The capture page: an agent's browser as the source of their own calls."""

from __future__ import annotations

from typing import Annotated, Final
from uuid import uuid4

from fastapi import APIRouter, Path, WebSocket
from starlette.requests import Request
from starlette.responses import Response

from coolhead.adapters.telephony.browser.pages import HEADERS, PAGE, page_files
from coolhead.adapters.telephony.raw_audio.session import RawAudioSession
from coolhead.api.problems import not_found, problems
from coolhead.api.replies import answers_as, raw_reply
from coolhead.api.routes.sources import SourceName
from coolhead.api.services import services_of
from coolhead.api.sources.as_set_up import source_settings
from coolhead.api.sources.doors import fed_by_agent
from coolhead.api.sources.watched import served

router = APIRouter(tags=["sources"])

FileName = Annotated[str, Path(pattern=r"^[a-z]{1,20}\.(css|js)$", examples=["page.js"])]
_PROBLEMS: Final = problems(401, 403, 404, 422, 503)


@router.get(
    "/sources/{name}/capture",
    summary="The capture page",
    response_class=Response,
    responses=answers_as("text/html", "The page; it works over https or on this machine.")
    | _PROBLEMS,
)
async def page(request: Request, name: SourceName) -> Response:
    """The page on which an agent lets their microphone and a shared tab be heard."""
    await fed_by_agent(request, name)
    return _file(PAGE)


@router.get(
    "/sources/{name}/capture/{file}",
    summary="A file of the capture page",
    response_class=Response,
    responses=answers_as("text/javascript", "A script of the page, or its style.") | _PROBLEMS,
)
async def file(request: Request, name: SourceName, file: FileName) -> Response:
    """What the capture page loads."""
    await fed_by_agent(request, name)
    return _file(file)


@router.websocket("/sources/{name}/capture/sound")
async def sound(websocket: WebSocket, name: SourceName) -> None:
    """The sound that the capture page sends: the calls of the agent who is signed in."""
    source, who = await fed_by_agent(websocket, name)
    await websocket.accept()
    services = services_of(websocket)
    with served(websocket, source, "capture") as socket:
        session = RawAudioSession(
            socket,
            services.intake_of(source, agent=who.agent),
            source_settings(source),
            services.together,
            make_id=lambda: uuid4().hex,
        )
        await session.run()


def _file(name: str) -> Response:
    found = page_files().get(name)
    if found is None:
        raise not_found("file")
    return raw_reply(found.content, media_type=found.content_type, headers=HEADERS)
