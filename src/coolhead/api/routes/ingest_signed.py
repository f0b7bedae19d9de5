"""The sockets of telephone systems that sign what they ask for: AudioHook and Twilio."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

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
from coolhead.api.sources.watch import SourceWatch
from coolhead.api.sources.watched import served
from coolhead.errors import ConfigError
from coolhead.services.setup.sources import SourceConfig

router = APIRouter()


@router.websocket("/sources/{name}/audiohook")
async def audiohook(websocket: WebSocket, name: SourceName) -> None:
    """Genesys AudioHook, by the API key and the signature of the request."""
    source = await source_of(websocket, name, "audiohook")
    if source is None:  # names are not told to whoever has no credentials
        raise refused("audiohook", "there is no such source")
    services, settings = services_of(websocket), settings_of(source)
    assert isinstance(settings, AudioHookSettings)  # noqa: S101 - of this kind
    with _credentials_hold(services.watch, source):
        known = credentials(
            await run_in_threadpool(secret_of, settings.api_key),
            await run_in_threadpool(secret_of, settings.client_secret),
        )
        nonce = authenticate(websocket.headers, _target(websocket), known)
        if nonce is not None and not services.nonces.is_new(name, nonce):
            raise Refused("the nonce was used before")
    await websocket.accept()
    with served(websocket, source, "audiohook") as socket:
        session = AudioHookSession(
            socket,
            services.intake_of(source),
            source_settings(source),
            organization=websocket.headers.get("audiohook-organization-id"),
            session=websocket.headers.get("audiohook-session-id"),
        )
        with services.departures.of(session.go_away):
            await session.run()


@router.websocket("/sources/{name}/twilio")
async def twilio(websocket: WebSocket, name: SourceName) -> None:
    """Twilio Media Streams, by the signature of the account."""
    source = await source_of(websocket, name, "twilio")
    if source is None:
        raise refused("twilio", "there is no such source")
    services, settings = services_of(websocket), settings_of(source)
    assert isinstance(settings, TwilioSettings)  # noqa: S101 - of this kind
    with _credentials_hold(services.watch, source):
        token = await run_in_threadpool(secret_of, settings.auth_token)
        twilio_signatures.authenticate(websocket.headers, _outer_url(websocket), token)
    await websocket.accept()
    with served(websocket, source, "twilio") as socket:
        await TwilioSession(socket, services.intake_of(source), twilio_source(source)).run()


@contextmanager
def _credentials_hold(watch: SourceWatch, source: SourceConfig) -> Iterator[None]:
    """Why they do not is shown to whoever tries the source; the other side is told nothing."""
    try:
        yield
    except (Refused, twilio_signatures.Refused) as why:
        watch.refused(source.name, str(why))
        raise refused(source.kind, str(why)) from None
    except ConfigError as error:
        watch.refused(source.name, error.message)
        raise


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
