"""A webhook's receiver on this machine: a real HTTP server that remembers what was posted."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Posted(NamedTuple):
    path: str
    headers: dict[str, str]
    body: bytes


class Receiver:
    """``answers`` are the next statuses, 200 after them; ``location`` is where a redirect leads.

    ``before_answering`` is called when it has read a post and before it says so.
    """

    def __init__(self) -> None:
        self.posts: list[Posted] = []
        self.answers: list[int] = []
        self.location = ""
        self.before_answering: Callable[[], None] = lambda: None
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/in?key=a%20b"

    def wait(self, count: int, within_s: float = 30.0) -> list[Posted]:
        """What was posted, as soon as it is so much."""
        last = time.monotonic() + within_s
        while len(self.posts) < count:
            assert time.monotonic() < last, f"{len(self.posts)} posts came, not {count}"
            time.sleep(0.02)
        return self.posts


@contextmanager
def receiver() -> Iterator[Receiver]:
    """A receiver on a port of its own, while the block lasts."""
    taking = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            taking.posts.append(Posted(self.path, headers, body))
            taking.before_answering()
            self.send_response(taking.answers.pop(0) if taking.answers else 200)
            if taking.location:
                self.send_header("Location", taking.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_given: object) -> None:
            """Nothing is logged."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    taking.port = server.server_address[1]
    serving = threading.Thread(target=server.serve_forever, args=(0.05,))
    serving.start()
    try:
        yield taking
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
