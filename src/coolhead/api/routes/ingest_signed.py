"""The sockets of telephone systems that sign what they ask for: AudioHook and Twilio."""

from __future__ import annotations

import structlog
from fastapi import APIRouter, WebSocket
from starlette.concurrency import run_in_threadpool

from coolhead.adapters.telephony.audiohook.session import AudioHookSession
from coolhead.adapters.telephony.audiohook.signatures import Refused, authenticate, credentials
from coolhead.adapters.telephony.twilio import signatures as twilio_signatures
from coolhead.adapters.telephony.twilio.session import TwilioSession
from coolhead.api.routes.sources import SourceName
from coolhead.api.security.access import access_of
from coolhead.api.services import services_of
from coolhead.api.sources.as_set_up import source_settings, twilio_source
from coolhead.api.sources.doors import refused, source_of
from coolhead.api.sources.kinds import AudioHookSettings, TwilioSettings, settings_of
from coolhead.api.sources.secrets import secret_of
from coolhead.api.sources.socket import ServedSocket

router = APIRouter()


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
        services.intake_of(source),
        source_settings(source),
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
        services_of(websocket).intake_of(source),
        twilio_source(source),
    )
    with structlog.contextvars.bound_contextvars(source=source.name, protocol="twilio"):
        await session.run()


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
