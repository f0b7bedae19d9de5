"""Where programs with a key bring calls in: words and sound over sockets, batches of lines."""

from __future__ import annotations

from typing import Annotated, Any, Final
from uuid import uuid4

import msgspec
from fastapi import APIRouter, Depends, WebSocket
from starlette.requests import Request
from starlette.responses import Response

from coolhead.adapters.telephony.raw_audio.session import RawAudioSession
from coolhead.adapters.telephony.transcript.answers import error_of
from coolhead.adapters.telephony.transcript.posting import take_lines
from coolhead.adapters.telephony.transcript.session import TranscriptSession
from coolhead.api.idempotency import OnlyOnce
from coolhead.api.problems import ApiProblem, problems
from coolhead.api.reading import CallId
from coolhead.api.replies import answers, reply
from coolhead.api.routes.sources import SourceName
from coolhead.api.services import services_of
from coolhead.api.sources.as_set_up import source_settings
from coolhead.api.sources.doors import answered_subprotocol, by_ingest_key, fed_by_key
from coolhead.api.sources.watched import line_trouble, served
from coolhead.errors import CoolheadError
from coolhead.services.access.principal import Principal

router = APIRouter()

_LINES: Final = (
    '{"call": {"agent": "a17", "consent": "given"}}\n'
    '{"party": "customer", "start": 3.2, "end": 7.9, "text": "Where is my order?", "id": "u1"}\n'
)


@router.websocket("/sources/{name}/transcript")
async def transcript(websocket: WebSocket, name: SourceName) -> None:
    """Lines of a transcript as they are spoken, by a key with the scope `ingest`."""
    source = await fed_by_key(websocket, name, "transcript")
    await websocket.accept(answered_subprotocol(websocket))
    with served(websocket, source, "transcript") as socket:
        session = TranscriptSession(
            socket,
            services_of(websocket).intake_of(source),
            source_settings(source),
            make_id=lambda: uuid4().hex,
        )
        await session.run()


@router.websocket("/sources/{name}/audio")
async def audio(websocket: WebSocket, name: SourceName) -> None:
    """Raw sound, both parties or a socket for each, by a key with the scope `ingest`."""
    source = await fed_by_key(websocket, name, "audio")
    await websocket.accept(answered_subprotocol(websocket))
    services = services_of(websocket)
    with served(websocket, source, "audio") as socket:
        session = RawAudioSession(
            socket,
            services.intake_of(source),
            source_settings(source),
            services.together,
            make_id=lambda: uuid4().hex,
        )
        await session.run()


@router.post(
    "/sources/{name}/calls/{call}/lines",
    tags=["sources"],
    summary="Take in lines of a call",
    responses=answers("Taken", "Every line was taken, and is kept.")
    | answers("Taken", "Some were taken; `errors` says what was wrong with others.", status=207)
    | problems(400, 401, 403, 404, 409, 413, 422, 503),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/x-ndjson": {"schema": {"type": "string"}, "example": _LINES}},
        }
    },
)
async def lines(
    request: Request,
    name: SourceName,
    call: CallId,
    _who: Annotated[Principal, Depends(by_ingest_key)],
    once: OnlyOnce,
) -> Response:
    """Lines of a transcript, one JSON object each; the call begins with the first batch.

    Utterances with an `id` may be sent again. A line `{"type": "end"}` ends the call.
    """
    source = await fed_by_key(request, name, "transcript")
    try:
        text = (await request.body()).decode()
    except UnicodeDecodeError:
        raise ApiProblem(422, "input", "The request is wrong", "It is not UTF-8.") from None

    async def take() -> Response:
        services = services_of(request)
        intake, watch = services.intake_of(source), services.watch
        with watch.connection(name):
            try:
                taken = await take_lines(intake, source_settings(source), call, text.split("\n"))
            except CoolheadError as error:
                watch.wrong(name, line_trouble(error_of(error, 1)))
                raise
            for wrong in taken.errors:
                watch.wrong(name, line_trouble(wrong))
        return reply(taken, status=207 if taken.errors else 200)

    return await once(take, keep=_without_words)


def _without_words(body: bytes) -> bytes:
    """An answer as it may be kept: messages may repeat what stood in a line."""
    taken = msgspec.json.decode(body, type=dict[str, Any])
    for error in taken["errors"]:
        error["message"], error["hint"] = "It was told the first time.", ""
    return msgspec.json.encode(taken)
