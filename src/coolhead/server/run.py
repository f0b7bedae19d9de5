"""A server from its settings to its end."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass

import structlog
import uvicorn

from coolhead import __version__
from coolhead.adapters.observing.logs import configure_logs
from coolhead.adapters.telephony.audiosocket.server import audiosocket_server
from coolhead.adapters.telephony.audiosocket.settings import ListeningSettings
from coolhead.errors import ConfigError, CoolheadError, StorageError
from coolhead.server.assembly import Assembly, assembled, opened_store, workspace_playbooks
from coolhead.server.collector import hold_up_less
from coolhead.server.only_one import OnlyOne
from coolhead.server.runners import InstalledRunners
from coolhead.server.settings import ServerSettings
from coolhead.services.access.onboarding import first_admin_link
from coolhead.services.live.rebuild import Progress, Rebuilt, rebuild

# Whoever is being answered at a stop is answered to the end, but nobody holds the stop up longer.
_STOP_WITHIN_S = 10
_AGAIN_S = 60.0
# Between two pages of what can wait.
_BREATH_S = 0.05
_LOG = structlog.get_logger()

Told = Callable[[str], None]
"""Told what whoever starts the server must read."""


@dataclass(frozen=True)
class StartPage:
    """The page to begin at; ``opened`` is told its address when it can be opened."""

    path: str
    opened: Told | None = None


def run_server(settings: ServerSettings, told: Told) -> None:
    """Serve until stopped; raises ``ConfigError`` and ``StorageError`` where it cannot begin."""
    configure_logs(settings.log_level)
    only_one = OnlyOne(settings.data)
    try:
        asyncio.run(_serve(settings, told))
    except KeyboardInterrupt:
        pass
    finally:
        only_one.close()


def run_rebuild(settings: ServerSettings, progress: Progress) -> Rebuilt:
    """Make all projections anew; raises ``ConfigError`` while a server runs."""
    only_one = OnlyOne(settings.data)

    async def whole() -> Rebuilt:
        async with opened_store(settings) as store:
            return await rebuild(
                store,
                runners=InstalledRunners(),
                playbooks=workspace_playbooks(store, settings),
                progress=progress,
            )

    try:
        return asyncio.run(whole())
    finally:
        only_one.close()


async def _serve(settings: ServerSettings, told: Told) -> None:
    async with assembled(settings) as parts:
        again = await parts.eraser.erase_again()
        if again.erased:
            _LOG.warning(
                "calls came back with a restored database; erased", count=len(again.erased)
            )
        taken_up = await parts.calls.recover()
        if taken_up:
            _LOG.info("calls are gone on with", calls=taken_up)
        await serve_assembled(settings, parts, told)


async def serve_assembled(
    settings: ServerSettings,
    parts: Assembly,
    told: Told,
    *,
    beside: Sequence[Callable[[], Coroutine[None, None, None]]] = (),
    start: StartPage | None = None,
) -> None:
    """Serve what was put together, until stopped; raises ``ConfigError``.

    ``beside`` runs with it and stops with it. ``start`` is told of instead of the link that makes
    the first administrator.
    """
    hold_up_less()
    await _Server(settings, parts, told, beside, start).run()


class _Uvicorn(uvicorn.Server):
    """uvicorn that only stops at a signal; what comes after it is ours to do."""

    def __init__(self, config: uvicorn.Config, before: Callable[[], Awaitable[None]]) -> None:
        super().__init__(config)
        self._before = before

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let those who stream go in order before they are cut off."""
        await self._before()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop at SIGINT and SIGTERM, and do not send them to this process again afterwards."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(number)


