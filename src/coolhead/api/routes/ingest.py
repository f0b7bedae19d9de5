"""Where calls come in: the sockets of the sources, and batches of a transcript's lines."""

from __future__ import annotations

from typing import Annotated, Any, Final
from uuid import uuid4

import msgspec
import structlog
from fastapi import APIRouter, Depends, WebSocket
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from coolhead.adapters.telephony.audiohook.session import AudioHookSession
from coolhead.adapters.telephony.audiohook.settings import AudioHookSource
from coolhead.adapters.telephony.audiohook.signatures import Refused, authenticate, credentials
from coolhead.adapters.telephony.transcript.posting import take_lines
from coolhead.adapters.telephony.transcript.session import TranscriptSession
from coolhead.adapters.telephony.transcript.settings import TranscriptSource
from coolhead.adapters.telephony.twilio import signatures as twilio_signatures
from coolhead.adapters.telephony.twilio.session import TwilioSession
from coolhead.adapters.telephony.twilio.settings import TwilioSource
from coolhead.api.idempotency import OnlyOnce
from coolhead.api.problems import ApiProblem, problems
from coolhead.api.reading import CallId
from coolhead.api.replies import answers, reply
from coolhead.api.routes.sources import SourceName
from coolhead.api.security.access import access_of
from coolhead.api.security.principal import require
from coolhead.api.services import services_of
from coolhead.api.sources.doors import SUBPROTOCOL, fed_by_key, offered, refused, source_of
from coolhead.api.sources.kinds import AudioHookSettings, CallDefaults, TwilioSettings, settings_of
from coolhead.api.sources.scoped import ScopedIntake
from coolhead.api.sources.secrets import secret_of
from coolhead.api.sources.socket import ServedSocket
from coolhead.services.access.principal import Principal
from coolhead.services.setup.sources import SourceConfig

router = APIRouter()

_LINES: Final = (
    '{"call": {"agent": "a17", "consent": "given"}}\n'
    '{"party": "customer", "start": 3.2, "end": 7.9, "text": "Where is my order?", "id": "u1"}\n'
)


@router.websocket("/sources/{name}/audiohook")
async def audiohook(websocket: WebSocket, name: SourceName) -> None:
    """Genesys AudioHook, by the API key and the signature of the request."""
    source = await source_of(websocket, name, "audiohook")
    if source is None:  # names are not told to whoever has no credentials
        raise refused("audiohook", "there is no such source")
    services, settings = services_of(websocket), settings_of(source)
    assert isinstance(settings, AudioHookSettings)  # noqa: S101 - of this kind
    known = credentials(
        await run_in_threadpool(secret_of, settings.api_key),
        await run_in_threadpool(secret_of, settings.client_secret),
    )
    try:
        nonce = authenticate(websocket.headers, _target(websocket), known)
    except Refused as why:
        raise refused("audiohook", str(why)) from None
    if nonce is not None and not services.nonces.is_new(name, nonce):
        raise refused("audiohook", "the nonce was used before")
    await websocket.accept()
    session = AudioHookSession(
        ServedSocket(websocket),
        ScopedIntake(services, source),
        AudioHookSource(
            name=source.name,
            workspace=source.workspace,
            team=source.team,
            playbook=source.playbook,
            consent=settings.consent,
            language=settings.language,
            direction=settings.direction,
        ),
        organization=websocket.headers.get("audiohook-organization-id"),
        session=websocket.headers.get("audiohook-session-id"),
    )
    with structlog.contextvars.bound_contextvars(source=source.name, protocol="audiohook"):
        await session.run()


@router.websocket("/sources/{name}/twilio")
async def twilio(websocket: WebSocket, name: SourceName) -> None:
    """Twilio Media Streams, by the signature of the account."""
    source = await source_of(websocket, name, "twilio")
    if source is None:
        raise refused("twilio", "there is no such source")
    settings = settings_of(source)
    assert isinstance(settings, TwilioSettings)  # noqa: S101 - of this kind
    token = await run_in_threadpool(secret_of, settings.auth_token)
    try:
        twilio_signatures.authenticate(websocket.headers, _outer_url(websocket), token)
    except twilio_signatures.Refused as why:
        raise refused("twilio", str(why)) from None
    await websocket.accept()
    session = TwilioSession(
        ServedSocket(websocket),
        ScopedIntake(services_of(websocket), source),
        TwilioSource(
            name=source.name,
            workspace=source.workspace,
            team=source.team,
            playbook=source.playbook,
            consent=settings.consent,
            language=settings.language,
            direction=settings.direction,
            customer=settings.customer,
            account=settings.account,
            stop_ends_call=settings.stop_ends_call,
        ),
    )
    with structlog.contextvars.bound_contextvars(source=source.name, protocol="twilio"):
        await session.run()


@router.websocket("/sources/{name}/transcript")
async def transcript(websocket: WebSocket, name: SourceName) -> None:
    """Lines of a transcript as they are spoken, by a key with the scope `ingest`."""
    source = await fed_by_key(websocket, name, "transcript")
    await websocket.accept(SUBPROTOCOL if SUBPROTOCOL in offered(websocket) else None)
    session = TranscriptSession(
        ServedSocket(websocket),
        ScopedIntake(services_of(websocket), source),
        _transcript_source(source),
        make_id=lambda: uuid4().hex,
    )
    with structlog.contextvars.bound_contextvars(source=source.name, protocol="transcript"):
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
    once: OnlyOnce,
    _who: Annotated[Principal, Depends(require(scope="ingest"))],
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
        intake = ScopedIntake(services_of(request), source)
        taken = await take_lines(intake, _transcript_source(source), call, text.split("\n"))
        return reply(taken, status=207 if taken.errors else 200)

    return await once(take, keep=_without_words)


def _without_words(body: bytes) -> bytes:
    """An answer as it may be kept: messages may repeat what stood in a line."""
    taken = msgspec.json.decode(body, type=dict[str, Any])
    for error in taken["errors"]:
        error["message"], error["hint"] = "It was told the first time.", ""
    return msgspec.json.encode(taken)


def _transcript_source(source: SourceConfig) -> TranscriptSource:
    settings = settings_of(source)
    assert isinstance(settings, CallDefaults)  # noqa: S101 - of this kind
    return TranscriptSource(
        name=source.name,
        workspace=source.workspace,
        team=source.team,
        playbook=source.playbook,
        consent=settings.consent,
        language=settings.language,
        direction=settings.direction,
    )


def _outer_url(websocket: WebSocket) -> str:
    """The URL as whoever connects has it, which is what Twilio signs."""
    public = access_of(websocket).public_url
    if public:
        return "ws" + public.removeprefix("http") + _target(websocket)
    return f"{websocket.url.scheme}://{websocket.headers.get('host', '')}{_target(websocket)}"


def _target(websocket: WebSocket) -> str:
    """Path and query as they were asked for, which is what is signed."""
    path = websocket.scope.get("raw_path") or websocket.url.path.encode()
    query = websocket.scope.get("query_string", b"")
    return (path + (b"?" + query if query else b"")).decode("latin-1")
