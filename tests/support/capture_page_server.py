"""The capture page and its socket on this machine, and a page that sounds like a dialler's tab."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from tests.support.audiohook_server import WebSocketsSocket
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.http11 import Request, Response

from coolhead.adapters.telephony.browser.pages import HEADERS, PAGE, page_files
from coolhead.adapters.telephony.raw_audio.session import RawAudioSession
from coolhead.adapters.telephony.settings import SourceSettings
from coolhead.adapters.telephony.together import Together
from coolhead.services.live.fake_intake import FakeIntake

DIALLER = """<!doctype html><title>Dialler</title><script>
const context = new AudioContext();
const tone = new OscillatorNode(context, {frequency: 1000});
tone.connect(new GainNode(context, {gain: 0.5})).connect(context.destination);
tone.start();
</script>"""


class CapturePageServer:
    """What the page sent is in ``intake``."""

    def __init__(self) -> None:
        self.intake = FakeIntake()
        self.port = 0
        self._together = Together()
        self._loop = asyncio.new_event_loop()
        self._open: set[ServerConnection] = set()
        self._server: Server | None = None

    @property
    def url(self) -> str:
        """The capture page's address."""
        return f"http://127.0.0.1:{self.port}/capture"

    def start(self) -> None:
        """Serve from a thread of its own."""
        started = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(started,), daemon=True)
        self._thread.start()
        assert started.wait(10)

    def stop(self) -> None:
        """Stop serving."""
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(10)
        self._loop.close()

    def cut_off(self) -> None:
        """Break every socket, as a network does that fails."""
        for connection in list(self._open):
            self._loop.call_soon_threadsafe(connection.transport.abort)

    def _run(self, started: threading.Event) -> None:
        self._loop.run_until_complete(self._serve(started))

    async def _serve(self, started: threading.Event) -> None:
        self._stopping = asyncio.Event()
        async with serve(
            self._session, "127.0.0.1", 0, process_request=_file, compression=None
        ) as server:
            self.port = next(iter(server.sockets)).getsockname()[1]
            started.set()
            await self._stopping.wait()

    async def _session(self, connection: ServerConnection) -> None:
        self._open.add(connection)
        try:
            await RawAudioSession(
                WebSocketsSocket(connection),
                self.intake,
                SourceSettings(name="browser", team="north"),
                self._together,
                make_id=lambda: "made",
            ).run()
        finally:
            self._open.discard(connection)


def _file(_connection: ServerConnection, request: Request) -> Response | None:
    path = request.path
    if path == "/capture/sound":
        return None
    if path == "/dialler":
        return _answer(DIALLER.encode(), {"Content-Type": "text/html"})
    name = PAGE if path == "/capture" else path.removeprefix("/capture/")
    file = page_files().get(name)
    if file is None:
        return Response(HTTPStatus.NOT_FOUND, "Not Found", Headers({"Content-Length": "0"}))
    return _answer(file.content, {**HEADERS, "Content-Type": file.content_type})


def _answer(body: bytes, headers: dict[str, str]) -> Response:
    length = {"Content-Length": str(len(body)), "Connection": "close"}
    return Response(HTTPStatus.OK, "OK", Headers({**headers, **length}), body)


@contextmanager
def capture_page_server() -> Iterator[CapturePageServer]:
    """A server that runs until the context is left."""
    server = CapturePageServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()