class _Server:
    """uvicorn over the app, with what runs beside it."""

    def __init__(
        self,
        settings: ServerSettings,
        parts: Assembly,
        told: Told,
        beside: Sequence[Callable[[], Coroutine[None, None, None]]],
        start: StartPage | None,
    ) -> None:
        self._settings = settings
        self._parts = parts
        self._told = told
        self._beside = beside
        self._start = start
        self._uvicorn = _Uvicorn(
            uvicorn.Config(
                parts.app,
                host=settings.host,
                port=settings.port,
                log_config=None,
                access_log=False,
                server_header=False,
                lifespan="off",
                proxy_headers=bool(settings.trusted_proxies),
                forwarded_allow_ips=settings.trusted_proxies or "127.0.0.1",
                ws="websockets-sansio",
                ws_per_message_deflate=False,
                timeout_graceful_shutdown=_STOP_WITHIN_S,
            ),
            before=parts.services.departures.ask_all,
        )

    async def run(self) -> None:
        """Serve until stopped."""
        try:
            async with self._audiosocket():
                await self._serve()
        finally:
            await self._parts.calls.close()

    @contextlib.asynccontextmanager
    async def _audiosocket(self) -> AsyncIterator[None]:
        """Listen for AudioSocket where that is wanted; raises ``ConfigError``."""
        services, port = self._parts.services, self._settings.audiosocket_port
        if services.audiosockets is None or port is None:
            yield
            return
        listening = ListeningSettings(host=self._settings.audiosocket_host, port=port)
        async with audiosocket_server(services.audiosockets, services.together, listening) as taken:
            self._told(f"AudioSocket is listened for at {listening.host}:{taken.port}")
            yield

    async def _serve(self) -> None:
        beside = [
            asyncio.create_task(self._parts.calls.run()),
            asyncio.create_task(self._parts.retention.run(_failed)),
            asyncio.create_task(self._catch_up()),
            asyncio.create_task(self._parts.teller.run(_untold)),
            asyncio.create_task(self._backfill()),
            asyncio.create_task(self._parts.folders.run()),
            asyncio.create_task(self._parts.sending.run_mail()),
            asyncio.create_task(self._parts.sending.run_telling()),
            asyncio.create_task(self._parts.sending.run_counting()),
            asyncio.create_task(self._tell()),
            *(asyncio.create_task(each()) for each in self._beside),
        ]
        try:
            await self._uvicorn.serve()
        except SystemExit as error:  # how uvicorn says that it could not listen
            raise ConfigError(
                f"the server cannot listen at {self._settings.host}:{self._settings.port}",
                hint="Is another program using the port? --port takes another, 0 any free one.",
            ) from error
        finally:
            for task in beside:
                task.cancel()
            for task in beside:
                with contextlib.suppress(asyncio.CancelledError):
                    await task

    async def _catch_up(self) -> None:
        """See to it that whoever has asked for no more calls is on the list."""
        services = self._parts.services
        while True:
            try:
                return await services.keeping.numbers.catch_up(services.store, services.workspace)
            except StorageError as error:
                _LOG.warning(
                    "the do-not-call list could not be brought up to date", code=error.code
                )
                await asyncio.sleep(_AGAIN_S)

    async def _backfill(self) -> None:
        """Make the follow-ups of calls that were kept before there were any."""
        while True:
            try:
                while await self._parts.backfill.step():
                    await asyncio.sleep(_BREATH_S)
            except StorageError as error:
                _LOG.warning("follow-ups of calls kept before are not all there", code=error.code)
                await asyncio.sleep(_AGAIN_S)
            else:
                return

    async def _tell(self) -> None:
        """Say where the server listens, and at the first start how to sign up."""
        while not self._uvicorn.started:
            await asyncio.sleep(0.02)
        host, port = self._uvicorn.servers[0].sockets[0].getsockname()[:2]
        url = self._settings.public_url or f"http://{f'[{host}]' if ':' in host else host}:{port}"
        self._told(f"Coolhead {__version__} listens at {url}")
        _LOG.info("the server listens", url=url, version=__version__)
        if self._start is not None:
            self._told(f"Open {url}{self._start.path} in a browser. Ctrl-C ends it.")
            if self._start.opened is not None:
                await asyncio.to_thread(self._start.opened, f"{url}{self._start.path}")
            return
        link = await first_admin_link(self._parts.access.onboarding, url)
        if link is not None:
            self._told("There is no administrator yet. Whoever opens this link becomes one:")
            self._told(f"  {link}")
            self._told("It works once, within 24 hours.")
        if not self._settings.is_local and not self._settings.is_https:
            self._told(
                "The server can be reached from other machines, and not over TLS: put a proxy in "
                "front of it (docs/operating.md)."
            )


def _untold(error: CoolheadError) -> None:
    _LOG.warning("reminders could not be told; it is tried again", code=error.code)


def _failed(error: CoolheadError) -> None:
    _LOG.warning("retention could not be carried out; it is tried again", code=error.code)
